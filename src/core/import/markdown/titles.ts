import type { Level } from "../../bank/question.ts";
import { withoutEntities } from "../html/entities.ts";
import { MATCHED_CHARS } from "./blocks.ts";
import { bracketedLevel, lampLevel } from "./level-words.ts";

/** A heading, summary or first line, read. */
export type Title = Readonly<{
  /** Plain text on one line, without number and label. */
  text: string;
  /** The same as Markdown, with its code and emphasis. */
  markdown: string;
  /** `question`: `Q12`, `Question 3:`; `labelled`: `Q:`; `number`: `12.`; null where nothing counts it. */
  counted: "question" | "labelled" | "number" | null;
  /** The number that counts it, or null. */
  number: number | null;
  /** As marked in the title: `[E]`, `(Senior)`, a green circle. */
  level: Level | null;
}>;

/** Reads a title: takes number, label, badges, emoji and level out of it. One of over 1,500 characters stays as it is. */
export function titleOf(markdown: string): Title {
  if (markdown.length > MATCHED_CHARS) {
    return { text: onOneLine(markdown), markdown, counted: null, number: null, level: null };
  }
  const bare = onOneLine(withoutLinks(withoutTags(markdown)));
  const level = lampLevel(bare);
  let reading: Prefix = { rest: bare, counted: null, number: null };
  // Wraps and numbers stand in each other: `1. **Q1: What …?**`.
  for (let round = 0; round < 4; round += 1) {
    const next = unwrapped(withoutDecoration(reading.rest));
    const counted = prefixOf(next);
    const before = reading.rest;
    reading = stronger(reading, counted ?? { rest: next, counted: null, number: null });
    if (reading.rest === before) break;
  }
  const marked = bracketedLevel(reading.rest);
  const rest = unwrapped(marked.rest);
  const { counted, number } = reading;
  return { text: plainOf(rest), markdown: rest, counted, number, level: marked.level ?? level };
}

/** Words of a line without number, marks and links, as they are compared with labels and titles. */
export const plainTitle = (markdown: string): string => titleOf(markdown).text;

const onOneLine = (text: string): string => text.replace(/\s+/gu, " ").trim();

