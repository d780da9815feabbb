import type { DraftNeed } from "../../bank/draft.ts";
import { LIST_ITEMS, TEXT_CHARS } from "../../bank/limits.ts";
import type { Level } from "../../bank/question.ts";
import { normalised } from "../../bank/words.ts";
import type { QuestionText } from "../../bank/write.ts";
import type { QuestionId } from "../../keys.ts";
import type { Found, FoundGuidance, FoundQuestion } from "../found.ts";
import type { OwnQuestion } from "../own/own.ts";
import type { ImportedText } from "./mark.ts";
import { shortLine, stacked, titleFrom, wholePrompt, wholeText } from "./texts.ts";
import { type ImportTopic, topicCalled, topicOf } from "./topics.ts";

/** One file that was read, and what it is called: in reports, and in the files that are written. */
export type SourceRead = Readonly<{
  name: string;
  source: string;
  /** What a LICENSE file beside it says. */
  licence: string | null;
  found: Found;
  /** Set where it was exported from a bank; nothing else is found in it then. */
  own: readonly OwnQuestion[] | null;
}>;

/** What the person who imports says of it all; null where they say nothing. */
export type ImportOptions = Readonly<{
  topic: ImportTopic | null;
  level: Level | null;
  licence: string | null;
  author: string | null;
}>;

/** A question or draft as it would be written, before it is known where. */
export type Proposal = Readonly<{
  /** Where it was found, for reports. */
  file: string;
  line: number;
  /** Its id, where it brings one along. */
  id: QuestionId | null;
  text: ImportedText;
  topic: ImportTopic;
  draft: DraftNeed | null;
  /** What could not be taken along, in words; usually nothing. */
  note: string | null;
}>;

/** What a file's questions and guidance become, in the order of its lines. */
export function proposalsOf(read: SourceRead, options: ImportOptions): readonly Proposal[] {
  if (read.own !== null) return read.own.map((question) => ownProposal(read, question, options));
  const questions = read.found.questions.map((question) => questionProposal(read, question, options));
  const drafts = read.found.drafts.map((guidance) => guidanceProposal(read, guidance, options));
  return [...questions, ...drafts].toSorted((one, other) => one.line - other.line);
}

/** Above the guidance of a question, at the end of its answer. */
export const GUIDANCE_HEADING = "### What the interviewer is looking for";

function questionProposal(read: SourceRead, found: FoundQuestion, options: ImportOptions): Proposal {
  const title = titleFrom(found.title) || titleFrom(found.prompt);
  const prompt = wholePrompt(promptOf(found, title));
  const followUps = found.followUps.map((text) => shortLine(text, Number.POSITIVE_INFINITY));
  const [kept, more] = parted(followUps, LIST_ITEMS.followUps, TEXT_CHARS.followUp);
  const written = wholeText(found.answer ?? "");
  const guidance = wholeText(found.guidance ?? "");
  const answer = stacked(
    written,
    more.length === 0 ? "" : `### Going further\n\n${more.map((text) => `- ${text}`).join("\n")}`,
    guidance === "" ? "" : `${GUIDANCE_HEADING}\n\n${guidance}`,
  );
  const [tags, leftOut] = parted(
    [...new Set(found.tags.map((tag) => shortLine(tag, Number.POSITIVE_INFINITY)))],
    LIST_ITEMS.tags,
    TEXT_CHARS.tag,
  );
  const texts = { title, prompt, answer, tags, followUps: kept };
  return {
    ...placed(read, found, options, { ...texts, level: found.level ?? options.level ?? "mid", rule: found.rule }),
    draft: written === "" ? "needs an answer" : tooLong(texts),
    note: leftOut.length === 0 ? null : `tags left out, as the bank takes 12 of 30 characters: ${leftOut.join(", ")}`,
  };
}

/** The prompt, with the whole title where the title is shortened and stands nowhere else. */
function promptOf({ title, prompt }: FoundQuestion, shown: string): string {
  if (prompt.trim() === "") return title;
  const whole = normalised(title);
  return shown.endsWith("…") && !normalised(prompt).includes(whole) ? stacked(title, prompt) : prompt;
}

function guidanceProposal(read: SourceRead, found: FoundGuidance, options: ImportOptions): Proposal {
  const texts = { title: titleFrom(found.title) || titleFrom(found.text), prompt: "", answer: wholeText(found.text) };
  const rest = { tags: [], followUps: [], level: options.level ?? "mid", rule: "guidance" };
  return { ...placed(read, found, options, { ...texts, ...rest }), draft: "needs a question", note: null };
}

function ownProposal(read: SourceRead, whole: OwnQuestion, options: ImportOptions): Proposal {
  const { id, line, ...text } = whole;
  const origin = whole.origin ?? originOf(read, { line, rule: "own" }, options);
  const topic = options.topic ?? topicCalled(text.topic) ?? { id: text.topic, title: text.topic };
  return {
    file: read.name,
    line,
    id,
    text: { ...text, topic: topic.id, origin },
    topic,
    draft: null,
    note: null,
  };
}

type Texts = Pick<QuestionText, "title" | "prompt" | "answer" | "level"> &
  Readonly<{ tags: readonly string[]; followUps: readonly string[]; rule: string }>;

function placed(
  read: SourceRead,
  { line, topics }: Readonly<{ line: number; topics: readonly string[] }>,
  options: ImportOptions,
  { rule, ...texts }: Texts,
) {
  const topic = options.topic ?? topicOf(topics) ?? topicCalled(placeName(read.source, rule)) ?? unnamed;
  const origin = originOf(read, { line, rule }, options);
  const text = { ...texts, topic: topic.id, points: [], sources: [], origin };
  return { file: read.name, line, id: null, text, topic };
}

const unnamed: ImportTopic = { id: "imported", title: "Imported" };

/**
 * What a file that names no topic is about: `guides/js-questions.md` about `js-questions`; a README about its folder, and so is
 * a file that is one question, or each question would be a topic.
 */
function placeName(source: string, rule: string): string {
  const [file = "", folder] = source.split("/").reverse();
  const name = file.replace(/\.[a-z0-9]{1,8}$/i, "");
  return folder !== undefined && (rule === "file" || /^(?:readme|index)$/i.test(name)) ? folder : name;
}

function originOf(read: SourceRead, place: Readonly<{ line: number; rule: string }>, options: ImportOptions) {
  const licence = options.licence ?? read.found.licence ?? read.licence;
  const author = options.author ?? read.found.author;
  return {
    source: read.source,
    ...place,
    ...(licence === null ? {} : { licence: shortLine(licence, TEXT_CHARS.source) }),
    ...(author === null ? {} : { author: shortLine(author, TEXT_CHARS.source) }),
  };
}

/** The texts of a list that fit the bank's, and the others. */
function parted(
  texts: readonly string[],
  most: number,
  chars: number,
): readonly [readonly string[], readonly string[]] {
  const fitting = texts.filter((text) => text !== "" && text.length <= chars).slice(0, most);
  return [fitting, texts.filter((text) => text !== "" && !fitting.includes(text))];
}

const tooLong = ({ prompt, answer }: Readonly<{ prompt: string; answer: string }>): DraftNeed | null =>
  prompt.length > TEXT_CHARS.prompt || answer.length > TEXT_CHARS.answer ? "needs shortening" : null;
