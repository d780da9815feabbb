import { describe, expect, it } from "vitest";
import { createApp } from "../../src/app/app.ts";
import { openRecords } from "../../src/app/records.ts";
import { type ChannelKey, channelKey, type PersonId } from "../../src/core/keys.ts";
import { usualPlan } from "../../src/core/schedule/usual-plan.ts";
import { type Bot, fixedBank, someQuestions, startBot } from "../support/bot.ts";
import { FakePlatform } from "../support/fake-platform.ts";
import { memoryStore } from "../support/memory-store.ts";
import { type LogLine, listeningLog } from "../support/silent-log.ts";
import { TestClock } from "../support/test-clock.ts";
import { typed } from "../support/told.ts";

/** An answer of the fake platform, whose clock is right, as the bot's clock sees it. */
async function answers(bot: Bot, times = 1): Promise<void> {
  for (let answer = 0; answer < times; answer += 1) {
    const askedAt = bot.app.world.clock.now();
    await bot.platform.tell(async (handlers) => handlers.clock({ at: bot.clock.now(), askedAt }));
  }
}

const posted = ({ platform }: Bot): readonly string[] =>
  platform.sends.map(({ key }) => key.slice(`${platform.channel}/`.length));
const clockLines = (log: readonly LogLine[]) =>
  log.filter(({ event }) => event.includes("the platform's")).map(({ level, fields }) => [level, fields]);
const minutes = (count: number): number => count * 60_000;

describe("fault 51, a host clock that the platform contradicts", () => {
  it.each([
    ["ahead", { minutes: 5 }, minutes(5) - 1_000],
    ["behind", { minutes: -5 }, -minutes(5)],
  ])(
    "%s: nothing is posted until it is right, then all at its time, and the log says so once",
    async (_name, off, aheadMs) => {
      const bot = await startBot();
      bot.step(off);
      await answers(bot, 3);
      for (let tick = 0; tick < 8; tick += 1) await bot.pass({ minutes: 5 });
      expect(posted(bot)).toEqual([]);
      bot.step({ minutes: -off.minutes });
      await answers(bot, 2);
      await bot.pass({ seconds: 10 });
      expect(posted(bot)).toEqual(["question/2027-03-15/0"]);
      expect(clockLines(bot.log)).toEqual([
        ["warn", { platform: "fake", aheadMs, whose: "unknown" }],
        ["info", { platform: "fake" }],
      ]);
    },
  );

  it("a clock hours ahead neither misses the slot nor reveals early", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    bot.step({ hours: 30 });
    await answers(bot, 2);
    for (let tick = 0; tick < 12; tick += 1) await bot.pass({ minutes: 5 });
    expect(posted(bot)).toEqual(["question/2027-03-15/0"]);
    expect(await bot.records.drills.get(`${bot.platform.channel}/2027-03-16`)).toBe(null);
    bot.step({ hours: -30 });
    await answers(bot, 2);
    await bot.at("2027-03-15T16:00");
    await bot.at("2027-03-16T09:30");
    expect(posted(bot).filter((key) => !key.startsWith("reveal/"))).toEqual([
      "question/2027-03-15/0",
      "question/2027-03-16/0",
    ]);
  });

  it("answers are saved meanwhile", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    bot.step({ minutes: 5 });
    await answers(bot, 2);
    const jonas = bot.platform.as(bot.platform.people.first.id);
    const [question] = await jonas.channel();
    await jonas.say(question?.id ?? null, "an answer of more than twenty characters");
    await bot.app.idle();
    const kept: PersonId[] = [];
    for await (const [, { person }] of bot.records.entries.list(`${bot.platform.channel}/`)) kept.push(person);
    expect(kept).toEqual([bot.platform.people.first.id]);
  });

  it("a single wrong answer among right ones holds nothing and is not told", async () => {
    const bot = await startBot();
    await answers(bot);
    const now = bot.clock.now();
    await bot.platform.tell(async (handlers) => handlers.clock({ at: now.add({ hours: 1 }), askedAt: now }));
    await bot.at("2027-03-15T09:30");
    await answers(bot);
    expect([posted(bot), clockLines(bot.log)]).toEqual([["question/2027-03-15/0"], []]);
  });

  it("managers read it in status, others do not, and now and reveal say the same instead of guessing the date", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    bot.step({ minutes: 5 });
    await answers(bot, 2);
    const held =
      "Held up, because the clock of the machine I run on and the time here are 4 minutes apart. I post and reveal nothing here until the clocks agree; answers are kept.";
    expect((await typed(bot, "status")).split("\n").at(-1)).toBe(held);
    expect((await typed(bot, "status", bot.platform.people.first.id)).includes("Held up")).toBe(false);
    expect(await typed(bot, "now")).toBe(held);
    expect(await typed(bot, "reveal")).toBe(held);
    expect(posted(bot)).toEqual(["question/2027-03-15/0"]);
  });
});

