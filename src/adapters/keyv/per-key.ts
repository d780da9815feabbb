/**
 * Lets work on one key of this process wait for each other, so that a hundred updates of one record do not all lose to
 * one; other processes are kept apart by compare-and-set, not by this.
 */
export function perKey(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<void>>();
  return async (key, work) => {
    const before = tails.get(key);
    const mine = Promise.withResolvers<void>();
    tails.set(key, mine.promise);
    try {
      await before;
      return await work();
    } finally {
      if (tails.get(key) === mine.promise) tails.delete(key);
      mine.resolve();
    }
  };
}
