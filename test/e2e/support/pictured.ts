/** What the drawings of chat platforms show. */
import { readFileSync } from "node:fs";
import { parseQuestion } from "../../../src/core/bank/parse.ts";
import type { Question } from "../../../src/core/bank/question.ts";
import type { QuestionId } from "../../../src/core/keys.ts";

/** What somebody wrote in the thread, and what another one gave through the form. */
export type Written = Readonly<{ inThread: string; throughForm: string }>;

export const topics = [
  { id: "http", title: "HTTP and the web", line: "" },
  { id: "api-design", title: "API design", line: "" },
];

/** The shipped question on rate limiting. */
export function theQuestion(): Question {
  const file = "content/api-design/rate-limiting.md";
  const text = readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");
  const { question } = parseQuestion({ file, id: "rate-limiting" as QuestionId, folder: "api-design", text });
  if (question === null) throw new Error(`${file} cannot be used`);
  return question;
}
