import { describe, it } from "vitest";
import { formCases, pressCases, privateCases } from "./platform/answering.ts";
import { homeCases } from "./platform/home.ts";
import { editingCases, findingCases, lastingCases } from "./platform/looking-back.ts";
import { mendingCases } from "./platform/mending.ts";
import { peopleCases } from "./platform/people.ts";
import { postingCases } from "./platform/posting.ts";
import { replyCases, threadCases } from "./platform/replies.ts";
import type { PlatformCase, PlatformRig } from "./platform/rig.ts";
import { suggestingCases } from "./platform/suggesting.ts";

/** Every promise of the platform port. Each case wants a fresh rig. */
export const cases: readonly PlatformCase[] = [
  ...postingCases,
  ...editingCases,
  ...findingCases,
  ...replyCases,
  ...threadCases,
  ...privateCases,
  ...pressCases,
  ...formCases,
  ...mendingCases,
  ...suggestingCases,
  ...peopleCases,
  ...homeCases,
  ...lastingCases,
];

/** A promise that a platform cannot keep, and why not. */
export type Skip = Readonly<{ test: string; reason: string }>;

/** Runs the suite for one platform. Skips show in the report with their reasons; one that names no case fails. */
export function platformContract(name: string, rigOf: () => Promise<PlatformRig>, skips: readonly Skip[]): void {
  describe(`platform contract: ${name} (${cases.length} cases, ${skips.length} skipped)`, () => {
    it("skips only cases that are there", ({ expect }) => {
      const names = cases.map((one) => one.name);
      expect(skips.filter((skip) => !names.includes(skip.test))).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
    });
    for (const { name: title, run } of cases) {
      const skip = skips.find((one) => one.test === title);
      if (skip) it.skip(`${title} (skipped: ${skip.reason})`);
      else it(title, () => runCase(run, rigOf));
    }
  });
}

async function runCase(run: PlatformCase["run"], rigOf: () => Promise<PlatformRig>): Promise<void> {
  const rig = await rigOf();
  try {
    await run(rig);
  } finally {
    await rig.close();
  }
}

/** The names of the cases that a platform fails, in order; for mutants, which must fail some. */
export async function failures(rigOf: () => Promise<PlatformRig>): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, run } of cases) {
    const passes = await runCase(run, rigOf).then(
      () => true,
      () => false,
    );
    if (!passes) failed.push(name);
  }
  return failed;
}
