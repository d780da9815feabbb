import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { draftNeeds } from "./draft.ts";
import { LIST_ITEMS, TEXT_CHARS } from "./limits.ts";
import { isName, NAME_FIX } from "./names.ts";
import type { Fault, LineOf } from "./problems.ts";
import { levels, origin } from "./question.ts";

const oneLine = (most: number) => z.string().trim().min(1).max(most).regex(/^.*$/, "must stand on one line");
const texts = (most: number, chars: number) => z.array(oneLine(chars)).max(most).readonly().default([]);

const pointFields = z.strictObject({
  say: oneLine(TEXT_CHARS.say),
  aliases: texts(LIST_ITEMS.aliases, TEXT_CHARS.alias),
  reject: texts(LIST_ITEMS.reject, TEXT_CHARS.alias),
  bonus: z.boolean().default(false),
});

/** The front matter of a question: every key there is. A new key is added here and nowhere else. */
export const questionFields = z.strictObject({
  title: oneLine(TEXT_CHARS.title),
  topic: z.string().refine(isName, "is not a topic's id"),
  level: z.enum(levels),
  draft: z.enum(draftNeeds).optional(),
  tags: texts(LIST_ITEMS.tags, TEXT_CHARS.tag),
  points: z.array(pointFields).max(LIST_ITEMS.points).readonly().default([]),
  followUps: texts(LIST_ITEMS.followUps, TEXT_CHARS.followUp),
  sources: texts(LIST_ITEMS.sources, TEXT_CHARS.source),
  origin: origin.optional(),
});

/** One entry of `topics.yaml`. */
const topicFields = z.strictObject({
  id: z.string().refine(isName, "is not a topic's id"),
  title: oneLine(TEXT_CHARS.title),
  line: oneLine(TEXT_CHARS.topicLine),
  levels: z.array(z.enum(levels)).max(levels.length).readonly().optional(),
});
export const topicList = z.array(topicFields).readonly();

/** Every key that an author may write, for "did you mean". */
const keys: readonly string[] = [questionFields, pointFields, topicFields, origin].flatMap((fields) =>
  Object.keys(fields.shape),
);

/** What zod found, in words for the author: one fault an issue, an unknown key each. */
export const faultsOf = (error: z.ZodError, lineOf: LineOf): readonly Fault[] =>
  error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? unknownKeys(issue, lineOf) : [faultOf(issue, lineOf)],
  );

type Issue = z.core.$ZodIssue;

const unknownKeys = (issue: Extract<Issue, { code: "unrecognized_keys" }>, lineOf: LineOf): Fault[] =>
  issue.keys.map((key) => ({
    line: lineOf([...issue.path, key]),
    message: `unknown key \`${key.slice(0, 60)}\`${issue.path.length > 0 ? ` in ${placeOf(issue.path)}` : ""}`,
    fix: knownKeyLike(key),
  }));

function knownKeyLike(key: string): string {
  const near = closest(key.slice(0, 60), keys);
  return distance(key.slice(0, 60), near) <= 2 ? `write \`${near}\`` : "remove it";
}

/** `points[2].aliases[0]` as people count: "`aliases`, item 1 of point 3"; `[0].id` is "`id` of item 1". */
function placeOf(path: readonly PropertyKey[]): string {
  const [first, index, ...rest] = path;
  if (first === undefined) return "the YAML";
  if (typeof first === "number") return within(`item ${first + 1}`, path.slice(1));
  if (typeof index !== "number") return `\`${String(first)}\``;
  return within(first === "points" ? `point ${index + 1}` : `\`${String(first)}\`, item ${index + 1}`, rest);
}

const within = (item: string, rest: readonly PropertyKey[]): string =>
  rest.length === 0 ? item : `${placeOf(rest)} of ${item}`;

function faultOf(issue: Issue, lineOf: LineOf): Fault {
  const line = lineOf(issue.path);
  const place = placeOf(issue.path);
  switch (issue.code) {
    case "invalid_type":
      return { line, ...wrongType(issue, place) };
    case "too_big":
      return { line, ...tooLong(issue, place) };
    case "too_small":
      return { line, message: `${place} is empty`, fix: "write it, or remove the key" };
    case "invalid_value": {
      const values = issue.values.map(String).join(", ");
      return { line, message: `${place} is none of ${values}`, fix: `write one of ${values}` };
    }
    case "custom":
      return { line, message: `${place} ${issue.message}`, fix: NAME_FIX };
    default:
      return { line, message: `${place} ${issue.message}`, fix: "write it as the question format asks for" };
  }
}

type Words = Readonly<{ message: string; fix: string }>;

const called: Readonly<Record<string, string>> = {
  string: "a text",
  array: "a list",
  object: "a map of keys",
  boolean: "true or false",
};

function wrongType(issue: Extract<Issue, { code: "invalid_type" }>, place: string): Words {
  const wanted = called[issue.expected] ?? issue.expected;
  if (issue.input === undefined) return { message: `${place} is missing`, fix: `add it: ${wanted}` };
  const fix =
    issue.expected === "string" ? "write a text; put numbers, and texts with `: `, in quotes" : `write ${wanted}`;
  return { message: `${place} must be ${wanted}`, fix };
}

function tooLong(issue: Extract<Issue, { code: "too_big" }>, place: string): Words {
  const unit = issue.origin === "array" ? "items" : "characters";
  return { message: `${place} has more than ${issue.maximum} ${unit}`, fix: `at most ${issue.maximum} ${unit}` };
}
