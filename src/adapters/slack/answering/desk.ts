import type { Message, Response } from "../../../core/message/message.ts";
import type { Log } from "../../../ports/log.ts";
import type { Handlers } from "../../../ports/platform.ts";
import { renderForm } from "../../../render/slack/form.ts";
import { renderErrors } from "../../../render/slack/form-answer.ts";
import { renderOptions } from "../../../render/slack/options.ts";
import { inTime, late } from "../../chat/deadline.ts";
import {
  commandNotSaved,
  formNotSaved,
  formStillSaving,
  nobodysReply,
  pressNotSaved,
  problem,
} from "../../chat/said.ts";
import { type Back, type Interaction, keptOf } from "../hearing/interactions.ts";
import type { Acknowledgement } from "../lines/line.ts";
import type { Listener, Responder } from "./responder.ts";

export type DeskParts = Readonly<{
  handlers: () => Handlers;
  responder: Responder;
  /** A person's name; empty when it is not known in time. */
  nameOf: (person: Listener["person"]) => Promise<string>;
  /** Takes what nobody waits for; a rejection is logged. */
  aside: (task: Promise<unknown>, what: string) => void;
  log: Log;
  /** How long an acknowledgement may wait for what was asked to be carried out (docs.slack.dev: 3 s in all). */
  answerMs: number;
}>;

/** What to do with the response to something a person did. */
type Asked = Readonly<{
  to: Listener;
  /** Null where there is neither a trigger nor an address. */
  back: Back | null;
  /** The action of a button that does the same again. */
  again: string;
  notSaved: Message;
  run: () => Promise<Response>;
}>;

type Of<Kind extends Interaction["kind"]> = Extract<Interaction, { kind: Kind }>;

/** Answers what people do with the bot: acknowledged in time whatever the store does, never with a false "saved". */
export class Desk {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** A command, with its answer for that person alone. */
  command({
    origin,
    back,
    text,
  }: Omit<Of<"command">, "back" | "kind"> & Readonly<{ back: Back | null }>): Promise<null> {
    const run = () => this.#parts.handlers().command({ ...origin, text });
    return this.#answered({ to: origin, back, again: again(`command/${text}`), notSaved: commandNotSaved(text), run });
  }

  press({ origin, back, action, value }: Of<"pressed">): Promise<null> {
    const run = () => this.#parts.handlers().pressed({ ...origin, action, value });
    return this.#answered({ to: origin, back, again: action, notSaved: pressNotSaved, run });
  }

  point({ origin, back, as, spoken }: Of<"pointed">): Promise<null> {
    const run = async (): Promise<Response> => {
      if (spoken === null) return { kind: "message", message: nobodysReply, replace: false };
      const reply = { ...spoken, name: await this.#parts.nameOf(spoken.person) };
      return this.#parts.handlers().pointed({ ...origin, as, reply });
    };
    return this.#answered({ to: origin, back, again: "command/answer", notSaved: pressNotSaved, run });
  }

  /** Saved before it is acknowledged; what was not saved stays in the form. */
  async submit({ origin, name, form, values }: Of<"submitted">): Promise<Acknowledgement> {
    const { handlers, aside, log } = this.#parts;
    const fields = Object.keys(values);
    const running = handlers().submitted({ ...origin, name, form, values });
    try {
      const response = await inTime(running, this.#parts.answerMs);
      if (response !== late) return this.#afterForm(origin, response, fields);
      aside(running, "a form that was slow to save");
      return errors({ "": formStillSaving }, fields);
    } catch (error) {
      log.warn("a form was not saved", { form, error });
      return errors({ "": formNotSaved }, fields);
    }
  }

  /** What a search field offers; nothing when that takes too long. */
  async offer({ origin, form, field, typed }: Of<"typed">): Promise<Acknowledgement> {
    try {
      const choices = await inTime(
        this.#parts.handlers().choices({ ...origin, form, field, typed }),
        this.#parts.answerMs,
      );
      return renderOptions(choices === late ? [] : choices);
    } catch (error) {
      this.#parts.log.warn("nothing could be offered in a form", { form, field, error });
      return renderOptions([]);
    }
  }

  /** Acknowledged when it is carried out, or after the deadline; the answer follows by itself. */
  async #answered(asked: Asked): Promise<null> {
    const answering = this.#answerTo(asked);
    await inTime(answering, this.#parts.answerMs);
    this.#parts.aside(
      answering.then((answer) => answer()),
      "an answer to a person",
    );
    return null;
  }

  /** Carries out, and gives how the person is then told. */
  async #answerTo({ to, back, again: action, notSaved, run }: Asked): Promise<() => Promise<unknown>> {
    const { responder, log } = this.#parts;
    try {
      const response = await run();
      if (response.kind === "form") return () => responder.open(to, back, response.form, action);
      if (response.kind === "message") return () => responder.answer(to, back, response.message, response.replace);
      // Errors belong to a form; whoever gets them without one is told all the same.
      if (response.kind === "errors") return () => responder.answer(to, back, problemOf(response.errors));
      return async () => undefined;
    } catch (error) {
      log.warn("what a person asked for was not carried out", { error });
      return () => responder.answer(to, back, notSaved);
    }
  }

  #afterForm(to: Listener, response: Response, fields: readonly string[]): Acknowledgement {
    switch (response.kind) {
      case "none":
        return null;
      case "form":
        return { response_action: "update", view: renderForm(response.form, keptOf(to)) };
      case "message":
        this.#parts.aside(this.#parts.responder.whisper(to, response.message), "an answer to a form");
        return null;
      case "errors":
        if (fields.length > 0) return errors(response.errors, fields);
        this.#parts.aside(this.#parts.responder.whisper(to, problemOf(response.errors)), "an answer to a form");
        return null;
    }
  }
}

const errors = (said: Readonly<Record<string, string>>, fields: readonly string[]): Acknowledgement => ({
  response_action: "errors",
  errors: renderErrors(said, fields),
});

const problemOf = (said: Readonly<Record<string, string>>): Message => problem(Object.values(said).join("; "));

/** Slack takes 255 characters in an `action_id`. */
const again = (action: string): string => action.slice(0, 255);
