import { describe, expect, it } from "vitest";
import type { ChannelKey } from "../../src/core/keys.ts";
import type { Actor } from "../contract/platform/rig.ts";
import { toldText } from "../support/asked-bot.ts";
import { type Bot, startBot } from "../support/bot.ts";

const none = "You have not answered here yet. Your figures start with your first answer.";
/** The table's rows: here, then in all channels. */
const figures = async (who: Actor): Promise<readonly string[]> =>
  toldText(await who.command("me"))
    .split("\n")
    .slice(2);

/** Lets a day pass; those named say something long enough in its thread. */
async function day(bot: Bot, date: string, ...answering: readonly Actor[]): Promise<void> {
  await bot.at(`${date}T09:30`);
  const question = bot.platform.messages.findLast(({ message, ref }) => message !== null && ref.thread === null);
  for (const who of answering) await who.say(question?.ref.id ?? null, `an answer given on ${date}`);
  await bot.at(`${date}T16:00`);
}

const jonasOf = (bot: Bot): Actor => bot.platform.as(bot.platform.people.first.id);

describe("me", () => {
  it("starts with a person's first answer", async () => {
    const bot = await startBot();
    const jonas = jonasOf(bot);
    await day(bot, "2027-03-15");
    expect(toldText(await jonas.command("me"))).toBe(none);
    await day(bot, "2027-03-16", jonas);
    await day(bot, "2027-03-17");
    expect(await figures(jonas)).toEqual(["Asked 2 2", "Answered 1 1", "Late 0 0", "Streak 0 0", "Longest streak 1 1"]);
  });

  it("only days with a question count: weekends, days off and missed slots break no streak", async () => {
    const holiday = Temporal.PlainDate.from("2027-03-17");
    const bot = await startBot({ plan: { daysOff: [{ from: holiday, to: holiday, name: "Holiday" }] } });
    const jonas = jonasOf(bot);
    await day(bot, "2027-03-15", jonas);
    await day(bot, "2027-03-16", jonas);
    // Wednesday is off, on Thursday the bot is away for longer than the grace, then comes a weekend.
    await bot.at("2027-03-18T20:00");
    await day(bot, "2027-03-19", jonas);
    await day(bot, "2027-03-22", jonas);
    expect(await figures(jonas)).toEqual(["Asked 4 4", "Answered 4 4", "Late 0 0", "Streak 4 4", "Longest streak 4 4"]);
  });

  it("a skipped question counts for nobody", async () => {
    const bot = await startBot();
    const jonas = jonasOf(bot);
    await day(bot, "2027-03-15", jonas);
    await bot.at("2027-03-16T09:30");
    await bot.platform.as(bot.platform.people.manager.id).command("skip");
    await day(bot, "2027-03-17", jonas);
    expect(await figures(jonas)).toEqual(["Asked 2 2", "Answered 2 2", "Late 0 0", "Streak 2 2", "Longest streak 2 2"]);
  });

  it.each([
    ["me away until 2027-03-17", "Away until Wed 17 Mar. These days do not count for your streak."],
    ["away until 2027-03-17", "Away until Wed 17 Mar. These days do not count for your streak."],
  ])("%s takes the days out of the streak", async (command, said) => {
    const bot = await startBot();
    const jonas = jonasOf(bot);
    await day(bot, "2027-03-15", jonas);
    await bot.at("2027-03-16T08:00");
    expect(toldText(await jonas.command(command))).toBe(said);
    await day(bot, "2027-03-16");
    await day(bot, "2027-03-17");
    await day(bot, "2027-03-18", jonas);
    expect(await figures(jonas)).toEqual([
      "Asked 2 2",
      "Answered 2 2",
      "Late 0 0",
      "Streak 2 2",
      "Longest streak 2 2",
      "Away: Tue 16 Mar to Wed 17 Mar",
    ]);
  });

  it.each([
    ["away", "Say /drill away until 24 Dec."],
    ["me away", "Say /drill away until 24 Dec."],
    ["away until 2027-03-01", "Say /drill away until 24 Dec."],
  ])("%s is answered with how to say it", async (command, said) => {
    const bot = await startBot();
    expect(toldText(await jonasOf(bot).command(command))).toBe(said);
  });

  it("away said again stretches or cuts what is running", async () => {
    const bot = await startBot();
    const jonas = jonasOf(bot);
    await day(bot, "2027-03-15", jonas);
    await jonas.command("away until 2027-03-30");
    await bot.at("2027-03-17T08:00");
    await jonas.command("away until 2027-03-18");
    expect((await figures(jonas)).at(-1)).toBe("Away: Mon 15 Mar to Thu 18 Mar");
  });

  it("is per channel, and summed over the channels of the workspace; others' channels do not count", async () => {
    const [here, there, foreign] = ["fake/W1/backend", "fake/W1/frontend", "fake/W2/backend"] as ChannelKey[];
    if (here === undefined || there === undefined || foreign === undefined) throw new Error("three channels");
    const bot = await startBot({ fake: { channels: [here, there, foreign] } });
    const plan = await bot.records.plans.get(here);
    if (plan === null) throw new Error("there is a plan");
    for (const channel of [there, foreign]) await bot.records.plans.put(channel, { ...plan, channel });
    await bot.app.world.wake(there);
    await bot.app.world.wake(foreign);
    await bot.at("2027-03-15T09:30");
    for (const channel of [here, there, foreign]) {
      const who = bot.platform.as(bot.platform.people.first.id, channel);
      const [question] = await who.channel();
      await who.say(question?.id ?? null, "the same answer everywhere");
    }
    await bot.at("2027-03-15T16:00");
    expect(await figures(jonasOf(bot))).toEqual([
      "Asked 1 2",
      "Answered 1 2",
      "Late 0 0",
      "Streak 1 1",
      "Longest streak 1 1",
    ]);
  });

  it("costs nothing for the channels in which a person never took part", async () => {
    const bot = await startBot({ fake: { channels: ["fake/W1/backend", "fake/W1/frontend"] as ChannelKey[] } });
    const jonas = jonasOf(bot);
    await day(bot, "2027-03-15", jonas);
    const listed: string[] = [];
    const { list } = bot.records.drills;
    bot.records.drills.list = (prefix, listing) => {
      listed.push(prefix);
      return list.call(bot.records.drills, prefix, listing);
    };
    expect((await figures(jonas))[0]).toBe("Asked 1 1");
    expect([...new Set(listed)]).toEqual(["fake/W1/backend/"]);
  });

  it.each(["the thread", "the form", "a message pointed at"])("has what was answered through %s", async (way) => {
    const bot = await startBot();
    const jonas = jonasOf(bot);
    await bot.at("2027-03-15T09:30");
    const question = bot.platform.messages[0]?.ref.id;
    if (question === undefined) throw new Error("the question is out");
    if (way === "the thread") await jonas.say(question, "an answer in the thread");
    if (way === "a message pointed at") {
      const { message } = await jonas.say(question, "too short");
      if (message !== null) await jonas.point(message, "mine");
    }
    if (way === "the form") {
      await jonas.press(question, "answer/2027-03-15");
      await jonas.submit({ text: "written into the form" });
    }
    await bot.at("2027-03-15T16:00");
    expect(await figures(jonas)).toEqual(["Asked 1 1", "Answered 1 1", "Late 0 0", "Streak 1 1", "Longest streak 1 1"]);
  });

  it("shows nothing of others", async () => {
    const bot = await startBot();
    const priya = bot.platform.as(bot.platform.people.second.id);
    await day(bot, "2027-03-15", priya);
    expect(toldText(await jonasOf(bot).command("me"))).toBe(none);
    expect(bot.platform.whispered.map(({ to }) => to)).toEqual(["U2"]);
  });

  it("counts an answer to the open drill at once, and an unanswered one not yet", async () => {
    const bot = await startBot();
    const jonas = jonasOf(bot);
    await day(bot, "2027-03-15", jonas);
    await bot.at("2027-03-16T09:30");
    expect((await figures(jonas))[3]).toBe("Streak 1 1");
    const question = bot.platform.messages.at(-1)?.ref.id ?? null;
    await jonas.say(question, "an answer to the open one");
    expect((await figures(jonas))[3]).toBe("Streak 2 2");
  });
});
