import type { QuestionId } from "../keys.ts";
import type { Draft } from "./draft.ts";
import { FILE_BYTES, TEXT_CHARS } from "./limits.ts";
import { withPlainLineEnds } from "./line-ends.ts";
import { readPlainYaml } from "./plain-yaml.ts";
import { type Fault, type LineOf, problemsIn } from "./problems.ts";
import type { Problem, Question } from "./question.ts";
import { faultsOf, questionFields } from "./schema.ts";
import { type Section, type Sections, splitQuestion } from "./sections.ts";
import { readYaml } from "./yaml.ts";

/** The text of one question file. `id` and `folder` come from its path, `file` is shown in problems. */
export type QuestionSource = Readonly<{ file: string; id: QuestionId; folder: string; text: string }>;

/** A question that can be used and no problem, a draft, or the opposite: every problem of the file at once. */
export type Parsed =
  | Readonly<{ question: Question; draft?: undefined; problems: readonly [] }>
  | Readonly<{ question: null; draft: Draft; problems: readonly [] }>
  | Readonly<{ question: null; draft?: undefined; problems: readonly Problem[] }>;

/** Reads one question. Refuses only what cannot be used; the authoring rules are in `check.ts`. Never throws. */
export function parseQuestion(source: QuestionSource): Parsed {
  const text = withPlainLineEnds(source.text);
  const faults = refusedText(text);
  if (faults.length > 0) return { question: null, problems: problemsIn(source.file, faults) };
  const parts = splitQuestion(text);
  const fields = readFields(parts.frontMatter);
  const draft = draftOf(source, fields, parts);
  if (draft !== null) return { question: null, draft, problems: [] };
  const found = [
    ...parts.faults,
    ...fields.faults,
    ...sectionFaults(parts.prompt, "prompt"),
    ...sectionFaults(parts.answer, "answer"),
    ...folderFault(source, fields),
  ];
  const { value } = fields;
  if (found.length > 0 || value === null || parts.prompt === null || parts.answer === null) {
    return { question: null, problems: problemsIn(source.file, found) };
  }
  return { question: questionOf(source, value, parts.prompt.text, parts.answer.text), problems: [] };
}

/** Where the values of a question stand in its file: paths as in the front matter, `["prompt"]` and `["answer"]`. */
export function linesOfQuestion(source: string): LineOf {
  const parts = splitQuestion(withPlainLineEnds(source));
  const reading = parts.frontMatter && readYaml(parts.frontMatter.text, parts.frontMatter.line);
  return (path) => {
    if (path[0] === "prompt") return parts.prompt?.line ?? 1;
    if (path[0] === "answer") return parts.answer?.line ?? 1;
    return reading?.kind === "read" ? reading.lineOf(path) : 1;
  };
}

const control = /[^\P{Cc}\n\t]/u;

function refusedText(text: string): readonly Fault[] {
  if (text.length > FILE_BYTES) {
    return [
      { line: 1, message: `the file has more than ${FILE_BYTES} characters`, fix: "shorten or split the question" },
    ];
  }
  const found = control.exec(text);
  if (found !== null) {
    const line = text.slice(0, found.index).split("\n").length;
    const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    return [
      { line, message: `the control character U+${code} is not allowed`, fix: "remove it, and save the file as UTF-8" },
    ];
  }
  if (text.isWellFormed()) return [];
  return [{ line: 1, message: "half of a surrogate pair is not a character", fix: "save the file as UTF-8" }];
}

type Fields = Readonly<{
  value: ReturnType<typeof questionFields.parse> | null;
  faults: readonly Fault[];
  lineOf: LineOf;
}>;

/** The plain reader first: it is much faster, and gives way to the full one as soon as anything is wrong. */
function readFields(section: Section | null): Fields {
  if (section === null) return { value: null, faults: [], lineOf: () => 1 };
  const plain = questionFields.safeParse(readPlainYaml(section.text));
  if (plain.success) return { value: plain.data, faults: [], lineOf: (path) => lineIn(section, path) };
  const reading = readYaml(section.text, section.line);
  if (reading.kind === "unreadable") return { value: null, faults: reading.faults, lineOf: () => section.line };
  const { lineOf } = reading;
  const result = questionFields.safeParse(reading.value ?? {}, { reportInput: true });
  if (result.success) return { value: result.data, faults: reading.faults, lineOf };
  return { value: null, faults: [...reading.faults, ...faultsOf(result.error, lineOf)], lineOf };
}

function lineIn(section: Section, path: readonly PropertyKey[]): number {
  const reading = readYaml(section.text, section.line);
  return reading.kind === "read" ? reading.lineOf(path) : section.line;
}

function sectionFaults(section: Section | null, part: "prompt" | "answer"): readonly Fault[] {
  if (section === null) return [];
  const { line, text } = section;
  const most = TEXT_CHARS[part];
  if (text === "") return [{ line, message: `the ${part} is empty`, fix: `write the ${part}` }];
  if (text.length <= most) return [];
  return [
    {
      line,
      message: `the ${part} has ${text.length} characters; the most is ${most}`,
      fix: "shorten it, or split the question",
    },
  ];
}

function folderFault({ folder }: QuestionSource, { value, lineOf }: Fields): readonly Fault[] {
  if (value === null || value.topic === folder) return [];
  const message = `the topic is \`${value.topic}\`, but the file is in the folder \`${folder}\``;
  return [{ line: lineOf(["topic"]), message, fix: `move the file, or write \`topic: ${folder}\`` }];
}

/** The file as a draft, when its front matter is sound and says that it is one: its texts need not be. */
function draftOf({ file, id }: QuestionSource, { value, faults }: Fields, { prompt, answer }: Sections): Draft | null {
  if (value?.draft === undefined || faults.length > 0) return null;
  const { draft, title, topic, origin } = value;
  const texts = { prompt: prompt?.text ?? "", answer: answer?.text ?? "" };
  return { draft, id, title, topic, ...texts, ...(origin === undefined ? {} : { origin }), file };
}

function questionOf(
  source: QuestionSource,
  fields: NonNullable<Fields["value"]>,
  prompt: string,
  answer: string,
): Question {
  const points = fields.points.map(({ bonus, ...point }) => ({ ...point, must: !bonus }));
  const { draft: _none, ...rest } = fields;
  return { ...rest, points, id: source.id, prompt, answer, file: source.file, line: 1 };
}
