import { describe, expect, it } from "vitest";
import { type ImportedHolidays, importHolidays } from "../../src/app/upkeep/import-holidays.ts";
import { nowIn } from "../../src/app/world.ts";
import type { BotError } from "../../src/core/errors.ts";
import { type ChannelKey, channelKey } from "../../src/core/keys.ts";
import type { DateRange } from "../../src/core/schedule/plan.ts";
import { type Bot, type BotOptions, startBot } from "../support/bot.ts";

const fair = channelKey("fake", "W1", "backend");
const other = channelKey("fake", "W1", "frontend");

const off = (from: string, to: string, name: string | null = null): DateRange => ({
  from: Temporal.PlainDate.from(from),
  to: Temporal.PlainDate.from(to),
  name,
});

/** Imports as the running bot does: the channel is woken. */
async function imported(
  { app }: Bot,
  ranges: readonly DateRange[],
  channel: ChannelKey | null = null,
): Promise<ImportedHolidays> {
  const shelf = { records: app.world.records, nowIn: (key: ChannelKey) => nowIn(app.world, key) };
  const done = await importHolidays(shelf, { channel, ranges });
  await app.world.wake(done.channel);
  return done;
}

const daysOff = async ({ records }: Bot, channel = fair): Promise<readonly string[] | null> =>
  (await records.plans.get(channel))?.daysOff.map(({ from, to, name }) => `${from}..${to} ${name ?? "-"}`) ?? null;

const asked = ({ platform }: Bot): readonly (string | undefined)[] =>
  platform.sends.flatMap(({ key }) => (key.includes("/question/") ? [key.split("/").at(-2)] : []));

const problem = (attempt: Promise<unknown>): Promise<readonly [string, string, string]> =>
  attempt.then(
    () => ["it was carried out", "", ""],
    ({ code, message, hint }: BotError) => [code, message, hint],
  );

/** A bot whose second channel has a plan too. */
async function twoPlans(options: BotOptions = {}): Promise<Bot> {
  const bot = await startBot(options);
  const plan = await bot.records.plans.get(fair);
  if (plan !== null) await bot.records.plans.create(other, { ...plan, channel: other });
  return bot;
}

