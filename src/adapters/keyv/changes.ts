import type { Database, Write } from "./database.ts";
import type { Outcome } from "./lane.ts";
import { type Change, coalesced, inRounds } from "./rounds.ts";

type Numbered = Change & Readonly<{ index: number }>;

/**
 * Carries out the changes of one turn: one statement a kind and round. An answer is true when the rows were written,
 * false when the guard did not hold. When a group fails by the fault of one row, its changes are tried singly.
 */
export async function carryOut(database: Database, changes: readonly Change[]): Promise<readonly Outcome<boolean>[]> {
  const outcomes: Outcome<boolean>[] = [];
  for (const round of inRounds(changes.map((change, index): Numbered => ({ ...change, index })))) {
    for (const kind of ["write", "erase"] as const) {
      const group = round.filter((change) => change.kind === kind);
      const settled = await together(database, group);
      for (const [i, { index }] of group.entries()) outcomes[index] = settled[i] ?? { ok: true, value: false };
    }
  }
  return outcomes;
}

async function together(database: Database, group: readonly Change[]): Promise<readonly Outcome<boolean>[]> {
  if (group.length === 0) return [];
  try {
    return await inOneStatement(database, group);
  } catch (error) {
    const fault = database.fault(error);
    if (!fault.ofOne || group.length === 1) return group.map(() => ({ ok: false, error: fault.error }));
  }
  const outcomes: Outcome<boolean>[] = [];
  for (const change of group) outcomes.push(...(await together(database, [change])));
  return outcomes;
}

/** The changes of a group are of one kind. */
async function inOneStatement(database: Database, group: readonly Change[]): Promise<readonly Outcome<boolean>[]> {
  const writes: Write[] = [];
  const keys = new Set<string>();
  for (const change of group) {
    if (change.kind === "write") writes.push(change.write);
    else keys.add(change.key);
  }
  if (keys.size > 0) await database.erase([...keys].sort());
  const held = writes.length > 0 ? await database.write(coalesced(writes)) : new Set<string>();
  return group.map((change) => ({ ok: true, value: hasHappened(change, held) }));
}

function hasHappened(change: Change, held: ReadonlySet<string>): boolean {
  return change.kind === "erase" || change.write.guard === null || held.has(change.write.guard.key);
}
