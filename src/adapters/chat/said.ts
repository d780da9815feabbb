import { codeBlock, paragraph } from "../../core/message/build.ts";
import type { Block } from "../../core/message/doc.ts";
import type { Action, Message } from "../../core/message/message.ts";

// What the bot says when something came between a person and it on the way; all else is said by the app.

function said(summary: string, more: readonly Block[] = [], actions: readonly Action[] = []): Message {
  return { summary, doc: [paragraph(summary), ...more], actions, pictures: [], thread: null };
}

/** A command that was not carried out, with what was written, so that it can be sent again. */
export const commandNotSaved = (text: string): Message =>
  said("Not saved: something went wrong on my side. Send it again in a moment:", [
    codeBlock(`/drill ${text}`.trim(), null),
  ]);

export const pressNotSaved: Message = said("Not saved: something went wrong on my side. Press it again in a moment.");

/** Said under the first field of a form, which keeps what was written. */
export const formNotSaved = "Not saved: something went wrong on my side. Send it again in a moment.";
export const formStillSaving = "This takes longer than usual. Send it again in a moment: what you wrote stays here.";

export const nobodysReply: Message = said("Only a reply in the thread of a question can be an answer.");

/** What one person alone sees answers nobody else. */
export const notYours: Message = said("This is for somebody else. /drill help says what there is for you.");

/** A form opens only within three seconds of a press; after a slow one, and after naming the bot, a press is wanted. */
export const openAgain = (action: string): Message =>
  said("One press more:", [], [{ kind: "button", id: action, label: "Open the form", style: "primary" }]);

/** Of a form that the platform does not open; `why` follows "because". */
export const staysShut = (why: string): Message => said(`The form does not open, because ${why}.`);

/** Of a form as a whole that has no field to say it at. */
export const problem = (words: string): Message => said(words);
