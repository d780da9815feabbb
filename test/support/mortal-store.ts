import type { Codec } from "../../src/core/codecs.ts";
import { BotError } from "../../src/core/errors.ts";
import type { Collection, Guard, Store } from "../../src/ports/collection.ts";
import type { Platform } from "../../src/ports/platform.ts";

/** A process that is killed: nothing it does after its last write has any effect. */
export type Mortal = Readonly<{
  store: Store;
  /** What the process sees of a platform. */
  port: (platform: Platform) => Platform;
  isDead: () => boolean;
}>;

/**
 * A process on `store` that is killed with its write number `lastWrite`, once that is stored. With `sends`, what it was
 * about to send then still goes out, and only the answer finds nobody.
 */
export function mortal(store: Store, lastWrite: number, sends: boolean): Mortal {
  let writes = 0;
  const isDead = (): boolean => writes >= lastWrite;
  const alive = <T>(act: () => T): T => {
    if (isDead()) throw new BotError("store.unavailable", "the process was killed", { hint: "start another one" });
    return act();
  };
  const written = async <T>(write: () => Promise<T>): Promise<T> => {
    const result = await alive(write);
    writes += 1;
    return result;
  };
  const guardOf = <T>(guard: Guard<T>): Guard<T> =>
    guard.kind === "update" ? { ...guard, in: insides.get(guard.in) ?? guard.in } : guard;
  // biome-ignore lint/suspicious/noExplicitAny: collections of every type stand side by side, as in the store itself
  const insides = new Map<Collection<any>, Collection<any>>();

  return {
    isDead,
    port: (platform) => {
      const guarded = <A extends readonly unknown[], R>(call: (...given: A) => Promise<R>) => {
        return async (...given: A): Promise<R> => (sends ? call(...given) : alive(() => call(...given)));
      };
      const { post, edit, find, readThread, whisper, mark, person } = platform;
      return {
        ...platform,
        post: guarded(post),
        edit: guarded(edit),
        find: guarded(find),
        readThread: guarded(readThread),
        whisper: guarded(whisper),
        mark: guarded(mark),
        person: guarded(person),
      };
    },
    store: {
      collection: <T>(name: Parameters<Store["collection"]>[0], codec: Codec<T>): Collection<T> => {
        const inside = store.collection(name, codec);
        const outside: Collection<T> = {
          get: async (key) => alive(() => inside.get(key)),
          put: (key, value) => written(() => inside.put(key, value)),
          create: (key, value) => written(() => inside.create(key, value)),
          update: (key, change) => written(() => inside.update(key, change)),
          delete: (key) => written(() => inside.delete(key)),
          list: (prefix, listing) => alive(() => inside.list(prefix, listing)),
          row: (key, value) => inside.row(key, value),
        };
        insides.set(outside, inside);
        return outside;
      },
      commit: (guard, puts) => written(() => store.commit(guardOf(guard), puts)),
      check: async () => alive(() => store.check()),
      scrub: async () => alive(() => store.scrub()),
      stop: () => store.stop(),
    },
  };
}
