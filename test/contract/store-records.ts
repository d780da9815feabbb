import { expect } from "vitest";
import { count, filled, keysOf, note, type StoreCase, text } from "./store-case.ts";

/** One caller at a time. */
export const recordCases: readonly StoreCase[] = [
  {
    name: "gives null for a record that is not there",
    run: async (place) => expect(await (await place.open()).collection("plans", text).get("a/b")).toBe(null),
  },
  {
    name: "gives back what was put, through its codec",
    run: async (place) => {
      const notes = (await place.open()).collection("plans", note);
      const value = {
        text: ":base64: \u0000 \ud800 \u2028 \"'\\ ünï % _ ; DROP TABLE keyv",
        at: Temporal.Instant.from("2027-03-14T09:26:53.589Z"),
        tags: ["", ":", "null"],
        last: null,
      };
      await notes.put("a/b", value);
      const found = await notes.get("a/b");
      expect(note.encode(found ?? value)).toEqual(note.encode(value));
      expect(found?.at instanceof Temporal.Instant).toBe(true);
    },
  },
  {
    name: "puts over what was there",
    run: async (place) => {
      const plans = (await place.open()).collection("plans", text);
      await plans.put("a", "old");
      await plans.put("a", "new");
      expect(await plans.get("a")).toBe("new");
    },
  },
  {
    name: "keeps the order of changes that nobody waited for",
    run: async (place) => {
      const plans = (await place.open()).collection("plans", text);
      const created = plans.create("a", "created");
      await Promise.all([
        plans.put("a", "put"),
        plans.delete("a"),
        plans.put("a", "put again"),
        plans.put("a", "last"),
      ]);
      expect([await created, await plans.get("a")]).toEqual([true, "last"]);
      await Promise.all([plans.put("a", "before"), plans.delete("a")]);
      expect(await plans.get("a")).toBe(null);
    },
  },
  {
    name: "keeps collections apart",
    run: async (place) => {
      const store = await place.open();
      await store.collection("drills", text).put("a", "drill");
      await store.collection("open-drills", text).put("a", "open");
      expect(await keysOf(store.collection("drills", text).list(""))).toEqual(["a"]);
      expect(await store.collection("plans", text).get("a")).toBe(null);
      expect(await store.collection("drills", text).get("a")).toBe("drill");
    },
  },
  {
    name: "keeps case twins and keys with _ and % apart",
    run: async (place) => {
      const keys = ["T0_1/a", "T0A1/a", "t0a1/a", "T0%1/a"];
      const drills = await filled(await place.open(), keys);
      await drills.delete("T0_1/a");
      expect(await Promise.all(keys.map((key) => drills.get(key)))).toEqual([
        null,
        "at T0A1/a",
        "at t0a1/a",
        "at T0%1/a",
      ]);
    },
  },
  {
    name: "deletes, and does not mind when there is nothing",
    run: async (place) => {
      const drills = await filled(await place.open(), ["a", "b"]);
      await Promise.all([drills.delete("a"), drills.delete("c")]);
      expect([await drills.get("a"), await drills.get("b")]).toEqual([null, "at b"]);
      expect(await keysOf(drills.list(""))).toEqual(["b"]);
    },
  },
  {
    name: "creates a record that was deleted",
    run: async (place) => {
      const drills = await filled(await place.open(), ["a"]);
      await drills.delete("a");
      expect([await drills.create("a", "again"), await drills.get("a")]).toEqual([true, "again"]);
    },
  },
  {
    name: "refuses keys that are no paths, or over 255 characters in full",
    run: async (place) => {
      const plans = (await place.open()).collection("plans", text);
      const longest = "k".repeat(255 - "plans/".length);
      await plans.put(longest, "fits");
      expect(await plans.get(longest)).toBe("fits");
      for (const key of ["", "/a", "a/", "a//b", "a\0b", "\ud800", `${longest}k`]) {
        await expect(plans.put(key, "x")).rejects.toMatchObject({ code: "input.invalid" });
        await expect(plans.get(key)).rejects.toMatchObject({ code: "input.invalid" });
      }
    },
  },
  {
    name: "rejects a record that cannot be decoded, and passes over it in a listing",
    run: async (place) => {
      const store = await place.open();
      await filled(store, ["a", "c"], "plans");
      await store.collection("plans", count).put("b", 1);
      const plans = store.collection("plans", text);
      await expect(plans.get("b")).rejects.toMatchObject({ code: "store.damaged" });
      await expect(plans.update("b", () => "mended")).rejects.toMatchObject({ code: "store.damaged" });
      expect(await keysOf(plans.list(""))).toEqual(["a", "c"]);
      expect(await keysOf(plans.list("", { limit: 2 }))).toEqual(["a", "c"]);
    },
  },
];
