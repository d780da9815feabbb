import { describe, expect, it } from "vitest";
import { parseQuestion } from "../../../src/core/bank/parse.ts";
import type { QuestionId } from "../../../src/core/keys.ts";
import { aQuestion } from "../../support/questions.ts";
import { aFound, aRead, emptyFolder, noOptions, outcomes, plan, written } from "./some-found.ts";

const guide = (...questions: readonly ReturnType<typeof aFound>[]) => [aRead("guide.md", { questions })];
const etag = aFound("an ETag", { line: 3 });
const cors = aFound("CORS", { line: 9, topics: ["Web", "Security"] });
const first = plan(guide(etag, cors));
const folder = written(emptyFolder, first);
const text = (path: string, of = folder) => of.files.find((file) => file.path === path)?.text ?? "";
const edit = (path: string, change: (before: string) => string) => ({
  ...folder,
  files: folder.files.map((file) => (file.path === path ? { path, text: change(file.text) } : file)),
});
const [etagPath = "", corsPath = ""] = first.placed.map(({ path }) => path);

describe("an import into an empty folder", () => {
  it("writes the topics first, then a file for each question", () => {
    expect(first.writes.map(({ path, before }) => [path, before])).toEqual([
      ["topics.yaml", null],
      ["http/what-is-an-etag-wpmejdh.md", null],
      ["security/what-is-cors-c32jgn7.md", null],
    ]);
    expect(folder.topics).toBe(
      "- { id: http, title: HTTP, line: From guide.md }\n- { id: security, title: Security, line: From guide.md }\n",
    );
  });

  it.each([
    ["js-questions.md", "headings", "js-questions"],
    ["guides/js-questions.md", "headings", "js-questions"],
    ["react/README.md", "headings", "react"],
    ["notes/closure.md", "file", "notes"],
    ["closure.md", "file", "closure"],
  ] as const)("files what names no topic, of %s by the rule %s, under %s", (name, rule, topic) => {
    const questions = [aFound("an ETag", { rule, topics: [] })];
    expect(plan([aRead(name, { questions })]).placed.map(({ path }) => path.split("/")[0])).toEqual([topic]);
  });

  it("says in each file where it comes from, by which rule, and marks it", () => {
    expect(text(etagPath).replace(/mark: m\w+/, "mark: …")).toBe(`---
title: What is an ETag?
topic: http
level: mid
origin:
  source: guide.md
  line: 3
  rule: headings
  mark: …
---
What is an ETag?

## Answer

It is an ETag, of course.
`);
  });
});

describe("the same import again", () => {
  it("writes nothing", () => {
    const again = plan(guide(etag, cors), { folder });
    expect([again.writes, outcomes(again)]).toEqual([[], [`unchanged ${etagPath}`, `unchanged ${corsPath}`]]);
  });

  it("writes a changed answer to the file it wrote, and leaves the others", () => {
    const again = plan(guide({ ...etag, answer: "A validator." }, cors), { folder });
    expect(outcomes(again)).toEqual([`updated ${etagPath}`, `unchanged ${corsPath}`]);
    expect(again.writes.map(({ path, before }) => [path, before])).toEqual([[etagPath, text(etagPath)]]);
  });

  it("keeps the file and id of a prompt that was reworded in its source", () => {
    const prompt = "What exactly is an ETag good for?";
    const near = "What is an ETags?";
    expect(outcomes(plan(guide({ ...etag, prompt: near, title: near }, cors), { folder }))).toEqual([
      `updated ${etagPath}`,
      `unchanged ${corsPath}`,
    ]);
    expect(outcomes(plan(guide({ ...etag, prompt, title: prompt }, cors), { folder }))[0]?.startsWith("new ")).toBe(
      true,
    );
  });

  it("takes the same words from another source for another question, or for a duplicate", () => {
    const other = [aRead("other.md", { questions: [etag, { ...cors, answer: "Another answer." }] })];
    const again = plan(other, { folder });
    expect(again.duplicates).toEqual([{ file: "other.md", line: 3, of: etagPath }]);
    expect(again.placed.map(({ outcome }) => outcome)).toEqual(["new"]);
  });

  it("keeps a question where somebody moved its file to, by its name", () => {
    const path = "http/etag.md";
    const moved = { ...folder, files: folder.files.map((file) => (file.path === etagPath ? { ...file, path } : file)) };
    expect(outcomes(plan(guide({ ...etag, answer: "New." }, cors), { folder: moved }))[0]).toBe(`updated ${path}`);
  });
});

