// Plays a drill in the browser, draws one in Slack and on Discord, and takes the pictures of the README: `npm run pictures`.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Locator } from "playwright-core";
import { takeDiscordPictures } from "./discord-pictures.ts";
import { takeSlackPictures } from "./slack-pictures.ts";
import { takeSuggestPictures } from "./suggest-pictures.ts";
import { chromiumHere, noChromium, openChromium } from "./support/chromium.ts";
import { saidOfIt } from "./support/pictured.ts";
import { PlayBot } from "./support/play-bot.ts";
import { type Somebody, Tab } from "./support/tab.ts";

const folder = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));
const zone = "Europe/Berlin";
const wanted = "Rate limiting";

/** What two engineers answer to exactly the wanted question: the one is good, the other good in other points. */
const answers = {
  jonas:
    "I'd put a token bucket per API key at the gateway, about 100 requests a minute with a small burst. All six " +
    "instances have to agree, so the counter lives in Redis, incremented atomically. Whoever is over it gets a 429.",
  priya:
    "Limit by account, not by IP, or everybody behind one NAT pays for that script. Return 429 with Retry-After before " +
    "any real work starts, and tell clients to back off with jitter. Login gets a stricter limit than the rest.",
};

/** Moves the playground's clock to a time of that day, as if the team had gone on with its work meanwhile. */
async function at(bot: PlayBot, time: string): Promise<void> {
  await bot.stop();
  await bot.start(`2026-11-17T${time}[${zone}]`);
}

const open = (browser: Browser, bot: PlayBot, as: Somebody, how: BrowserContextOptions = {}): Promise<Tab> =>
  Tab.open(browser, bot.address, as, { timezoneId: zone, locale: "en-GB", colorScheme: "light", ...how });

/** Takes a picture with nothing under the mouse and no cursor in a box. */
async function save({ page }: Tab, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate("document.activeElement.blur()");
  await page.screenshot({ path: `${folder}${name}.png`, animations: "disabled" });
}

type Scrolled = Readonly<{ scrollIntoView: (how: Readonly<{ block: "start"; behavior: "instant" }>) => void }>;

/** Puts an element at the top of what scrolls it. */
const putOnTop = (element: Locator): Promise<void> =>
  element.evaluate((found: Scrolled) => found.scrollIntoView({ block: "start", behavior: "instant" }));

/** Narrows the plan to the wanted question's topic and swaps today's question until the wanted one is up. */
async function askForTheWanted(mira: Tab): Promise<void> {
  await mira.say("/drill setup");
  await mira.form.waitFor();
  for (const day of ["Sat", "Sun"]) await mira.form.getByText(day, { exact: true }).click();
  await save(mira, "setup");
  await mira.form.getByText("API design", { exact: true }).click();
  await mira.form.getByText("mid", { exact: true }).click();
  await mira.form.getByRole("button", { name: "Save" }).click();
  await mira.whispers.first().waitFor();
  const seen: string[] = [];
  while ((await mira.titleToday()) !== wanted) {
    const title = await mira.titleToday();
    if (seen.includes(title)) throw new Error(`${wanted} does not come up: ${seen.join(", ")}`);
    seen.push(title);
    await mira.command("another");
    await mira.question.getByRole("heading", { name: title, exact: true }).waitFor({ state: "detached" });
  }
}

async function takePictures(bot: PlayBot, browser: Browser): Promise<void> {
  const mira = await open(browser, bot, "mira");
  await askForTheWanted(mira);
  await mira.close();
  for (const [as, time] of [
    ["jonas", "09:24"],
    ["priya", "11:47"],
  ] as const) {
    await at(bot, time);
    const tab = await open(browser, bot, as);
    await tab.openThread();
    await tab.answerInThread(answers[as]);
    await tab.close();
  }
  await at(bot, "15:59:30");
  const mover = await open(browser, bot, "mira");
  await mover.toTheReveal();
  await mover.close();

  const desk = await open(browser, bot, "mira");
  await desk.openThread();
  await putOnTop(desk.thread.getByRole("article").filter({ hasText: "token bucket per API key" }));
  await save(desk, "thread");
  await desk.close();

  const wide = await open(browser, bot, "mira", { viewport: { width: 1000, height: 1420 } });
  await wide.openThread();
  await putOnTop(wide.thread.getByRole("article").filter({ hasText: "Reference answer" }));
  await save(wide, "reveal");
  await wide.close();

  const own = await open(browser, bot, "jonas", { viewport: { width: 1000, height: 1420 } });
  await own.question.getByRole("button", { name: "My result" }).click();
  await own.whispers.filter({ hasText: "Your result" }).screenshot({ path: `${folder}result.png` });
  await own.close();

  const phone = await open(browser, bot, "priya", {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
    colorScheme: "dark",
  });
  await save(phone, "phone");
  await phone.close();
}

/** Two people flag the question, and its manager looks at it. */
async function takeFlagPicture(bot: PlayBot, browser: Browser): Promise<void> {
  for (const { as, kind, reason } of saidOfIt) {
    const tab = await open(browser, bot, as);
    await tab.question.getByRole("button", { name: "Flag" }).click();
    await tab.form.getByLabel("What is the matter?").selectOption(kind);
    await tab.form.getByLabel("What should be different?").fill(reason);
    await tab.form.getByRole("button", { name: "Flag" }).click();
    await tab.whispers.filter({ hasText: "Thank you" }).first().waitFor();
    await tab.close();
  }
  const mira = await open(browser, bot, "mira");
  await mira.say("/drill review");
  const page = mira.whispers.filter({ hasText: "Flagged by 2 people" });
  await page.waitFor();
  await mira.page.mouse.move(0, 0);
  await page.screenshot({ path: `${folder}flag.png`, animations: "disabled" });
  await mira.close();
}

const chromium = chromiumHere();
if (chromium === null) throw new Error(noChromium);
await mkdir(folder, { recursive: true });
const browser = await openChromium(chromium);
const bot = await PlayBot.begin(zone, `2026-11-17T09:00[${zone}]`);
try {
  await takePictures(bot, browser);
  await takeFlagPicture(bot, browser);
  await takeSuggestPictures(bot, browser, folder);
  const written = { inThread: answers.jonas, throughForm: answers.priya };
  await takeSlackPictures(browser, folder, written);
  await takeDiscordPictures(browser, folder, written);
} finally {
  await browser.close();
  await bot.end();
}
