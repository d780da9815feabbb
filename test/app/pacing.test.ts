import { describe, expect, it } from "vitest";
import { noteChange, wakeAside } from "../../src/app/answers/note-change.ts";
import { BotError } from "../../src/core/errors.ts";
import { type ChannelKey, channelKey, type MessageId, workspaceOf } from "../../src/core/keys.ts";
import type { Place } from "../../src/core/message/message.ts";
import { words } from "../../src/core/message/words.ts";
import type { Plan } from "../../src/core/schedule/plan.ts";
import type { PlatformPacing } from "../../src/ports/pacing.ts";
import { memoryStore } from "../support/memory-store.ts";
import { oneASecond, type PacedBot, startPacedBot } from "../support/paced-bot.ts";

/** When each question went out, by channel, in seconds after it was due. */
const questionsAt = ({ calls }: PacedBot): readonly (readonly [string, number])[] =>
  calls.filter(({ call }) => call === "post").map(({ channel, at }) => [channel, Math.floor(at - 1800)] as const);

const questionIn = ({ platform }: PacedBot, channel: string): MessageId => {
  const found = platform.messages.find(({ key }) => key?.startsWith(`fake/W1/${channel}/question/`));
  if (found === undefined) throw new Error(`no question in ${channel}`);
  return found.ref.id;
};

const long = "An answer of more than twenty characters.";
const questionKey = (channel: string): string => `fake/W1/${channel}/question/2027-03-15/0`;

/** Changes the plan of a channel, as `setup` would. */
async function replan(bot: PacedBot, from: string, changes: Partial<Plan>, to?: ChannelKey): Promise<void> {
  const plan = await bot.records.plans.get(`fake/W1/${to === undefined ? from : "c1"}`);
  if (plan === null) throw new Error("no plan");
  const changed = { ...plan, ...changes };
  await bot.records.plans.put(changed.channel, changed);
  await bot.app.world.wake(changed.channel);
}

const inFirst = (to: Place): boolean => workspaceOf(to.kind === "channel" ? to.channel : to.of.channel) === "fake/W1";