describe("a file that was edited by hand", () => {
  const edits: readonly (readonly [what: string, change: (before: string) => string])[] = [
    ["its answer", (before) => before.replace("of course", "mostly")],
    ["its prompt", (before) => before.replace("What is an ETag?\n\n##", "Why have ETags at all, and where?\n\n##")],
    ["a blank at its end", (before) => `${before} `],
    ["its front matter", (before) => before.replace("level: mid", "level: senior")],
    ["its mark", (before) => before.replace(/ {2}mark: m\w+\n/, "")],
    ["so that it cannot be read", (before) => before.replace("level: mid\n", "")],
  ];
  it.each(edits)("%s is never overwritten, and told", (_what, change) => {
    const edited = edit(etagPath, change);
    const same = plan(guide(etag, cors), { folder: edited });
    const other = plan(guide({ ...etag, answer: "New." }, cors), { folder: edited });
    expect([same.writes, other.writes, outcomes(same)[0], outcomes(other)[0]]).toEqual([
      [],
      [],
      `edited ${etagPath}`,
      `edited ${etagPath}`,
    ]);
    expect(other.placed[0]?.sourceChanged).toBe(true);
  });

  it("is told as unchanged in its source where only the hand changed it", () => {
    const edited = edit(etagPath, (before) => before.replace("of course", "mostly"));
    expect(plan(guide(etag), { folder: edited }).placed[0]?.sourceChanged).toBe(false);
  });

  it("is none for its line ends", () => {
    const windows = edit(etagPath, (before) => before.replaceAll("\n", "\r\n"));
    expect(outcomes(plan(guide({ ...etag, answer: "New." }), { folder: windows }))).toEqual([`updated ${etagPath}`]);
  });
});

describe("identity", () => {
  const ask = (topic: string, answer: string | null, line: number) =>
    aFound("it", { topics: [topic], answer, line, title: "What is it?", prompt: "What is it?" });

  it("is not the title: the same question about two things is two", () => {
    const questions = [ask("Kafka", "A log.", 1), ask("Redis", "A store.", 5), ask("Vault", null, 9)];
    const both = plan(guide(...questions));
    expect(new Set(both.placed.map(({ path }) => path)).size).toBe(3);
    expect(both.duplicates).toEqual([]);
  });

  it("stays with the topic when their order changes", () => {
    const [kafka, redis] = [ask("Kafka", "A log.", 1), ask("Redis", "A store.", 5)];
    const standing = written(emptyFolder, plan(guide(kafka, redis)));
    const turned = plan(guide({ ...redis, line: 1 }, { ...kafka, line: 5 }), { folder: standing });
    const answers = turned.placed.map(({ path, proposal }) => [path.split("/")[0], proposal.text.answer]);
    expect(answers).toEqual([
      ["redis", "A store."],
      ["kafka", "A log."],
    ]);
  });

  it("is found twice in one import once", () => {
    const twice = plan(guide(etag, { ...etag, line: 40, title: "ETags", prompt: "what is an **ETag**" }));
    expect([twice.placed.length, twice.duplicates]).toEqual([1, [{ file: "guide.md", line: 40, of: "guide.md:3" }]]);
  });

  it("is found in the shared bank", () => {
    const shared = aQuestion("etag", { prompt: "What is an ETag?", answer: "It is an ETag, of course." });
    expect(plan(guide(etag), { elsewhere: [shared] }).duplicates).toEqual([
      { file: "guide.md", line: 3, of: "content/http/etag.md" },
    ]);
  });

  it("leaves a bare list of questions to the guide that answers them", () => {
    const listed = { ...etag, line: 1, answer: null };
    const both = plan(guide(listed, etag));
    expect([outcomes(both), both.duplicates]).toEqual([
      [`new ${etagPath}`],
      [{ file: "guide.md", line: 1, of: "guide.md:3" }],
    ]);
  });
});

