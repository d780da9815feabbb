import { App, type Logger, type Receiver, type ReceiverEvent } from "@slack/bolt";
import type { Acknowledgement, Take } from "./line.ts";

/**
 * Bolt's app with the order turned round: Bolt acknowledges an event and then runs what it means, so a crash in between
 * loses an answer (bolt 5.1, App.processEvent). Here a payload is taken first and acknowledged when that has resolved.
 * See docs/decisions, *Saved first*.
 */
export class SavedFirst extends App {
  readonly #check: Check;
  readonly #under = new Set<Promise<unknown>>();
  #take: Take | null = null;

  constructor(receiver: Receiver, logger: Logger, check: Check = () => undefined) {
    // Deferred: Bolt would otherwise ask Slack who we are, with a client of its own, and nobody would hear it fail.
    super({ receiver, logger, deferInitialization: true, convoStore: false, ignoreSelf: false });
    this.#check = check;
  }

  /** From now on payloads are taken. */
  open(take: Take): void {
    this.#take = take;
  }

  /** Takes nothing more; resolves when what was taken is done. */
  async close(): Promise<void> {
    this.#take = null;
    await Promise.allSettled(this.#under);
  }

  /** Rejects when the payload was not saved; the receiver must then not acknowledge it. */
  override async processEvent({ body, ack, customProperties = {} }: ReceiverEvent): Promise<void> {
    this.#check(customProperties);
    if (this.#take === null) throw new Error("the bot is stopping");
    const saved = this.#take(body);
    this.#under.add(saved);
    try {
      await acknowledge(ack, await saved);
    } finally {
      this.#under.delete(saved);
    }
  }
}

/** Throws when a payload may not be taken, by what its receiver tells of it. */
export type Check = (properties: Readonly<Record<string, unknown>>) => void;

const acknowledge = (ack: ReceiverEvent["ack"], said: Acknowledgement): Promise<void> =>
  said === null ? ack() : ack(said);
