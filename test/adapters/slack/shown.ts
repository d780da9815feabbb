import type { MessageId, PersonId } from "../../../src/core/keys.ts";
import type { SeenAction, SeenMessage } from "../../contract/platform/rig.ts";
import { isRecord } from "../../support/slack/payload/record.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What can be read in blocks, in their order: one line for each piece of text. */
export function textOfBlocks(blocks: readonly Fields[]): string {
  return blocks
    .filter(({ type }) => type !== "actions" && type !== "input")
    .map((block) => pieces(block).join(""))
    .join("\n");
}

function pieces(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(pieces);
  if (!isRecord(value)) return [];
  const { type, text, url, elements, rows, fallback, value: typed } = value;
  if (typeof typed === "string" && type === "raw_text") return [typed, "\n"];
  if (type === "text") return [String(text)];
  if (type === "link") return [String(text ?? ""), ` ${String(url)}`];
  if (type === "date") return [String(fallback)];
  if (type === "plain_text" || type === "mrkdwn") return [unescaped(String(text)), "\n"];
  if (type === "raw_text") return [String(text), "\n"];
  const ended = String(type).startsWith("rich_text_") ? ["\n"] : [];
  return [...pieces(text), ...pieces(elements), ...pieces(rows), ...ended];
}

/** As people see what was written with entities. */
export const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const notifying: ReadonlySet<unknown> = new Set(["user", "usergroup", "broadcast"]);

/** Everything in a message that tells somebody: elements of blocks, and tokens where Slack parses text. */
export function pingsIn(blocks: unknown, text: string): readonly string[] {
  const tokens = text.match(/<[@!](?!date\^)[^<>]*>/gu) ?? [];
  return [...tokens, ...elementsThatPing(blocks)];
}

function elementsThatPing(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(elementsThatPing);
  if (!isRecord(value)) return [];
  const own = notifying.has(value["type"]) ? [JSON.stringify(value)] : [];
  const parsed = value["type"] === "mrkdwn" ? (String(value["text"]).match(/<[@!](?!date\^)[^<>]*>/gu) ?? []) : [];
  return [...own, ...parsed, ...Object.values(value).flatMap(elementsThatPing)];
}

/** The controls under a message. */
export function actionsIn(blocks: readonly Fields[]): readonly SeenAction[] {
  const elements = blocks.filter(({ type }) => type === "actions").flatMap(({ elements: all }) => listOf(all));
  return elements.map((element) => {
    const kind = element["type"] === "button" ? "button" : "select";
    const label = kind === "button" ? element["text"] : element["placeholder"];
    return { kind, id: String(element["action_id"]), label: wordsOf(label), choices: choicesOf(element["options"]) };
  });
}

/** Options as choices. */
export const choicesOf = (options: unknown) =>
  listOf(options).map((option) => ({ value: String(option["value"]), label: wordsOf(option["text"]) }));

/** The words of a text object. */
export const wordsOf = (object: unknown): string => (isRecord(object) ? unescaped(String(object["text"])) : "");

/** The records of a list; empty for anything else. */
export const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** A message as a person sees it. */
export function seen(
  one: Readonly<{ ts: string; thread: string | null; text: string; blocks: readonly Fields[] }>,
  by: Readonly<{ author: string | null; marked: boolean }>,
): SeenMessage {
  const { ts, thread, blocks } = one;
  return {
    id: ts as MessageId,
    thread: thread as MessageId | null,
    author: by.author as PersonId | null,
    text: blocks.length === 0 ? unescaped(one.text) : textOfBlocks(blocks),
    actions: actionsIn(blocks),
    pictures: [],
    marked: by.marked,
    pings: pingsIn(blocks, by.author === null ? one.text : ""),
  };
}