describe("what the bank cannot take as it is", () => {
  const fileOf = (given: Partial<ReturnType<typeof aFound>>) => {
    const { writes, placed } = plan(guide({ ...etag, ...given }));
    const path = placed[0]?.path ?? "";
    const { text: file = "" } = writes.find((write) => write.path === path) ?? {};
    return parseQuestion({ file: path, id: "x" as QuestionId, folder: "http", text: file });
  };

  it("is a draft: without an answer, with one that is too long, with too long a prompt", () => {
    const long = "word ".repeat(2_000).trim();
    const drafts = [{ answer: null }, { answer: long }, { prompt: long }, { answer: null, guidance: "Look for care." }];
    expect(drafts.map(fileOf).map(({ draft }) => [draft?.draft, draft?.answer.length])).toEqual([
      ["needs an answer", 0],
      ["needs shortening", 9_999],
      ["needs shortening", 25],
      ["needs an answer", 55],
    ]);
  });

  it("is refused with figures when no file can hold it", () => {
    const huge = plan(guide({ ...etag, answer: "é".repeat(40_000) }));
    expect([huge.writes, huge.refused]).toEqual([
      [],
      [
        {
          file: "guide.md",
          line: 3,
          reason: "too long for the bank: 80183 bytes, the most is 65536; split it",
        },
      ],
    ]);
  });

  it("keeps the whole of a long title in the prompt", () => {
    const title = `Explain ${"the long and winding road ".repeat(5)}to consensus`;
    const { question } = fileOf({ title, prompt: "```js\nroad();\n```" });
    expect(question?.title).toBe(
      "Explain the long and winding road the long and winding road the long and winding road the long and…",
    );
    expect(question?.prompt).toBe(`${title}\n\n\`\`\`js\nroad();\n\`\`\``);
  });

  it("puts guidance at the end of the answer, and follow-ups that are too many before it", () => {
    const followUps = Array.from({ length: 12 }, (_, at) => `And ${at}?`);
    const { question } = fileOf({ answer: "So.\n\n```\nopen", guidance: "Look for care.", followUps });
    expect(question?.followUps.length).toBe(10);
    expect(question?.answer).toBe(
      "So.\n\n```\nopen\n```\n\n### Going further\n\n- And 10?\n- And 11?\n\n### What the interviewer is looking for\n\nLook for care.",
    );
  });

  it("lets no prompt begin the answer, and no control character through", () => {
    const { question } = fileOf({ prompt: "Why?\n\n## Answer\n\nThis\u0000?\n\n```\n## Answer", answer: "So." });
    expect(question?.prompt).toBe("Why?\n\n### Answer\n\nThis\ufffd?\n\n```\n## Answer\n```");
    expect(question?.answer).toBe("So.");
  });

  it("tells the tags that it leaves out", () => {
    const tagged = plan(guide({ ...etag, tags: ["http", "a tag that is far longer than thirty characters"] }));
    expect(tagged.notes).toEqual([
      {
        file: "guide.md",
        line: 3,
        reason: "tags left out, as the bank takes 12 of 30 characters: a tag that is far longer than thirty characters",
      },
    ]);
  });
});

describe("guidance without a question", () => {
  const guidance = { line: 7, title: "Ownership", text: "Candidates should own a result.", topics: ["Hiring"] };
  const reads = [aRead("hiring.md", { drafts: [guidance] })];
  const drafted = plan(reads);
  const standing = written(emptyFolder, drafted);

  it("is a draft that needs a question", () => {
    expect(standing.files[0]?.text.replace(/mark: m\w+/, "mark: …")).toBe(`---
title: Ownership
topic: hiring
level: mid
draft: needs a question
origin:
  source: hiring.md
  line: 7
  rule: guidance
  mark: …
---


## Answer

Candidates should own a result.
`);
  });

  it("is written once, and stays once somebody asks the question", () => {
    const [file] = standing.files;
    const asked = (file?.text ?? "")
      .replace("draft: needs a question\n", "")
      .replace("---\n\n\n", "---\nHow did you own it?\n\n");
    const files = [{ path: file?.path ?? "", text: asked }];
    expect(outcomes(plan(reads, { folder: standing }))).toEqual([`unchanged ${file?.path}`]);
    expect(outcomes(plan(reads, { folder: { ...standing, files } }))).toEqual([`edited ${file?.path}`]);
  });
});

describe("an unanswered question", () => {
  it("becomes a question in its own file once its source answers it", () => {
    const standing = written(emptyFolder, plan(guide({ ...etag, answer: null })));
    const answered = plan(guide(etag), { folder: standing });
    expect(outcomes(answered)).toEqual([`updated ${etagPath}`]);
    expect(answered.writes[0]?.text.includes("draft:")).toBe(false);
  });
});

