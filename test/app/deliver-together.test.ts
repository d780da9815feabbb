import { describe, expect, it } from "vitest";
import { openRecords } from "../../src/app/records.ts";
import type { Delivery } from "../../src/core/delivery/delivery.ts";
import { claimed } from "../../src/core/delivery/step.ts";
import type { Figure } from "../../src/ports/figures.ts";
import { type Bot, buildBot, startBot } from "../support/bot.ts";
import { FakePlatform } from "../support/fake-platform.ts";
import { listeningFigures } from "../support/listening-figures.ts";
import { type MemoryRows, memoryStore } from "../support/memory-store.ts";
import { dayEnd, playDay } from "../support/play-day.ts";

const whole = { seen: { "question 0": 1, "reveal 0": 1, "reveal 1": 1 }, stage: "revealed", unfinished: [] };

/** What was logged that is not as it should be. */
const troubles = (...bots: readonly Bot[]): readonly string[] =>
  bots.flatMap(({ log }) => log.filter(({ level }) => level !== "info").map(({ event }) => event));

describe("two processes on one store and one platform", () => {
  it.each([
    ["looked for", 0],
    ["harmless to repeat for a minute", 60_000],
  ])("post each message once, where a message is %s", async (_name, repeatSafeMs) => {
    const platform = new FakePlatform({ facts: { repeatSafeMs } });
    const rows: MemoryRows = new Map();
    const one = await startBot({ platform, store: memoryStore(rows), settings: { owner: "one" } });
    const two = await startBot({ platform, store: memoryStore(rows), settings: { owner: "two" }, plan: null });
    const both = {
      ...one,
      at: async (local: string) => void (await Promise.all([one.at(local), two.app.tick()])),
      pass: async (duration: Temporal.DurationLike) => {
        await Promise.all([one.pass(duration), two.app.tick()]);
        await two.app.idle();
      },
    };
    expect(await playDay(both)).toEqual(whole);
    expect(platform.sends.length).toBe(3);
    expect(troubles(one, two)).toEqual([]);
  });

  it("look for a message in doubt once, and send it again once", async () => {
    const platform = new FakePlatform({ facts: { repeatSafeMs: 0 } });
    const rows: MemoryRows = new Map();
    const one = await startBot({ platform, store: memoryStore(rows), settings: { owner: "one" } });
    const two = await startBot({ platform, store: memoryStore(rows), settings: { owner: "two" }, plan: null });
    platform.fail("post", { kind: "doubt", accepted: false });
    await one.at("2027-03-15T09:30");
    one.clock.pass(30_000);
    await Promise.all([one.app.tick(), two.app.tick()]);
    expect(platform.messages.map(({ key }) => key)).toEqual([`${platform.channel}/question/2027-03-15/0`]);
    expect(platform.sends.length).toBe(2);
    expect(troubles(one, two)).toEqual(["a message was not delivered yet"]);
  });

  it("the second waits for the first one's lease, and takes over when it runs out", async () => {
    const platform = new FakePlatform({ facts: { repeatSafeMs: 0 } });
    const rows: MemoryRows = new Map();
    const hung = Promise.withResolvers<never>();
    const one = await buildBot({
      platform,
      store: memoryStore(rows),
      settings: { owner: "one" },
      port: (port) => ({ ...port, post: () => hung.promise }),
    });
    await one.app.start();
    const two = await startBot({ platform, store: memoryStore(rows), settings: { owner: "two" }, plan: null });
    two.clock.pass(30 * 60_000);
    const hanging = one.app.tick();
    await two.pass({ seconds: 1 });
    expect(platform.sends.length).toBe(0);
    await two.pass({ seconds: 31 });
    expect((await dayEnd(two)).seen).toEqual({ "question 0": 1 });
    hung.reject(new Error("the connection was reset"));
    await hanging;
    expect(await dayEnd(two)).toEqual({
      seen: { "question 0": 1 },
      stage: "open",
      unfinished: [`${platform.channel}/2027-03-15`],
    });
  });

  it("count a message once, when the first one hears of its send after the second has found it", async () => {
    const platform = new FakePlatform({ facts: { repeatSafeMs: 0 } });
    const rows: MemoryRows = new Map();
    const reported: Figure[] = [];
    const figures = listeningFigures(reported);
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const one = await buildBot({
      platform,
      figures,
      store: memoryStore(rows),
      settings: { owner: "one" },
      port: (port) => ({
        ...port,
        post: async (...given) => {
          const ref = await port.post(...given);
          await late;
          return ref;
        },
      }),
    });
    await one.app.start();
    const two = await startBot({ platform, figures, store: memoryStore(rows), settings: { owner: "two" }, plan: null });
    two.clock.pass(30 * 60_000);
    const hanging = one.app.tick();
    await two.pass({ seconds: 1 });
    await two.pass({ seconds: 31 });
    resolve();
    await hanging;
    expect(reported.filter(({ kind }) => kind === "sent")).toEqual([{ kind: "sent", of: "question", found: true }]);
    expect(reported.filter(({ kind }) => kind === "out").length).toBe(1);
  });

  it("drop a message that nobody wants any more once", async () => {
    const platform = new FakePlatform();
    const rows: MemoryRows = new Map();
    const reported: Figure[] = [];
    const figures = listeningFigures(reported);
    const one = await startBot({ platform, figures, store: memoryStore(rows), settings: { owner: "one" } });
    platform.fail("post", { kind: "busy", retryAfterMs: 3_600_000 });
    await one.at("2027-03-15T09:30");
    const two = await startBot({ platform, figures, store: memoryStore(rows), settings: { owner: "two" }, plan: null });
    one.clock.pass(2 * 3_600_000 + 1_000);
    await Promise.all([one.app.tick(), two.app.tick()]);
    expect(reported.filter(({ kind }) => kind === "dropped")).toEqual([{ kind: "dropped", of: "question" }]);
  });

  it("of two managers who take today's slot at once, one is told that it is used", async () => {
    const platform = new FakePlatform();
    const rows: MemoryRows = new Map();
    const one = await startBot({ platform, store: memoryStore(rows), settings: { owner: "one" } });
    const two = await buildBot({ platform, store: memoryStore(rows), settings: { owner: "two" }, plan: null });
    const origin = { channel: platform.channel, person: platform.people.manager.id, thread: null };
    const { now } = await import("../../src/app/commands/drill-now.ts");
    const told = await Promise.all([now(one.app.world, origin, ""), now(two.app.world, origin, "")]);
    expect(told.map((each) => (each.kind === "message" ? each.message.summary : each.kind)).sort()).toEqual([
      "Today's question is up.",
      "Today's question is used. The next one comes Tue 16 Mar, 09:30.",
    ]);
    expect(platform.sends.length).toBe(1);
  });
});

