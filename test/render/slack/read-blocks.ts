import type { Doc } from "../../../src/core/message/doc.ts";
import { leafWords } from "../../core/message/documents.ts";
import { everything } from "../../support/slack/payload/walk.ts";

/** Parts of a `rich_text` block that a name, a channel or everybody would be told by. */
const notifying = ["broadcast", "channel", "team", "user", "usergroup"];

/** What Slack itself would read in a text: nothing but entities, dates in the zone of who reads, and `>` before quotes. */
export function readText(text: string): string {
  const plain = text.replaceAll(
    /<!date\^\d+\^(?:\{date_long_pretty\}, )?\{(?:time|date_long_pretty|ago)\}\|([^<>|^]*)>/gu,
    "$1",
  );
  if (/<|&(?!amp;|lt;|gt;)/u.test(plain)) throw new Error(`Slack would read a mark in: ${text}`);
  return plain.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Every word, of text, addresses and names, that a document says and a text does not hold. */
export const missingFrom = (said: string, doc: Doc): readonly string[] =>
  [...leafWords(doc)].filter((word) => !said.includes(word));

/**
 * Everything that blocks say, as strictly as Slack reads them: throws at an empty text or list of elements, at what would
 * notify, and at half a character.
 */
export function readBlocks(blocks: unknown): string {
  return everything(blocks)
    .flatMap(({ at, thing }) => {
      const { type, elements } = thing;
      if (notifying.includes(String(type))) throw new Error(`${at} notifies`);
      if (Array.isArray(elements) && elements.length === 0) throw new Error(`${at} is empty`);
      return ["text", "url", "fallback"].flatMap((field) => readField(type, field, thing[field]));
    })
    .join("\n");
}

function readField(type: unknown, field: string, value: unknown): readonly string[] {
  if (typeof value !== "string") return [];
  if (value === "" || !value.isWellFormed()) throw new Error(`${String(type)}.${field} is ${JSON.stringify(value)}`);
  return [type === "plain_text" || type === "mrkdwn" ? readText(value) : value];
}
