import type { PlainTextElement } from "@slack/types";
import { shortened } from "../shortened.ts";

/** Well-formed text for a text object or the `text` of a message, in which `&`, `<` and `>` would be control characters. */
export function escapeText(value: string): string {
  return value.toWellFormed().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** How long a text is as it goes out, in bytes of UTF-8. */
export function utf8Bytes(value: string): number {
  return encoder.encode(value).length;
}

const encoder = new TextEncoder();

/** A label on one line of at most `max` characters as sent: what is longer ends after a word and with an ellipsis. */
export function plainLabel(value: string, max: number): PlainTextElement {
  const text = shortened(value, max, (words) => escapeText(words).length);
  return { type: "plain_text", text: escapeText(text), emoji: false };
}
