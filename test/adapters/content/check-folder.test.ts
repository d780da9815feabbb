import { describe, expect, it } from "vitest";
import { checkFolder } from "../../../src/adapters/content/check-folder.ts";

describe("checkFolder", () => {
  it("has nothing to say of the shipped bank", () => {
    const { questions, topics, problems } = checkFolder("content");
    expect(problems).toEqual([]);
    expect(topics).toBe(7);
    expect(questions).toBeGreaterThanOrEqual(20);
  });

  it("tells every problem of a folder, each with file, line and fix", () => {
    const { questions, topics, problems } = checkFolder("test/fixtures/bank/faulty");
    expect([questions, topics]).toEqual([1, 3]);
    expect(problems.every(({ fix }) => fix.length > 0)).toBe(true);
    expect(
      problems.map(
        ({ file, line, message }) => `${file.slice("test/fixtures/bank/faulty/".length)}:${line}: ${message}`,
      ),
    ).toEqual([
      "data/wrong-folder.md:3: the topic is `http`, but the file is in the folder `data`",
      'http/broken-yaml.md:4: not valid YAML: Missing closing "quote',
      "http/no-answer.md:4: `level` is none of junior, mid, senior",
      "http/no-answer.md:5: unknown key `tag`",
      "http/no-answer.md:7: the question has no answer",
      "http/etag.md:1: the id `etag` is taken by test/fixtures/bank/faulty/data/etag.md:1",
      "data/etag.md:2: too few must points: 0",
      "data/etag.md:2: too few `followUps`: 0",
      "data/etag.md:2: too few `sources`: 0",
      "data/etag.md:10: the answer is too short: 5 words, code not counted",
      "topics.yaml:1: the topic `http` has no questions",
      "topics.yaml:1: the topic `empty` has no questions",
    ]);
  });
});
