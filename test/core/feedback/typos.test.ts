import fc from "fast-check";
import { expect, it } from "vitest";
import { slipIndex } from "../../../src/core/feedback/typos.ts";

const slipsOf = slipIndex(["idempotent", "transaction", "replica", "cache"]);

const rows: readonly (readonly [slip: string, word: string, meant: readonly string[]])[] = [
  ["a letter too few", "idempotnt", ["idempotent"]],
  ["a letter too many", "transsaction", ["transaction"]],
  ["another letter", "tranzaction", ["transaction"]],
  ["two letters swapped", "idempotnet", ["idempotent"]],
  ["two slips", "idmpotnt", []],
  ["the word itself", "replica", []],
  ["one letter more", "replicas", ["replica"]],
  ["two letters of a short word swapped", "cahce", ["cache"]],
  ["a word too short", "cach", []],
  ["no word", "x".repeat(10_000), []],
];
it.each(rows)("reads %s", (_slip, word, meant) => expect(slipsOf(word)).toEqual(meant));

it("finds a word by any slip in it", () => {
  const slip = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(..."abcxyz"));
  fc.assert(
    fc.property(slip, ([at, letter]) => {
      const slipped = `${"idempotent".slice(0, at)}${letter}${"idempotent".slice(at + 1)}`;
      expect(slipsOf(slipped)).toEqual(slipped === "idempotent" ? [] : ["idempotent"]);
    }),
  );
});