describe("sends that are due at once", () => {
  it("go one after the other, as fast as they may, each once", async () => {
    const bot = await startPacedBot({ channels: 5 });
    await bot.flowTo("09:30:10");
    expect(questionsAt(bot)).toEqual([
      ["c5", 0],
      ["c2", 1],
      ["c3", 2],
      ["c1", 3],
      ["c4", 4],
    ]);
  });

  it("begin in the same order each day", async () => {
    const bot = await startPacedBot({ channels: 5 });
    await bot.flowTo("09:30:10");
    const first = bot.calls.map(({ channel }) => channel);
    bot.clock.pass(24 * 3_600_000 - 40_000);
    const calls = bot.calls.length;
    await bot.flow({ minutes: 2 });
    const posts = bot.calls.slice(calls).filter(({ call }) => call === "post");
    expect(posts.slice(-5).map(({ channel }) => channel)).toEqual(first);
  });

  it("take their lease when their turn has come: none runs out in the queue", async () => {
    const slow = { ...oneASecond, overall: { perSecond: 0.01, burst: 1, kept: 0 } };
    const bot = await startPacedBot({ channels: 2, limits: slow });
    await bot.flowTo("09:31:30");
    expect(questionsAt(bot)).toEqual([["c2", 7]]);
    const waiting = await bot.records.deliveries.get(questionKey("c1"));
    expect([waiting?.state, waiting?.attempt, waiting?.lease]).toEqual([{ kind: "planned" }, 0, null]);
    await bot.flow({ seconds: 30 });
    const sent = await bot.records.deliveries.get(questionKey("c1"));
    expect([sent?.state.kind, sent?.attempt]).toEqual(["sent", 1]);
  });

  it("go by their urgency: reveals, then questions, then what is shown besides, then receipts", async () => {
    const bot = await startPacedBot({ channels: 3 });
    await replan(bot, "c3", { postAt: Temporal.PlainTime.from("16:00"), reveal: { kind: "next-question" } });
    await bot.flowTo("15:59:58");
    const before = bot.calls.length;
    bot.platform.fail("mark", { kind: "busy", retryAfterMs: 20_000, scope: "overall" });
    await bot.platform.as(bot.platform.people.first.id).say(questionIn(bot, "c1"), long);
    await bot.platform.as(bot.platform.people.second.id).say(questionIn(bot, "c1"), long);
    await bot.flowTo("16:00:40");
    expect(bot.calls.slice(before, before + 12).map(({ call, channel }) => `${call} ${channel}`)).toEqual([
      "mark c1",
      "readThread c2",
      "readThread c1",
      "post c2",
      "post c1",
      "post c2",
      "post c1",
      "post c2",
      "post c3",
      "edit c1",
      "edit c2",
      "mark c1",
    ]);
  });

  it("go by it whatever has waited for longer: a question before what is shown besides", async () => {
    const bot = await startPacedBot({ channels: 2 });
    await replan(bot, "c2", { postAt: Temporal.PlainTime.from("09:10"), mode: "sealed" });
    await bot.flowTo("09:29:58");
    const before = bot.calls.length;
    const { manager, first } = bot.platform.people;
    bot.platform.fail("person", { kind: "busy", retryAfterMs: 20_000, scope: "overall" });
    await bot.platform.as(manager.id).command("skip");
    await bot.platform.as(first.id, bot.channels[1]).say(questionIn(bot, "c2"), long);
    await bot.flowTo("09:30:30");
    expect(bot.calls.slice(before).map(({ call, channel }) => `${call} ${channel}`)).toEqual([
      "person c1",
      "post c1",
      "whisper c2",
    ]);
  });

  it("go by it when a reveal is made anew: its parts before a question, and the mark on its own behind it", async () => {
    const bot = await startPacedBot({ channels: 2 });
    const reveal = { kind: "same-day", at: Temporal.PlainTime.from("09:20") } as const;
    await replan(bot, "c1", { postAt: Temporal.PlainTime.from("09:10"), reveal });
    await bot.flowTo("09:29:58");
    const before = bot.calls.length;
    bot.platform.fail("person", { kind: "busy", retryAfterMs: 20_000, scope: "overall" });
    await bot.platform.as(bot.platform.people.manager.id).command("skip");
    const drill = await bot.records.drills.get("fake/W1/c1/2027-03-15");
    if (drill?.stage !== "revealed") throw new Error(`the drill is ${drill?.stage}`);
    await noteChange(bot.app.world, drill);
    wakeAside(bot.app.world, drill);
    await bot.flowTo("09:30:30");
    expect(bot.calls.slice(before).map(({ call, channel }) => `${call} ${channel}`)).toEqual([
      "person c1",
      "edit c1",
      "edit c1",
      "edit c1",
      "post c2",
      "edit c1",
    ]);
  });

  it("that nobody wants any more leave the queue", async () => {
    const bot = await startPacedBot({ channels: 1 });
    await bot.flowTo("09:29:58");
    bot.platform.fail("person", { kind: "busy", retryAfterMs: 4 * 3_600_000, scope: "overall" });
    await bot.platform.as(bot.platform.people.manager.id).command("skip");
    await bot.flowTo("11:30:00");
    expect((await bot.records.drills.get("fake/W1/c1/2027-03-15"))?.stage).toBe("planned");
    await bot.flowTo("11:30:05");
    expect((await bot.records.drills.get("fake/W1/c1/2027-03-15"))?.stage).toBe("missed");
    expect(bot.platform.sends).toEqual([]);
  });

  it("are not sent when their turn comes after their time, as on a machine that slept", async () => {
    const bot = await startPacedBot({ channels: 1 });
    await bot.flowTo("09:29:58");
    bot.platform.fail("person", { kind: "busy", retryAfterMs: 3_600_000, scope: "overall" });
    await bot.platform.as(bot.platform.people.manager.id).command("skip");
    await bot.flowTo("09:31:00");
    bot.clock.pass(3 * 3_600_000);
    await bot.flow({ seconds: 5 });
    expect(bot.platform.sends).toEqual([]);
    expect((await bot.records.drills.get("fake/W1/c1/2027-03-15"))?.stage).toBe("missed");
  });

  it("for a channel that is lost leave the queue", async () => {
    const bot = await startPacedBot({ channels: 1 });
    await bot.flowTo("09:29:58");
    bot.platform.fail("person", { kind: "busy", retryAfterMs: 3_600_000, scope: "channel" });
    await bot.platform.as(bot.platform.people.manager.id).command("skip");
    await bot.flowTo("09:31:00");
    const before = bot.log.length;
    void bot.platform.shut(bot.platform.channel, "channel-gone");
    await bot.settled();
    expect(bot.log.slice(before).map(({ event }) => event)).toEqual(["a channel is lost; its plan is paused"]);
  });
});

describe("a channel that turns out to be lost", () => {
  it.each([
    ["channel-gone", 1],
    ["channel-archived", 1],
    ["not-a-member", 1],
    ["banned", 1],
    ["missing-permission", 2],
  ] as const)("by a refusal (%s) has nothing else of it tried that waits", async (why, marks) => {
    const bot = await startPacedBot({
      channels: 1,
      limits: { ...oneASecond, overall: { perSecond: 0.1, burst: 1, kept: 0 } },
    });
    await bot.flowTo("15:59:59");
    const { first, second } = bot.platform.people;
    for (const { id } of [first, second]) await bot.platform.as(id).say(questionIn(bot, "c1"), long);
    bot.platform.fail("post", { kind: "refuse", why });
    await bot.flowTo("16:05:00");
    expect(bot.calls.filter(({ call }) => call === "mark").length).toBe(marks);
  });
});

