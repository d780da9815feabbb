import fc from "fast-check";
import { expect, it } from "vitest";
import { parseQuestion } from "../../../src/core/bank/parse.ts";
import { levels } from "../../../src/core/bank/question.ts";
import { parseTopics } from "../../../src/core/bank/topics.ts";
import type { FoundQuestion } from "../../../src/core/import/found.ts";
import type { SourceRead } from "../../../src/core/import/plan/proposal.ts";
import { standingOf } from "../../../src/core/import/plan/standing.ts";
import { aFound, aRead, emptyFolder, plan, written } from "./some-found.ts";

// Few words, so that prompts, answers and topics meet; and whatever else a text may hold.
const few = fc.constantFrom(
  "What is it?",
  "What is an ETag?",
  "What is an ETags?",
  "Explain CORS",
  "Why?",
  "## Answer",
  "",
);
const strange = fc.string({ unit: "binary", maxLength: 12 });
const text = fc.oneof(
  { weight: 4, arbitrary: few },
  fc.array(fc.oneof(few, strange), { maxLength: 4 }).map((all) => all.join("\n")),
);
const question: fc.Arbitrary<FoundQuestion> = fc
  .record({
    title: fc.oneof(few, strange),
    prompt: text,
    answer: fc.oneof(fc.constant(null), text, fc.constant("long ".repeat(2_000))),
    guidance: fc.option(text, { freq: 5 }),
    topics: fc.array(fc.oneof(fc.constantFrom("HTTP", "Kafka", "Part 1", "题"), strange), { maxLength: 2 }),
    tags: fc.array(strange, { maxLength: 3 }),
    level: fc.option(fc.constantFrom(...levels)),
    followUps: fc.array(text, { maxLength: 12 }),
    line: fc.integer({ min: 1, max: 99 }),
  })
  .map((given) => aFound("", given));
const guidance = fc.record({ line: fc.nat(99).map((at) => at + 1), title: text, text, topics: fc.constant([]) });
const reads: fc.Arbitrary<readonly SourceRead[]> = fc
  .array(fc.record({ questions: fc.array(question, { maxLength: 6 }), drafts: fc.array(guidance, { maxLength: 2 }) }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((files) => files.map((found, at) => aRead(`guide-${at}.md`, found)));

it("accounts for all that was found, writes what the bank can read, and the same again writes nothing", () => {
  fc.assert(
    fc.property(reads, (sources) => {
      const first = plan(sources);
      const found = sources.reduce(
        (sum, { found: { questions, drafts } }) => sum + questions.length + drafts.length,
        0,
      );
      expect(first.placed.length + first.duplicates.length + first.refused.length).toBe(found);
      const folder = written(emptyFolder, first);
      expect(new Set(first.placed.map(({ path }) => path)).size).toBe(first.placed.length);
      expect(parseTopics("topics.yaml", folder.topics ?? "").problems).toEqual([]);
      const unread = folder.files.filter((file) => {
        const { id, topic } = standingOf(file) ?? {};
        return (
          id === undefined ||
          parseQuestion({ file: file.path, id, folder: topic ?? "", text: file.text }).problems.length > 0
        );
      });
      expect(unread).toEqual([]);
      const again = plan(sources, { folder });
      expect(again.writes).toEqual([]);
      expect(again.placed.map(({ outcome }) => outcome)).toEqual(first.placed.map(() => "unchanged"));
    }),
    { numRuns: 400, seed: 20_261_121 },
  );
});

it("overwrites nothing that a hand has touched, whatever its source becomes", () => {
  fc.assert(
    fc.property(reads, reads, fc.nat(), (before, after, which) => {
      const folder = written(emptyFolder, plan(before));
      const touched = folder.files[which % Math.max(1, folder.files.length)];
      fc.pre(touched !== undefined);
      const edited = { path: touched.path, text: `${touched.text}\nBy hand.\n` };
      const files = folder.files.map((file) => (file === touched ? edited : file));
      const { writes } = plan(after, { folder: { ...folder, files } });
      expect(writes.filter(({ path }) => path === edited.path)).toEqual([]);
    }),
    { numRuns: 200, seed: 20_261_122 },
  );
});
