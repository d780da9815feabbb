import type { Records } from "../../src/app/records.ts";
import type { Guard } from "../../src/ports/collection.ts";

/** `happens` in the middle of the next change of an answer that is there already, whatever is written with it. */
export function amidNextChange({ store, entries }: Records, happens: () => Promise<unknown>): void {
  const { update } = entries;
  const { commit } = store;
  const once = async (): Promise<void> => {
    entries.update = update;
    store.commit = commit;
    await happens();
  };
  entries.update = async (key, change) => {
    await once();
    return update.call(entries, key, change);
  };
  store.commit = async <T>(guard: Guard<T>, puts: Parameters<typeof commit>[1]) => {
    if (guard.kind === "update" && Object.is(guard.in, entries)) await once();
    return commit(guard, puts);
  };
}

/** `happens` between the look for a person's first answer and its write. */
export function amidNextFirst({ store }: Records, happens: () => Promise<unknown>): void {
  const { commit } = store;
  store.commit = async (guard, puts) => {
    if (guard.kind === "create" && guard.row.collection === "answers") {
      store.commit = commit;
      await happens();
    }
    return commit(guard, puts);
  };
}

/** The next change of an answer waits; the function returned lets it go on. */
export function holdChange(records: Records): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  amidNextChange(records, () => promise);
  return resolve;
}