describe("a 429", () => {
  it("of one channel holds that channel back and no other", async () => {
    const bot = await startPacedBot({ channels: 4 });
    bot.platform.fail("post", { kind: "busy", retryAfterMs: 3_600_000, scope: "channel" });
    await bot.flowTo("10:30:10");
    expect(questionsAt(bot)).toEqual([
      ["c2", 0],
      ["c3", 1],
      ["c1", 2],
      ["c4", 3],
      ["c2", 3605],
    ]);
  });

  it("of everything holds all back, and all go on afterwards", async () => {
    const bot = await startPacedBot({ channels: 3 });
    bot.platform.fail("post", { kind: "busy", retryAfterMs: 30_000, scope: "overall" });
    await bot.flowTo("09:31");
    expect(questionsAt(bot)).toEqual([
      ["c2", 0],
      ["c3", 30],
      ["c1", 31],
      ["c2", 35],
    ]);
  });

  it("of one route holds that route back and no other", async () => {
    const count: PlatformPacing["count"] = ({ kind }) => ({ route: kind, posts: kind === "post" });
    const bot = await startPacedBot({ channels: 3, pacing: { count } });
    await replan(bot, "c3", { postAt: Temporal.PlainTime.from("16:00") });
    await bot.flowTo("15:59:59");
    const before = bot.calls.length;
    bot.platform.fail("readThread", { kind: "busy", retryAfterMs: 60_000, scope: "route" });
    await bot.flowTo("16:01:05");
    expect(bot.calls.slice(before, before + 4).map(({ call, channel }) => `${call} ${channel}`)).toEqual([
      "readThread c2",
      "post c3",
      "readThread c1",
      "readThread c2",
    ]);
  });

  it("at every call for ten minutes makes fewer than 100 calls in each, and all goes on afterwards", async () => {
    const fast = { ...oneASecond, overall: { perSecond: 50, burst: 2, kept: 0 } };
    const busy = new BotError("platform.busy", "wait", { hint: "wait", scope: "overall" });
    let isOver = false;
    const bot = await startPacedBot({
      channels: 30,
      limits: fast,
      port: (port) => ({ ...port, post: (...given) => (isOver ? port.post(...given) : Promise.reject(busy)) }),
    });
    await bot.flowTo("09:30");
    const made: number[] = [];
    for (let minute = 0; minute < 10; minute += 1) {
      const before = bot.calls.length;
      await bot.flow({ minutes: 1 });
      made.push(bot.calls.length - before);
    }
    expect(Math.max(...made)).toBe(11);
    isOver = true;
    await bot.flow({ minutes: 10 });
    expect(new Set(bot.platform.messages.map(({ key }) => key)).size).toBe(30);
    expect(bot.platform.messages.length).toBe(30);
  });

  it("of a workspace with more channels than tasks may run at once holds no other workspace back", async () => {
    const many = Array.from({ length: 80 }, (_, index) => channelKey("fake", "W1", `c${index + 1}`));
    const other = channelKey("fake", "W2", "alone");
    const busy = new BotError("platform.busy", "wait", { hint: "wait", retryAfterMs: 3_600_000, scope: "overall" });
    const bot = await startPacedBot({
      channels: 80,
      fake: { channels: [...many, other] },
      port: (port) => ({
        ...port,
        post: (to, ...rest) => (inFirst(to) ? Promise.reject(busy) : port.post(to, ...rest)),
      }),
    });
    await replan(bot, "alone", { channel: other, postAt: Temporal.PlainTime.from("09:31") }, other);
    await bot.flowTo("09:31:10");
    expect(bot.platform.sends.map(({ key }) => key)).toEqual([`${other}/question/2027-03-15/0`]);
    expect(bot.calls.filter(({ call }) => call === "post").length).toBe(2);
  });
});

describe("a receipt", () => {
  it("that waited for a minute is left out", async () => {
    const bot = await startPacedBot({ channels: 1 });
    await bot.flowTo("10:00");
    bot.platform.fail("mark", { kind: "busy", retryAfterMs: 90_000, scope: "overall" });
    const { first, second } = bot.platform.people;
    await bot.platform.as(first.id).say(questionIn(bot, "c1"), long);
    await bot.flow({ seconds: 5 });
    await bot.platform.as(second.id).say(questionIn(bot, "c1"), long);
    await bot.flow({ minutes: 5 });
    expect(bot.calls.filter(({ call }) => call === "mark").length).toBe(1);
    expect(bot.log.filter(({ level }) => level !== "info").map(({ event }) => event)).toEqual(["receipt failed"]);
  });
});

