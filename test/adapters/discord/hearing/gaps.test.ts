import { describe, expect, it } from "vitest";
import { Asides } from "../../../../src/adapters/chat/asides.ts";
import { Gaps } from "../../../../src/adapters/discord/hearing/gaps.ts";
import { keyOfWorkspace } from "../../../../src/adapters/discord/ids.ts";
import { silentLog } from "../../../support/silent-log.ts";

const acme = keyOfWorkspace("100000000000000001");
const other = keyOfWorkspace("100000000000000002");

function opened() {
  const told: string[] = [];
  const state = { isBroken: false };
  const waits: (() => void)[] = [];
  const asides = new Asides("discord", silentLog);
  const stopping = new AbortController();
  const gaps = new Gaps({
    tell: async (workspace) => {
      told.push(workspace);
      if (state.isBroken) throw new Error("the store does not answer");
    },
    aside: (task, what) => asides.add(task, what),
    log: silentLog,
    pause: () => new Promise((resolve) => waits.push(resolve)),
    stopping: stopping.signal,
  });
  const endWaits = async () => {
    for (const end of waits.splice(0)) end();
    await new Promise((resolve) => setImmediate(resolve));
    await asides.idle();
  };
  return { gaps, told, state, waits, asides, stopping, endWaits };
}

describe("a gap", () => {
  it("is told of at once, each server's by itself", async () => {
    const { gaps, told, asides } = opened();
    gaps.found(acme);
    gaps.found(other);
    await asides.idle();
    expect(told).toEqual([acme, other]);
  });

  it("that was not taken is told of again, until it is", async () => {
    const { gaps, told, state, asides, endWaits } = opened();
    state.isBroken = true;
    gaps.found(acme);
    await asides.idle();
    await endWaits();
    state.isBroken = false;
    await endWaits();
    await endWaits();
    expect(told).toEqual([acme, acme, acme]);
  });

  it("of many things that were not saved is one", async () => {
    const { gaps, told, waits, endWaits } = opened();
    for (let at = 0; at < 5; at += 1) gaps.notSaved(acme);
    expect([told, waits.length]).toEqual([[], 1]);
    await endWaits();
    expect(told).toEqual([acme]);
  });

  it("is told of no more once the bot stops", async () => {
    const { gaps, told, stopping, endWaits } = opened();
    gaps.notSaved(acme);
    stopping.abort();
    await endWaits();
    expect(told).toEqual([]);
  });
});
