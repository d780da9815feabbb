import { heading } from "./build.ts";
import type { Block } from "./doc.ts";
import type { Action, Message } from "./message.ts";

/** A message with a title, for one person's eyes. */
export const titled = (title: string, blocks: readonly Block[], actions: readonly Action[] = []): Message => ({
  summary: title,
  doc: [heading(2, title), ...blocks],
  actions,
  pictures: [],
  thread: null,
});
