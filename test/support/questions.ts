import type { Question } from "../../src/core/bank/question.ts";
import type { QuestionId } from "../../src/core/keys.ts";

/** A sound question without points; `id` decides its title, prompt and file unless they are given. */
export function aQuestion(id: string, given: Partial<Question> = {}): Question {
  const topic = given.topic ?? "http";
  return {
    id: id as QuestionId,
    title: `About ${id}`,
    topic,
    level: "mid",
    tags: [],
    prompt: `What is ${id}?`,
    answer: `It is ${id}.`,
    points: [],
    followUps: [],
    sources: [],
    file: `content/${topic}/${id}.md`,
    line: 1,
    ...given,
  };
}

/** The text of a sound question file; `lines` are added to its front matter. */
export const questionText = (title: string, topic = "http", lines: readonly string[] = []): string =>
  [
    "---",
    `title: ${title}`,
    `topic: ${topic}`,
    "level: mid",
    ...lines,
    "---",
    `What is ${title}?`,
    "",
    "## Answer",
    "",
    `It is ${title}.`,
    "",
  ].join("\n");
