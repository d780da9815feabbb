import type { Fields } from "../state/types.ts";

/** What a method answers: `ok` and its fields. */
export type Reply = Readonly<{ ok: true } & Fields> | Readonly<{ ok: false; error: string } & Fields>;

/** A refusal with Slack's own code, thrown by whatever finds the reason. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly reply: Reply;
  /** Set for 429. */
  readonly retryAfter: number | undefined;

  constructor(error: string, more: Fields = {}, retryAfter?: number) {
    super(error);
    this.reply = { ...more, ok: false, error };
    this.retryAfter = retryAfter;
  }
}
