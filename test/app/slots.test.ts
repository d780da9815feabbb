import { describe, expect, it } from "vitest";
import type { CollectionName, Store } from "../../src/ports/collection.ts";
import type { Bot, BotOptions } from "../support/bot.ts";
import { startBot } from "../support/bot.ts";
import { memoryStore } from "../support/memory-store.ts";
import { TestClock } from "../support/test-clock.ts";
import { typed } from "../support/told.ts";

const questions = (bot: Bot): readonly string[] =>
  bot.platform.sends.filter(({ key }) => key.includes("/question/")).map(({ key }) => key.split("/").at(-2) ?? "");
const drillOf = async (bot: Bot, date = "2027-03-15") => bot.records.drills.get(`${bot.platform.channel}/${date}`);
const revealOf = async (bot: Bot, date?: string): Promise<string> => {
  const drill = await drillOf(bot, date);
  return drill?.stage === "open" ? drill.revealAt.toZonedDateTimeISO("Europe/Berlin").toPlainDateTime().toString() : "";
};
/** A bot that is down over its slot and starts at `up`. */
const downUntil = async (up: string, plan: BotOptions["plan"] = {}): Promise<Bot> => {
  const start = Temporal.PlainDateTime.from(up).toZonedDateTime("Europe/Berlin").toInstant();
  const since = Temporal.Instant.from("2027-03-12T12:00:00Z");
  return startBot({ start: start.toString(), plan: { since, ...plan } });
};

/** A store in memory whose first reading from a collection takes a while. */
function slowOnce(slow: CollectionName, takesAWhile: () => void): Store {
  const store = memoryStore();
  let isFirst = true;
  return {
    ...store,
    collection: (name, codec) => {
      const collection = store.collection(name, codec);
      const { get } = collection;
      collection.get = (key) => {
        if (name === slow && isFirst) {
          isFirst = false;
          takesAWhile();
        }
        return get.call(collection, key);
      };
      return collection;
    },
  };
}

describe("a slot missed while the bot was away", () => {
  it("within the grace it is posted late", async () => {
    const bot = await downUntil("2027-03-15T11:30");
    expect(questions(bot)).toEqual(["2027-03-15"]);
    expect(await revealOf(bot)).toBe("2027-03-15T16:00:00");
  });

  it("so that at least half of the answering time remains", async () => {
    const reveal = { kind: "same-day", at: Temporal.PlainTime.from("11:30") } as const;
    const bot = await downUntil("2027-03-15T11:00", { reveal });
    expect(await revealOf(bot)).toBe("2027-03-15T12:00:00");
    const [question] = bot.platform.messages;
    expect(
      question?.message?.doc.flatMap((block) => JSON.stringify(block).match(/"fallback":"([^"]*)"/)?.[1] ?? []),
    ).toEqual(["12:00"]);
  });

  it("past the grace it is missed, with one line in status, and nothing is caught up", async () => {
    const bot = await downUntil("2027-03-15T11:31");
    expect(questions(bot)).toEqual([]);
    expect(await drillOf(bot)).toEqual({
      stage: "missed",
      channel: bot.platform.channel,
      date: Temporal.PlainDate.from("2027-03-15"),
      postAt: Temporal.Instant.from("2027-03-15T08:30:00Z"),
      reason: "past-grace",
    });
    expect(await typed(bot, "status")).toBe(
      [
        "Daily Drill here",
        "Last: none yet",
        "Next: Tue 16 Mar, 09:30",
        "None today: I was away too long to post it in time.",
        "Bank: 12 of 12 left in this round",
        "Missed: Mon 15 Mar",
      ].join("\n"),
    );
    await bot.at("2027-03-16T09:30");
    expect(questions(bot)).toEqual(["2027-03-16"]);
  });

  it("an outage of a week misses all its slots and posts none of them", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    await bot.at("2027-03-22T09:45");
    expect(questions(bot)).toEqual(["2027-03-15", "2027-03-22"]);
  });

  it("if its question went out, the reveal runs however late", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    await bot.at("2027-03-19T20:00");
    expect((await drillOf(bot))?.stage).toBe("revealed");
  });

  it("a retry after a doubt leaves at least half of the answering time too, and the message says so", async () => {
    const reveal = { kind: "same-day", at: Temporal.PlainTime.from("10:30") } as const;
    const bot = await startBot({ plan: { reveal }, fake: { facts: { repeatSafeMs: 0 } } });
    bot.platform.fail("post", { kind: "doubt", accepted: false });
    await bot.at("2027-03-15T09:30");
    await bot.at("2027-03-15T11:00");
    expect(await revealOf(bot)).toBe("2027-03-15T11:30:00");
    await bot.pass({ seconds: 1 });
    expect((await drillOf(bot))?.stage).toBe("open");
    const text = (await bot.platform.as(bot.platform.people.first.id).channel()).at(-1)?.text;
    expect(text?.split("\n").at(-1)).toBe(
      "Reveal: 11:30. Reply in the thread, or press Answer to keep yours private until then.",
    );
  });

  it("a question held up again and again does not push its reveal further than half of the answering time", async () => {
    const reveal = { kind: "same-day", at: Temporal.PlainTime.from("10:30") } as const;
    const bot = await startBot({ plan: { reveal } });
    for (let wait = 0; wait < 3; wait += 1) bot.platform.fail("post", { kind: "busy", retryAfterMs: 1_500_000 });
    await bot.at("2027-03-15T09:30");
    for (let wait = 0; wait < 3; wait += 1) await bot.pass({ minutes: 25 });
    expect(await revealOf(bot)).toBe("2027-03-15T11:15:00");
  });
});