describe("importing days off", () => {
  it("adds them to the only plan, in order, and no question is asked on them", async () => {
    const bot = await startBot();
    const ranges = [off("2027-03-18", "2027-03-19", "Away days"), off("2027-03-16", "2027-03-16", "Fair")];
    expect(await imported(bot, ranges)).toEqual({ channel: fair, added: 2, known: 0, over: 0, total: 2 });
    expect(await daysOff(bot)).toEqual(["2027-03-16..2027-03-16 Fair", "2027-03-18..2027-03-19 Away days"]);
    for (let day = 15; day <= 20; day += 1) await bot.at(`2027-03-${day}T09:30`);
    expect(asked(bot)).toEqual(["2027-03-15", "2027-03-17"]);
  });

  it("keeps what is there with its name, adds nothing twice, and changes nothing when it is repeated", async () => {
    const bot = await startBot({ plan: { daysOff: [off("2027-03-17", "2027-03-17", "Ours")] } });
    const ranges = [
      off("2027-03-17", "2027-03-17", "Theirs"),
      off("2027-03-16", "2027-03-16"),
      off("2027-03-16", "2027-03-16"),
    ];
    expect(await imported(bot, ranges)).toEqual({ channel: fair, added: 1, known: 1, over: 0, total: 2 });
    const once = ["2027-03-16..2027-03-16 -", "2027-03-17..2027-03-17 Ours"];
    expect(await daysOff(bot)).toEqual(once);
    expect(await imported(bot, ranges)).toEqual({ channel: fair, added: 0, known: 2, over: 0, total: 2 });
    expect(await daysOff(bot)).toEqual(once);
  });

  it("takes what is over by the channel's own date neither in nor along", async () => {
    // Sunday 22:30 in London is Monday 07:30 in Tokyo.
    const plan = {
      zone: "Asia/Tokyo",
      daysOff: [off("2027-03-12", "2027-03-13", "Gone"), off("2027-03-14", "2027-03-14")],
    };
    const bot = await startBot({ start: "2027-03-14T22:30:00Z", plan });
    const ranges = [off("2027-03-13", "2027-03-14", "Weekend"), off("2027-03-14", "2027-03-15", "Still on")];
    expect(await imported(bot, ranges)).toEqual({ channel: fair, added: 1, known: 0, over: 1, total: 2 });
    expect(await daysOff(bot)).toEqual(["2027-03-14..2027-03-14 -", "2027-03-14..2027-03-15 Still on"]);
  });

  it("asks no question after midnight for the day off that has just ended", async () => {
    const plan = { postAt: Temporal.PlainTime.from("23:30"), daysOff: [off("2027-03-15", "2027-03-15", "Fair")] };
    const bot = await startBot({ plan });
    await bot.at("2027-03-16T00:15");
    await imported(bot, [off("2027-03-19", "2027-03-19")]);
    await bot.pass({ minutes: 1 });
    expect(asked(bot)).toEqual([]);
  });

  it("leaves a question that is owed today owed: only days off changed", async () => {
    const bot = await startBot();
    bot.clock.pass(100 * 60_000);
    await imported(bot, [off("2027-03-19", "2027-03-19")]);
    await bot.app.idle();
    expect(asked(bot)).toEqual(["2027-03-15"]);
  });

  it("asks which channel when several have a plan, and passes over stopped ones", async () => {
    const bot = await twoPlans();
    const ranges = [off("2027-03-19", "2027-03-19")];
    expect(await problem(imported(bot, ranges))).toEqual([
      "input.invalid",
      "which channel? These have a plan:\n  fake/W1/backend\n  fake/W1/frontend",
      "name one with --channel",
    ]);
    expect((await imported(bot, ranges, other)).channel).toBe(other);
    expect([await daysOff(bot), await daysOff(bot, other)]).toEqual([[], ["2027-03-19..2027-03-19 -"]]);
    await bot.records.plans.update(other, (plan) => plan && { ...plan, stopped: true });
    expect((await imported(bot, ranges)).channel).toBe(fair);
  });

  it("lists twenty channels and counts the rest", async () => {
    const bot = await startBot();
    const plan = await bot.records.plans.get(fair);
    for (let at = 10; at < 32; at += 1) {
      const channel = channelKey("fake", "W1", `c${at}`);
      if (plan !== null) await bot.records.plans.create(channel, { ...plan, channel });
    }
    const [, message] = await problem(imported(bot, []));
    const lines = message.split("\n");
    expect([lines.length, lines[0], lines[1], lines[20], lines[21]]).toEqual([
      22,
      "which channel? These have a plan:",
      "  fake/W1/backend",
      "  fake/W1/c28",
      "  and 3 more",
    ]);
  });

  it("says which channels have a plan when the one that was named has none", async () => {
    const nowhere = channelKey("fake", "W1", "nowhere");
    expect(await problem(imported(await startBot(), [], nowhere))).toEqual([
      "input.invalid",
      "fake/W1/nowhere has no plan; these have one:\n  fake/W1/backend",
      "name one of them with --channel",
    ]);
    const setUp = "a manager starts one with /drill setup in the channel";
    const empty = await startBot({ plan: null });
    expect(await problem(imported(empty, [], nowhere))).toEqual([
      "input.invalid",
      "fake/W1/nowhere has no plan, nor has any other channel",
      setUp,
    ]);
    expect(await problem(imported(empty, []))).toEqual(["input.invalid", "no channel has a plan yet", setUp]);
  });

  it("refuses more than the form can show, and changes nothing", async () => {
    const bot = await startBot();
    const from = Temporal.PlainDate.from("2027-03-16");
    const days = (count: number): readonly DateRange[] =>
      Array.from({ length: count }, (_, at) => ({
        from: from.add({ days: at }),
        to: from.add({ days: at }),
        name: null,
      }));
    // Ten characters a date and a line end between two: 273 are 3,002 characters.
    expect(await problem(imported(bot, days(273)))).toEqual([
      "input.invalid",
      "fake/W1/backend would have 273 days off of 3,002 characters with their names; its form shows 3,000",
      "export a shorter stretch of the calendar, or write ranges and shorter names",
    ]);
    expect(await daysOff(bot)).toEqual([]);
    expect((await imported(bot, days(272))).total).toBe(272);
  });
});