describe("a person who waits for an answer", () => {
  it("hears within two seconds that it cannot be had, though nothing may go for an hour", async () => {
    const bot = await startPacedBot({ channels: 1 });
    await bot.flowTo("10:00");
    bot.platform.fail("mark", { kind: "busy", retryAfterMs: 3_600_000, scope: "overall" });
    await bot.platform.as(bot.platform.people.first.id).say(questionIn(bot, "c1"), long);
    await bot.settled();
    const skipped = bot.platform.as(bot.platform.people.manager.id).command("skip");
    await bot.flow({ seconds: 2 });
    expect(await skipped).toEqual({ kind: "not-saved" });
  });

  it("hears within two seconds that a channel is busy, and what was asked is not done afterwards", async () => {
    const hung = Promise.withResolvers<void>();
    const bot = await startPacedBot({
      channels: 1,
      port: (port) => ({
        ...port,
        edit: async (...given) => {
          await hung.promise;
          return port.edit(...given);
        },
      }),
    });
    await bot.flowTo("10:00");
    const manager = bot.platform.as(bot.platform.people.manager.id);
    const swapped = manager.command("another");
    await bot.flow({ seconds: 3 });
    expect(await swapped).toMatchObject({ message: { text: words.change.swapped } });
    const skipped = manager.command("skip");
    await bot.flow({ seconds: 2 });
    expect(await skipped).toEqual({ kind: "not-saved" });
    hung.resolve();
    await bot.flow({ minutes: 1 });
    expect((await bot.records.drills.get("fake/W1/c1/2027-03-15"))?.stage).toBe("open");
  });

  it("goes before what waits for its turn", async () => {
    const bot = await startPacedBot({ channels: 9 });
    await bot.flowTo("09:30:01");
    const before = bot.calls.length;
    const skipped = bot.platform.as(bot.platform.people.manager.id, bot.channels[1]).command("skip");
    await bot.flow({ seconds: 1 });
    expect(await skipped).toMatchObject({ message: { text: words.change.notUpYet } });
    expect(bot.calls.slice(before).map(({ call }) => call)).toEqual(["person"]);
  });

  it("has the channel that waits for its turn, and what was waiting goes on", async () => {
    const count: PlatformPacing["count"] = ({ kind }) => ({ route: kind, posts: kind === "post" });
    const free = { ...oneASecond, overall: { perSecond: 100, burst: 100, kept: 0 } };
    const bot = await startPacedBot({ channels: 1, limits: free, pacing: { count } });
    await bot.flowTo("10:00");
    const manager = bot.platform.as(bot.platform.people.manager.id);
    bot.platform.fail("edit", { kind: "busy", retryAfterMs: 600_000, scope: "route" });
    expect(await manager.command("another")).toMatchObject({ message: { text: words.change.swapped } });
    const again = manager.command("another");
    await bot.flow({ seconds: 2 });
    expect(await again).toMatchObject({ message: { text: words.change.swapped } });
    const skipped = manager.command("skip");
    await bot.flow({ seconds: 2 });
    expect(await skipped).toMatchObject({ message: { text: words.change.skipped } });
    expect(bot.calls.filter(({ call }) => call === "edit").length).toBe(1);
    await bot.flow({ minutes: 10 });
    expect(bot.calls.filter(({ call }) => call === "edit").length).toBe(2);
  });
});

describe("a stop", () => {
  it("waits for no turn, and the next start sends what was waiting, each once", async () => {
    const store = memoryStore();
    const bot = await startPacedBot({ channels: 3, store });
    await bot.flowTo("09:30:01");
    await bot.app.stop();
    await bot.flow({ seconds: 30 });
    expect(questionsAt(bot)).toEqual([["c2", 0]]);
    const again = await startPacedBot({ channels: 3, store, platform: bot.platform });
    await again.flow({ seconds: 30 });
    expect(again.calls.map(({ call, channel }) => `${call} ${channel}`)).toEqual([
      "readThread c2",
      "post c3",
      "post c1",
    ]);
    expect(bot.clock.untilNext()).toBe(null);
  });

  it("lets what was begun come to its end", async () => {
    const hung = Promise.withResolvers<void>();
    const bot = await startPacedBot({
      channels: 2,
      port: (port) => ({
        ...port,
        post: async (...given) => {
          await hung.promise;
          return port.post(...given);
        },
      }),
    });
    await bot.flowTo("09:30:00.500");
    const stopped = bot.app.stop();
    await bot.settled();
    hung.resolve();
    await stopped;
    expect((await bot.records.deliveries.get(questionKey("c2")))?.state.kind).toBe("sent");
    expect((await bot.records.deliveries.get(questionKey("c1")))?.attempt).toBe(0);
  });
});
