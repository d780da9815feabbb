import type { Doc } from "../../../src/core/message/doc.ts";
import type { DiscordMessage } from "../../../src/render/discord/message.ts";
import { leafWords } from "../../core/message/documents.ts";
import { everyShown, readMarkdown, type Shown, shownWords } from "../../support/discord/draw/read-markdown.ts";

/** The texts of a message, in the order in which they are shown. */
export const textsOf = ({ content, embeds }: DiscordMessage): readonly string[] => [
  content,
  ...embeds.flatMap(({ title = "", description = "", fields = [] }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]),
];

/** Everything that a message says, as Discord reads it. */
export const shownIn = (message: DiscordMessage): readonly Shown[] => textsOf(message).flatMap(readMarkdown);

export const wordsIn = (messages: readonly DiscordMessage[]): string =>
  messages
    .map((message) =>
      textsOf(message)
        .map((text) => shownWords(readMarkdown(text)))
        .join("\n"),
    )
    .join("\n");

/** Every word, of text, addresses and names, that a document says and a text does not hold. */
export const missingFrom = (said: string, doc: Doc): readonly string[] =>
  [...leafWords(withoutFallbacks(doc))].filter((word) => !said.includes(word));

/** A moment is shown in the words of the reader's own client. */
const withoutFallbacks = (doc: Doc): Doc =>
  JSON.parse(JSON.stringify(doc, (key, value: unknown) => (key === "fallback" ? "" : value)));

/** What a document means to be live: the addresses of its links and pictures. */
export const addressesIn = (doc: Doc): ReadonlySet<string> => {
  const found = new Set<string>();
  JSON.stringify(doc, (key, value: unknown) => {
    if (key === "url" && typeof value === "string") found.add(value);
    return value;
  });
  return found;
};

/** What is live or hidden in a text though no document can mean it: mentions, emoji, invitations, spoilers, underlines. */
export const strangersIn = (shown: readonly Shown[]): readonly Shown[] =>
  everyShown(shown).filter(({ kind }) => kind === "live" || kind === "spoiler" || kind === "underline");

export const linksIn = (shown: readonly Shown[]): readonly string[] =>
  everyShown(shown).flatMap((node) => (node.kind === "link" ? [node.url] : []));
