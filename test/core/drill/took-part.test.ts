import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answersOf, lateAnswersOf, type Rules, tookPart } from "../../../src/core/drill/answers.ts";
import { blankEntry } from "../../../src/core/drill/entries.ts";
import type { Entry, Said } from "../../../src/core/drill/entry.ts";
import { channelKey, type MessageId, type PersonId } from "../../../src/core/keys.ts";

const seed = 20_270_315;
const channel = channelKey("fake", "W1", "backend");
const date = Temporal.PlainDate.from("2027-03-15");
const minute = (at: number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(1_805_000_000_000 + at * 60_000);

const text = fc.constantFrom("twenty characters and more", "me too", null);
const line = fc.record({
  person: fc.constantFrom("A", "B", "C"),
  text,
  counts: fc.constantFrom("by-rule", "by-rule", "by-rule", "yes", "no"),
  gesture: fc.constantFrom(null, null, null, "g1", "g2"),
  later: fc.option(fc.record({ text: fc.constantFrom("an edit that is long enough", "short"), at: fc.nat(25) })),
});
const written = fc.constantFrom(null, null, null, { text: "by form", at: minute(3), editedAt: null });

/** Threads of up to three people, a message a minute, some marked, deleted, twice there or edited late. */
const threads = fc
  .record({ lines: fc.array(line, { maxLength: 14 }), forms: fc.array(written, { minLength: 6, maxLength: 6 }) })
  .map(({ lines, forms }): readonly Entry[] =>
    ["A", "B", "C"].map((person, index): Entry => {
      const thread = lines.flatMap((each, place): readonly Said[] => {
        if (each.person !== person) return [];
        const later = each.later && each.text !== null ? { text: each.later.text, at: minute(each.later.at) } : null;
        const message = `m${String(place).padStart(2, "0")}` as MessageId;
        const { text, counts, gesture } = each;
        return [{ message, gesture, at: minute(place), text, editedAt: null, counts, later }];
      });
      const blank = blankEntry({ channel, date, person: person as PersonId, name: person });
      return { ...blank, thread, form: forms[index] ?? null, late: forms[index + 3] ?? null };
    }),
  );
const rules: fc.Arbitrary<Rules> = fc.record({
  mode: fc.constantFrom("open", "open", "sealed"),
  cutoffAt: fc.option(fc.nat(20).map(minute)),
});

describe("whether a person took part", () => {
  it("is known from their own entry: whatever others wrote, it is what the whole thread says", () => {
    const property = fc.property(threads, rules, (entries, by) => {
      const has = (answers: ReturnType<typeof answersOf>, { person }: Entry): boolean =>
        answers.some((answer) => answer.person === person);
      const inTime = answersOf(entries, by);
      const late = lateAnswersOf(entries, by);
      const byAll = entries.map((own) => (has(inTime, own) ? "in-time" : has(late, own) ? "late" : "not"));
      expect(entries.map((own) => tookPart(own, by))).toEqual(byAll);
    });
    fc.assert(property, { seed, numRuns: 2_000 });
  });
});