describe("a process that stands still in the middle of a send", () => {
  /** It does so for so long once it has written down what `when` names. */
  const slowBot = (
    platform: FakePlatform,
    rows: MemoryRows,
    when: string,
    stands: () => Promise<void>,
  ): Promise<Bot> => {
    const store = memoryStore(rows);
    return startBot({
      platform,
      settings: { owner: "slow" },
      store: {
        ...store,
        collection: (name, codec) => {
          const inside = store.collection(name, codec);
          if (name !== "deliveries") return inside;
          return new Proxy(inside, {
            get: (target, member) =>
              member === "update"
                ? async (key: string, change: Parameters<typeof inside.update>[1]) => {
                    const after = await target.update(key, change);
                    if (JSON.stringify(after).includes(when)) await stands();
                    return after;
                  }
                : Reflect.get(target, member).bind(target),
          });
        },
      },
    });
  };

  it.each([
    ["no more once its lease is over: another one may be looking already", 20_000, 0],
    ["as long as it has its lease", 19_999, 1],
  ])("after writing its intent sends %s", async (_name, ms, sends) => {
    const platform = new FakePlatform({ facts: { repeatSafeMs: 0 } });
    const slow = await slowBot(platform, new Map(), '"sending"', async () => platform.clock.pass(ms));
    await slow.at("2027-03-15T09:30");
    expect(platform.sends.length).toBe(sends);
  });

  it("after its claim leaves the send to whoever has claimed it since", async () => {
    const platform = new FakePlatform({ facts: { repeatSafeMs: 0 } });
    const rows: MemoryRows = new Map();
    const other = await buildBot({ platform, store: memoryStore(rows), settings: { owner: "other" }, plan: null });
    let hasStood = false;
    const slow = await slowBot(platform, rows, '"attempt":1,', async () => {
      if (hasStood) return;
      hasStood = true;
      platform.clock.pass(20_000);
      await other.app.world.wake(platform.channel);
    });
    await slow.at("2027-03-15T09:30");
    expect(platform.sends.length).toBe(1);
    expect(troubles(slow, other)).toEqual([]);
    expect((await dayEnd(slow)).seen).toEqual({ "question 0": 1 });
  });

  it("nor sends what another one has claimed since, and not sent yet", async () => {
    const platform = new FakePlatform({ facts: { repeatSafeMs: 0 } });
    const rows: MemoryRows = new Map();
    const { deliveries } = openRecords(memoryStore(rows));
    const slow = await slowBot(platform, rows, '"attempt":1,', async () => {
      platform.clock.pass(20_000);
      const claim = (one: Delivery | null): Delivery | null =>
        one && claimed(one, platform.clock.now(), "other", 20_000);
      await deliveries.update(`${platform.channel}/question/2027-03-15/0`, claim);
    });
    await slow.at("2027-03-15T09:30");
    expect(platform.sends).toEqual([]);
  });
});

