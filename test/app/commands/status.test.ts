import { describe, expect, it } from "vitest";
import type { Bank } from "../../../src/core/bank/question.ts";
import { type Bot, fixedBank, someQuestions, startBot } from "../../support/bot.ts";
import { filledIn, typed } from "../../support/told.ts";

const anybody = "U3" as Parameters<typeof typed>[2];
const status = async (bot: Bot): Promise<readonly string[]> =>
  (await typed(bot, "status", anybody)).split("\n").slice(1);

describe("status, for anyone", () => {
  it("before the first question", async () => {
    expect(await status(await startBot())).toEqual(["Last: none yet", "Next: Mon 15 Mar, 09:30"]);
  });

  it("with an open question, and with a revealed one", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    expect(await status(bot)).toEqual(["Last: Mon 15 Mar, Title 8 (open)", "Next: Tue 16 Mar, 09:30"]);
    await bot.at("2027-03-15T16:00");
    expect(await status(bot)).toEqual(["Last: Mon 15 Mar, Title 8 (revealed)", "Next: Tue 16 Mar, 09:30"]);
  });

  it("the next one is not today's slot that now has taken", async () => {
    const bot = await startBot();
    await typed(bot, "now");
    expect(await status(bot)).toEqual(["Last: Mon 15 Mar, Title 8 (open)", "Next: Tue 16 Mar, 09:30"]);
  });

  it.each<readonly [string, (bot: Bot) => Promise<unknown>, readonly string[]]>([
    [
      "a day off",
      (bot) => filledIn(bot, "holidays", { dates: "2027-03-15" }),
      ["Next: Tue 16 Mar, 09:30", "None today: day off."],
    ],
    [
      "a day off with a name",
      (bot) => filledIn(bot, "holidays", { dates: "2027-03-15 Fair" }),
      ["Next: Tue 16 Mar, 09:30", "None today: day off, Fair."],
    ],
    ["paused", (bot) => typed(bot, "pause"), ["Next: none planned", "None today: paused."]],
    [
      "paused until a date",
      (bot) => typed(bot, "pause until 2027-03-17"),
      ["Next: Wed 17 Mar, 09:30", "None today: paused."],
    ],
    [
      "not one of the plan's days",
      (bot) => bot.at("2027-03-20T08:00"),
      ["Next: Mon 22 Mar, 09:30", "None today: not one of the plan's days."],
    ],
    ["the plan has ended", (bot) => typed(bot, "stop"), ["Next: none planned", "The plan has ended."]],
    [
      "the plan was saved after today's time",
      (bot) => filledIn(bot, "setup", { postAt: "08:30" }),
      [
        "Next: Tue 16 Mar, 08:30",
        "None today: the plan was saved after today's time. /drill now asks one all the same.",
      ],
    ],
    [
      "the bot was away",
      (bot) => bot.at("2027-03-15T13:00"),
      ["Next: Tue 16 Mar, 09:30", "None today: I was away too long to post it in time."],
    ],
  ])("why none today: %s", async (_name, what, expected) => {
    const bot = await startBot();
    await what(bot);
    expect(await status(bot)).toEqual(["Last: none yet", ...expected]);
  });

  it("why none today: the bank has no question", async () => {
    const bot = await startBot({ plan: { topics: ["nowhere"] } });
    await bot.at("2027-03-15T09:30");
    expect((await status(bot)).at(-1)).toBe("None today: the bank has no question for this channel.");
  });

  it("why none today: the bot may not post here", async () => {
    const bot = await startBot();
    for (let hour = 0; hour < 3; hour += 1) bot.platform.fail("post", { kind: "refuse", why: "missing-permission" });
    await bot.at("2027-03-15T09:30");
    for (let hour = 0; hour < 3; hour += 1) await bot.pass({ hours: 1 });
    expect((await status(bot)).at(-1)).toBe("None today: I may not post here.");
  });

  it("needs a plan", async () => {
    expect(await typed(await startBot({ plan: null }), "status", anybody)).toBe(
      "This channel has no plan yet. /drill setup makes one.",
    );
  });
});

