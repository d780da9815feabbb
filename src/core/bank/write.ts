import type { DraftNeed } from "./draft.ts";
import { plainYamlText } from "./plain-yaml.ts";
import type { KeyPoint, Origin, Question } from "./question.ts";

/** What stands in a question's file; its id and topic's folder are the file's path. */
export type QuestionText = Omit<Question, "id" | "file" | "line">;

/**
 * A question as the text of its file, which `parseQuestion` reads back as it was; with a `draft`, of one that is none yet.
 * What no file can hold (a prompt with a line `## Answer`, texts over their limits) is written too and read back as a
 * problem, or as something else.
 */
export function questionText(question: QuestionText, draft?: DraftNeed): string {
  const { prompt, answer } = question;
  const front = frontMatter(question, draft);
  return ["---", ...front, "---", prompt, "", "## Answer", "", answer, ""].join("\n");
}

/** In the plain part of YAML as far as the texts allow, which is written and read many times as fast as all of it. */
function frontMatter(question: QuestionText, draft: DraftNeed | undefined): readonly string[] {
  const { title, topic, level, tags, points, followUps, sources, origin } = question;
  return [
    ...field("title", title),
    ...field("topic", topic),
    ...field("level", level),
    ...(draft === undefined ? [] : field("draft", draft)),
    ...textList("tags", tags),
    ...(points.length === 0 ? [] : ["points:", ...points.flatMap(pointLines)]),
    ...(followUps.length === 0 ? [] : ["followUps:", ...followUps.map((text) => `  - ${plainYamlText(text, false)}`)]),
    ...textList("sources", sources),
    ...(origin === undefined ? [] : ["origin:", ...indented(originLines(origin))]),
  ];
}

const field = (key: string, text: string | undefined): readonly string[] =>
  text === undefined ? [] : [`${key}: ${plainYamlText(text, false)}`];

/** Short texts side by side, as authors write them. A list that is empty need not be written. */
const textList = (key: string, texts: readonly string[]): readonly string[] =>
  texts.length === 0 ? [] : [`${key}: [${texts.map((text) => plainYamlText(text, true)).join(", ")}]`];

function pointLines({ say, aliases, reject, must }: KeyPoint): readonly string[] {
  const more = [...textList("aliases", aliases), ...textList("reject", reject), ...(must ? [] : ["bonus: true"])];
  return [`  - say: ${plainYamlText(say, false)}`, ...more.map((line) => `    ${line}`)];
}

const originLines = ({ source, line, rule, licence, author, mark }: Origin): readonly string[] => [
  ...field("source", source),
  `line: ${line}`,
  ...field("rule", rule),
  ...field("licence", licence),
  ...field("author", author),
  ...field("mark", mark),
];

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);
