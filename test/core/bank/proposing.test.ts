import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuestion } from "../../../src/core/bank/parse.ts";
import { linesOf, placeNamed, readProposed, type Typed, topicNamed } from "../../../src/core/bank/proposing.ts";
import type { Proposed } from "../../../src/core/bank/suggestion.ts";
import { suggestedQuestion } from "../../../src/core/bank/suggestion.ts";
import { questionText } from "../../../src/core/bank/write.ts";
import type { QuestionId } from "../../../src/core/keys.ts";
import { anOpenDrill } from "../../support/drills.ts";

const seed = Number(process.env["DRILL_SEED"] ?? 20_270_315);
const topics = [
  { id: "http", title: "HTTP and the web", line: "" },
  { id: "data", title: "Data", line: "" },
];

const typed: Typed = {
  title: null,
  topic: "http",
  level: "mid",
  prompt: "What is an entity tag?",
  answer: "A name for one version.",
  points: "",
};

const read = (given: Partial<Typed>): Proposed => {
  const reading = readProposed({ ...typed, ...given }, topics);
  if (reading.kind === "proposed") return reading.proposed;
  throw new Error(JSON.stringify(reading.faults));
};
const faultsOf = (given: Partial<Typed>) => {
  const reading = readProposed({ ...typed, ...given }, topics);
  return reading.kind === "faults" ? reading.faults.map(({ field, what, line }) => [field, what, line]) : [];
};

describe("the title of a suggestion", () => {
  it.each([
    ["the first sentence", "What is a tag? Give an example.", "What is a tag?"],
    ["without its full stop", "A client sends a tag. What now?", "A client sends a tag"],
    [
      "without Markdown",
      "What does **`If-Match`** do to [this](https://example.org)?",
      "What does If-Match do to this (https://example.org)?",
    ],
    ["of a heading", "## Tags\n\nWhat are they?", "Tags What are they?"],
    ["of nothing but code", "```js\nf()\n```", "f()"],
    ["on one line", "What is\na tag?", "What is a tag?"],
    ["cut after a word", `${"word ".repeat(30)}?`, `${"word ".repeat(19).trim()}…`],
    ["cut inside a word where it must be", "w".repeat(150), `${"w".repeat(99)}…`],
  ])("is %s", (_what, prompt, title) => expect(read({ prompt }).title).toBe(title));

  it("is what a manager wrote", () => expect(read({ title: "  Tags\nand more " }).title).toBe("Tags and more"));
});

describe("points and sources", () => {
  it("stand one a line, with or without a sign for a list", () => {
    const { points, sources } = read({
      points: "- One\n\n  Bonus: Two \nSOURCE: RFC 9110\n* source:MDN\nsource:\nThree",
    });
    expect(points.map(({ say, must }) => [say, must])).toEqual([
      ["One", true],
      ["Two", false],
      ["Three", true],
    ]);
    expect(sources).toEqual(["RFC 9110", "MDN"]);
    expect(read({ points: "source: a\u0000b\rsource: c\u2028" }).sources).toEqual(["a\uFFFDb", "c"]);
  });
});

describe("what is wrong is said at its field:", () => {
  it.each<readonly [string, Partial<Typed>, unknown]>([
    [
      "nothing written",
      { prompt: " \n", answer: "" },
      [
        ["prompt", "empty", null],
        ["answer", "empty", null],
      ],
    ],
    ["too long", { prompt: "p".repeat(1_501) }, [["prompt", "long", null]]],
    ["a title too long", { title: "t".repeat(101) }, [["title", "long", null]]],
    ["an empty title", { title: " " }, [["title", "empty", null]]],
    ["a point too long", { points: `ok\n${"p".repeat(201)}` }, [["points", "long", 2]]],
    ["an empty bonus point", { points: "bonus:" }, [["points", "empty", 1]]],
    ["too many points", { points: "p\n".repeat(21) }, [["points", "many", null]]],
    ["a source too long", { points: `source: ${"s".repeat(301)}` }, [["points", "long-source", null]]],
    ["too many sources", { points: "source: s\n".repeat(21) }, [["points", "many-sources", null]]],
    ["no topic of ours", { topic: "knitting" }, [["topic", "unknown", null]]],
    ["no level of ours", { level: "guru" }, [["level", "unknown", null]]],
    ["a heading that begins the answer", { prompt: "What?\n## Answer\nThis." }, [["prompt", "unreadable", null]]],
    ["code without an end", { prompt: "```\nWhat?" }, [["prompt", "unreadable", null]]],
  ])("%s", (_what, given, faults) => expect(faultsOf(given)).toEqual(faults));
});

describe("a topic", () => {
  it.each([
    ["http", "http"],
    [" HTTP and the Web ", "http"],
    ["DATA", "data"],
    ["web", null],
    ["", null],
  ])("%s", (text, topic) => expect(topicNamed(topics, text)).toBe(topic));

  it.each([
    ["http/mid", { topic: "http", level: "mid" }],
    ["HTTP and the web · Senior", { topic: "HTTP and the web", level: "Senior" }],
    ["http junior", { topic: "http", level: "junior" }],
    ["http", { topic: "http", level: "" }],
    ["http/guru", { topic: "http/guru", level: "" }],
  ])("and its level: %s", (text, place) => expect(placeNamed(text)).toEqual(place));
});

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        "## Answer",
        "---",
        "```",
        "- a",
        "source: b",
        "bonus:",
        "`c`",
        "# d",
        "",
        "  e",
        "\u2028",
        "\u0000",
      ),
    )
    .map((lines) => lines.join("\n")),
);

describe("whatever is typed", () => {
  it("never throws; what is taken stands in a file as it is, and in a form as it was", () => {
    fc.assert(
      fc.property(fc.record({ title: fc.option(text), prompt: text, answer: text, points: text }), (given) => {
        const reading = readProposed({ ...typed, ...given }, topics);
        if (reading.kind === "faults") return;
        const { proposed } = reading;
        const suggestion = {
          ...{ id: "some-id" as QuestionId, channel: anOpenDrill().channel, place: "backend", name: "Ada" },
          ...{ person: "U1" as never, at: Temporal.Instant.from("2027-03-15T08:00:00Z"), proposed },
          state: { kind: "waiting" },
        } as const;
        const question = suggestedQuestion(suggestion);
        const { id, topic, file } = question;
        expect(parseQuestion({ file, id, folder: topic, text: questionText(question) }).question).toEqual(question);
        const again = { ...typed, ...proposed, points: linesOf(proposed) };
        expect(readProposed(again, topics)).toEqual(reading);
      }),
      { seed, numRuns: 2_000 },
    );
  });
});
