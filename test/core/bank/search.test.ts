import { describe, expect, it } from "vitest";
import { bankOf } from "../../../src/core/bank/bank.ts";
import type { Question } from "../../../src/core/bank/question.ts";
import { createBankSearch } from "../../../src/core/bank/search.ts";
import { aQuestion } from "../../support/questions.ts";

const bankWith = (...questions: Question[]) =>
  bankOf([{ questions, topics: [{ id: "http", title: "HTTP", line: "" }], problems: [] }]);
const etag = aQuestion("etag", {
  title: "ETag",
  prompt: "How do validators save traffic?",
  answer: "By fingerprints.",
});
const cors = aQuestion("cors", { title: "CORS", prompt: "What is a preflight?", tags: ["browser", "etag"] });
const cookies = aQuestion("cookies", { title: "Cookie attributes", prompt: "What does Secure do in a browser?" });
const bank = bankWith(etag, cors, cookies);

const find = (words: string, given: Readonly<{ limit?: number; keep?: (question: Question) => boolean }> = {}) =>
  createBankSearch()
    .find(bank, { words, limit: 10, keep: () => true, ...given })
    .map(({ id }) => id);

describe("search", () => {
  it.each([
    ["a title, before a tag", "etag", ["etag", "cors"]],
    ["a tag, before a prompt", "browser", ["cors", "cookies"]],
    ["a prompt", "traffic", ["etag"]],
    ["the beginning of a word", "prefl", ["cors"]],
    ["a word with a slip in it", "cokie", ["cookies"]],
    ["questions with all of the words", "browser secure", ["cookies"]],
    ["nothing by the answer, which would give it away", "fingerprints", []],
    ["nothing for no words", " ?! ", []],
  ])("finds %s", (_name, words, ids) => {
    expect(find(words)).toEqual(ids);
  });

  it("shows no more than asked for, and only what may be shown", () => {
    expect(find("browser", { limit: 1 })).toEqual(["cors"]);
    expect(find("browser", { keep: ({ id }) => id === "cookies", limit: 1 })).toEqual(["cookies"]);
  });

  it("follows the bank through its reloads", () => {
    const search = createBankSearch();
    const ids = (words: string, of: ReturnType<typeof bankWith>) =>
      search.find(of, { words, limit: 10, keep: () => true });
    expect(ids("traffic", bank)).toEqual([etag]);
    const edited = { ...etag, prompt: "Strong or weak?" };
    const reloaded = bankWith(edited, cookies);
    expect(ids("traffic", reloaded)).toEqual([]);
    expect(ids("weak", reloaded)).toEqual([edited]);
    expect(ids("preflight", reloaded)).toEqual([]);
    expect(ids("preflight", bank)).toEqual([cors]);
  });
});
