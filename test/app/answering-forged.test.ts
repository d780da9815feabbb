import { describe, expect, it } from "vitest";
import type { ChannelKey } from "../../src/core/keys.ts";
import { askedBot, today, toldText } from "../support/asked-bot.ts";

const notOpen = "This question is not open any more.";

describe("presses that nobody drew", () => {
  it.each([
    ["a date that is none", "answer/2027-13-45"],
    ["a date of another calendar", "answer/2027-02-30"],
    ["no date", "answer"],
    ["a path instead of a date", "answer/../../U2"],
    ["a date without a drill", "answer/2027-03-14"],
    ["an action that is none", `hack/${today}`],
    ["nothing at all", ""],
    ["a far year", "result/+002027-03-15"],
  ])("%s is answered, not thrown", async (_name, action) => {
    const bot = await askedBot();
    expect(toldText(await bot.jonas.press(bot.question, action))).toBe(notOpen);
  });

  it.each([
    ["my result", `result/${today}`],
    ["all answers", `answers/${today}`],
    ["a page of them", `answers/${today}/0.0`],
  ])("%s before the reveal says that results come with it", async (_name, action) => {
    const bot = await askedBot();
    await bot.fill(bot.mira, "sealed words");
    expect(toldText(await bot.jonas.press(bot.question, action))).toBe("Results come with the reveal.");
  });

  it("hiding is for managers, and comes after the reveal", async () => {
    const bot = await askedBot();
    await bot.fill(bot.jonas, "sealed words");
    expect(toldText(await bot.jonas.press(bot.question, `hide/${today}/0.0`, "U2"))).toBe(
      "Only managers of this channel may do that.",
    );
    expect(toldText(await bot.mira.press(bot.question, `hide/${today}/0.0`, "U2"))).toBe(
      "Results come with the reveal.",
    );
    await bot.reveal();
    expect(toldText(await bot.mira.press(bot.question, `hide/${today}/0.0`, "U9"))).toBe(
      "That answer is not there any more.",
    );
    expect((await bot.answers()).map(({ hidden }) => hidden)).toEqual([false]);
  });

  it("a late form sent while the question is open is an answer in time", async () => {
    const bot = await askedBot();
    expect(toldText(await bot.jonas.press(bot.question, `late/${today}`))).toBe("form");
    expect(bot.jonas.form()?.title).toBe("Your answer");
    await bot.platform.tell((handlers) =>
      handlers.submitted({
        channel: bot.platform.channel,
        person: bot.platform.people.first.id,
        thread: null,
        form: `late/${today}`,
        values: { text: "not late at all" },
      }),
    );
    expect(await bot.counted()).toEqual([["U2", "not late at all"]]);
  });

  it("a form of no drill says that it is not open, at the form", async () => {
    const bot = await askedBot();
    const response = await bot.platform.tell((handlers) =>
      handlers.submitted({
        channel: bot.platform.channel,
        person: bot.platform.people.first.id,
        thread: null,
        form: "answer/2027-13-45",
        values: { text: "to nobody" },
      }),
    );
    expect(response).toEqual({ kind: "errors", errors: { "": notOpen } });
  });

  it("a press from another channel concerns that channel's drill, or none", async () => {
    const other = "fake/W1/random" as ChannelKey;
    const bot = await askedBot({ fake: { channels: ["fake/W1/backend" as ChannelKey, other] } });
    await bot.fill(bot.mira, "sealed words");
    await bot.reveal();
    const elsewhere = bot.platform.as(bot.platform.people.first.id, other);
    for (const action of ["answer", "late", "result", "answers"]) {
      expect(toldText(await elsewhere.press(bot.question, `${action}/${today}`))).toBe(notOpen);
    }
  });
});
