import { BotError } from "../../src/core/errors.ts";
import { memoryStore } from "../support/memory-store.ts";
import { type BrokenStore, ignoring, inCollections, inStore, relisted, stretch } from "./broken-store.ts";

const wrongWrites: readonly BrokenStore[] = [
  inCollections("create is always true", ({ sound }) => ({
    create: async (key, value) => (await sound.create(key, value)) || true,
  })),
  inCollections("create writes over what is there", ({ sound }) => ({
    create: async (key, value) => {
      const isNew = (await sound.get(key)) === null;
      await sound.put(key, value);
      return isNew;
    },
  })),
  inCollections("create looks, then writes", ({ sound }) => ({
    create: async (key, value) => {
      if ((await sound.get(key)) !== null) return false;
      await sound.put(key, value);
      return true;
    },
  })),
  inCollections("create says false when it wrote", ({ sound }) => ({
    create: async (key, value) => !(await sound.create(key, value)),
  })),
  inCollections("update loses concurrent writes", ({ sound }) => ({
    update: async (key, change) => {
      const next = change(await sound.get(key));
      if (next !== null) await sound.put(key, next);
      return await sound.get(key);
    },
  })),
  inCollections("update deletes on null", ({ sound }) => ({
    update: async (key, change) => {
      const after = await sound.update(key, change);
      if (after !== null && change(after) === null) await sound.delete(key);
      return after;
    },
  })),
  inCollections("update gives the record from before", ({ sound }) => ({
    update: async (key, change) => {
      const before = await sound.get(key);
      await sound.update(key, change);
      return before;
    },
  })),
  inCollections("update swallows the change's error", ({ sound }) => ({
    update: (key, change) => ignoring(() => sound.update(key, change), null),
  })),
  inCollections("put keeps the old value", ({ sound }) => ({
    put: async (key, value) => void (await sound.create(key, value)),
  })),
  inCollections("put is forgotten", () => ({ put: () => Promise.resolve() })),
  inCollections("put overtakes a delete", ({ sound }) => ({
    delete: async (key) => {
      await null;
      await null;
      await sound.delete(key);
    },
  })),
  inCollections("delete does nothing", () => ({ delete: () => Promise.resolve() })),
  inCollections("delete takes _ for any letter", ({ sound, store }) => ({
    delete: async (key) => {
      await sound.delete(key);
      const like = new RegExp(`/${key.replaceAll("_", ".")}$`, "i");
      for (const at of store.rows.keys()) if (like.test(at)) store.rows.delete(at);
    },
  })),
  inCollections("values skip their codec", ({ sound }) => ({
    get: async (key) => {
      const value = await sound.get(key);
      return value === null ? null : structuredClone(value);
    },
  })),
];

