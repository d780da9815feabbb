import type { Entry } from "../../core/drill/entry.ts";
import type { Row } from "../../ports/collection.ts";
import { entryKey, participationKey } from "../records.ts";
import type { World } from "../world.ts";

type Archive = Pick<World, "records">;

/** Writes what a person first put under a drill; false, and nothing written, when they have an entry there already. */
export const createEntry = ({ records }: Archive, entry: Entry): Promise<boolean> =>
  records.store.commit({ kind: "create", row: records.entries.row(keyOf(entry), entry) }, [
    participationIn({ records }, entry),
  ]);

/**
 * Compare-and-set of an entry that may be the first of its person. `change` gets what is there (null: none) and returns
 * the new one, or null to leave it as it is; it may run several times. Returns the entry now in force.
 */
export async function changeEntry(
  { records }: Archive,
  of: Pick<Entry, "channel" | "date" | "person">,
  change: (current: Entry | null) => Entry | null,
): Promise<Entry | null> {
  let inForce: Entry | null = null;
  const changeIt = (current: Entry | null): Entry | null => {
    const after = change(current);
    inForce = after ?? current;
    return after;
  };
  const guard = { kind: "update", in: records.entries, key: keyOf(of), change: changeIt } as const;
  await records.store.commit(guard, [participationIn({ records }, of)]);
  return inForce;
}

/** That a person takes part in a channel is written with their entry, so that neither is there alone. */
const participationIn = ({ records }: Archive, { channel, person }: Pick<Entry, "channel" | "person">): Row =>
  records.participations.row(participationKey(channel, person), { channel });

const keyOf = ({ channel, date, person }: Pick<Entry, "channel" | "date" | "person">): string =>
  entryKey(channel, date, person);
