import type { Collection } from "../../src/ports/collection.ts";

/** The next `update` of these records waits; the function returned lets it go on. */
export function holdUpdate<T>(records: Collection<T>): () => void {
  const { update } = records;
  const { promise, resolve } = Promise.withResolvers<void>();
  records.update = async (key, change) => {
    records.update = update;
    await promise;
    return update.call(records, key, change);
  };
  return resolve;
}
