import { describe, expect, it } from "vitest";
import type { StoreCase, StorePlace } from "./store-case.ts";
import { commitCases } from "./store-commits.ts";
import { lifetimeCases } from "./store-lifetime.ts";
import { processCases, raceCases } from "./store-races.ts";
import { rangeCases } from "./store-ranges.ts";
import { recordCases } from "./store-records.ts";

/** Why a store does not run a case; counted in the report as skipped. */
export type Skip = Readonly<{ test: string; reason: string }>;

/** Every promise a store makes, as data, so that broken stores can be held against it too. */
export const storeCases: readonly StoreCase[] = [
  ...recordCases,
  ...raceCases,
  ...rangeCases,
  ...commitCases,
  ...lifetimeCases,
  ...processCases,
];

/** Runs every case on a fresh place of `makePlace`; those in `skip` are reported as skipped, with the reason. */
export function storeContract(name: string, makePlace: () => Promise<StorePlace>, skip: readonly Skip[] = []): void {
  describe(`${name} keeps the store's promises`, () => {
    it.each(storeCases.filter((it) => !skip.some(({ test }) => test === it.name)))("$name", async ({ run }) => {
      await run(await makePlace());
    });
    for (const { test, reason } of skip) it.skip(`${test} (${reason})`);
    it("skips only cases there are", () => {
      expect(skip.map(({ test }) => test).filter((test) => !storeCases.some((it) => it.name === test))).toEqual([]);
    });
  });
}
