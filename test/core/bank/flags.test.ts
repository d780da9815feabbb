import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Decided,
  type Decision,
  decidedOn,
  type Flag,
  type Flagged,
  flaggedMark,
  flagsThatRest,
  isSettled,
  latestFlag,
  mayDecide,
  mostFlags,
  restingOf,
  withFlag,
  withoutFlagsOf,
} from "../../../src/core/bank/flags.ts";
import type { ChannelKey, PersonId, QuestionId } from "../../../src/core/keys.ts";

const question = "locks" as QuestionId;
const backend = "fake/W1/backend" as ChannelKey;
const random = "fake/W1/random" as ChannelKey;
const at = (minute: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(minute * 60_000);

const aFlag = (person: string, minute: number, given: Partial<Flag> = {}): Flag => ({
  channel: backend,
  person: person as PersonId,
  name: `Name of ${person}`,
  kind: "wrong",
  reason: "It is.",
  at: at(minute),
  ...given,
});

/** The question after these flags, in their order. */
function flaggedBy(...flags: readonly Flag[]): Flagged {
  const after = flags.reduce<Flagged | null>((current, each) => withFlag(current, question, each), null);
  if (after === null) throw new Error("nothing was flagged");
  return after;
}

const by = (what: Decision, minute = 60): Decided => ({ what, person: "M1" as PersonId, name: "Mira", at: at(minute) });
/** The question after one flag more, or after a decision in view of all flags, or of none but the first. */
function after(
  current: Flagged,
  step: Readonly<{ who: string; what: Decision | "flag"; seen: boolean; minute: number }>,
) {
  const { who, what, seen, minute } = step;
  if (what === "flag") return withFlag(current, question, aFlag(who, minute)) ?? current;
  return decidedOn(current, by(what, minute), seen ? latestFlag(current) : at(0)) ?? current;
}

const people = ({ flags }: Flagged): readonly string[] => flags.map(({ person }) => person);

describe("a flag", () => {
  it("of two people waits, and the third person's rests the question", () => {
    const two = flaggedBy(aFlag("A", 1), aFlag("B", 2));
    expect([people(two), two.rest]).toEqual([["A", "B"], null]);
    const three = flaggedBy(aFlag("A", 1), aFlag("B", 2), aFlag("C", 3));
    expect([people(three), three.rest]).toEqual([["A", "B", "C"], { at: at(3), by: "flags" }]);
  });

  it("of the same person takes the place of the one before, and counts once", () => {
    const again = flaggedBy(aFlag("A", 1), aFlag("B", 2), aFlag("A", 3, { kind: "unclear" }));
    expect(again.flags.map(({ person, kind }) => [person, kind])).toEqual([
      ["B", "wrong"],
      ["A", "unclear"],
    ]);
    expect(again.rest).toBe(null);
  });

  it("adds its channel once; after a decision the channels begin anew", () => {
    const both = flaggedBy(aFlag("A", 1), aFlag("B", 2, { channel: random }), aFlag("D", 3, { channel: random }));
    expect(both.channels).toEqual([backend, random]);
    const kept = decidedOn(both, by("restore"), at(3));
    expect(kept?.channels).toEqual([backend, random]);
    expect(withFlag(kept, question, aFlag("A", 90, { channel: random }))?.channels).toEqual([random]);
  });

  it("of one person more than are kept is none, and whoever is among them may still change theirs", () => {
    const full = flaggedBy(...Array.from({ length: mostFlags }, (_, index) => aFlag(`P${index}`, index)));
    expect(full.flags.length).toBe(mostFlags);
    expect(withFlag(full, question, aFlag("late", 99))).toBe(null);
    expect(withFlag(full, question, aFlag("P0", 99))?.flags.at(-1)).toEqual(aFlag("P0", 99));
  });

  it("rests nothing twice: whoever rested it stays who did", () => {
    const rested = decidedOn(flaggedBy(aFlag("A", 1)), by("rest"), at(1));
    const more = [aFlag("B", 2), aFlag("C", 3)].reduce<Flagged | null>(
      (current, each) => withFlag(current, question, each),
      rested,
    );
    expect(more?.rest).toEqual({ at: at(60), by: "manager" });
  });
});

describe("a decision", () => {
  const one = flaggedBy(aFlag("A", 1));
  const resting = flaggedBy(aFlag("A", 1), aFlag("B", 2), aFlag("C", 3));
  const rested = decidedOn(one, by("rest"), at(1));
  const settled = decidedOn(one, by("keep"), at(1));

  it.each<readonly [name: string, of: Flagged | null, may: readonly Decision[]]>([
    ["about a flagged question", one, ["mend", "rest", "keep"]],
    ["about one that rests by its flags", resting, ["mend", "rest", "restore"]],
    ["about one that a manager rested", rested, ["mend", "restore"]],
    ["about one that was decided", settled, []],
  ])("%s is one of those offered, and no other", (_name, of, may) => {
    if (of === null) throw new Error("nothing to decide");
    expect(mayDecide(of)).toEqual(may);
    for (const what of ["keep", "rest", "restore", "mend"] as const) {
      expect(decidedOn(of, by(what), at(9)) !== null).toBe(may.includes(what));
    }
  });

  it.each(["keep", "mend"] as const)("%s lets go of the flags that were seen, and of no later one", (what) => {
    const two = flaggedBy(aFlag("A", 1), aFlag("B", 5));
    const after = decidedOn(two, by(what), at(1));
    expect(after && [people(after), after.rest, after.decided]).toEqual([["B"], null, by(what)]);
    expect(after && isSettled(after)).toBe(false);
    expect(people(decidedOn(two, by(what), latestFlag(two)) ?? two)).toEqual([]);
  });

  it("sees a flag of the very millisecond that its control names, however finely the clock ticks", () => {
    const fine = Temporal.Instant.fromEpochNanoseconds(60_000_000_999n);
    const one = flaggedBy(aFlag("A", 1, { at: fine }));
    const seen = Temporal.Instant.fromEpochMilliseconds(latestFlag(one)?.epochMilliseconds ?? 0);
    expect(people(decidedOn(one, by("keep"), seen) ?? one)).toEqual([]);
  });

  it("rest keeps the reasons, restore puts the question back into rotation", () => {
    if (rested === null) throw new Error("not rested");
    expect([people(rested), rested.rest]).toEqual([["A"], { at: at(60), by: "manager" }]);
    expect([...restingOf([rested, one, resting])]).toEqual([question]);
    const back = decidedOn(rested, by("restore"), at(1));
    expect(back && isSettled(back)).toBe(true);
    expect(restingOf(back === null ? [] : [back]).size).toBe(0);
  });

  it("after any run of flags and decisions a settled question never rests, and one that rests is not settled", () => {
    const step = fc.oneof(
      fc.record({
        who: fc.constantFrom("A", "B", "C", "D"),
        what: fc.constant("flag" as const),
        seen: fc.constant(true),
      }),
      fc.record({
        who: fc.constant("M1"),
        what: fc.constantFrom<Decision>("keep", "rest", "restore", "mend"),
        seen: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let current = flaggedBy(aFlag("A", 0));
        for (const [index, each] of steps.entries()) {
          current = after(current, { ...each, minute: index });
          expect(new Set(people(current)).size).toBe(current.flags.length);
          if (current.rest === null) expect(current.flags.length < flagsThatRest).toBe(true);
          expect(mayDecide(current).length === 0).toBe(isSettled(current));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("what one person said", () => {
  const three = flaggedBy(aFlag("A", 1), aFlag("B", 2), aFlag("C", 3, { channel: random }));

  it("goes with them, and the question goes on resting until it is looked at", () => {
    const after = withoutFlagsOf(three, ({ person }) => person === "A");
    expect(after && [people(after), after.rest?.by]).toEqual([["B", "C"], "flags"]);
    expect(withoutFlagsOf(three, ({ person }) => person === "Z")).toBe(null);
  });

  it("and who decided, too; of a channel only what came from there", () => {
    const decided = decidedOn(three, by("rest"), at(3));
    if (decided === null) throw new Error("not decided");
    expect(withoutFlagsOf(decided, ({ person }) => person === "M1")?.decided).toBe(null);
    const after = withoutFlagsOf(decided, ({ channel }) => channel === random);
    expect(after && [people(after), after.decided?.name]).toEqual([["A", "B"], "Mira"]);
  });
});

it("stands in a control under at most eleven letters and digits, however long its id is", () => {
  const longest = `${"n".repeat(50)}:${"q".repeat(50)}` as QuestionId;
  expect(/^[0-9a-z]{1,11}$/.test(flaggedMark(longest))).toBe(true);
  expect(flaggedMark(longest)).not.toBe(flaggedMark(question));
});
