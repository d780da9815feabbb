import type { Store } from "../../ports/collection.ts";
import type { Log } from "../../ports/log.ts";

/** `slow`: it may yet take the write. */
export type StoreHealth = "ok" | "slow" | "failing";

export type ProbeParts = Readonly<{
  store: Pick<Store, "check">;
  log: Log;
  /** How long a write may take, in milliseconds. */
  patienceMs: number;
}>;

/** Asks the store to take a write: one at a time, however many want to know, so that a store that hangs is not piled up on. */
export function storeProbe({ store, log, patienceMs }: ProbeParts): () => Promise<StoreHealth> {
  let underWay: Promise<StoreHealth> | null = null;

  const check = async (): Promise<StoreHealth> => {
    try {
      await store.check();
      return "ok";
    } catch (error) {
      log.warn("the store took no write", { error });
      return "failing";
    } finally {
      underWay = null;
    }
  };

  return async () => {
    underWay ??= check();
    const { promise: timeUp, resolve } = Promise.withResolvers<StoreHealth>();
    const timer = setTimeout(() => resolve("slow"), patienceMs);
    try {
      return await Promise.race([underWay, timeUp]);
    } finally {
      clearTimeout(timer);
    }
  };
}
