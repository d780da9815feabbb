import type { Message } from "../../../core/message/message.ts";
import { words } from "../../../core/message/words.ts";
import type { Log } from "../../../ports/log.ts";
import type { Handlers, IncomingReply } from "../../../ports/platform.ts";
import { offer } from "../../../render/discord/responses.ts";
import { inTime, late } from "../../chat/deadline.ts";
import { commandNotSaved, nobodysReply, notYours, pressNotSaved } from "../../chat/said.ts";
import type { Doing, Interaction } from "../hearing/interactions.ts";
import type { Callbacks } from "./callbacks.ts";
import { Forms } from "./forms.ts";
import { type Responder, type Telling, telling } from "./responder.ts";

export type DeskParts = Readonly<{
  handlers: () => Handlers;
  callbacks: Callbacks;
  responder: Responder;
  /** What was pointed at, as a reply; null when it is nobody's reply in a thread. */
  replyIn: (message: unknown, doing: Doing) => IncomingReply | null;
  log: Log;
  /** How long the first answer may wait for what was asked to be carried out (docs.discord.com: 3 s in all). */
  answerMs: number;
}>;

type Of<Kind extends Interaction["kind"]> = Extract<Interaction, { kind: Kind }>;

/** Answers what people do with the bot: acknowledged in time whatever the store does, never with a false "saved". */
export class Desk {
  readonly #parts: DeskParts;
  readonly #forms: Forms;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#forms = new Forms(parts);
  }

  /** Resolves when the person was told what came of it; rejects when they could not be told. */
  async take(done: Interaction): Promise<void> {
    switch (done.kind) {
      case "command":
        return this.#answered(done, this.#command(done), notSaved(done.text));
      case "pressed":
        return this.#answered(done, this.#press(done), pressNotSaved);
      case "pointed":
        return this.#answered(done, this.#point(done), pressNotSaved);
      case "submitted":
        return this.#answered(done, this.#forms.submit(done), pressNotSaved);
      case "again":
        return this.#answered(done, this.#forms.again(done), pressNotSaved);
      case "panel":
        return this.#answered(done, this.#forms.panel(done), pressNotSaved);
      case "entered":
        return this.#answered(done, this.#forms.enter(done), pressNotSaved);
      case "anothers":
        return this.#parts.responder.first(done.back, telling(notYours));
      case "typed":
        return this.#offer(done);
      case "nothing":
        return;
    }
  }

  async #command({ origin, text, preset }: Of<"command">): Promise<Telling> {
    return this.#forms.telling(origin, await this.#parts.handlers().command({ ...origin, text }), preset);
  }

  async #press({ origin, action, value }: Of<"pressed">): Promise<Telling> {
    return this.#forms.telling(origin, await this.#parts.handlers().pressed({ ...origin, action, value }));
  }

  async #point(done: Of<"pointed">): Promise<Telling> {
    const { handlers, replyIn } = this.#parts;
    const reply = replyIn(done.message, done);
    if (reply === null) return telling(nobodysReply);
    const { origin, as } = done;
    return this.#forms.telling(origin, await handlers().pointed({ ...origin, as, reply }));
  }

  /** What may be meant by what is typed; nothing when that takes too long. */
  async #offer({ origin, back, typing: { form, field, typed, before } }: Of<"typed">): Promise<void> {
    const { handlers, callbacks, log, answerMs } = this.#parts;
    const asked = handlers()
      .choices({ ...origin, form, field, typed })
      .catch((error: unknown) => {
        log.warn("nothing could be offered", { form, field, error });
        return [];
      });
    const choices = await inTime(asked, answerMs);
    const own = (value: string): string => (value.startsWith(before) ? value.slice(before.length) : value);
    const offered = choices === late ? [] : choices.map(({ value, label }) => ({ value: own(value), label }));
    await callbacks.first(back, offer(offered));
  }

  /** Answers in time: with what came of it, or with a promise that is then kept. */
  async #answered({ back }: Doing, running: Promise<Telling>, notSaved: Message): Promise<void> {
    const { responder, log, answerMs } = this.#parts;
    const answer = running.catch((error: unknown) => {
      log.warn("what a person asked for was not carried out", { error });
      return telling(notSaved);
    });
    const first = await inTime(answer, answerMs);
    if (first !== late) return responder.first(back, first);
    const putOff = await responder.putOff(back);
    const told = await answer;
    if (putOff !== null) await responder.later(back, told, putOff);
  }
}

/** A native command with options is a lot to type twice. */
function notSaved(text: string): Message {
  const id = `command/${text}`;
  const again = { kind: "button", id, label: words.form.tryAgain, style: "primary" } as const;
  return { ...commandNotSaved(text), actions: id.length <= longestAction ? [again] : [] };
}

/** A control's id holds 100 characters, with our mark. */
const longestAction = 80;
