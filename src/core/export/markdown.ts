import { Document, isMap, isSeq } from "yaml";
import { fileNameOf } from "../bank/names.ts";
import type { Question, Topic } from "../bank/question.ts";
import { questionText } from "../bank/write.ts";

/** A file of an export, its path relative to the folder. */
export type ExportFile = Readonly<{ path: string; text: string }>;

/** Questions as a folder of the bank's own files, with the list of their topics: a bank of its own. */
export function markdownFiles(questions: readonly Question[], topics: readonly Topic[]): readonly ExportFile[] {
  const used = new Set(questions.map(({ topic }) => topic));
  const files = questions.map(({ id, file: _file, line: _line, ...text }) => ({
    path: `${text.topic}/${fileNameOf(id)}.md`,
    text: questionText(text),
  }));
  return [{ path: "topics.yaml", text: topicList(topics.filter(({ id }) => used.has(id))) }, ...files];
}

/** An entry a line, as authors write it. */
function topicList(topics: readonly Topic[]): string {
  const document = new Document(topics);
  for (const entry of isSeq(document.contents) ? document.contents.items : []) if (isMap(entry)) entry.flow = true;
  return document.toString({ lineWidth: 0 });
}
