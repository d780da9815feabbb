import type { Question } from "../../core/bank/question.ts";
import { type Coverage, type CoveredPoints, coverageOf, fewestCounted } from "../../core/drill/coverage.ts";
import type { Answer } from "../../core/drill/entry.ts";
import { type ChannelKey, workspaceOf } from "../../core/keys.ts";
import type { World } from "../world.ts";

/** So many answers before others have their turn: some five milliseconds, and forty where each is very long. */
const readAtOnce = 8;

type Counted = Readonly<{ channel: ChannelKey; question: Question; answers: readonly Answer[] }>;

/**
 * How many answers cover each point; null where that is not told. 10,000 answers take seconds, in slices with other work
 * in between; what was read lately is not read again.
 */
export async function countCoverage(
  { reader, timer }: Pick<World, "reader" | "timer">,
  { channel, question, answers }: Counted,
): Promise<Coverage | null> {
  if (answers.length < fewestCounted) return null;
  const covered: CoveredPoints[] = [];
  for (const { text } of answers) {
    if (covered.length > 0 && covered.length % readAtOnce === 0) await timer.breathe();
    covered.push(reader.coveredIn(workspaceOf(channel), question, text));
  }
  return coverageOf(question.points.length, covered);
}
