import type { Write } from "./database.ts";

/** One change a caller asked for: rows to write, or a row to erase. */
export type Change = Readonly<{ kind: "write"; write: Write } | { kind: "erase"; key: string }>;

const keysOf = (change: Change): readonly string[] =>
  change.kind === "erase" ? [change.key] : change.write.rows.map(({ key }) => key);

/** Changes of one plain kind may share a round on one key: the last one wins. A guarded write shares with nobody. */
function plainKind(change: Change): "put" | "erase" | null {
  if (change.kind === "erase") return "erase";
  return change.write.guard === null && change.write.rows.length === 1 ? "put" : null;
}

/**
 * Sorts the changes of a turn into rounds, to be carried out one after the other: within a round every key is touched
 * once (or by plain changes of one kind), so that its statements may come in any order; across rounds the order asked for is kept.
 */
export function inRounds<C extends Change>(changes: readonly C[]): readonly (readonly C[])[] {
  const rounds: C[][] = [];
  const latest = new Map<string, Readonly<{ round: number; kind: "put" | "erase" | null }>>();
  for (const change of changes) {
    const kind = plainKind(change);
    const keys = keysOf(change);
    const earliest = keys.map((key) => {
      const last = latest.get(key);
      if (last === undefined) return 0;
      return kind !== null && last.kind === kind ? last.round : last.round + 1;
    });
    const round = Math.max(0, ...earliest);
    const group = rounds[round] ?? [];
    rounds[round] = group;
    group.push(change);
    for (const key of keys) latest.set(key, { round, kind });
  }
  return rounds;
}

/** The rows of a round as one statement takes them: of several plain puts of a key only the last. */
export function coalesced(writes: readonly Write[]): readonly Write[] {
  const plain = new Map<string, Write>();
  for (const write of writes) {
    const [row] = write.rows;
    if (write.guard === null && row !== undefined) plain.set(row.key, write);
  }
  return [...writes.filter(({ guard }) => guard !== null), ...plain.values()];
}
