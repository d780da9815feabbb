import fc from "fast-check";
import { it } from "vitest";
import { play } from "./model/play.ts";
import { type StepName, steps } from "./model/steps.ts";

const seed = Number(process.env["DRILL_SEED"] ?? 20_270_315);

/** More of the steps without which a day does not come about. */
const days: readonly StepName[] = ["until 09:30", "until 16:00", "a minute passes", "10 minutes pass"];
const names = Object.keys(steps).filter((name): name is StepName => name in steps);
const sequences = fc.array(
  fc.oneof({ arbitrary: fc.constantFrom(...days), weight: 1 }, { arbitrary: fc.constantFrom(...names), weight: 2 }),
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
