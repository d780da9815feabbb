import { emphasis, paragraph } from "./build.ts";
import type { Action, Message } from "./message.ts";
import { words } from "./words.ts";

/** One thing that waits, with its place among all that do (`at` from 0), and *Next* where there is more. */
export function reviewPage(shown: Message, { at, of }: Readonly<{ at: number; of: number }>): Message {
  const place = paragraph(emphasis(words.review.place(at + 1, of)));
  const next: Action = { kind: "button", id: `review/${at + 1}`, label: words.review.next, style: "plain" };
  return { ...shown, doc: [...shown.doc, place], actions: [...shown.actions, ...(of > 1 ? [next] : [])] };
}