describe("a store that fails", () => {
  it("to hold a delivery that was planned has that logged, with what to do", async () => {
    const bot = await startBot();
    bot.platform.fail("post", { kind: "unsent" });
    await bot.at("2027-03-15T09:30");
    const key = `${bot.platform.channel}/question/2027-03-15/0`;
    await bot.records.deliveries.delete(key);
    await bot.pass({ seconds: 5 });
    expect(bot.log.at(-1)).toMatchObject({
      level: "error",
      event: "something owed to a channel could not be done",
      fields: {
        error: {
          code: "store.damaged",
          message: `${key}: the delivery to carry on with is not in the store`,
          hint: "restore the newest backup; the bot looks on the platform before it posts anything again",
        },
      },
    });
  });

  it("posts nothing while it does, and everything once it is back", async () => {
    const store = memoryStore();
    const bot = await startBot({ store });
    store.failing = true;
    await bot.at("2027-03-15T09:30");
    await bot.pass({ seconds: 10 });
    expect(bot.platform.sends).toEqual([]);
    store.failing = false;
    await bot.pass({ seconds: 10 });
    expect((await dayEnd(bot)).seen).toEqual({ "question 0": 1 });
  });

  it("in the middle of a send leaves a doubt that is looked for, not a second question", async () => {
    const store = memoryStore();
    const platform = new FakePlatform({ facts: { repeatSafeMs: 0 } });
    const bot = await startBot({
      platform,
      store,
      port: (port) => ({
        ...port,
        post: async (...given) => {
          const ref = await port.post(...given);
          store.failing = true;
          return ref;
        },
      }),
    });
    await bot.at("2027-03-15T09:30");
    store.failing = false;
    for (let tick = 0; tick < 6; tick += 1) await bot.pass({ seconds: 10 });
    expect(await dayEnd(bot)).toEqual({
      seen: { "question 0": 1 },
      stage: "open",
      unfinished: [`${platform.channel}/2027-03-15`],
    });
    expect(platform.sends.length).toBe(1);
  });
});
