import { describe, expect, it } from "vitest";
import { type CheckPlace, checkFolders } from "../../../src/adapters/content/check-folder.ts";
import type { Problem } from "../../../src/core/bank/question.ts";
import { questionText } from "../../support/questions.ts";
import { aFolder, topicsText } from "./places.ts";

const place = (path: string, given: Partial<CheckPlace> = {}): CheckPlace => ({
  path,
  namespace: null,
  workspace: null,
  isTeams: true,
  ...given,
});
const told = (root: string, problems: readonly Problem[]) =>
  problems.map(({ file, line, message }) => `${file.replace(`${root}/`, "")}:${line}: ${message}`);

describe("checkFolders", () => {
  it("finds no problem in the shipped bank", () => {
    const { questions, topics, problems, drafts } = checkFolders([place("content", { isTeams: false })]);
    expect([problems, topics, drafts]).toEqual([[], 7, 0]);
    expect(questions).toBeGreaterThanOrEqual(20);
  });

  it("tells every problem of a folder that ships, each with file, line and fix", () => {
    const root = "test/fixtures/bank/faulty";
    const { questions, topics, problems } = checkFolders([place(root, { isTeams: false })]);
    expect([questions, topics]).toEqual([1, 3]);
    expect(problems.every(({ fix }) => fix.length > 0)).toBe(true);
    expect(told(root, problems)).toEqual([
      "data/wrong-folder.md:3: the topic is `http`, but the file is in the folder `data`",
      'http/broken-yaml.md:4: not valid YAML: Missing closing "quote',
      "http/no-answer.md:4: `level` is none of junior, mid, senior",
      "http/no-answer.md:5: unknown key `tag`",
      "http/no-answer.md:7: the question has no answer",
      `http/etag.md:1: the id \`etag\` is taken by ${root}/data/etag.md:1`,
      "data/etag.md:2: too few must points: 0",
      "data/etag.md:2: too few `followUps`: 0",
      "data/etag.md:2: too few `sources`: 0",
      "data/etag.md:10: the answer is too short: 5 words, code not counted",
      "topics.yaml:1: the topic `http` has no questions",
      "topics.yaml:1: the topic `empty` has no questions",
    ]);
  });

  const noPoints =
    "no key points: the reveal shows the reference, and *My result* says that there is no list of points";
  const few = (topic: string, count: string) => `the topic \`${topic}\` has ${count}: a month has 21 working days`;

  it("notes of a team's folder what works as it is: no points, drafts, few questions", () => {
    const draft = questionText("CORS").replace("level: mid\n", "level: mid\ndraft: needs an answer\n");
    const root = aFolder({
      "topics.yaml": topicsText("http", "data"),
      "http/etag.md": questionText("ETag"),
      "http/cors.md": draft,
      "data/x.md": draft.replace("topic: http", "topic: data"),
    });
    const check = checkFolders([place(root)]);
    expect([check.problems, check.questions, check.drafts]).toEqual([[], 1, 2]);
    expect(told(root, check.notes)).toEqual([
      `http/etag.md:1: ${noPoints}`,
      `topics.yaml:1: ${few("http", "1 question and 1 draft")}`,
      `topics.yaml:1: ${few("data", "0 questions and 1 draft")}`,
    ]);
    expect(check.folders).toEqual([{ folder: root, questions: 1, drafts: 2 }]);
  });

  it("notes what is asked twice, over all folders that one workspace draws from", () => {
    const other = questionText("ETags").replace("What is ETags?", "what is an etag");
    const root = aFolder({
      "shared/topics.yaml": topicsText("http"),
      "shared/http/etag.md": questionText("ETag").replace("What is ETag?", "What is an ETag?"),
      "one/topics.yaml": topicsText("http"),
      "one/http/etags.md": other,
      "one/http/etag.md": questionText("ETag").replace("What is ETag?", "What's an ETag?"),
      "two/topics.yaml": topicsText("http"),
      "two/http/again.md": other,
    });
    const folders = [
      place(`${root}/shared`, { isTeams: false }),
      place(`${root}/one`, { workspace: "slack/one" }),
      place(`${root}/two`, { workspace: "slack/two" }),
    ];
    const { notes } = checkFolders(folders);
    expect(told(root, notes).filter((note) => note.includes("prompt"))).toEqual([
      `one/http/etags.md:6: the prompt is that of ${root}/shared/http/etag.md`,
      `one/http/etags.md:6: the prompt is nearly that of ${root}/one/http/etag.md`,
      `two/http/again.md:6: the prompt is that of ${root}/shared/http/etag.md`,
    ]);
  });

  it("counts a topic over all that a workspace draws from, and takes the topics of the shared bank as listed", () => {
    const many = Array.from({ length: 20 }, (_, at) => [`shared/http/q${at}.md`, questionText(`Thing ${at}`)]);
    const root = aFolder({
      "shared/topics.yaml": topicsText("http"),
      ...Object.fromEntries(many),
      "one/http/own.md": questionText("Own"),
      "one/topics.yaml": topicsText(),
    });
    const shared = place(`${root}/shared`, { isTeams: false });
    const one = place(`${root}/one`, { workspace: "slack/one" });
    const check = checkFolders([shared, one], [`${root}/shared`]);
    expect(check.problems.filter(({ file }) => file.startsWith(`${root}/one`))).toEqual([]);
    expect(told(root, check.notes).filter((note) => note.includes("month"))).toEqual([
      `shared/topics.yaml:1: ${few("http", "20 questions")}`,
    ]);
    expect(told(root, checkFolders([one]).problems)).toEqual(["one/http/own.md:1: the topic `http` is not listed"]);
  });
});
