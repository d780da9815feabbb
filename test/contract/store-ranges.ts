import { expect } from "vitest";
import { filled, keysOf, type StoreCase } from "./store-case.ts";

/** Listings. */
export const rangeCases: readonly StoreCase[] = [
  {
    name: "lists in byte order, with _ and % as letters among others",
    run: async (place) => {
      const drills = await filled(await place.open(), [
        "z",
        "a",
        "Z",
        "_",
        "%",
        "10",
        "9",
        "é",
        "a.b",
        "a/b",
        "a-b",
        "\uff5e",
      ]);
      const inOrder = ["%", "10", "9", "Z", "_", "a", "a-b", "a.b", "a/b", "z", "é", "\uff5e"];
      expect(await Array.fromAsync(drills.list(""))).toEqual(inOrder.map((key) => [key, `at ${key}`]));
    },
  },
  {
    name: "lists what lies at and under a path, never a sibling",
    run: async (place) => {
      const keys = ["a", "a/b", "a/b/c", "a/b/c/d", "a/bc", "a/b-c", "a/b0", "a/c", "A/b/c", "aab/c", "a/b_"];
      const drills = await filled(await place.open(), keys);
      expect(await keysOf(drills.list("a/b"))).toEqual(["a/b", "a/b/c", "a/b/c/d"]);
      expect(await keysOf(drills.list("a/b/"))).toEqual(["a/b/c", "a/b/c/d"]);
      expect(await keysOf(drills.list("a/b/c/d/e"))).toEqual([]);
    },
  },
  {
    name: "takes _ and % in a path as they are",
    run: async (place) => {
      const drills = await filled(await place.open(), ["T_1/a", "TX1/a", "T%/a", "t_1/a"]);
      expect(await keysOf(drills.list("T_1"))).toEqual(["T_1/a"]);
      expect(await keysOf(drills.list("T%"))).toEqual(["T%/a"]);
    },
  },
  {
    name: "lists after a key, and no more than asked for",
    run: async (place) => {
      const drills = await filled(await place.open(), ["a/1", "a/2", "a/3", "a/4", "b/1", "a"]);
      expect(await keysOf(drills.list("a", { after: "a/2" }))).toEqual(["a/3", "a/4"]);
      expect(await keysOf(drills.list("a", { after: "a/2x", limit: 1 }))).toEqual(["a/3"]);
      expect(await keysOf(drills.list("a", { after: "a" }))).toEqual(["a/1", "a/2", "a/3", "a/4"]);
      expect(await keysOf(drills.list("", { after: "a/4" }))).toEqual(["b/1"]);
      expect(await keysOf(drills.list("a", { limit: 2 }))).toEqual(["a", "a/1"]);
      expect(await keysOf(drills.list("a", { after: "z" }))).toEqual([]);
      expect(await keysOf(drills.list("a", { limit: 0 }))).toEqual([]);
    },
  },
  {
    name: "lists 10,000 records once each, with changes made on the way",
    run: async (place) => {
      const keys = Array.from({ length: 10_000 }, (_, i) => `a/${String(i).padStart(5, "0")}`);
      const drills = await filled(await place.open(), keys);
      const seen: string[] = [];
      for await (const [key] of drills.list("a")) {
        if (seen.length % 1000 === 0) await drills.update(key, (current) => `${current}, seen`);
        if (seen.length % 1000 === 1) await drills.delete(key);
        seen.push(key);
      }
      expect(seen).toEqual(keys);
      expect([await drills.get("a/01000"), await drills.get("a/01001")]).toEqual(["at a/01000, seen", null]);
    },
  },
];
