import type { PlainTextElement } from "@slack/types";
import { cutAt } from "../../core/message/borders.ts";

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
  return { type: "plain_text", text: escapeText(shortened(value, max)), emoji: false };
}

/** The same before it is escaped. An empty label, which Slack refuses, is a dash. */
export function shortened(value: string, max: number): string {
  const line = value.toWellFormed().replaceAll(/\s+/gu, " ").trim();
  if (line === "") return "–";
  const fits = (text: string): boolean => escapeText(text).length <= max;
  if (fits(line)) return line;
  const upTo = (at: number): string => `${line.slice(0, at).trimEnd()}…`;
  return upTo(cutAt(line, (at) => fits(upTo(at)), false));
}
