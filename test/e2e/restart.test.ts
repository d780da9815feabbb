import { describe, expect, it } from "vitest";
import { counts, openStage, reads } from "./support/stage.ts";

const stage = openStage();

describe("what was said stays", () => {
  it("when the page is loaded again", async () => {
    const jonas = await stage.tab("jonas");
    await jonas.openThread();
    await jonas.answerInThread("This answer was given before the page was loaded again.");
    await jonas.page.reload();
    await jonas.question.waitFor();
    await jonas.openThread();
    await reads(jonas.thread.getByText("This answer was")).toEqual([
      "This answer was given before the page was loaded again.",
    ]);
    await counts(jonas.thread.getByRole("img", { name: "Saved as answer" })).toBe(1);
    await reads(jonas.page.getByRole("radiogroup", { name: "Speak as" }).locator("label:has(:checked)")).toEqual([
      "JO\nJonas",
    ]);
  });

  it("when the bot is started again, and the open page joins it by itself", async () => {
    const jonas = await stage.tab("jonas", {}, "loses connection");
    await jonas.openThread();
    await jonas.threadBox.fill("A draft that nobody has sent");
    await jonas.page.evaluate("window.loadedOnce = true");
    await stage.bot.stop();
    await reads(jonas.page.locator("#banner")).toEqual(["Connection lost. Trying again…\nTry now"]);
    await stage.bot.start();
    await counts(jonas.page.locator("#banner span")).toBe(0);

    expect(await jonas.threadBox.inputValue()).toBe("A draft that nobody has sent");
    await jonas.answerInThread("And this one was given after the bot came back.");
    await jonas.toTheReveal();
    // One person, one answer: both messages are it, the one from before the restart too.
    await reads(jonas.question.getByText(/^Revealed/u)).toEqual(["Revealed · 1 answered"]);
    await jonas.question.getByRole("button", { name: "My result" }).click();
    await reads(jonas.whispers.locator("blockquote")).toEqual([
      "This answer was given before the page was loaded again.\nAnd this one was given after the bot came back.",
    ]);
    expect(await jonas.page.evaluate("window.loadedOnce")).toBe(true);
  });

  it("when the bot could not be reached: what was written stays in the box, with the reason", async () => {
    const priya = await stage.tab("priya", {}, "loses connection");
    await stage.bot.stop();
    await priya.say("Written while the bot was away");
    await priya.page.getByRole("main").locator(".composer .problem:not(:empty)").waitFor();
    expect(await priya.channelBox.inputValue()).toBe("Written while the bot was away");
    await stage.bot.start();
    await counts(priya.page.locator("#banner span")).toBe(0);
    await priya.channelBox.press("Enter");
    await reads(priya.channel.getByText("Written while")).toEqual(["Written while the bot was away"]);
  });
});
