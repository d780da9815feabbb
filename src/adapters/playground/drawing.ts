import type { Doc } from "../../core/message/doc.ts";
import { quoteOf } from "../../core/message/markdown.ts";
import type { Field, Form, Message } from "../../core/message/message.ts";
import { renderHtml } from "../../render/html.ts";
import { botId, type PlayField, type PlayForm, type PlayMessage, type PlayWhisper } from "./protocol.ts";
import type { Drawn, RoomMessage, RoomWhisper } from "./room.ts";

/** What the bot says, drawn; `files` are the names its pictures are kept under, in order. */
export function drawMessage(message: Message, files: readonly string[]): Drawn {
  return {
    summary: message.summary,
    html: renderHtml(message.doc),
    actions: message.actions,
    pictures: message.pictures.flatMap(({ alt }, at) => {
      const file = files[at];
      return file === undefined ? [] : [{ file, alt }];
    }),
    threadTitle: message.thread,
  };
}

/** What a person wrote, drawn: their line breaks and code, no live links, no pictures, no markup of their own. */
function drawTyped(text: string): string {
  const doc: Doc = quoteOf(text).flatMap((block): Doc => (block.kind === "quote" ? block.children : [block]));
  return renderHtml(doc);
}

// A room message is never changed in place, so what was drawn of it stays true.
const drawnOnce = new WeakMap<RoomMessage, PlayMessage>();

/** A message as the page gets it. */
export function toPlayMessage(message: RoomMessage): PlayMessage {
  const before = drawnOnce.get(message);
  if (before) return before;
  const { id, thread, at, editedAt, deleted, marked } = message;
  const place = { id, thread, author: message.author ?? botId, at, editedAt, deleted, marked };
  const drawn = { ...place, ...(message.drawn ? botsWords(message.drawn) : typedWords(message)) };
  drawnOnce.set(message, drawn);
  return drawn;
}

type Words = Pick<PlayMessage, "summary" | "html" | "source" | "actions" | "pictures" | "threadTitle">;

function botsWords({ summary, html, actions, pictures, threadTitle }: Drawn): Words {
  const shown = pictures.map(({ file, alt }) => ({ url: `/pictures/${file}`, alt }));
  return { summary, html, source: null, actions, pictures: shown, threadTitle };
}

function typedWords({ author, text, deleted }: RoomMessage): Words {
  const html = deleted ? "" : drawTyped(text);
  return { summary: text, html, source: author === null ? null : text, actions: [], pictures: [], threadTitle: null };
}

/** A whisper as the page gets it. */
export function toPlayWhisper({ to, message }: RoomWhisper, replaces: string | null = null): PlayWhisper {
  return { to, thread: message.thread, message: toPlayMessage(message), replaces };
}

/** A form as the page gets it. */
export function toPlayForm({ id, title, submit, intro, fields }: Form): PlayForm {
  return { id, title, submit, introHtml: renderHtml(intro), fields: fields.map(toPlayField) };
}

// The page's fields are the port's, field for field: this stops compiling when one of the two changes.
const toPlayField = (field: Field): PlayField => field;
