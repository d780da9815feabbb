import { describe, expect, it } from "vitest";
import type { RevealRule } from "../../src/core/schedule/plan.ts";
import { type Bot, startBot } from "../support/bot.ts";
import { typed } from "../support/told.ts";

const nextDay: RevealRule = { kind: "next-posting-day", at: Temporal.PlainTime.from("10:00") };
const nextQuestion: RevealRule = { kind: "next-question" };
const withRule = (reveal: RevealRule): Promise<Bot> => startBot({ plan: { reveal } });
const stageOf = async (bot: Bot, date: string): Promise<string | undefined> =>
  (await bot.records.drills.get(`${bot.platform.channel}/${date}`))?.stage;
const sent = (bot: Bot): readonly string[] =>
  bot.platform.sends.map(({ key }) => key.replace(`${bot.platform.channel}/`, ""));

describe("the same day at a time", () => {
  it("reveals then, not a second before", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    await bot.at("2027-03-15T15:59:59");
    expect(await stageOf(bot, "2027-03-15")).toBe("open");
    await bot.at("2027-03-15T16:00");
    expect(await stageOf(bot, "2027-03-15")).toBe("revealed");
  });
});

describe("the next posting day at a time", () => {
  it("reveals Friday's question on Monday, after Monday's question is up", async () => {
    const bot = await withRule(nextDay);
    await bot.at("2027-03-19T09:30");
    await bot.at("2027-03-20T12:00");
    expect(await stageOf(bot, "2027-03-19")).toBe("open");
    await bot.at("2027-03-22T09:30");
    expect([await stageOf(bot, "2027-03-19"), await stageOf(bot, "2027-03-22")]).toEqual(["open", "open"]);
    await bot.at("2027-03-22T10:00");
    expect([await stageOf(bot, "2027-03-19"), await stageOf(bot, "2027-03-22")]).toEqual(["revealed", "open"]);
  });
});

describe("with the next question", () => {
  it("reveals just before the next question posts", async () => {
    const bot = await withRule(nextQuestion);
    await bot.at("2027-03-15T09:30");
    await bot.at("2027-03-15T23:00");
    expect(await stageOf(bot, "2027-03-15")).toBe("open");
    await bot.at("2027-03-16T09:30");
    expect(sent(bot)).toEqual([
      "question/2027-03-15/0",
      "reveal/2027-03-15/0",
      "reveal/2027-03-15/1",
      "reveal/2027-03-15/2",
      "question/2027-03-16/0",
    ]);
  });

  it("does so too when a manager takes the next question early", async () => {
    const bot = await withRule(nextQuestion);
    await bot.at("2027-03-15T09:30");
    await bot.at("2027-03-16T08:00");
    expect(await typed(bot, "now")).toBe("Today's question is up.");
    expect(sent(bot).at(-1)).toBe("question/2027-03-16/0");
    expect(await stageOf(bot, "2027-03-15")).toBe("revealed");
  });

  it("holds the next question while the thread is still being read back, five minutes at most", async () => {
    const bot = await withRule(nextQuestion);
    await bot.at("2027-03-15T09:30");
    bot.platform.unreadable("slow");
    await bot.at("2027-03-16T09:30");
    expect(sent(bot)).toEqual(["question/2027-03-15/0"]);
    await bot.pass({ minutes: 1 });
    expect(sent(bot).at(-1)).toBe("question/2027-03-16/0");
    expect(await stageOf(bot, "2027-03-15")).toBe("revealed");
  });

  it("a reveal that is refused does not keep the next question for longer than that", async () => {
    const bot = await withRule(nextQuestion);
    await bot.at("2027-03-15T09:30");
    for (let hour = 0; hour < 3; hour += 1) bot.platform.fail("post", { kind: "refuse", why: "missing-permission" });
    await bot.at("2027-03-16T09:30");
    expect(await stageOf(bot, "2027-03-16")).toBe(undefined);
    bot.clock.pass(0);
    await bot.pass({ minutes: 4, seconds: 59 });
    expect(await stageOf(bot, "2027-03-16")).toBe(undefined);
    await bot.pass({ seconds: 1 });
    expect(await stageOf(bot, "2027-03-16")).toBe("planned");
  });

  it("reveals at the latest seven days after posting, also while paused", async () => {
    const bot = await startBot({ plan: { reveal: nextQuestion, pause: { until: null } } });
    await typed(bot, "now");
    await bot.at("2027-03-22T08:59");
    expect(await stageOf(bot, "2027-03-15")).toBe("open");
    await bot.at("2027-03-22T09:30");
    expect(await stageOf(bot, "2027-03-15")).toBe("revealed");
    expect(sent(bot).filter((key) => key.startsWith("question/"))).toEqual(["question/2027-03-15/0"]);
  });

  it.each(["pause", "stop"])("reveals at the time it named when the next question falls to a %s", async (command) => {
    const bot = await withRule(nextQuestion);
    await bot.at("2027-03-15T09:30");
    const [question] = await bot.platform.as(bot.platform.people.first.id).channel();
    expect(question?.text.split("\n").at(-1)).toBe(
      "Reveal: with the next question, at the latest Tue 16 Mar, 09:30. Reply in the thread, or press Answer to keep yours private until then.",
    );
    await typed(bot, command);
    await bot.at("2027-03-16T09:29");
    expect(await stageOf(bot, "2027-03-15")).toBe("open");
    await bot.at("2027-03-16T09:30");
    expect(await stageOf(bot, "2027-03-15")).toBe("revealed");
  });
});

describe.each([
  ["paused", "pause"],
  ["stopped", "stop"],
])("a plan that is %s", (_name, command) => {
  it("still reveals what is open, at its time", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    await typed(bot, command);
    await bot.at("2027-03-15T16:00");
    expect(await stageOf(bot, "2027-03-15")).toBe("revealed");
    await bot.at("2027-03-16T09:30");
    expect(await stageOf(bot, "2027-03-16")).toBe(undefined);
  });
});

it("a change of the plan leaves the reveal of the open question where it was", async () => {
  const bot = await startBot();
  await bot.at("2027-03-15T09:30");
  await bot.records.plans.update(bot.platform.channel, (plan) => plan && { ...plan, reveal: nextQuestion });
  await bot.at("2027-03-15T16:00");
  expect(await stageOf(bot, "2027-03-15")).toBe("revealed");
});

it("a reveal that cannot be made keeps nobody from the next question", async () => {
  const bot = await startBot();
  await bot.at("2027-03-15T09:30");
  await bot.records.posted.delete(`${bot.platform.channel}/2027-03-15`);
  await bot.records.drills.update(`${bot.platform.channel}/2027-03-15`, (drill) =>
    drill?.stage === "open" ? { ...drill, question: "gone" as typeof drill.question } : null,
  );
  await bot.at("2027-03-15T16:00");
  await bot.at("2027-03-16T09:30");
  expect(await stageOf(bot, "2027-03-16")).toBe("open");
  expect(bot.log.some(({ event }) => event === "something owed to a channel could not be done")).toBe(true);
});
