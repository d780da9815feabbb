import { describe, expect, it } from "vitest";
import { type Bot, startBot } from "../../support/bot.ts";
import { typed } from "../../support/told.ts";

const questions = (bot: Bot): readonly string[] =>
  bot.platform.sends.filter(({ key }) => key.includes("/question/")).map(({ key }) => key.split("/").at(-2) ?? "");

describe("pause and resume", () => {
  it("pause until a date asks nothing before it", async () => {
    const bot = await startBot();
    expect(await typed(bot, "pause until 2027-03-18")).toBe(
      "Paused. Next question: Thu 18 Mar, 09:30. What is open is still revealed.",
    );
    for (const day of ["15", "16", "17", "18"]) await bot.at(`2027-03-${day}T09:30`);
    expect(questions(bot)).toEqual(["2027-03-18"]);
  });

  it("pause until a date without a question says when the next one comes", async () => {
    const bot = await startBot();
    expect(await typed(bot, "pause until 2027-03-20")).toBe(
      "Paused. Next question: Mon 22 Mar, 09:30. What is open is still revealed.",
    );
  });

  it("the date may be written as people write it, without until", async () => {
    expect(await typed(await startBot(), "pause 18 March")).toBe(
      "Paused. Next question: Thu 18 Mar, 09:30. What is open is still revealed.",
    );
  });

  it("pause without a date lasts until somebody resumes", async () => {
    const bot = await startBot();
    expect(await typed(bot, "pause")).toBe(
      "Paused until somebody types /drill resume. What is open is still revealed.",
    );
    await bot.at("2027-05-03T09:30");
    expect(questions(bot)).toEqual([]);
    await bot.at("2027-05-04T08:00");
    expect(await typed(bot, "resume")).toBe("Running again. Next question: Tue 4 May, 09:30.");
    await bot.at("2027-05-04T09:30");
    expect(questions(bot)).toEqual(["2027-05-04"]);
  });

  it.each([
    [
      "a date that is none",
      "pause until someday",
      '"someday" is not a date: write year-month-day, for example 2027-03-22',
    ],
    [
      "a date that is over",
      "pause until 2027-03-15",
      "2027-03-15 is not a date to come: name the first date that shall have a question again, or pause without a date",
    ],
  ])("says what is wrong with %s, and pauses nothing", async (_name, command, expected) => {
    const bot = await startBot();
    expect(await typed(bot, command)).toBe(expected);
    expect((await bot.records.plans.get(bot.platform.channel))?.pause).toBe(null);
  });

  it("resume says what to mend while the bot cannot ask there, and stays paused until then", async () => {
    const bot = await startBot();
    await typed(bot, "pause");
    bot.platform.bar(bot.platform.channel, "not-a-member");
    expect(await typed(bot, "resume")).toBe(
      "I cannot work here yet, because I am not in the channel; invite me. This is the fake platform: a test asked for it.",
    );
    expect((await bot.records.plans.get(bot.platform.channel))?.pause).toEqual({ until: null });
    bot.platform.bar(bot.platform.channel, null);
    expect(await typed(bot, "resume")).toBe("Running again. Next question: Mon 15 Mar, 09:30.");
  });

  it("resume says so when nothing is paused", async () => {
    expect(await typed(await startBot(), "resume")).toBe("This channel is not paused.");
  });

  it("the next question after a resume is not the one that now has taken already", async () => {
    const bot = await startBot();
    await typed(bot, "pause");
    await typed(bot, "now");
    expect(await typed(bot, "resume")).toBe("Running again. Next question: Tue 16 Mar, 09:30.");
  });
});

describe("stop", () => {
  it("ends the plan after its reveal", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    expect(await typed(bot, "stop")).toBe("The plan has ended. What is open is still revealed.");
    await bot.at("2027-03-15T16:00");
    await bot.at("2027-03-16T09:30");
    expect(questions(bot)).toEqual(["2027-03-15"]);
    expect(await Array.fromAsync(bot.records.openDrills.list(""))).toEqual([]);
  });

  it.each(["stop", "pause", "resume"])("%s on an ended plan says that it has ended", async (command) => {
    const bot = await startBot();
    await typed(bot, "stop");
    expect(await typed(bot, command)).toBe("The plan of this channel has ended. /drill setup starts it again.");
  });
});
