import fc from "fast-check";
import { expect, it } from "vitest";
import { type Change, coalesced, inRounds } from "../../../src/adapters/keyv/rounds.ts";

const put = (key: string, value: string): Change => ({ kind: "write", write: { guard: null, rows: [{ key, value }] } });
const erase = (key: string): Change => ({ kind: "erase", key });
const create = (key: string, ...beside: string[]): Change => ({
  kind: "write",
  write: { guard: { key, expected: null }, rows: [key, ...beside].map((at) => ({ key: at, value: "new" })) },
});

type Row = readonly [what: string, changes: readonly Change[], rounds: readonly (readonly number[])[]];
const plans: readonly Row[] = [
  ["different keys go together", [put("a", "1"), erase("b"), create("c")], [[0, 1, 2]]],
  ["puts of one key go together", [put("a", "1"), put("a", "2")], [[0, 1]]],
  ["an erase follows the put before it", [put("a", "1"), erase("a"), put("a", "2")], [[0], [1], [2]]],
  ["creates of one key follow each other", [create("a"), create("a")], [[0], [1]]],
  ["a put follows the commit that touches its row", [create("a", "b"), put("b", "1"), put("c", "1")], [[0, 2], [1]]],
  ["a commit follows the latest of its rows", [erase("b"), put("b", "1"), create("a", "b")], [[0], [1], [2]]],
  ["nothing is no round", [], []],
];

it.each(plans)("%s", (_what, changes, rounds) => {
  expect(inRounds(changes).map((round) => round.map((change) => changes.indexOf(change)))).toEqual(rounds);
});

it("sends of several puts of a row only the last", () => {
  const writes = [put("a", "1"), put("b", "1"), put("a", "2")].flatMap((it) => (it.kind === "write" ? [it.write] : []));
  expect(coalesced(writes).flatMap(({ rows }) => rows)).toEqual([
    { key: "a", value: "2" },
    { key: "b", value: "1" },
  ]);
});

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.constantFrom("a", "b", "c"), fc.string()).map(([key, value]) => put(key, value)),
  fc.constantFrom("a", "b", "c").map(erase),
  fc.subarray(["a", "b", "c"], { minLength: 1 }).map(([first = "a", ...rest]) => create(first, ...rest)),
);
const keysOf = (it: Change): readonly string[] =>
  it.kind === "erase" ? [it.key] : it.write.rows.map(({ key }) => key);

it("keeps every change once, and the order of those that share a row", () => {
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const rounds = inRounds(changes);
      expect(rounds.flat().length).toBe(changes.length);
      const roundOf = new Map(rounds.flatMap((round, i) => round.map((it) => [it, i] as const)));
      for (const [i, earlier] of changes.entries()) {
        for (const later of changes.slice(i + 1)) {
          if (!keysOf(earlier).some((key) => keysOf(later).includes(key))) continue;
          expect((roundOf.get(earlier) ?? 0) <= (roundOf.get(later) ?? 0)).toBe(true);
        }
      }
    }),
    { seed: 20_270_314 },
  );
});