describe("today's question is never posted again", () => {
  it.each<readonly [string, (bot: Bot) => Promise<unknown>]>([
    ["after a pause and a resume", async (bot) => [await typed(bot, "pause"), await typed(bot, "resume")]],
    [
      "after the plan was changed to a later time",
      async (bot) =>
        bot.records.plans.update(bot.platform.channel, (plan) =>
          plan === null ? null : { ...plan, postAt: Temporal.PlainTime.from("14:00"), since: bot.clock.now() },
        ),
    ],
    ["after a restart", async (bot) => [await bot.app.stop(), await bot.app.start()]],
    ["after it was skipped", async (bot) => typed(bot, "skip")],
    ["after it was revealed", async (bot) => typed(bot, "reveal")],
    ["after the clock was set back by an hour", async (bot) => bot.step({ hours: -1 })],
    ["after the clock was set back by a day", async (bot) => bot.step({ hours: -24 })],
    ["after the clock was set forward by an hour", async (bot) => bot.step({ hours: 1 })],
  ])("%s", async (_name, what) => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    await what(bot);
    for (let hour = 0; hour < 12; hour += 1) await bot.pass({ hours: 1 });
    expect(questions(bot).filter((date) => date === "2027-03-15").length).toBe(1);
    expect(new Set(questions(bot)).size).toBe(questions(bot).length);
  });
});

describe("a slot whose time had passed is not due", () => {
  it("when the plan was resumed after it", async () => {
    const bot = await startBot({ plan: { pause: { until: null } } });
    await bot.at("2027-03-15T09:31");
    expect(await typed(bot, "resume")).toBe("Running again. Next question: Tue 16 Mar, 09:30.");
    await bot.pass({ minutes: 1 });
    expect(questions(bot)).toEqual([]);
    expect(await drillOf(bot)).toBe(null);
  });

  it("when a pause ends by itself only later dates are asked", async () => {
    const bot = await startBot({ plan: { pause: { until: Temporal.PlainDate.from("2027-03-17") } } });
    for (const day of ["15", "16", "17"]) await bot.at(`2027-03-${day}T09:30`);
    expect(questions(bot)).toEqual(["2027-03-17"]);
  });
});

describe("clocks", () => {
  const doubtful = (): Promise<Bot> => startBot({ fake: { facts: { repeatSafeMs: 60_000 } } });

  it.each([
    ["forward by an hour", { hours: 1 }],
    ["forward by ten years", { hours: 87_660 }],
    ["back by ten minutes", { minutes: -10 }],
    ["back by an hour", { hours: -1 }],
    ["back by a day", { hours: -24 }],
  ])("a clock set %s while a send is in doubt makes no second question of that day", async (_name, step) => {
    const bot = await doubtful();
    bot.platform.fail("post", { kind: "doubt", accepted: true });
    await bot.at("2027-03-15T09:30");
    bot.clock.pass(300_000);
    bot.step(step);
    for (let tick = 0; tick < 20; tick += 1) await bot.pass({ seconds: 15 });
    const seen = bot.platform.messages.filter(({ key }) => key === "fake/W1/backend/question/2027-03-15/0");
    expect(seen.length).toBe(1);
    expect((await drillOf(bot))?.stage).not.toBe("planned");
  });

  it("a slot that comes while its channel is being looked at is not passed over", async () => {
    const clock = new TestClock("2027-03-15T08:29:59Z");
    const bot = await startBot({ fake: { clock }, store: slowOnce("plans", () => clock.pass(2_000)) });
    await bot.pass({ seconds: 5 });
    expect(questions(bot)).toEqual(["2027-03-15"]);
  });

  it("an event loop blocked for 30 seconds posts late, once", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:29:50");
    bot.clock.pass(30_000);
    await Promise.all([bot.app.tick(), bot.app.tick(), bot.app.tick()]);
    expect(questions(bot)).toEqual(["2027-03-15"]);
  });

  it("a machine suspended for eight hours over the slot misses it; over the reveal, it reveals at once", async () => {
    const over = await startBot();
    await over.at("2027-03-15T09:29");
    await over.pass({ hours: 8 });
    expect((await drillOf(over))?.stage).toBe("missed");
    const open = await startBot();
    await open.at("2027-03-15T09:30");
    await open.pass({ hours: 8 });
    expect((await drillOf(open))?.stage).toBe("revealed");
    expect(questions(open)).toEqual(["2027-03-15"]);
  });

  it("a clock set back by more than a minute still posts tomorrow's question at its time", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    bot.step({ hours: -2 });
    await bot.pass({ seconds: 5 });
    bot.step({ hours: 2 });
    await bot.at("2027-03-16T09:30");
    expect(questions(bot)).toEqual(["2027-03-15", "2027-03-16"]);
  });
});
