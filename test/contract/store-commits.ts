import { expect } from "vitest";
import type { Row } from "../../src/ports/collection.ts";
import { count, fiftyTimes, filled, keysOf, type StoreCase, text } from "./store-case.ts";

/** A guard and its puts. */
export const commitCases: readonly StoreCase[] = [
  {
    name: "commits one of 50 concurrent creates, with the puts of the winner only",
    run: async (place) => {
      const store = await place.open();
      const answers = store.collection("answers", text);
      const inbox = store.collection("inbox", text);
      const won = await Promise.all(
        fiftyTimes.map((i) =>
          store.commit({ kind: "create", row: answers.row("z", `caller ${i}`) }, [
            inbox.row("shared", `caller ${i}`),
            inbox.row(`own/${i}`, `caller ${i}`),
          ]),
        ),
      );
      const winner = won.indexOf(true);
      expect(won.filter((it) => it).length).toBe(1);
      expect([await answers.get("z"), await inbox.get("shared")]).toEqual([`caller ${winner}`, `caller ${winner}`]);
      expect(await keysOf(inbox.list("own"))).toEqual([`own/${winner}`]);
    },
  },
  {
    name: "commits one of 50 concurrent updates, with the puts of the winner only",
    run: async (place) => {
      const store = await place.open();
      const drills = await filled(store, ["a"]);
      const inbox = store.collection("inbox", text);
      const won = await Promise.all(
        fiftyTimes.map((i) => {
          const change = (current: string | null): string | null => (current === "at a" ? `caller ${i}` : null);
          return store.commit({ kind: "update", in: drills, key: "a", change }, [inbox.row(`own/${i}`, "x")]);
        }),
      );
      expect(won.filter((it) => it).length).toBe(1);
      expect(await drills.get("a")).toBe(`caller ${won.indexOf(true)}`);
      expect(await keysOf(inbox.list(""))).toEqual([`own/${won.indexOf(true)}`]);
    },
  },
  {
    name: "commits an update of a record that was not there",
    run: async (place) => {
      const store = await place.open();
      const drills = store.collection("drills", text);
      const change = (current: string | null): string => current ?? "first";
      const puts = [drills.row("b", "one"), drills.row("b", "two"), drills.row("c", "three")];
      expect(await store.commit({ kind: "update", in: drills, key: "a", change }, puts)).toBe(true);
      expect(await Array.fromAsync(drills.list(""))).toEqual([
        ["a", "first"],
        ["b", "two"],
        ["c", "three"],
      ]);
    },
  },
  {
    name: "commits nothing when the guard does not hold",
    run: async (place) => {
      const store = await place.open();
      const drills = await filled(store, ["m"]);
      const puts: readonly Row[] = [drills.row("a", "put"), drills.row("m", "put"), drills.row("z", "put")];
      expect(await store.commit({ kind: "create", row: drills.row("m", "new") }, puts)).toBe(false);
      expect(await store.commit({ kind: "update", in: drills, key: "m", change: () => null }, puts)).toBe(false);
      expect(await Array.fromAsync(drills.list(""))).toEqual([["m", "at m"]]);
    },
  },
  {
    name: "commits different guards at once, all of them, over puts they share",
    run: async (place) => {
      const store = await place.open();
      const drills = store.collection("drills", count);
      const won = await Promise.all(
        fiftyTimes.map((i) =>
          store.commit({ kind: "create", row: drills.row(`a/${i}`, i) }, [
            drills.row("last", i),
            drills.row(`b/${i}`, i),
          ]),
        ),
      );
      expect(won).toEqual(fiftyTimes.map(() => true));
      expect((await keysOf(drills.list("a"))).length + (await keysOf(drills.list("b"))).length).toBe(100);
      expect(fiftyTimes.includes((await drills.get("last")) ?? -1)).toBe(true);
    },
  },
];
