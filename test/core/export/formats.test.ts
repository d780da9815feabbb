import { describe, expect, it } from "vitest";
import { bankOf } from "../../../src/core/bank/bank.ts";
import type { Question, Topic } from "../../../src/core/bank/question.ts";
import { BotError } from "../../../src/core/errors.ts";
import { ankiOf } from "../../../src/core/export/anki.ts";
import { type Choice, chosen } from "../../../src/core/export/choose.ts";
import { csvOf } from "../../../src/core/export/csv.ts";
import { jsonOf } from "../../../src/core/export/json.ts";
import { markdownFiles } from "../../../src/core/export/markdown.ts";
import { aQuestion } from "../../support/questions.ts";

const etag: Question = {
  ...aQuestion("etag"),
  title: "ETags",
  topic: "http",
  level: "senior",
  tags: ["http caching", "etag"],
  prompt: "=What is\nan `ETag`?",
  answer: 'A "validator", or so',
  points: [
    { say: "It names a version", aliases: ["hash of the body"], reject: ["it is a date"], must: true },
    { say: "Weak ones exist", aliases: [], reject: [], must: false },
  ],
  followUps: ["Strong or weak?"],
  sources: ["RFC 9110"],
  origin: { source: "guide.md", line: 12, rule: "headings" },
};
const topics: readonly Topic[] = [
  { id: "http", title: "HTTP :: and more", line: "The web.", levels: ["junior"] },
  { id: "data", title: "Data", line: "Tables." },
];

describe("an export", () => {
  it("as CSV is a table with a mark for spreadsheets, and no formula", () => {
    expect(csvOf([etag])).toBe(
      [
        "\ufeffid,topic,level,title,question,answer,tags,key points,follow-ups,sources,origin",
        'etag,http,senior,ETags,"\'=What is\nan `ETag`?","A ""validator"", or so","http caching\netag","must: It names a version\nalias: hash of the body\nreject: it is a date\nbonus: Weak ones exist",Strong or weak?,RFC 9110,"{""source"":""guide.md"",""line"":12,""rule"":""headings""}"',
        "",
      ].join("\r\n"),
    );
  });

  it("as JSON has a question a line", () => {
    expect(jsonOf([etag]).split("\n")).toEqual([
      '{"format":"daily-drill-questions","version":1,"questions":[',
      '{"id":"etag","topic":"http","level":"senior","title":"ETags","tags":["http caching","etag"],"prompt":"=What is\\nan `ETag`?","answer":"A \\"validator\\", or so","points":[{"say":"It names a version","aliases":["hash of the body"],"reject":["it is a date"],"bonus":false},{"say":"Weak ones exist","aliases":[],"reject":[],"bonus":true}],"followUps":["Strong or weak?"],"sources":["RFC 9110"],"origin":{"source":"guide.md","line":12,"rule":"headings"}}',
      "]}",
      "",
    ]);
    expect(jsonOf([])).toBe('{"format":"daily-drill-questions","version":1,"questions":[\n]}\n');
  });

  it("as notes of Anki has a note a question, under the deck of its topic", () => {
    const html = (markdown: string): string => `<p>${markdown}</p>`;
    expect(ankiOf({ questions: [etag], topics, html }).split("\n")).toEqual([
      "#separator:tab",
      "#html:true",
      "#notetype:Basic",
      "#guid column:1",
      "#deck column:2",
      "#tags column:5",
      "#columns:guid\tdeck\tquestion\tanswer\ttags",
      'daily-drill/etag\tDaily Drill::HTTP : and more\t"<p>=What is',
      'an `ETag`?</p>"\t"<p>A ""validator"", or so</p>"\tsenior http_caching etag',
      "",
    ]);
  });

  it("as Markdown is a folder of the bank, with the topics that are used", () => {
    expect(markdownFiles([{ ...etag, origin: undefined, points: [] }], topics)).toEqual([
      { path: "topics.yaml", text: '- { id: http, title: "HTTP :: and more", line: The web., levels: [ junior ] }\n' },
      {
        path: "http/etag.md",
        text: '---\ntitle: ETags\ntopic: http\nlevel: senior\ntags: [http caching, etag]\nfollowUps:\n  - Strong or weak?\nsources: [RFC 9110]\n---\n=What is\nan `ETag`?\n\n## Answer\n\nA "validator", or so\n',
      },
    ]);
  });
});

describe("the questions of an export", () => {
  const one = aQuestion("one", { topic: "http", level: "junior", title: "Caches" });
  const other = aQuestion("other", { topic: "data", level: "senior", title: "Indexes" });
  const bank = bankOf([{ topics, questions: [one, other], problems: [] }]);
  const all: Choice = { topics: [], levels: [], words: null };
  const rows: readonly (readonly [what: string, choice: Partial<Choice>, ids: readonly string[]])[] = [
    ["all", {}, ["one", "other"]],
    ["those of a topic", { topics: ["data"] }, ["other"]],
    ["those of a level", { levels: ["junior"] }, ["one"]],
    ["those with a word", { words: "index" }, ["other"]],
    ["none where nothing fits", { topics: ["http"], words: "index" }, []],
  ];
  it.each(rows)("are %s", (_what, choice, ids) => {
    expect(chosen(bank, { ...all, ...choice }).map(({ id }) => id)).toEqual(ids);
  });

  it("are none of a topic that is not there, and the nearest is named", () => {
    const refused = (): unknown => {
      try {
        return chosen(bank, { ...all, topics: ["htp"] });
      } catch (error) {
        return error instanceof BotError ? [error.code, error.message, error.hint] : error;
      }
    };
    expect(refused()).toEqual(["input.invalid", 'no question has the topic "htp"', "did you mean http?"]);
  });
});
