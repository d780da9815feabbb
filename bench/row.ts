/** One line of the table that `npm run bench` prints: what was measured, ours, what stands beside it, what to reach. */
export type BenchRow = Readonly<{ what: string; ours: string; beside: string; goal: string }>;
