import type { FoundQuestion, Skipped } from "../found.ts";
import { bankText, isAnswer, type References } from "./bank-text.ts";
import type { Line } from "./blocks.ts";
import { type ChoicesIn, choicesIn } from "./choices.ts";
import { keyedAnswer } from "./keyed-answer.ts";
import { isBlank, type Mark } from "./page.ts";
import { type Body, readBody } from "./read-body.ts";
import { plainOf } from "./titles.ts";

/** What all questions of a file share. */
export type FileContext = Readonly<{
  references: References;
  tags: readonly string[];
  topics: readonly string[];
  level: FoundQuestion["level"];
}>;

export type ReadQuestion = Readonly<{ question: FoundQuestion } | { skipped: Skipped }>;

/** Reads what a rule has marked: prompt, answer, guidance and the rest. */
export function questionOf(mark: Mark, context: FileContext): ReadQuestion {
  const body = readBody(mark.body);
  const parts = partsOf(mark, body);
  const { references } = context;
  const shown = (lines: readonly Line[]): string => bankText(lines, references);
  const offered = choicesIn(parts.prompt);
  const keyed = offered === null ? null : keyedAnswer(offered, parts.answer, shown);
  if (keyed?.kind === "wrong") return { skipped: { line: mark.line, reason: keyed.reason } };
  const lead = mark.asksBelow === true ? "" : bankText([titleLine(mark)], references);
  const below = keyed === null ? shown(parts.prompt) : keyed.prompt;
  const prompt = [lead, below].filter((text) => text !== "").join("\n\n");
  if (prompt === "") return { skipped: { line: mark.line, reason: "a number or label without a question" } };
  const answer = keyed === null ? shown(parts.answer) : keyed.answer;
  const tags = [...new Set([...context.tags, ...body.tags])];
  const topics = [...context.topics, ...mark.topics];
  const guidance = shown(body.guidance);
  return {
    question: {
      rule: mark.rule,
      line: mark.line,
      title: mark.title.text === "" ? firstSentence(prompt) : mark.title.text,
      prompt,
      answer: isAnswer(answer) ? answer : null,
      guidance: guidance === "" ? null : guidance,
      choices: offered !== null,
      topics: topics.length > 0 ? topics : tags,
      tags,
      level: body.level ?? mark.level ?? context.level,
      followUps: itemsOf(body.followUps, references),
    },
  };
}

const titleLine = ({ title, line }: Mark): Line => ({ kind: "text", text: title.markdown, line, level: 0 });

function firstSentence(prompt: string): string {
  const [first = ""] = prompt.split(/\n\s*\n/u);
  const text = plainOf(first.replace(/\s+/gu, " "));
  return /^.{3,200}?[.?!。？！](?=\s|$)/u.exec(text)?.[0] ?? text;
}

type Parts = Readonly<{ prompt: readonly Line[]; answer: readonly Line[] }>;

/** Where no label begins the answer, what stands below a question is its answer, but for code and choices it asks about. */
function partsOf(mark: Mark, { body, answer, isLabelled }: Body): Parts {
  if (isLabelled) return { prompt: body, answer };
  const [lead, rest] = mark.asksBelow === true ? leadOf(body) : [[], body];
  const below = { prompt: [...lead, ...rest], answer };
  const offered = choicesIn(rest);
  if (offered !== null && isOffer(offered)) {
    return {
      prompt: [...lead, ...rest.slice(0, rest.length - offered.after.length)],
      answer: [...offered.after, ...answer],
    };
  }
  if (mark.answersAreLabelled === true) return below;
  const code = codeOf(rest);
  if (code.after.every(isBlank) && asksAboutCode(mark, code.code)) return below;
  if (code.before.every(isBlank) && code.code.length > 0 && asksForOutput(mark)) {
    return { prompt: [...lead, ...code.code], answer: [...code.after, ...answer] };
  }
  return { prompt: lead, answer: [...rest, ...answer] };
}

/** Choices come right below the question or its code: a list in the middle of an answer is none. */
const isOffer = ({ before, choices }: ChoicesIn): boolean =>
  before.filter((line) => line.kind === "text" && line.text.trim() !== "").length <= 6 &&
  (choices.every(({ key }) => key === null) || choices.length >= 2);

/** The first paragraph, with the code that is right below it, and the rest. */
function leadOf(lines: readonly Line[]): readonly [readonly Line[], readonly Line[]] {
  const first = lines.findIndex((line) => !isBlank(line));
  if (first === -1) return [[], []];
  let end = first;
  while (end < lines.length && lines[end]?.kind === "text" && !isBlank(lines[end] ?? blank)) end += 1;
  if (end === first) end += 1;
  return [lines.slice(0, end), lines.slice(end)];
}

const blank: Line = { kind: "text", text: "", line: 1, level: 0 };

type Code = Readonly<{ before: readonly Line[]; code: readonly Line[]; after: readonly Line[] }>;

/** The first run of code in some lines. */
function codeOf(lines: readonly Line[]): Code {
  const first = lines.findIndex((line) => line.kind === "code");
  if (first === -1) return { before: lines, code: [], after: [] };
  const next = lines.findIndex((line, at) => at > first && line.kind !== "code" && !isBlank(line));
  const end = next === -1 ? lines.length : next;
  return { before: lines.slice(0, first), code: lines.slice(first, end), after: lines.slice(end) };
}

const outputWords =
  /\b(?:outputs?|prints?|printed|logs?|logged|results?|returns?|happens?|the following|below|this code|code snippet|the snippet|this snippet|wrong with|the bug|errors?|the value|evaluate)\b|:$/iu;
const asksForOutput = ({ title }: Mark): boolean =>
  outputWords.test(title.text) && !/^(?:write|implement|create|how (?:do|can|would|to)|build)\b/iu.test(title.text);

/** Code alone below a label or an item is what is asked about; below "Write …" it is the answer. */
const asksAboutCode = ({ rule, title }: Mark, code: readonly Line[]): boolean =>
  code.length > 0 &&
  (rule === "labels" || rule === "list") &&
  !/^(?:write|implement|create|how|build|give|show)\b/iu.test(title.text);

/** The follow-ups of a list, or its paragraphs, on a line each. */
function itemsOf(lines: readonly Line[], references: References): readonly string[] {
  const items: string[] = [];
  for (const line of bankText(lines, references).split("\n")) {
    const [, item] = /^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$/u.exec(line) ?? [];
    if (item !== undefined) items.push(item.trim());
    else if (line.trim() !== "") items.push(line.trim());
  }
  return items;
}
