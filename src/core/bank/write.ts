import { Document, isScalar, visit } from "yaml";
import type { Question } from "./question.ts";

/** What stands in a question's file; its id and topic's folder are the file's path. */
export type QuestionText = Omit<Question, "id" | "file" | "line">;

/**
 * A question as the text of its file, which `parseQuestion` reads back as it was. What no file can hold (a prompt with a
 * line `## Answer`, texts over their limits) is written too and read back as a problem, or as something else.
 */
export function questionText(question: QuestionText): string {
  const { prompt, answer } = question;
  return ["---", frontMatter(question), "---", prompt, "", "## Answer", "", answer, ""].join("\n");
}

function frontMatter({ title, topic, level, tags, points, followUps, sources, origin }: QuestionText): string {
  const lists = { tags, points: points.map(pointFields), followUps, sources };
  const document = new Document({ title, topic, level, ...filled(lists), ...(origin === undefined ? {} : { origin }) });
  const long = document.get("followUps");
  visit(document, {
    Seq: (_key, list) => {
      // Short texts side by side, as authors write them; points and follow-ups a line each.
      list.flow = list !== long && list.items.every((item) => isScalar(item));
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd();
}

const pointFields = ({ say, aliases, reject, must }: Question["points"][number]) => ({
  say,
  ...filled({ aliases, reject }),
  ...(must ? {} : { bonus: true }),
});

/** The lists that hold something; the others need not be written. */
const filled = (lists: Readonly<Record<string, readonly unknown[]>>) =>
  Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
