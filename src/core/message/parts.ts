import { emphasis, paragraph } from "./build.ts";
import type { Doc } from "./doc.ts";
import type { Message } from "./message.ts";
import { splitDoc } from "./split.ts";

/** As wide as a part's number gets. */
const widestNumber = paragraph(emphasis("99/99"));

/**
 * A message as several that each fit their platform, nothing dropped. Controls and pictures go with the last part; from
 * two parts on each says which it is, and has room for that.
 */
export function partsOf(message: Message, fit: (doc: Doc) => readonly Doc[]): readonly Message[] {
  if (fit(message.doc).length <= 1) return [message];
  const docs = splitDoc(message.doc, (doc) => fit([...doc, widestNumber]).length <= 1);
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
