import { describe, expect, it } from "vitest";
import type { Call } from "../../../../src/adapters/discord/calls/client.ts";
import { IdentifyBudget, shareMs } from "../../../../src/adapters/discord/gateway/identify-budget.ts";
import { silentLog } from "../../../support/silent-log.ts";
import { TestClock } from "../../../support/test-clock.ts";

const dayMs = 86_400_000;
type Limit = Readonly<{ total: number; remaining: number; reset_after: number; max_concurrency: number }>;
const full: Limit = { total: 1_000, remaining: 1_000, reset_after: dayMs, max_concurrency: 1 };

/** A budget whose waits let the clock go on; Discord says what `limit` holds. */
function opened(limit: Partial<Limit> = {}) {
  const clock = new TestClock();
  const waits: number[] = [];
  const told: { limit: Limit; isDown: boolean } = { limit: { ...full, ...limit }, isDown: false };
  const read: Call = async (_request, answer) => {
    if (told.isDown) throw new Error("discord cannot be reached");
    return answer.parse({ shards: 1, session_start_limit: told.limit });
  };
  const pause = async (ms: number) => {
    waits.push(ms);
    clock.pass(ms);
    told.isDown = false;
  };
  const budget = new IdentifyBudget({ read, now: () => clock.now(), log: silentLog, pause });
  return { budget, clock, waits, told };
}
const going = new AbortController().signal;

describe("what is left of a day's sessions", () => {
  const rows: readonly (readonly [name: string, remaining: number, wanted: number, waitMs: number])[] = [
    ["all of them", 1_000, 1, 0],
    ["half of them", 500, 1, 0],
    ["less than half: a share of the time", 400, 1, dayMs / 400],
    ["less than half, for four shards", 400, 4, dayMs / 100],
    ["one", 1, 1, dayMs],
    ["too few for the shards", 3, 4, dayMs],
    ["none", 0, 1, dayMs],
  ];
  it.each(rows)("%s", (_name, remaining, wanted, waitMs) => {
    expect(shareMs({ total: 1_000, remaining, resetAfterMs: dayMs }, wanted)).toBe(waitMs);
  });

  it("stops a bot that starts, with the time to wait", async () => {
    const { budget } = opened({ remaining: 0, reset_after: 90_000 });
    await expect(budget.check()).rejects.toMatchObject({ code: "platform.busy", retryAfterMs: 90_000 });
    await expect(opened().budget.check()).resolves.toBe(undefined);
  });
});

describe("a shard that wants to identify", () => {
  it("does so at once, and the next one 5.5 s later; one of another row need not wait", async () => {
    const { budget, waits } = opened({ max_concurrency: 2 });
    for (const shard of [0, 1, 2]) await budget.waitForIdentify(shard, going);
    expect(waits).toEqual([5_500]);
  });

  it("waits longer and longer after ten times in an hour, up to five minutes", async () => {
    const { budget, clock, waits } = opened();
    for (let at = 0; at < 20; at += 1) {
      clock.pass(6_000);
      await budget.waitForIdentify(0, going);
    }
    expect(waits).toEqual([4_000, 14_000, 34_000, 74_000, 154_000, 294_000, 294_000, 294_000]);
    clock.pass(3_600_000);
    waits.length = 0;
    await budget.waitForIdentify(0, going);
    expect(waits).toEqual([]);
  });

  it("asks again where Discord does not tell, and goes on once it does", async () => {
    const { budget, waits, told } = opened();
    told.isDown = true;
    await budget.waitForIdentify(0, going);
    expect(waits).toEqual([30_000]);
  });

  it("is called off by its signal", async () => {
    const { budget, told } = opened({ remaining: 0 });
    const ending = new AbortController();
    ending.abort(new Error("closed"));
    await expect(budget.waitForIdentify(0, ending.signal)).rejects.toThrow("closed");
    told.limit = full;
    await expect(budget.waitForIdentify(0, ending.signal)).rejects.toThrow("closed");
  });
});
