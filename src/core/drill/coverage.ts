/** How many answers cover each of a question's points, in their order, of the `answers` that could be read. */
export type Coverage = Readonly<{ answers: number; covered: readonly number[] }>;

/** The points that one answer covers, by their place from 0; null for an answer that tells nothing of them. */
export type CoveredPoints = readonly number[] | null;

/** behaviour.md, *The reveal*: counts appear from three answers up, so that nobody is exposed. */
export const fewestCounted = 3;

/**
 * Counts who covered what. Null when fewer than three answers could be read: of two people each would know what the other
 * missed, whoever else answered.
 */
export function coverageOf(points: number, answers: readonly CoveredPoints[]): Coverage | null {
  const read = answers.filter((answer) => answer !== null);
  if (points === 0 || read.length < fewestCounted) return null;
  const covered = Array.from({ length: points }, () => 0);
  for (const places of read) for (const at of places) covered[at] = (covered[at] ?? 0) + 1;
  return { answers: read.length, covered };
}