/** Tags go, but those that the title asks about (`What is <T>?`, `<div>` in code) do not. */
function withoutTags(text: string): string {
  if (!text.includes("<")) return text;
  return text
    .replace(/<code>([^<>`]*)<\/code>/giu, (_whole, code: string) => `\`${withoutEntities(code)}\``)
    .split(/(`[^`]*`)/u)
    .map((part) =>
      part.startsWith("`")
        ? part
        : part.replace(presentation, (tag) => (/^<\/?(?:br|p|div|img|h\d)\b/iu.test(tag) ? " " : "")),
    )
    .join("");
}

const presentation =
  /<\/?(?:a|b|i|u|em|strong|span|font|p|div|br|h[1-6]|sub|sup|img|center|mark|small|big|tt|kbd|ins|code|summary|details)(?:\s[^<>]*)?\/?>/giu;

/** Links as their words, pictures and badges as nothing, `[[↑]](#top)` and `[[src](url)]` as nothing. */
function withoutLinks(text: string): string {
  if (!text.includes("[")) return text;
  return text
    .replace(/!\[([^[\]]*)\]\([^()]*\)/gu, " ")
    .replace(/\[\s*\]\([^()]*\)/gu, " ")
    .replace(/\[\[[^[\]]{0,30}\]\]\([^()]*\)/gu, " ")
    .replace(/\[\[[^[\]]{0,30}\]\([^()]*\)\]/gu, " ")
    .replace(/\[(?:src|source|link|ref|top|toc|back to top|[↑⬆🔝⏫▲]\S{0,2})\]\([^()]*\)/giu, " ")
    .replace(/^\[[↑⬆🔝⏫▲]\S{0,2}\]\s/u, "")
    .replace(/\[([^[\]]*)\]\((?:[^()]|\([^()]*\))*\)/gu, "$1")
    .replace(/!?\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/gu, "$1")
    .replace(/\[([^[\]]+)\]\[[^[\]]*\]/gu, "$1");
}

const emojis =
  "(?:[\\p{Extended_Pictographic}\\u{1f1e6}-\\u{1f1ff}\\u200d\\ufe0f\\u{1f3fb}-\\u{1f3ff}✓✔✗✘■□▪▫●○◆◇►▶→➤➜★☆※•·]|\\ufffd)";
const leading = new RegExp(`^(?:\\s|${emojis}){1,12}`, "u");
const trailing = new RegExp(`(?:\\s|${emojis}){1,12}$`, "u");

/** Without emoji around it, `{#anchor}`, `^block-id` and closing `#`s. */
function withoutDecoration(text: string): string {
  const keycaps = text.replace(/^(?:\d\ufe0f?\u20e3){1,4}/u, (caps) => `${caps.replace(/\D/gu, "")}. `);
  return keycaps
    .replace(/\s\{#[\w-]{1,80}\}$|\s\^[\w-]{1,40}$/u, "")
    .replace(/(?<=\s)#{1,6}$/u, "")
    .replace(leading, "")
    .replace(trailing, "")
    .trim();
}

/** Without emphasis, quote marks of a block or a task box around the whole. */
function unwrapped(text: string): string {
  const bare = text.replace(/^(?:>\s?){1,5}/u, "").replace(/^\[[ xX]\]\s/u, "");
  const [, mark, inner] = /^(\*{1,3}|_{1,3}|~~|==)(?=\S)(.*?\S)\1$/u.exec(bare) ?? [];
  return mark === undefined || inner === undefined || inner.includes(mark) ? bare.trim() : inner.trim();
}

type Prefix = Readonly<{ rest: string; counted: Title["counted"]; number: number | null }>;

const strength = { question: 3, labelled: 2, number: 1 } as const;

/** The label of two that says more, with the rest that is left. */
function stronger(before: Prefix, next: Prefix): Prefix {
  const one = before.counted === null ? 0 : strength[before.counted];
  const other = next.counted === null ? 0 : strength[next.counted];
  return one > other ? { ...before, rest: next.rest } : next;
}

const questionWord =
  "(?:q|que|ques|quest|question|interview question|pregunta|pergunta|frage|domanda|вопрос|питання|pytanie|soru|câu hỏi|câu|问题|問題|题目|问|問|質問|질문|문제)";
const asked = new RegExp(
  `^(?<open>\\*{0,3})[[(]?(?:${questionWord})(?!\\p{L})(?:\\s?[.#№-]?\\s?(?<number>\\d{1,5}))?[\\])]?(?<stop>\\s?(?:[.:：)、．|]|[-–—](?=\\s)))?(?<close>\\*{0,3})(?<after>\\s?[-–—:：](?=\\s))?(?<rest>.*)$`,
  "iu",
);
const numbered =
  /^(?<open>\*{0,3})(?:[(#[（]\s?|no\.?\s|第|№\s?)?(?<number>\d{1,5})(?:\.\d{1,3}){0,3}\s?\\?(?<stop>[.:：)\]）、．](?!\d)[).:]?|[题題問问][.:：、]?|\s[-–—](?=\s)|[-–—](?=\s))(?<close>\*{0,3})(?<rest>.*)$/iu;

/** What counts a title, or null. `Q-learning`, `2-phase commit`, `1.5 times` and `3 ways` are words. */
function prefixOf(text: string): Prefix | null {
  const question = asked.exec(text)?.groups;
  if (question !== undefined) {
    const { number, stop, after, close, rest = "" } = question;
    const bounded = stop !== undefined || after !== undefined || (number !== undefined && /^(?:\s|$)/u.test(rest));
    const alone = rest.trim() === "" && close === question["open"];
    if (bounded || (alone && text.length > 2)) {
      const counted = number === undefined ? "labelled" : "question";
      return { rest: closedAgain(question), counted, number: number === undefined ? null : Number(number) };
    }
  }
  const plain = numbered.exec(text)?.groups;
  if (plain === undefined) return null;
  return { rest: closedAgain(plain), counted: "number", number: Number(plain["number"]) };
}

/** `**1. What …?**` loses its number and keeps its stars; `**1.** What …?` loses both. */
function closedAgain(groups: Readonly<Record<string, string | undefined>>): string {
  const { open = "", close = "", rest = "" } = groups;
  return `${close === "" ? open : ""}${close !== "" && open === "" ? close : ""}${rest.trim()}`;
}

/** Markdown on one line as plain text: no emphasis, no ticks, no escapes. */
export function plainOf(markdown: string): string {
  const bare = markdown.length > MATCHED_CHARS ? markdown : withoutLinks(markdown);
  return bare
    .split(/(`[^`]*`)/u)
    .map((part) => (part.startsWith("`") && part.length > 1 ? part.slice(1, -1) : withoutMarks(withoutEntities(part))))
    .join("")
    .replace(/\s+/gu, " ")
    .trim();
}

const withoutMarks = (text: string): string =>
  text
    .replace(/\*{1,3}|~~|(?<![\p{L}\p{N}\\])_{1,3}|(?<!\\)_{1,3}(?![\p{L}\p{N}])/gu, "")
    .replace(/\\([!-/:-@[-`{-~])/gu, "$1");