describe("status, for managers", () => {
  const faults = async (bot: Bot): Promise<readonly string[]> => (await typed(bot, "status")).split("\n").slice(3);

  it("what is left in the bank", async () => {
    const bot = await startBot();
    expect(await faults(bot)).toEqual(["Bank: 12 of 12 left in this round"]);
    await bot.at("2027-03-15T09:30");
    expect(await faults(bot)).toEqual(["Bank: 11 of 12 left in this round"]);
  });

  it("what is held up, also of an older drill", async () => {
    const at = Temporal.PlainTime.from("10:00");
    const bot = await startBot({ plan: { reveal: { kind: "next-posting-day", at } } });
    await bot.at("2027-03-15T09:30");
    await bot.at("2027-03-16T09:30");
    bot.platform.fail("post", { kind: "refuse", why: "missing-permission" });
    await bot.at("2027-03-16T10:00");
    expect(await faults(bot)).toEqual([
      "Bank: 10 of 12 left in this round",
      "Held up, because I lack a permission there. I try again every hour; mending the cause is enough.",
    ]);
    await bot.at("2027-03-16T11:00");
    expect(await faults(bot)).toEqual(["Bank: 10 of 12 left in this round"]);
  });

  it("what keeps the bot from working in the channel, before any question has been refused", async () => {
    const bot = await startBot();
    bot.platform.bar(bot.platform.channel, "not-a-member");
    const bank = "Bank: 12 of 12 left in this round";
    expect(await faults(bot)).toEqual([
      bank,
      "I cannot work here yet, because I am not in the channel; invite me. This is the fake platform: a test asked for it.",
    ]);
    bot.platform.fail("channel", { kind: "doubt", accepted: false });
    expect(await faults(bot)).toEqual([bank]);
  });

  it("a nightly backup that fails, since its first failure, until one goes well", async () => {
    const bot = await startBot();
    const { noteBackup } = bot.app.world.host;
    noteBackup(Temporal.Instant.from("2027-03-14T02:00:03Z"));
    noteBackup(Temporal.Instant.from("2027-03-14T03:00:03Z"));
    expect((await faults(bot)).at(-1)).toBe(
      "The nightly backup has been failing since Sun 14 Mar, 03:00. My log says why.",
    );
    noteBackup(null);
    expect(await faults(bot)).toEqual(["Bank: 12 of 12 left in this round"]);
  });

  it("the slots missed in the last 30 days, five at most", async () => {
    const bot = await startBot();
    for (let day = 15; day <= 23; day += 1) await bot.at(`2027-03-${day}T13:00`);
    expect((await faults(bot)).at(-1)).toBe("Missed: Wed 17 Mar, Thu 18 Mar, Fri 19 Mar, Mon 22 Mar, Tue 23 Mar");
    await typed(bot, "pause");
    await bot.at("2027-04-21T13:00");
    expect((await faults(bot)).at(-1)).toBe("Missed: Tue 23 Mar");
    await bot.at("2027-04-22T13:00");
    expect((await faults(bot)).at(-1)).toBe("Bank: 12 of 12 left in this round");
  });

  it("the bank's problems by file and line, five at most, and how many there are", async () => {
    const source = fixedBank(someQuestions(12));
    const bank: Bank = {
      ...source.forWorkspace("fake/W1" as Parameters<typeof source.forWorkspace>[0]),
      problems: Array.from({ length: 6 }, (_, index) => ({
        file: `content/${index}.md`,
        line: 3,
        message: "has no answer",
        fix: "add one",
      })),
    };
    const bot = await startBot({ bank: { ...source, forWorkspace: () => bank } });
    expect(await faults(bot)).toEqual([
      "Bank: 12 of 12 left in this round",
      "The bank has 6 problems:",
      ...[0, 1, 2, 3, 4].map((index) => `content/${index}.md:3: has no answer`),
    ]);
  });
});
