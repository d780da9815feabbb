import { type Document, isSeq, parseDocument } from "yaml";
import { ID_CHARS, YAML_CHARS } from "../../bank/limits.ts";
import { plainYamlText } from "../../bank/plain-yaml.ts";
import type { Topic } from "../../bank/question.ts";
import { slugOf } from "./slug.ts";
import { shortLine } from "./texts.ts";

/** What an import files a question under. */
export type ImportTopic = Readonly<{ id: string; title: string }>;

/** More topics than these help nobody to choose: all questions then go under one. */
export const MOST_TOPICS = 200;
const TITLE_CHARS = 60;
const LINE_CHARS = 80;

/** Words of headings that say nothing of what questions are about, levels among them. */
const sayNothing: ReadonlySet<string> = new Set(
  "a all and answer answered answers advanced basic basics beginner beginners common difficult easy entry experienced expert faq faqs for fresher freshers frequently asked fundamental fundamentals general hard interview interviews intermediate junior level levels list medium mid middle misc miscellaneous more most of other others part popular q question questions quiz random section senior seniors set the top with".split(
    " ",
  ),
);

/**
 * The nearest of the topics that says what a question is about, without the words around it that do not: "Top 50 React
 * interview questions" are about React. Where none says anything, the nearest as it is; null where no id can be made of any.
 */
export function topicOf(topics: readonly string[]): ImportTopic | null {
  const telling = topics.flatMap((text) => topicCalled(withoutFrame(text)) ?? []);
  return telling.at(-1) ?? topics.flatMap((text) => topicCalled(text) ?? []).at(-1) ?? null;
}

/** A heading without the words at its ends that say nothing; empty where it has no others. */
function withoutFrame(text: string): string {
  const words = text.split(/\s+/u);
  const says = (word: string): boolean => /[\p{L}\p{N}]/u.test(word) && !frameWord(word);
  const first = words.findIndex(says);
  return first === -1
    ? ""
    : words
        .slice(first, words.findLastIndex(says) + 1)
        .join(" ")
        .replace(/[:,;–-]+$/u, "");
}

function frameWord(word: string): boolean {
  const plain = word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return sayNothing.has(plain) || /^\d+$/.test(plain);
}

/** A topic of that name; null where no id can be made of it. */
export function topicCalled(text: string): ImportTopic | null {
  const id = slugOf(text, ID_CHARS);
  return id === "" ? null : { id, title: shortLine(text, TITLE_CHARS) };
}

/**
 * The text of `topics.yaml` with further topics at its end; what stands there stays as it is, to the letter wherever the
 * list is written an entry a line. Null when there is no room for them.
 */
export function topicsText(current: string | null, added: readonly Topic[]): string | null {
  const before = current === null || current.trim() === "" ? "" : `${current.replace(/\n*$/, "")}\n`;
  const text = isBlockList(before) ? before + added.map(entryLine).join("") : reshaped(before, added);
  return text.length <= YAML_CHARS ? text : null;
}

/** The entry of an imported topic: `from` is where its questions come from. */
export const topicFrom = ({ id, title }: ImportTopic, from: string): Topic => ({
  id,
  title,
  line: shortLine(`From ${from}`, LINE_CHARS),
});

const entryLine = ({ id, title, line }: Topic): string =>
  `- { id: ${inFlow(id)}, title: ${inFlow(title)}, line: ${inFlow(line)} }\n`;

const inFlow = (text: string): string => plainYamlText(text, true);

/** Whether entries can be added as lines: there are none yet, or each begins with a dash at the very left. */
function isBlockList(text: string): boolean {
  const document = parseDocument(text);
  if (document.contents === null) return true;
  return isSeq(document.contents) && document.contents.flow !== true && /^- /m.test(text) && !/^ +- /m.test(text);
}

function reshaped(text: string, added: readonly Topic[]): string {
  const document: Document = parseDocument(text);
  for (const topic of added) document.add(document.createNode(topic, { flow: true }));
  return document.toString({ lineWidth: 0 });
}
