/** What a message says first: its summary, and how that meets the document under it. */
import type { Doc } from "../core/message/doc.ts";
import type { Message } from "../core/message/message.ts";
import { plainText } from "../core/message/plain.ts";

/** The document of a message; a picture that is not there is said in words. */
export const withPictures = ({ doc, pictures }: Message): Doc => [
  ...doc,
  ...pictures.map(
    ({ alt }) =>
      ({ kind: "paragraph", children: [{ kind: "emphasis", children: [{ kind: "text", value: alt }] }] }) as const,
  ),
];

/** A message as it is posted where nobody can be pinged: who would be is its last line, by name. */
export const withPingSaid = ({ ping, ...message }: Message): Message =>
  ping
    ? { ...message, doc: [...message.doc, { kind: "paragraph", children: [{ kind: "text", value: `@${ping.name}` }] }] }
    : message;

/** A document without the heading that its summary begins with, which would be read twice. */
export function withoutTitle(doc: Doc, summary: string): Doc {
  const [first, ...others] = doc;
  return first?.kind === "heading" && beginsWith(summary, plainText([first])) ? others : doc;
}

/** Whether a text opens with the same words, whatever stands between them. */
export function beginsWith(text: string, opening: string): boolean {
  const words = (value: string): string => `${value.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
  return words(text).startsWith(words(opening));
}