const wrongReads: readonly BrokenStore[] = [
  inCollections("keys are cut at 255 characters", ({ sound }) => {
    const cut = (key: string): string => key.slice(0, 249);
    return { put: (key, value) => sound.put(cut(key), value), get: (key) => sound.get(cut(key)) };
  }),
  inCollections("keys lose their case", ({ sound }) => ({
    put: (key, value) => sound.put(key.toLowerCase(), value),
    get: (key) => sound.get(key.toLowerCase()),
  })),
  inCollections("a damaged record reads as absent", ({ sound }) => ({
    get: (key) => ignoring(() => sound.get(key), null),
  })),
  inCollections("a failing get reads as absent", ({ sound, store }) => ({
    get: (key) => (store.failing ? Promise.resolve(null) : sound.get(key)),
  })),
  inCollections("a failing list reads as empty", ({ sound, store }) => ({
    list: async function* (prefix, listing) {
      if (!store.failing) yield* sound.list(prefix, listing);
    },
  })),
  inCollections("a failing put says nothing", ({ sound, store }) => ({
    put: (key, value) => (store.failing ? Promise.resolve() : sound.put(key, value)),
  })),
  inCollections("a failing create reads as lost", ({ sound, store }) => ({
    create: (key, value) => (store.failing ? Promise.resolve(false) : sound.create(key, value)),
  })),
  inCollections("a failing store raises the driver's own error", ({ sound, store }) => ({
    get: (key) => (store.failing ? Promise.reject(new Error("SQLITE_FULL")) : sound.get(key)),
  })),
  inCollections("a damaged record ends the listing", ({ sound, store, codec }) => ({
    list: async function* (prefix, listing) {
      for (const text of store.rows.values()) {
        try {
          codec.decode(JSON.parse(text));
        } catch {
          throw new BotError("store.damaged", "a bad row", { hint: "none" });
        }
      }
      yield* sound.list(prefix, listing);
    },
  })),
  inCollections(
    "list ignores the borders of segments",
    relisted((rows, prefix, { after = "", limit }) =>
      rows.filter(([key]) => key.startsWith(prefix) && key > after).slice(0, limit),
    ),
  ),
  inCollections(
    "list takes _ and % for wildcards",
    relisted((rows, prefix, listing) => {
      const like = new RegExp(`^${prefix.replaceAll("_", ".").replaceAll("%", ".*")}(/|$)`);
      return stretch(
        rows.filter(([key]) => prefix === "" || like.test(key)),
        "",
        listing,
      );
    }),
  ),
  inCollections(
    "list ignores case",
    relisted((rows, prefix, listing) =>
      rows
        .filter(([key]) => stretch([[key.toLowerCase(), ""]], prefix.toLowerCase(), listing).length > 0)
        .slice(0, listing.limit),
    ),
  ),
  inCollections(
    "list is unordered",
    relisted((rows, ...asked) => stretch(rows, ...asked).toReversed()),
  ),
  inCollections(
    "list is in a language's order",
    relisted((rows, ...asked) => stretch(rows, ...asked).toSorted(([a], [b]) => a.localeCompare(b, "en"))),
  ),
  inCollections(
    "list ignores after",
    relisted((rows, prefix, listing) => stretch(rows, prefix, { ...listing, after: "" })),
  ),
  inCollections(
    "list includes after",
    relisted((rows, prefix, { after = "", limit }) =>
      stretch(rows, prefix, {})
        .filter(([key]) => key >= after)
        .slice(0, limit),
    ),
  ),
  inCollections(
    "list ignores the limit",
    relisted((rows, prefix, { after = "" }) => stretch(rows, prefix, { after })),
  ),
  inCollections(
    "list ends after a page",
    relisted((rows, ...asked) => stretch(rows, ...asked).slice(0, 500)),
  ),
  inCollections(
    "list gives the last of a page again",
    relisted((rows, ...asked) => stretch(rows, ...asked).flatMap((row, i) => (i % 500 === 499 ? [row, row] : [row]))),
  ),
];

const wrongStores: readonly BrokenStore[] = [
  inStore("collections share their rows", (sound) => ({
    collection: (_, codec) => sound.collection("settings", codec),
  })),
  inStore("commit puts although the guard lost", (sound, rows) => ({
    commit: async (guard, puts) => {
      const won = await sound.commit(guard, puts);
      for (const { collection, key, value } of puts) rows.set(`${collection}/${key}`, JSON.stringify(value));
      return won;
    },
  })),
  inStore("commit says true although the guard lost", (sound) => ({
    commit: async (guard, puts) => (await sound.commit(guard, puts)) || true,
  })),
  inStore("commit forgets its puts", (sound) => ({ commit: (guard) => sound.commit(guard, []) })),
  inStore("commit keeps the first of two puts of a row", (sound) => ({
    commit: (guard, puts) => sound.commit(guard, puts.toReversed()),
  })),
  inStore("commit looks, then writes", (sound, rows) => ({
    commit: async (guard, puts) => {
      if (guard.kind === "update") return await sound.commit(guard, puts);
      const at = `${guard.row.collection}/${guard.row.key}`;
      if (rows.has(at)) return false;
      await null;
      for (const { collection, key, value } of [...puts, guard.row])
        rows.set(`${collection}/${key}`, JSON.stringify(value));
      return true;
    },
  })),
  inStore("a failing commit reads as lost", (sound) => ({
    commit: (guard, puts) => ignoring(() => sound.commit(guard, puts), false),
  })),
  inStore("check looks at nothing", () => ({ check: () => Promise.resolve() })),
  inStore("check leaves a row among the settings", (sound, rows) => ({
    check: async () => {
      await sound.check();
      rows.set("settings/check", '"x"');
    },
  })),
  inStore("stop goes on taking writes", () => ({ stop: () => Promise.resolve() })),
  inStore("stop twice is an error", (sound) => {
    let stopped = false;
    return {
      stop: async () => {
        if (stopped) throw new Error("already stopped");
        stopped = true;
        await sound.stop();
      },
    };
  }),
  inStore("stop loses what was begun", (sound, rows) => ({
    stop: async () => {
      await sound.stop();
      rows.clear();
    },
  })),
  { name: "nothing is kept", make: () => memoryStore(new Map()) },
];

/** Stores that each break one promise; the suite must reject every one. */
export const brokenStores: readonly BrokenStore[] = [...wrongWrites, ...wrongReads, ...wrongStores];
