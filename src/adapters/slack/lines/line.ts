/** What Slack wants to know of a payload: nothing, or what stands in the acknowledgement (a form's errors, options). */
export type Acknowledgement = Readonly<Record<string, unknown>> | null;

/**
 * Takes one payload as Slack sent it. Resolves when everything in it is saved: only then is it acknowledged. When it
 * rejects, nothing is, and Slack sends the payload again.
 */
export type Take = (payload: unknown) => Promise<Acknowledgement>;

/** How what happens in Slack reaches the bot: over a socket that the bot opened, or by signed HTTP. */
export interface Line {
  /** Begins to take. Rejects with `config.invalid` or `platform.refused` when it never can. */
  start(take: Take): Promise<void>;
  /** Resolves when `take` will not be called any more and what it was called with is done; safe to call twice. */
  stop(): Promise<void>;
  isOpen(): boolean;
}

/** Called each time after which payloads may have been missed: the first opening, and each one after a break. */
export type AfterGap = () => void;
