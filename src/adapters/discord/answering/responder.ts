import type { Form, Message } from "../../../core/message/message.ts";
import { partsOf } from "../../../core/message/parts.ts";
import { fit } from "../../../render/discord/fit.ts";
import { renderForm } from "../../../render/discord/form.ts";
import { type DiscordMessage, renderMessage } from "../../../render/discord/message.ts";
import { answerLater, answerWith, openForm, replaceLater, replaceWith } from "../../../render/discord/responses.ts";
import type { Back, Callbacks } from "./callbacks.ts";

/** What a person is told, whichever way it gets to them. */
export type Telling =
  /** One or several messages; `inPlace`: the first stands where that was which it was done on. */
  | Readonly<{ kind: "messages"; messages: readonly DiscordMessage[]; inPlace: boolean }>
  /** A form, and what is said where it is too late to open one. */
  | Readonly<{ kind: "form"; form: Form; tooLate: Message }>
  | Readonly<{ kind: "nothing" }>;

/** A message to one person alone; a long one as several. */
export const telling = (message: Message, inPlace = false): Telling => ({
  kind: "messages",
  messages: partsOf(message, fit).map((part) => renderMessage(part, null)),
  inPlace,
});

/** How an answer was put off: a message of its own will come, or what it was done on may change. */
export type PutOff = "message" | "change";

/** Tells people what their commands, presses and forms came to, each for them alone. */
export class Responder {
  readonly #callbacks: Callbacks;

  constructor(callbacks: Callbacks) {
    this.#callbacks = callbacks;
  }

  /** The first answer, and what follows it at once. */
  async first(back: Back, told: Telling): Promise<void> {
    switch (told.kind) {
      case "messages": {
        const [first, ...others] = told.messages;
        if (first === undefined) return this.#nothing(back);
        const isTaken = await this.#callbacks.first(
          back,
          told.inPlace && back.on === "private" ? replaceWith(first) : answerWith(first),
        );
        return isTaken ? this.#follow(back, others) : undefined;
      }
      case "form":
        if (!back.opensForms) return this.first(back, telling(told.tooLate));
        await this.#callbacks.first(back, openForm(renderForm(told.form)));
        return;
      case "nothing":
        return this.#nothing(back);
    }
  }

  /** Puts the answer off for at most 15 minutes; null when nobody waits for it any more. */
  async putOff(back: Back): Promise<PutOff | null> {
    const changes = back.on === "private";
    const isTaken = await this.#callbacks.first(back, changes ? replaceLater : answerLater);
    if (!isTaken) return null;
    return changes ? "change" : "message";
  }

  /** The answer to what was put off. */
  async later(back: Back, told: Telling, putOff: PutOff): Promise<void> {
    switch (told.kind) {
      case "messages": {
        const [first, ...others] = told.messages;
        if (first === undefined) return this.#removeIf(back, putOff);
        if (putOff === "change" && !told.inPlace) return this.#follow(back, told.messages);
        const isTaken = await this.#callbacks.edit(back, first);
        return isTaken ? this.#follow(back, others) : undefined;
      }
      case "form":
        // A form opens as the first answer alone.
        return this.later(back, telling(told.tooLate), putOff);
      case "nothing":
        return this.#removeIf(back, putOff);
    }
  }

  async #follow(back: Back, messages: readonly DiscordMessage[]): Promise<void> {
    for (const message of messages) if (!(await this.#callbacks.follow(back, message))) return;
  }

  /** Every interaction wants an answer: one that shows nothing, or shows it and takes it away. */
  async #nothing(back: Back): Promise<void> {
    if (back.on !== null) await this.#callbacks.first(back, replaceLater);
    else if (await this.#callbacks.first(back, answerLater)) await this.#callbacks.remove(back);
  }

  async #removeIf(back: Back, putOff: PutOff): Promise<void> {
    if (putOff === "message") await this.#callbacks.remove(back);
  }
}
