import { emphasis, paragraph } from "./build.ts";
import type { Doc } from "./doc.ts";
import type { Message } from "./message.ts";

/**
 * A message as several that each fit their platform, nothing dropped. Controls and pictures go with the last part; from
 * two parts on each says which it is.
 */
export function partsOf(message: Message, fit: (doc: Doc) => readonly Doc[]): readonly Message[] {
  const docs = fit(message.doc);
  if (docs.length <= 1) return [message];
  return docs.map((doc, index) => {
    const last = index === docs.length - 1;
    const number = `${index + 1}/${docs.length}`;
    return {
      summary: `${message.summary} (${number})`,
      doc: [...doc, paragraph(emphasis(number))],
      actions: last ? message.actions : [],
      pictures: last ? message.pictures : [],
      thread: index === 0 ? message.thread : null,
    };
  });
}
