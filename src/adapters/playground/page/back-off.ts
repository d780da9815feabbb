/** How long to wait before the nth new attempt, in ms: doubling from half a second, at most 15 s, spread by `chance` (0 to 1). */
export function backOffMs(attempt: number, chance: number): number {
  return Math.min(15_000, 500 * 2 ** attempt) * (0.75 + chance / 2);
}
