import { expect } from "vitest";
import type { CollectionName } from "../../src/ports/collection.ts";
import { count, filled, keysOf, plusOne, type StoreCase, text } from "./store-case.ts";

/** From opening to stopping, and failing in between. */
export const lifetimeCases: readonly StoreCase[] = [
  {
    name: "finds everything again after a restart",
    run: async (place) => {
      const store = await place.open();
      const drills = await filled(store, ["a", "b", "c"]);
      await drills.delete("b");
      await drills.update("c", (current) => `${current}!`);
      await store.stop();
      expect(await Array.fromAsync((await place.open()).collection("drills", text).list(""))).toEqual([
        ["a", "at a"],
        ["c", "at c!"],
      ]);
    },
  },
  {
    name: "finishes what was begun before it stops, twice, and refuses what comes after",
    run: async (place) => {
      const store = await place.open();
      const drills = store.collection("drills", count);
      const begun = [drills.put("a", 1), drills.update("b", plusOne), drills.create("c", 1)];
      await Promise.all([store.stop(), store.stop()]);
      await store.stop();
      expect((await Promise.allSettled(begun)).map(({ status }) => status)).toEqual(begun.map(() => "fulfilled"));
      await expect(drills.get("a")).rejects.toMatchObject({ code: "store.unavailable" });
      await expect(drills.put("a", 2)).rejects.toMatchObject({ code: "store.unavailable" });
      expect(await keysOf((await place.open()).collection("drills", count).list(""))).toEqual(["a", "b", "c"]);
    },
  },
  {
    name: "checks itself without a trace in the records",
    run: async (place) => {
      const store = await place.open();
      await store.check();
      const names: readonly CollectionName[] = ["plans", "drills", "settings"];
      const found = await Promise.all(names.map((name) => keysOf(store.collection(name, text).list(""))));
      expect(found).toEqual([[], [], []]);
    },
  },
  {
    name: "rejects while it fails, and never reads as empty",
    run: async (place) => {
      const store = await place.open();
      const drills = await filled(store, ["a"]);
      await place.breakDown();
      const row = drills.row("b", "x");
      const asked: readonly (() => Promise<unknown>)[] = [
        () => drills.get("a"),
        () => drills.get("b"),
        () => drills.put("b", "x"),
        () => drills.create("b", "x"),
        () => drills.update("a", (current) => current),
        () => drills.update("a", () => null),
        () => drills.delete("a"),
        () => keysOf(drills.list("")),
        () => store.commit({ kind: "create", row }, [row]),
        () => store.check(),
      ];
      for (const ask of asked)
        await expect(ask()).rejects.toMatchObject({ name: "BotError", code: "store.unavailable" });
    },
  },
];
