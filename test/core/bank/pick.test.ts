import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bankOf } from "../../../src/core/bank/bank.ts";
import { type Asked, type PickInput, pick } from "../../../src/core/bank/pick.ts";
import { type Bank, levels, type Question } from "../../../src/core/bank/question.ts";
import type { QuestionId } from "../../../src/core/keys.ts";
import { aQuestion } from "../../support/questions.ts";

const bankWith = (questions: readonly Question[]): Bank => {
  const topics = [...new Set(questions.map(({ topic }) => topic))].map((id) => ({ id, title: id, line: id }));
  return bankOf([{ questions, topics, problems: [] }]);
};
const day = (n: number) => Temporal.PlainDate.from("2027-03-01").add({ days: n });
const asked = (question: string, n: number): Asked => ({ question: question as QuestionId, date: day(n) });
const input = (bank: Bank, given: Partial<PickInput> = {}): PickInput => ({
  bank,
  filter: { topics: [], levels: [] },
  topic: null,
  history: [],
  askedElsewhere: new Set(),
  seed: "playground/W/C/2027-03-14",
  ...given,
});

/** Picks day after day, as a channel does. */
function askDaily(bank: Bank, days: number, given: Partial<PickInput> = {}): Question[] {
  const history: Asked[] = [];
  return Array.from({ length: days }, (_, n) => {
    const picked = pick(input(bank, { ...given, history, seed: `${given.seed ?? "C"}/${n}` }));
    if (picked === null) throw new Error("nothing to ask");
    history.push({ question: picked.question.id, date: day(n) });
    return picked.question;
  });
}

const three = bankWith([
  aQuestion("a"),
  aQuestion("b", { topic: "data" }),
  aQuestion("c", { topic: "data", level: "senior" }),
]);

describe("pick", () => {
  it("has nothing where nothing passes the filter", () => {
    expect(pick(input(bankWith([])))).toBe(null);
    expect(pick(input(three, { filter: { topics: ["gone"], levels: [] } }))).toBe(null);
    expect(pick(input(three, { topic: "gone" }))).toBe(null);
    expect(pick(input(three, { filter: { topics: ["http"], levels: [] }, topic: "data" }))).toBe(null);
  });

  it("takes a topic that was never asked before one that was", () => {
    expect(pick(input(three, { history: [asked("b", 0)] }))).toEqual({
      question: three.questions.get("a"),
      why: { kind: "new-topic", topic: "http" },
    });
  });

  it("takes the topic that lies longest back, and says since when", () => {
    const bank = bankWith([...three.questions.values(), aQuestion("d")]);
    expect(pick(input(bank, { history: [asked("a", 5), asked("b", 3)] }))).toEqual({
      question: bank.questions.get("c"),
      why: { kind: "topic-longest-ago", topic: "data", lastAsked: day(3) },
    });
  });

  it("takes the level that lies longest back within the topic", () => {
    const bank = bankWith([aQuestion("a"), aQuestion("b"), aQuestion("c", { level: "senior" }), aQuestion("d")]);
    expect(pick(input(bank, { history: [asked("a", 0)] }))).toEqual({
      question: bank.questions.get("c"),
      why: { kind: "not-asked-yet" },
    });
  });

  it("takes what lies longest back once all was asked", () => {
    const history = [asked("b", 2), asked("a", 1), asked("c", 0), asked("c", 9)];
    expect(pick(input(three, { history }))).toEqual({
      question: three.questions.get("a"),
      why: { kind: "asked-longest-ago", lastAsked: day(1) },
    });
  });

  it("keeps to the topic that a person asked for", () => {
    const history = [asked("b", 0)];
    expect(pick(input(three, { topic: "data", history }))).toEqual({
      question: three.questions.get("c"),
      why: { kind: "chosen", topic: "data" },
    });
    expect(pick(input(three, { topic: "data", history: [...history, asked("c", 1)] }))).toEqual({
      question: three.questions.get("b"),
      why: { kind: "chosen", topic: "data" },
    });
  });

  it("avoids what another channel was just asked, where there is a choice", () => {
    const elsewhere = (...ids: string[]) => new Set(ids as QuestionId[]);
    const idOf = (askedElsewhere: ReadonlySet<QuestionId>) => pick(input(three, { askedElsewhere }))?.question.id;
    expect(idOf(elsewhere("a", "b"))).toBe("c");
    expect(idOf(elsewhere("b", "c"))).toBe("a");
    expect(idOf(elsewhere("a", "b", "c"))).toBe(idOf(elsewhere()));
  });

  it("does not count a question that has left the bank", () => {
    expect(pick(input(three, { history: [asked("gone", 0)] }))?.why.kind).toBe("new-topic");
  });
});

