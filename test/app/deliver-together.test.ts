import { describe, expect, it } from "vitest";
import { buildBot, startBot } from "../support/bot.ts";
import { FakePlatform } from "../support/fake-platform.ts";
import { type MemoryRows, memoryStore } from "../support/memory-store.ts";
import { dayEnd, playDay } from "../support/play-day.ts";

const whole = { seen: { "question 0": 1, "reveal 0": 1, "reveal 1": 1 }, stage: "revealed", unfinished: [] };

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

describe("a process that stands still between writing its intent and sending", () => {
  it("sends no more once its lease is over: another one may be looking already", async () => {
    const platform = new FakePlatform({ facts: { repeatSafeMs: 0 } });
    const store = memoryStore();
    const slow = await startBot({
      platform,
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
                    if (JSON.stringify(after).includes('"sending"')) platform.clock.pass(30_000);
                    return after;
                  }
                : Reflect.get(target, member).bind(target),
          });
        },
      },
    });
    await slow.at("2027-03-15T09:30");
    expect(platform.sends).toEqual([]);
  });
});

describe("a store that fails", () => {
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
