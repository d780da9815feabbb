import type { Level } from "../../bank/question.ts";
import { readYaml } from "../../bank/yaml.ts";
import type { Skipped } from "../found.ts";
import { levelIn } from "./level-words.ts";

/** What a file says of itself between its first `---` lines. */
export type FrontMatter = Readonly<{
  /** The text below, with the lines of the front matter left blank so that places stay. */
  rest: string;
  title: string | null;
  question: string | null;
  answer: string | null;
  tags: readonly string[];
  /** A tag says that the file holds flashcards. */
  isDeck: boolean;
  topics: readonly string[];
  level: Level | null;
  licence: string | null;
  author: string | null;
  skipped: readonly Skipped[];
}>;

const nothing = {
  title: null,
  question: null,
  answer: null,
  tags: [],
  isDeck: false,
  topics: [],
  level: null,
  licence: null,
  author: null,
};

/** Reads front matter, by the bank's own rules for YAML. What cannot be read is told, and the text below still is. */
export function frontMatterOf(text: string): FrontMatter {
  const [, begin] = /^(?:\ufeff?)(---[ \t]*(?:\r\n|\n|\r))/u.exec(text) ?? [];
  if (begin === undefined) return { ...nothing, rest: text, skipped: [] };
  const end = /(?:\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?=\r|\n|$)/u.exec(
    text.slice(begin.length - 1, begin.length + 60_000),
  );
  if (end === null) return { ...nothing, rest: text, skipped: [] };
  const inner = text.slice(begin.length, begin.length - 1 + end.index);
  const done = text.slice(0, begin.length - 1 + end.index + end[0].length);
  const rest = done.replace(/[^\r\n]+/gu, "") + text.slice(done.length);
  const reading = readYaml(inner.replace(/\r\n?/gu, "\n"), 2);
  if (reading.kind === "unreadable") {
    const [fault] = reading.faults;
    // A rule at the top of a page is no front matter.
    if (!/^[\w-]{1,40}\s?:/mu.test(inner)) return { ...nothing, rest: text, skipped: [] };
    const reason = `the front matter cannot be read: ${fault?.message ?? "no YAML"}`;
    return { ...nothing, rest, skipped: [{ line: fault?.line ?? 1, reason }] };
  }
  if (!isRecord(reading.value)) return { ...nothing, rest: inner.trim() === "" ? rest : text, skipped: [] };
  return { ...fieldsOf(reading.value), rest, skipped: [] };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function fieldsOf(value: Record<string, unknown>): Omit<FrontMatter, "rest" | "skipped"> {
  const fields = new Map(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]));
  const first = (...keys: readonly string[]): readonly string[] =>
    keys.map((key) => textsOf(fields.get(key))).find((texts) => texts.length > 0) ?? [];
  const one = (...keys: readonly string[]): string | null => first(...keys)[0] ?? null;
  const tags = first("tags", "tag", "keywords").flatMap((tag) => tag.split(/,\s*/u));
  return {
    title: one("title", "name"),
    question: one("question", "prompt", "front", "q"),
    answer: one("answer", "back", "a", "solution"),
    tags: tags.map((tag) => tag.replace(/^#?(?:flashcards?(?:\/|$))?/iu, "").trim()).filter((tag) => tag !== ""),
    isDeck: tags.some((tag) => /^#?flashcards?(?:\/|$)/iu.test(tag)),
    topics: first("topic", "topics", "category", "categories", "deck", "subject"),
    level: levelIn(one("level", "difficulty", "seniority") ?? ""),
    licence: one("licence", "license"),
    author: first("author", "authors").join(", ") || null,
  };
}

/** A field as texts: one, or a list of them. */
function textsOf(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  return list
    .flatMap((item: unknown) => (typeof item === "string" || typeof item === "number" ? [String(item).trim()] : []))
    .filter((text) => text !== "");
}
