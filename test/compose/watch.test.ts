import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openWatch, type Watch, type WatchParts } from "../../src/compose/watch.ts";
import { type Bot, startBot } from "../support/bot.ts";
import { type MemoryStore, memoryStore } from "../support/memory-store.ts";
import { silentLog } from "../support/silent-log.ts";
import { TestClock } from "../support/test-clock.ts";

let watches: Watch[] = [];

afterEach(async () => {
  for (const watch of watches) await watch.close();
  watches = [];
});

type Watched = Readonly<{ watch: Watch; clock: TestClock; store: MemoryStore; parts: WatchParts }>;

function open(changes: Partial<WatchParts> = {}): Watched {
  const clock = new TestClock();
  const store = memoryStore();
  const on = { host: "127.0.0.1", port: 0, chosen: true };
  const platforms = new Map([["fake", () => true]]);
  const parts = { on, clock, log: silentLog, store, platforms, ...changes };
  const watch = openWatch(parts);
  watches.push(watch);
  return { watch, clock, store, parts };
}

/** A bot that is watched from its start on, and the address where it is. */
async function startWatched(changes: Partial<WatchParts> = {}): Promise<Watched & Readonly<{ bot: Bot; at: string }>> {
  const watched = open(changes);
  const { watch, clock, store } = watched;
  const at = (await watch.listen()) ?? "";
  return { ...watched, at, bot: await startBot({ fake: { clock }, store, figures: watch.figures }) };
}

const health = async (at: string): Promise<readonly [number, unknown]> => {
  const response = await fetch(`${at}/healthz`);
  const body: unknown = await response.json();
  return [response.status, typeof body === "object" && body !== null && "failing" in body ? body.failing : body];
};

describe("a watched bot", () => {
  it("is healthy while it ticks, sick three minutes after its last tick, and well again with the next", async () => {
    const { bot, clock, at } = await startWatched();
    await bot.pass({ seconds: 5 });
    expect(await health(at)).toEqual([200, []]);
    clock.pass(179_999);
    expect(await health(at)).toEqual([200, []]);
    clock.pass(1);
    expect(await health(at)).toEqual([503, ["tick"]]);
    await bot.pass({ seconds: 5 });
    expect(await health(at)).toEqual([200, []]);
  });

  it("that never ticks is sick three minutes after its start", async () => {
    const { watch, clock } = open();
    const at = (await watch.listen()) ?? "";
    expect(await health(at)).toEqual([200, []]);
    clock.pass(180_000);
    expect(await health(at)).toEqual([503, ["tick"]]);
  });

  it("is sick while its store refuses", async () => {
    const { store, at } = await startWatched();
    store.failing = true;
    expect(await health(at)).toEqual([503, ["store"]]);
    store.failing = false;
    expect(await health(at)).toEqual([200, []]);
  });

  it("is sick while one of its platforms is not connected", async () => {
    let connected = true;
    const { at } = await startWatched({ platforms: new Map([["fake", () => connected]]) });
    expect(await health(at)).toEqual([200, []]);
    connected = false;
    expect(await health(at)).toEqual([503, ["fake"]]);
  });

  it("is ready from the end of its start to the beginning of its stop", async () => {
    const { watch } = open();
    const at = (await watch.listen()) ?? "";
    const ready = async () => (await fetch(`${at}/readyz`)).status;
    expect(await ready()).toBe(503);
    const stops = watch.ready();
    expect(await ready()).toBe(200);
    stops();
    expect(await ready()).toBe(503);
  });

  it("answers no more once closed, which may be asked for twice", async () => {
    const { watch } = open();
    const at = (await watch.listen()) ?? "";
    await Promise.all([watch.close(), watch.close()]);
    await watch.close();
    await expect(fetch(`${at}/readyz`)).rejects.toThrow("fetch failed");
  });
});

describe("a bot that is not to be watched", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  it("listens nowhere, and keeps and loads nothing", async () => {
    const { watch } = open({ on: null });
    watch.figures.report({ kind: "tick" });
    watch.ready()();
    expect([await watch.listen(), vi.getTimerCount()]).toEqual([null, 0]);
  });

  it("closes as well when it never listened", async () => {
    const { watch } = open();
    await watch.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
