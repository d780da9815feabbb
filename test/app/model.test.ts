import fc from "fast-check";
import { it } from "vitest";
import { play } from "./model/play.ts";
import { rates } from "./model/steps.ts";

const seed = Number(process.env["DRILL_SEED"] ?? 20_270_315);

const sequences = fc.array(
  fc.oneof(...rates.map(([weight, names]) => ({ weight, arbitrary: fc.constantFrom(...names) }))),
  { minLength: 1, maxLength: 60, size: "max" },
);

it.each([
  ["makes a second message", 0],
  ["is harmless for a minute", 60_000],
])(
  `whatever happens, each day has one question, revealed or skipped, with every answer; a repeated post %s (DRILL_SEED=${seed})`,
  async (_name, repeatSafeMs) => {
    const played = fc.asyncProperty(sequences, (sequence) => play(sequence, repeatSafeMs));
    await fc.assert(played, { seed, numRuns: 200 });
  },
);