describe("what the person who imports says", () => {
  it("decides over topic, licence and author, and over the level where the source has none", () => {
    const options = { topic: { id: "web", title: "web" }, level: "senior", licence: "MIT", author: "Ada" } as const;
    const reads = [
      aRead("guide.md", { questions: [etag, { ...cors, level: "junior" }], licence: "CC BY 4.0", author: "Bob" }),
    ];
    const { placed } = plan(reads, { options });
    expect(placed.map(({ proposal: { text: each } }) => [each.topic, each.level, each.origin])).toEqual([
      ["web", "senior", { source: "guide.md", line: 3, rule: "headings", licence: "MIT", author: "Ada" }],
      ["web", "junior", { source: "guide.md", line: 9, rule: "headings", licence: "MIT", author: "Ada" }],
    ]);
  });

  it("else the file says its licence, else a LICENSE beside it", () => {
    const licences = [
      aRead("a.md", { questions: [etag], licence: "CC BY 4.0" }, { licence: "MIT" }),
      aRead("b.md", { questions: [cors] }, { licence: "MIT" }),
    ];
    const { placed } = plan(licences);
    expect(placed.map(({ proposal }) => proposal.text.origin.licence)).toEqual(["CC BY 4.0", "MIT"]);
  });
});

describe("a question that was exported from a bank", () => {
  const { id, file: _file, line: _line, ...rest } = aQuestion("idempotency");
  const whole = { id, line: 2, ...rest };
  const own = (given: Partial<typeof whole> = {}) => [aRead("bank.csv", {}, { own: [{ ...whole, ...given }] })];
  const standing = written(emptyFolder, plan(own()));

  it("keeps its id", () => {
    expect(standing.files.map(({ path }) => path)).toEqual(["http/idempotency.md"]);
  });

  it("comes back changed into its file, and is left alone unchanged", () => {
    expect(outcomes(plan(own(), { folder: standing }))).toEqual(["unchanged http/idempotency.md"]);
    expect(outcomes(plan(own({ answer: "New." }), { folder: standing }))).toEqual(["updated http/idempotency.md"]);
  });

  it("is the same as one that was written by hand with the same texts, and never overwrites another", () => {
    const text = (answer: string) =>
      `---\ntitle: "About idempotency"\ntopic: http\nlevel: mid\n---\n\nWhat is idempotency?\n\n## Answer\n\n${answer}\n`;
    const byHand = (answer: string) => ({
      topics: standing.topics,
      files: [{ path: "http/idempotency.md", text: text(answer) }],
    });
    expect(outcomes(plan(own(), { folder: byHand("It is idempotency.") }))).toEqual(["unchanged http/idempotency.md"]);
    expect(outcomes(plan(own(), { folder: byHand("By hand.") }))).toEqual(["edited http/idempotency.md"]);
  });
});

describe("topics", () => {
  it("are added to those that stand there, whose text stays as it is", () => {
    const topics = "# ours\n-   { id: http,   title: Web, line: Ours. } # keep\n";
    expect(plan(guide(etag, cors), { folder: { files: [], topics } }).writes[0]?.text).toBe(
      `${topics}- { id: security, title: Security, line: From guide.md }\n`,
    );
  });

  it("are one when there are too many to choose from", () => {
    const many = Array.from({ length: 201 }, (_, at) =>
      aFound(`thing ${at}`, { topics: [`Part x${at}`], line: at + 1 }),
    );
    const { placed, topics, notes } = plan(guide(...many), { name: "Big guide" });
    expect(new Set(placed.map(({ path }) => path.split("/")[0]))).toEqual(new Set(["big-guide"]));
    expect(topics).toEqual([{ id: "big-guide", title: "Big guide", line: "From Big guide" }]);
    expect(notes).toEqual([
      {
        file: "guide.md",
        line: 1,
        reason: "too many topics to choose from: all new questions go under `big-guide`; --topic names another",
      },
    ]);
  });

  it("that cannot be read stop the import before anything is written", () => {
    expect(() => plan(guide(etag), { folder: { files: [], topics: "- { id: http }\n" } })).toThrow(
      "topics.yaml:1: `title` of item 1 is missing",
    );
  });

  it("are taken from the file's name where nothing says what a question is about", () => {
    const reads = [aRead("guides/react-questions.md", { questions: [{ ...etag, topics: [] }] })];
    expect(plan(reads).topics.map(({ id }) => id)).toEqual(["react-questions"]);
    expect(plan([aRead("题.md", { questions: [{ ...etag, topics: [] }] })]).topics[0]?.id).toBe("imported");
  });
});

it("takes what was reworded and edited for what it is, in one import", () => {
  const edited = edit(corsPath, (before) => before.replace("of course", "mostly"));
  const reads = guide(
    { ...etag, prompt: "What's an ETag?" },
    { ...cors, answer: "New." },
    aFound("HSTS", { line: 20 }),
  );
  const { writes } = plan(reads, { folder: edited, options: noOptions });
  expect(writes.map(({ path }) => path)).toEqual([etagPath, "http/what-is-hsts-fkyeihb.md"]);
});
