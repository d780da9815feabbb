import Papa from "papaparse";
import type { Question, Topic } from "../bank/question.ts";

export type AnkiRequest = Readonly<{
  questions: readonly Question[];
  topics: readonly Topic[];
  /** The HTML of a Markdown text. */
  html: (markdown: string) => string;
}>;

/**
 * Questions as notes in plain text, as Anki 2.1.54 and newer read them (File > Import): a note each under the deck of
 * its topic. The id makes a second import update the note instead of adding one.
 */
export function ankiOf({ questions, topics, html }: AnkiRequest): string {
  const titles = new Map(topics.map(({ id, title }) => [id, title]));
  const rows = questions.map((question) => [
    `daily-drill/${question.id}`,
    `Daily Drill::${deckName(titles.get(question.topic) ?? question.topic)}`,
    html(question.prompt),
    html(question.answer),
    [question.level, ...question.tags].map(asTag).join(" "),
  ]);
  return `${head.join("\n")}\n${Papa.unparse(rows, { delimiter: "\t", newline: "\n" })}\n`;
}

// docs.ankiweb.net, "Text Files": what the columns are, and that the texts are HTML.
const head: readonly string[] = [
  "#separator:tab",
  "#html:true",
  "#notetype:Basic",
  "#guid column:1",
  "#deck column:2",
  "#tags column:5",
  "#columns:guid\tdeck\tquestion\tanswer\ttags",
];

/** Two colons would begin a deck in a deck. */
const deckName = (title: string): string => title.replace(/:{2,}/gu, ":");

/** A tag of Anki has no blanks. */
const asTag = (text: string): string => text.trim().replace(/\s+/gu, "_");