describe("a platform that has told its time before", () => {
  /** How often the bot asks for a person while something happens; each time it hears the time. */
  const asksOf = async (bot: Bot, what: () => Promise<unknown>): Promise<number> => {
    let asked = 0;
    const port = bot.app.world.platforms.get("fake");
    if (port === undefined) throw new Error("the fake is running");
    const person: typeof port.person = async (_channel, id) => {
      asked += 1;
      await answers(bot);
      return bot.platform.personOf(id);
    };
    Object.assign(port, { person });
    await what();
    return asked;
  };
  const ticks = async (bot: Bot, count: number): Promise<void> => {
    for (let tick = 0; tick < count; tick += 1) await bot.pass({ seconds: 5 });
  };

  it("is asked again after ten minutes of silence", async () => {
    const bot = await startBot();
    await answers(bot);
    expect(await asksOf(bot, () => ticks(bot, 119))).toBe(0);
    expect(await asksOf(bot, () => ticks(bot, 1))).toBe(1);
  });

  it("is asked twice a minute while it contradicts the clock, so that the bot goes on by itself", async () => {
    const bot = await startBot();
    bot.step({ minutes: 5 });
    await answers(bot, 2);
    expect(await asksOf(bot, () => ticks(bot, 12))).toBe(2);
    bot.step({ minutes: -5 });
    await asksOf(bot, () => ticks(bot, 12));
    expect(bot.app.world.host.clockOff("fake")).toBe(null);
  });

  it("a refusal of that question disturbs nothing", async () => {
    const bot = await startBot();
    await answers(bot);
    bot.platform.fail("person", { kind: "unsent" });
    await bot.pass({ minutes: 10 });
    expect(bot.log.filter(({ level }) => level === "warn")).toEqual([]);
  });
});

it("one that never tells its time is never asked for it", async () => {
  const bot = await startBot();
  bot.platform.fail("person", { kind: "unsent" });
  await bot.pass({ hours: 1 });
  await expect(bot.app.world.platforms.get("fake")?.person(bot.platform.channel, "U1" as PersonId)).rejects.toThrow(
    "fake: not sent",
  );
});

describe("two platforms", () => {
  /** A bot on both, each with a channel that posts at 09:30 in Berlin. */
  async function onBoth() {
    const clock = new TestClock();
    const lines: LogLine[] = [];
    const records = openRecords(memoryStore());
    const fakes = (["one", "two"] as const).map((name) => {
      const channel: ChannelKey = channelKey(name, "W1", "backend");
      return new FakePlatform({ clock, channels: [channel], facts: { name } });
    });
    for (const { channel, people } of fakes) {
      const usual = usualPlan({ channel, zone: "Europe/Berlin", configuredBy: people.manager.id, since: clock.now() });
      await records.plans.create(channel, { ...usual, postAt: Temporal.PlainTime.from("09:30") });
    }
    const app = createApp({
      clock,
      timer: clock,
      chance: { id: () => "id", number: () => 0.5 },
      log: listeningLog(lines),
      figures: { report: () => undefined },
      records,
      bank: fixedBank(someQuestions(12)),
      platforms: new Map(fakes.map((fake) => [fake.facts.name, fake.platform()])),
      settings: { owner: "test", leaseMs: 20_000, managers: new Set(), setup: "members" },
    });
    await app.start();
    const [one, two] = fakes;
    if (one === undefined || two === undefined) throw new Error("there are two");
    const says = async (fake: FakePlatform, offMs: number): Promise<void> => {
      const told = { at: clock.now().add({ milliseconds: offMs }), askedAt: clock.now() };
      for (let answer = 0; answer < 2; answer += 1) await fake.tell(async (handlers) => handlers.clock(told));
    };
    const atPostTime = async (): Promise<readonly number[]> => {
      clock.pass(minutes(30));
      await app.tick();
      await app.idle();
      return fakes.map(({ sends }) => sends.length);
    };
    return { app, one, two, says, atPostTime };
  }

  it("the wrong clock of one holds only that one", async () => {
    const { app, one, two, says, atPostTime } = await onBoth();
    await says(one, minutes(5));
    await says(two, 0);
    expect(app.world.host.clockOff("one")).toEqual({ aheadMs: -minutes(5), whose: "theirs" });
    expect(await atPostTime()).toEqual([0, 1]);
  });

  it("both against the host hold both, and say that the host is wrong", async () => {
    const { app, one, two, says, atPostTime } = await onBoth();
    await says(one, minutes(5));
    await says(two, minutes(6));
    expect(app.world.host.clockOff("one")).toEqual({ aheadMs: -minutes(5), whose: "ours" });
    expect(await atPostTime()).toEqual([0, 0]);
  });
});
