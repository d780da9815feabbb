import type { MessageId, PersonId } from "../../../src/core/keys.ts";
import type { Choice, Response } from "../../../src/core/message/message.ts";
import type { Actor, SeenForm, SeenMessage, Told } from "../../contract/platform/rig.ts";
import { shown } from "../../support/fake-actor.ts";
import type { TerminalRig } from "./terminal-rig.ts";

const notSaved: Told = { kind: "not-saved" };
const cannot = (what: string): Error => new Error(`nobody ${what} at the terminal`);

/** A person of the terminal: they reply in threads and press buttons, and do nothing else. */
export class TerminalActor implements Actor {
  readonly #rig: TerminalRig;
  readonly #person: PersonId;
  #draft = "";

  constructor(rig: TerminalRig, person: PersonId) {
    this.#rig = rig;
    this.#person = person;
  }

  async say(thread: MessageId | null, text: string) {
    // The terminal takes replies alone.
    if (thread === null) return { told: notSaved, message: null };
    this.#draft = text;
    const message = await this.#rig.terminal.reply(this.#person, thread, text).catch(() => null);
    if (message === null) return { told: notSaved, message: null };
    this.#draft = "";
    return { told: { kind: "nothing" }, message } as const;
  }

  async press(message: MessageId, action: string): Promise<Told> {
    return toldBy(await this.#rig.terminal.press(this.#person, message, action).catch(() => null));
  }

  async command(): Promise<Told> {
    // There is no line to type a command on, so it is not carried out, before a stop and after it.
    return notSaved;
  }

  async edit(): Promise<Told> {
    throw cannot("edits");
  }

  async remove(): Promise<Told> {
    throw cannot("deletes");
  }

  async submit(): Promise<Told> {
    throw cannot("has a form open that a command opened");
  }

  async point(): Promise<Told> {
    throw cannot("points at messages");
  }

  async choices(): Promise<readonly Choice[]> {
    throw cannot("is shown completions");
  }

  async home(): Promise<null> {
    return null;
  }

  async channel(): Promise<readonly SeenMessage[]> {
    return this.#rig.seen(null);
  }

  async thread(of: MessageId): Promise<readonly SeenMessage[]> {
    return this.#rig.seen(of);
  }

  async whispers(): Promise<readonly SeenMessage[]> {
    return [];
  }

  form(): SeenForm | null {
    return null;
  }

  draft(): string {
    return this.#draft;
  }
}

function toldBy(response: Response | null): Told {
  if (response === null) return notSaved;
  if (response.kind === "none") return { kind: "nothing" };
  if (response.kind === "errors") return response;
  if (response.kind === "form") throw cannot("fills in a form that a case opened");
  const seen = { ...shown(response.message), id: "told" as MessageId, thread: null, author: null, marked: false };
  return { kind: "message", message: seen };
}
