import { describe, expect, it } from "vitest";
import { namelessControls } from "./support/accessibility.ts";
import { comesTo, counts, openStage, reads } from "./support/stage.ts";
import type { Tab } from "./support/tab.ts";

const stage = openStage();

/** What has the focus: its accessible name, or its text. */
const focused = (tab: Tab): Promise<string> =>
  tab.page.evaluate(
    `(document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent ?? "").trim()`,
  );

async function press(tab: Tab, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await tab.page.keyboard.press(key);
}

describe("without a mouse", () => {
  it("the first Tab offers the way to the message box, and the order goes from the people to the messages to the box", async () => {
    const tab = await stage.tab("jonas");
    await press(tab, "Tab");
    expect(await focused(tab)).toBe("Skip to the message box");
    await press(tab, "Enter");
    await comesTo(() => focused(tab)).toBe("Message #backend-drill");

    await tab.page.reload();
    await tab.question.waitFor();
    const order: string[] = [];
    for (let step = 0; step < 12; step += 1) {
      await press(tab, "Tab");
      order.push(await focused(tab));
    }
    expect(order).toEqual([
      "Skip to the message box",
      "# backend-drill",
      "", // whoever speaks: a radio button, named by its label
      "As the system", // the theme
      "Keyboard help",
      "To the next event",
      "One day on",
      "Messages",
      "Answer",
      "Reply in thread",
      "Reply in thread",
      "Message #backend-drill",
    ]);
  });

  it("a slash command is completed by the arrows and Enter", async () => {
    const tab = await stage.tab("jonas");
    await tab.page.locator("body").press("/");
    const box = tab.page.getByRole("combobox", { name: "Message #backend-drill" });
    await box.waitFor();
    await press(tab, ..."drill s");
    await reads(tab.page.getByRole("option").locator(".option-name")).toEqual([
      "/drill setup",
      "/drill skip",
      "/drill stop",
      "/drill search words",
      "/drill suggest",
      "/drill status",
    ]);
    await press(tab, "ArrowUp");
    expect(await tab.page.getByRole("option", { selected: true }).locator(".option-name").allInnerTexts()).toEqual([
      "/drill status",
    ]);
    await press(tab, "Enter");
    expect(await tab.channelBox.inputValue()).toBe("/drill status");
    await press(tab, "Enter");
    await reads(tab.whispers.getByRole("heading")).toEqual(["Daily Drill here"]);
  });

  it("the thread opens and closes, and gives the focus back to where it came from", async () => {
    const tab = await stage.tab("jonas");
    await tab.question.locator('[data-act="thread"]').focus();
    await press(tab, "Enter");
    await comesTo(() => focused(tab)).toBe("Reply in thread");
    await counts(tab.page.getByRole("complementary", { name: "Thread" })).toBe(1);
    await press(tab, "Escape");
    await counts(tab.page.getByRole("complementary", { name: "Thread" })).toBe(0);
    await comesTo(() => tab.page.evaluate(`document.activeElement.dataset.act`)).toBe("thread");
  });

  it("an answer is given by its button and Ctrl+Enter", async () => {
    const tab = await stage.tab("priya");
    await tab.question.getByRole("button", { name: "Answer", exact: true }).focus();
    await press(tab, "Enter");
    await tab.form.waitFor();
    await comesTo(() => tab.page.evaluate("document.activeElement.tagName")).toBe("TEXTAREA");
    await tab.page.keyboard.insertText("Given without ever touching the mouse.");
    await press(tab, "Control+Enter");
    await reads(tab.whispers.locator(".prose")).toEqual(["Saved. You can change it until the reveal, 16:00."]);
    await counts(tab.form).toBe(0);
  });

  it("the messages are reached one by one, and Up in an empty box edits the last of one's own", async () => {
    const tab = await stage.tab("jonas");
    await tab.say("The first thing I said");
    await tab.channel.getByText("The first thing I said").waitFor();
    // The box is emptied by the answer to the request, which the news of the message may overtake.
    await comesTo(() => tab.channelBox.inputValue()).toBe("");
    await press(tab, "ArrowUp");
    await comesTo(() => focused(tab)).toBe("Message text");
    await press(tab, "Escape");
    await comesTo(() => focused(tab)).toContain("Jonas, 09:3");
    await press(tab, "ArrowUp");
    await comesTo(() => focused(tab)).toContain("Daily Drill, 09:3");
  });
});

describe("for a screen reader", () => {
  it("the page says its language, its name and its parts", async () => {
    const { page, channel, channelBox } = await stage.tab("jonas");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await page.title()).toBe("#backend-drill · Daily Drill playground");
    expect([await channel.count(), await channelBox.count()]).toEqual([1, 1]);
    await reads(page.getByRole("main").getByRole("heading", { level: 1 })).toEqual(["#backend-drill"]);
    await counts(page.getByRole("navigation", { name: "Workspace" })).toBe(1);
    await counts(page.getByRole("region", { name: "The playground's clock" })).toBe(1);
  });

  it("every control has a name: in the channel, a thread, a form, a menu of commands", async () => {
    const tab = await stage.tab("mira");
    await tab.openThread();
    await tab.answerInThread("A reply of mine, so that its tools are there as well.");
    await tab.channelBox.fill("/");
    await tab.page.getByRole("listbox", { name: "Commands" }).waitFor();
    expect(await namelessControls(tab.page)).toEqual([]);
    await tab.channelBox.fill("/drill setup");
    await press(tab, "Enter");
    await tab.form.waitFor();
    expect(await namelessControls(tab.page)).toEqual([]);
  });

  it("a control without a name would be seen by this test", async () => {
    const { page } = await stage.tab("mira");
    await page.evaluate(`document.querySelector("#channel-composer .send").removeAttribute("aria-label")`);
    await page.evaluate(`document.querySelector("#channel-composer .send").removeAttribute("title")`);
    expect(await namelessControls(page)).toEqual(["button"]);
  });
});
