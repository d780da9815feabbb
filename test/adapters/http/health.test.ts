import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { healthOf, type Vitals } from "../../../src/adapters/http/health.ts";
import { storeProbe } from "../../../src/adapters/http/store-probe.ts";
import { memoryStore } from "../../support/memory-store.ts";
import { type LogLine, listeningLog, silentLog } from "../../support/silent-log.ts";

const well: Vitals = {
  tickAgeMs: () => 4_500,
  store: async () => "ok",
  platforms: new Map([
    ["fake", () => true],
    ["other", () => true],
  ]),
};

describe("health", () => {
  it("is good when all is well, and says so", async () => {
    expect(await healthOf(well)).toEqual({
      healthy: true,
      failing: [],
      tickAgeSeconds: 4.5,
      store: "ok",
      platforms: { fake: "connected", other: "connected" },
    });
  });

  const rows: readonly (readonly [name: string, changes: Partial<Vitals>, failing: readonly string[]])[] = [
    ["a tick just younger than three minutes", { tickAgeMs: () => 179_999 }, []],
    ["a tick three minutes old", { tickAgeMs: () => 180_000 }, ["tick"]],
    ["a store that refuses", { store: async () => "failing" }, ["store"]],
    ["a store that hangs", { store: async () => "slow" }, ["store"]],
    ["one platform of two lost", { platforms: new Map([...well.platforms, ["other", () => false]]) }, ["other"]],
    [
      "everything at once",
      { tickAgeMs: () => 1e6, store: async () => "slow", platforms: new Map([["fake", () => false]]) },
      ["tick", "store", "fake"],
    ],
  ];
  it.each(rows)("with %s", async (_name, changes, failing) => {
    const health = await healthOf({ ...well, ...changes });
    expect([health.failing, health.healthy]).toEqual([failing, failing.length === 0]);
  });
});

describe("the store's probe", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  it("is ok once the store took a write", async () => {
    expect(await storeProbe({ store: memoryStore(), log: silentLog, patienceMs: 5_000 })()).toBe("ok");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("says that the store refuses, and logs why", async () => {
    const store = memoryStore();
    store.failing = true;
    const lines: LogLine[] = [];
    expect(await storeProbe({ store, log: listeningLog(lines), patienceMs: 5_000 })()).toBe("failing");
    expect(lines.map(({ level, event }) => [level, event])).toEqual([["warn", "the store took no write"]]);
    store.failing = false;
    expect(await storeProbe({ store, log: silentLog, patienceMs: 5_000 })()).toBe("ok");
  });

  it("waits five seconds for a store that hangs, and asks it only once", async () => {
    let asked = 0;
    const hanging = Promise.withResolvers<void>();
    const check = (): Promise<void> => {
      asked += 1;
      return hanging.promise;
    };
    const probe = storeProbe({ store: { check }, log: silentLog, patienceMs: 5_000 });
    const said: string[] = [];
    const both = [probe(), probe()].map((one) => one.then((health) => void said.push(health)));
    await vi.advanceTimersByTimeAsync(4_999);
    expect(said).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await Promise.all(both);
    expect([said, asked]).toEqual([["slow", "slow"], 1]);

    const third = probe();
    hanging.resolve();
    expect([await third, asked]).toEqual(["ok", 1]);
    expect([await probe(), asked]).toEqual(["ok", 2]);
  });
});
