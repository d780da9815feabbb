import { describe, it } from "vitest";
import { openStage, reads } from "./support/stage.ts";
import type { Tab } from "./support/tab.ts";

const stage = openStage();
const title = "What does a 304 response tell a client?";

/** Opens the form and fills it in, but for what is missing. */
async function fillIn({ form, say }: Pick<Tab, "form"> & { say: () => Promise<void> }, prompt: string): Promise<void> {
  await say();
  await form.waitFor();
  await form.getByLabel("Topic").selectOption({ label: "HTTP and the web" });
  await form.getByLabel("Level").selectOption("junior");
  await form.getByLabel("Question").fill(prompt);
  await form.getByLabel("Reference answer").fill("That the copy it has is **still good**: there is no body.");
  await form.getByLabel("What a good answer covers").fill("The copy is still fresh\nbonus: There is no body");
}

describe("a question of one's own", () => {
  it("is suggested in a form that keeps what was written, approved by a manager, and found at once", async () => {
    const jonas = await stage.tab("jonas");
    await fillIn({ form: jonas.form, say: () => jonas.say("/drill suggest") }, "```\nnever closed");
    await jonas.form.getByRole("button", { name: "Send" }).click();
    const problem = jonas.form.getByText("Close every code block");
    await problem.first().waitFor();
    await jonas.form.getByLabel("Question").fill(`${title} Give an example.`);
    await jonas.form.getByRole("button", { name: "Send" }).click();
    await jonas.whispers.filter({ hasText: "Thank you. A manager of this channel looks at it" }).waitFor();

    const mira = await stage.tab("mira");
    const told = mira.whispers.filter({ hasText: `Jonas suggests a question: "${title}"` });
    await told.getByRole("button", { name: "Review" }).click();
    const page = mira.whispers.filter({ hasText: "suggested by Jonas" });
    await reads(page.getByRole("heading", { name: title })).toEqual([title]);
    await page.getByRole("button", { name: "Approve" }).click();
    await mira.whispers.filter({ hasText: `Approved: "${title}". It is in rotation.` }).waitFor();

    await jonas.whispers.filter({ hasText: `Your suggestion "${title}" was approved by Mira.` }).waitFor();
    const found = await jonas.command("search 304");
    await reads(found.getByRole("listitem")).toEqual([`${title} · HTTP and the web · junior · may still come`]);
  });

  it("is declined with a reason, which its author reads", async () => {
    const jonas = await stage.tab("jonas");
    await fillIn({ form: jonas.form, say: () => jonas.say("/drill suggest") }, "What is a cookie?");
    await jonas.form.getByRole("button", { name: "Send" }).click();
    await jonas.whispers.filter({ hasText: "What is a cookie?" }).waitFor();

    const mira = await stage.tab("mira");
    await mira.say("/drill review");
    const page = mira.whispers.filter({ has: mira.page.getByRole("heading", { name: "What is a cookie?" }) });
    await page.getByRole("button", { name: "Decline" }).click();
    await mira.form.getByLabel("Reason, for its author").fill("We ask that in another one.");
    await mira.form.getByRole("button", { name: "Decline" }).click();
    const news = jonas.whispers.filter({ hasText: 'Your suggestion "What is a cookie?" was declined by Mira:' });
    await reads(news.locator("blockquote")).toEqual(["We ask that in another one."]);
    await mira.form.waitFor({ state: "detached" });
  });
});