const anyBank = fc
  .array(fc.record({ topic: fc.constantFrom("t1", "t2", "t3", "t4"), level: fc.constantFrom(...levels) }), {
    minLength: 1,
    maxLength: 20,
  })
  .map((rows) => bankWith(rows.map((row, at) => aQuestion(`q${at}`, row))));
const run = { numRuns: 300, seed: 20_261_121 };

describe("a channel, over time", () => {
  it("has every question once before any a second time, and then again in the same order", () => {
    fc.assert(
      fc.property(anyBank, fc.string(), (bank, seed) => {
        const { size } = bank.questions;
        const ids = askDaily(bank, 2 * size, { seed }).map(({ id }) => id);
        expect(new Set(ids.slice(0, size)).size).toBe(size);
        expect(ids.slice(size)).toEqual(ids.slice(0, size));
      }),
      run,
    );
  });

  it("has its topics in turn: their counts differ by one at most while none has run dry", () => {
    const evenBank = fc
      .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 6 }))
      .map(([topics, each]) =>
        bankWith(Array.from({ length: topics * each }, (_, at) => aQuestion(`q${at}`, { topic: `t${at % topics}` }))),
      );
    fc.assert(
      fc.property(evenBank, fc.string(), (bank, seed) => {
        const counts = new Map(bank.topics.map(({ id }) => [id, 0]));
        for (const { topic } of askDaily(bank, bank.questions.size, { seed })) {
          counts.set(topic, (counts.get(topic) ?? 0) + 1);
          expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1);
        }
      }),
      run,
    );
  });

  it("has the same question for the same seed, whatever the order of bank and history", () => {
    const shuffled = fc.tuple(anyBank, fc.array(fc.nat(19)), fc.string(), fc.boolean());
    fc.assert(
      fc.property(shuffled, ([bank, indices, seed, all]) => {
        const history = (all ? [...Array(20).keys()] : indices).map((index, n) => asked(`q${index}`, n));
        const reversed = bankWith([...bank.questions.values()].reverse());
        const one = pick(input(bank, { history, seed }));
        expect(pick(input(reversed, { history: history.toReversed(), seed }))).toEqual(one);
      }),
      run,
    );
  });

  it("begins with any of its topics alike, however many questions each has", () => {
    const bank = bankWith([
      aQuestion("lone", { topic: "small" }),
      ...Array.from({ length: 40 }, (_, at) => aQuestion(`q${at}`)),
    ]);
    const first = Array.from({ length: 400 }, (_, at) => pick(input(bank, { seed: `C${at}/2027-03-01` }))?.question.id);
    const small = first.filter((id) => id === "lone").length;
    // 200 on average with a deviation of 10; by questions alone it would be 10.
    expect(small > 150 && small < 250).toBe(true);
  });

  it("differs from other channels", () => {
    const bank = bankWith(Array.from({ length: 50 }, (_, at) => aQuestion(`q${at}`)));
    const first = Array.from({ length: 200 }, (_, at) => pick(input(bank, { seed: `C${at}/2027-03-01` }))?.question.id);
    // 200 draws of 50 leave 0.9 of them out on average: 40 is nine deviations away.
    expect(new Set(first).size).toBeGreaterThan(40);
  });
});
