import { expect, it } from "vitest";
import { type MemoryRows, type MemoryStore, memoryStore } from "../support/memory-store.ts";
import { brokenStores } from "./broken-stores.ts";
import { storeCases } from "./store.ts";
import type { StorePlace } from "./store-case.ts";

function placeOf(make: (rows: MemoryRows) => MemoryStore): StorePlace {
  const rows: MemoryRows = new Map();
  let last: MemoryStore | null = null;
  const open = (): Promise<MemoryStore> => {
    last = make(rows);
    return Promise.resolve(last);
  };
  return {
    open,
    openBeside: open,
    breakDown: () => {
      if (last !== null) last.failing = true;
      return Promise.resolve();
    },
  };
}

async function casesThatReject(make: (rows: MemoryRows) => MemoryStore): Promise<readonly string[]> {
  const rejecting: string[] = [];
  for (const { name, run } of storeCases) {
    try {
      await run(placeOf(make));
    } catch {
      rejecting.push(name);
    }
  }
  return rejecting;
}

it("lets a sound store pass", async () => {
  expect(await casesThatReject(memoryStore)).toEqual([]);
});

it.each(brokenStores)("rejects a store in which $name", async ({ name, make }) => {
  const rejecting = await casesThatReject(make);
  expect({ name, isRejected: rejecting.length > 0 }).toEqual({ name, isRejected: true });
});
