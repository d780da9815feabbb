import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";

/** Who is in the playground. */
export type Somebody = "mira" | "jonas" | "priya";

/** How long the page may take for one thing, in ms: a busy machine's worst, since nothing waits longer than it must. */
export const patienceMs = 15_000;

/** One person's browser tab, with what people do in it. */
export class Tab {
  readonly page: Page;
  /** What went wrong in the page, in the order it happened: errors, failed requests, dialogs, broken policies. */
  readonly troubles: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    this.#listen();
  }

  /** Opens the playground as somebody, in a browser profile of their own, and waits for the question. */
  static async open(browser: Browser, address: string, as: Somebody, how: BrowserContextOptions = {}): Promise<Tab> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...how });
    context.setDefaultTimeout(patienceMs);
    const tab = new Tab(await context.newPage());
    await tab.page.goto(`${address}?as=${as}`);
    await tab.question.waitFor();
    return tab;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  get channel(): Locator {
    return this.page.getByRole("log", { name: "Messages", exact: true });
  }

  get thread(): Locator {
    return this.page.getByRole("log", { name: "Messages of the thread" });
  }

  /** The channel's latest message that has a thread: today's question. */
  get question(): Locator {
    return this.channel
      .getByRole("article")
      .filter({ has: this.page.locator('[data-act="thread"]') })
      .last();
  }

  /** The title of today's question, as it stands now. */
  async titleToday(): Promise<string> {
    const [title = ""] = await this.question.getByRole("heading").allInnerTexts();
    return title.trim();
  }

  get channelBox(): Locator {
    return this.page.getByRole("main").getByLabel("Message #backend-drill");
  }

  get threadBox(): Locator {
    return this.page.getByRole("complementary").locator("textarea.box");
  }

  get form(): Locator {
    return this.page.getByRole("dialog");
  }

  /** What only this person sees, in the channel or the thread. */
  get whispers(): Locator {
    return this.page.locator(".message.whisper");
  }

  async openThread(): Promise<void> {
    await this.question.locator('[data-act="thread"]').click();
    await this.thread.waitFor();
  }

  async say(text: string): Promise<void> {
    await send(this.channelBox, text);
  }

  /** Writes into the open thread. */
  async reply(text: string): Promise<void> {
    await send(this.threadBox, text);
  }

  /** Replies in the thread with an answer, and waits until it has its receipt. */
  async answerInThread(text: string): Promise<Locator> {
    await this.reply(text);
    const message = this.thread
      .getByRole("article")
      .filter({ hasText: text.split("\n")[0] ?? "" })
      .last();
    await message.getByRole("img", { name: "Saved as answer" }).waitFor();
    return message;
  }

  /** Answers today's question through its form, and waits until that is said to be safe. */
  async answerInForm(text: string): Promise<void> {
    await this.question.getByRole("button", { name: "Answer", exact: true }).click();
    await this.form.getByLabel("Answer").fill(text);
    await this.form.getByRole("button", { name: "Save" }).click();
    await this.whispers.filter({ hasText: "Saved. You can change it until the reveal" }).last().waitFor();
  }

  /** Sends a command and gives the message it is answered with. */
  async command(text: string): Promise<Locator> {
    const before = await this.whispers.count();
    await this.say(`/drill ${text}`);
    const answer = this.whispers.nth(before);
    await answer.waitFor();
    return answer;
  }

  /** Goes to the reveal of today's question. */
  async toTheReveal(): Promise<void> {
    await this.press("To the next event");
    await this.question.getByText(/^Revealed · \d+ answered$/u).waitFor();
  }

  /** Goes to the next question. */
  async toTheNextQuestion(): Promise<void> {
    const asked = await this.channel.locator('[data-act="thread"]').count();
    await this.press("To the next event");
    await this.channel.locator('[data-act="thread"]').nth(asked).waitFor();
  }

  /** Moves the clock, and waits until the bot has done what was due. */
  async press(move: "To the next event" | "One day on"): Promise<void> {
    const moved = this.page.waitForResponse((response) => response.url().endsWith("/api/clock"));
    await this.page.getByRole("button", { name: move }).click();
    await moved;
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  #listen(): void {
    const { page, troubles } = this;
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) troubles.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => troubles.push(`page: ${error.message}`));
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      // The browser breaks off itself what is under way when a page is left or loaded again.
      if (why !== "net::ERR_ABORTED") troubles.push(`request: ${request.url()} ${why}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) troubles.push(`response: ${response.status()} ${response.url()}`);
    });
    page.on("dialog", (dialog) => {
      troubles.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }
}

async function send(box: Locator, text: string): Promise<void> {
  await box.fill(text);
  await box.press("Enter");
}
