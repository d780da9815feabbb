import { expect } from "vitest";
import { count, fiftyTimes, filled, keysOf, plusOne, type StoreCase, text } from "./store-case.ts";

/** Many callers at once. */
export const raceCases: readonly StoreCase[] = [
  {
    name: "lets one of 50 concurrent creates win, whose record stays",
    run: async (place) => {
      const drills = (await place.open()).collection("drills", text);
      const won = await Promise.all(fiftyTimes.map((i) => drills.create("a", `caller ${i}`)));
      expect(won.filter((it) => it).length).toBe(1);
      expect(await drills.get("a")).toBe(`caller ${won.indexOf(true)}`);
      expect([await drills.create("a", "late"), await drills.get("a")]).toEqual([false, `caller ${won.indexOf(true)}`]);
    },
  },
  {
    name: "keeps 100 concurrent increments of one record",
    run: async (place) => {
      const scores = (await place.open()).collection("learners", count);
      const seen = await Promise.all(Array.from({ length: 100 }, () => scores.update("a", plusOne)));
      expect(await scores.get("a")).toBe(100);
      expect(seen.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    },
  },
  {
    name: "keeps 1,000 concurrent records",
    run: async (place) => {
      const answers = (await place.open()).collection("answers", count);
      const people = Array.from({ length: 1000 }, (_, i) => `a/u${String(i).padStart(4, "0")}`);
      await Promise.all(people.map((key, i) => answers.put(key, i)));
      expect(await Array.fromAsync(answers.list("a"))).toEqual(people.map((key, i) => [key, i]));
    },
  },
  {
    name: "leaves a record as it is when the change gives null",
    run: async (place) => {
      const drills = await filled(await place.open(), ["a"]);
      expect([await drills.update("a", () => null), await drills.update("b", () => null)]).toEqual(["at a", null]);
      expect([await drills.get("a"), await drills.get("b")]).toEqual(["at a", null]);
    },
  },
  {
    name: "lets a change's error through and writes nothing",
    run: async (place) => {
      const drills = await filled(await place.open(), ["a"]);
      const change = (): string => {
        throw new RangeError("not like this");
      };
      await expect(drills.update("a", change)).rejects.toThrow(new RangeError("not like this"));
      expect(await drills.update("a", (current) => `${current}!`)).toBe("at a!");
    },
  },
];

/** Two processes. */
export const processCases: readonly StoreCase[] = [
  {
    name: "lets one of two processes create and commit",
    run: async (place) => {
      const stores = [await place.open(), await place.openBeside()];
      const rounds = await Promise.all(
        fiftyTimes.map(async (i) => {
          const won = await Promise.all(
            stores.flatMap((store, process) => {
              const drills = store.collection("drills", count);
              const guard = { kind: "create", row: drills.row(`c/${i}`, process) } as const;
              return [drills.create(`a/${i}`, process), store.commit(guard, [drills.row(`d/${i}/${process}`, i)])];
            }),
          );
          return [Number(won[0]) + Number(won[2]), Number(won[1]) + Number(won[3])];
        }),
      );
      expect(rounds).toEqual(fiftyTimes.map(() => [1, 1]));
      const puts = (await Promise.all(stores.map((store) => keysOf(store.collection("drills", count).list("d")))))[0];
      expect(puts?.length).toBe(50);
    },
  },
  {
    name: "keeps 100 increments of each of two processes",
    run: async (place) => {
      const learners = [await place.open(), await place.openBeside()].map((it) => it.collection("learners", count));
      const updates = learners.flatMap((it) => Array.from({ length: 100 }, () => it.update("a", plusOne)));
      expect((await Promise.all(updates)).toSorted((a, b) => Number(a) - Number(b))).toEqual(
        Array.from({ length: 200 }, (_, i) => i + 1),
      );
      expect(await Promise.all(learners.map((it) => it.get("a")))).toEqual([200, 200]);
    },
  },
  {
    name: "carries out opposite orders of two processes",
    run: async (place) => {
      const [one, two] = [await place.open(), await place.openBeside()].map((it) => it.collection("drills", count));
      const keys = Array.from({ length: 200 }, (_, i) => `a/${i}`);
      for (let round = 0; round < 5; round += 1) {
        await Promise.all([
          ...keys.map((key) => one?.put(key, round)),
          ...keys.toReversed().map((key) => two?.put(key, round)),
        ]);
      }
      expect((await Array.fromAsync(one?.list("a") ?? [])).map(([, value]) => value)).toEqual(keys.map(() => 4));
    },
  },
];
