import { behaviours } from "../../model/behaviour.ts";
import type { Heard } from "../control/acts.ts";
import type { Answered } from "../control/seen.ts";
import type { Channel, Fields } from "../state/types.ts";
import type { Workspace } from "../state/workspace.ts";
import { type Envelope, type Envelopes, eventBody, scopeFor } from "./envelopes.ts";

/** What became of one delivery. `again`: whether Slack tries once more. */
export type Delivered =
  | Readonly<{ heard: true; reply: unknown }>
  | Readonly<{ heard: false; reason: string; again: boolean }>;

/** Runs something when an acknowledgement's time is up; what it gives calls that off. */
export type Limit = (run: () => void) => () => void;

/** Takes one envelope to the app; resolves with what became of it within its time. */
export type Carrier = (envelope: Envelope, limit: Limit) => Promise<Delivered>;

// platform-facts.md 1.4: 3 s, then up to three retries: nearly at once, after 1 min, after 5 min.
const { events } = behaviours["like-slack"];
const { ackMs, retriesMs } = events.kind === "acknowledged" ? events : { ackMs: 3_000, retriesMs: [] };

/** What an app hears of the end of its tokens, and after it nothing (types/events/app.d.ts and token.d.ts [P]). */
const lastWords: ReadonlySet<string> = new Set(["tokens_revoked", "app_uninstalled"]);

/** Carries what happens in a workspace to its app: events until they are acknowledged, questions once. */
export class Lane implements Envelopes {
  readonly #workspace: Workspace;
  readonly #carry: Carrier;
  readonly #unheard = new Map<string, Fields>();
  /** Events that were never sent, or given up: their ids and types. */
  readonly lost: string[] = [];
  /** What was asked and acknowledged. */
  readonly answered: Answered[] = [];
  readonly #lostEvents: Fields[] = [];
  #retrying = 0;
  #isClosed = false;

  constructor(workspace: Workspace, carry: Carrier) {
    this.#workspace = workspace;
    this.#carry = carry;
  }

  get unheard(): number {
    return this.#unheard.size;
  }

  /** How many events wait for their next try. */
  get retrying(): number {
    return this.#retrying;
  }

  happened(event: Fields, channel: Channel | null): string | null {
    const scope = scopeFor(event, channel);
    if (this.#workspace.token !== "good" && !lastWords.has(String(event["type"]))) return null;
    if (scope !== null && !this.#workspace.scopes.includes(scope)) return null;
    if (channel !== null && !this.#workspace.hasBot(channel) && isForMembers(event, this.#workspace)) return null;
    const id = this.#workspace.name("Ev");
    const { dropped, twice } = this.#workspace.quirks;
    if (this.#workspace.random() < dropped) {
      this.#lose(id, event);
      return id;
    }
    this.#begin(id, event, channel, 0);
    if (this.#workspace.random() < twice) {
      this.#workspace.clock.later(1_000, () => this.#begin(this.#workspace.name("Ev"), event, channel, 0));
    }
    return id;
  }

  force(
    event: Fields,
    { id = this.#workspace.name("Ev"), attempt = 0 }: Readonly<{ id?: string; attempt?: number }>,
  ): string {
    const channel = typeof event["channel"] === "string" ? this.#workspace.channels.get(event["channel"]) : undefined;
    this.#begin(id, event, channel ?? null, attempt);
    return id;
  }

  /** What the app was not told, or has not said it heard. */
  untold(): readonly Fields[] {
    return [...this.#lostEvents, ...this.#unheard.values()];
  }

  async ask(kind: Envelope["kind"], payload: Fields): Promise<Heard> {
    const id = this.#workspace.name("env-");
    const sentAt = performance.now();
    const delivered = await this.#carry({ id, kind, payload, attempt: 0, reason: "" }, this.#limit);
    const tookMs = performance.now() - sentAt;
    if (delivered.heard) this.answered.push({ kind: String(payload["type"] ?? "command"), tookMs });
    return delivered.heard ? { heard: true, reply: delivered.reply } : { heard: false, reply: null };
  }

  close(): void {
    this.#isClosed = true;
  }

  #begin(id: string, event: Fields, channel: Channel | null, attempt: number): void {
    this.#unheard.set(id, event);
    this.#send(id, eventBody(this.#workspace, event, id, channel), attempt);
  }

  #send(id: string, payload: Fields, attempt: number, reason = ""): void {
    if (this.#isClosed) return;
    const envelope: Envelope = { id: this.#workspace.name("env-"), kind: "events_api", payload, attempt, reason };
    void this.#carry(envelope, this.#limit).then((delivered) => {
      const wait = retriesMs[attempt];
      if (delivered.heard) this.#unheard.delete(id);
      else if (wait === undefined || !delivered.again) this.#giveUp(id);
      else this.#again(wait, () => this.#send(id, payload, attempt + 1, delivered.reason));
    });
  }

  readonly #limit: Limit = (run) => this.#workspace.clock.laterOnTheWall(ackMs, run);

  #again(wait: number, run: () => void): void {
    this.#retrying += 1;
    this.#workspace.clock.later(wait, () => {
      this.#retrying -= 1;
      run();
    });
  }

  #giveUp(id: string): void {
    this.#lose(id, this.#unheard.get(id) ?? {});
    this.#unheard.delete(id);
  }

  #lose(id: string, event: Fields): void {
    this.lost.push(`${id} ${String(event["type"])}`);
    this.#lostEvents.push(event);
  }
}

/** What only those in a channel hear; that it was taken out itself, the bot hears all the same. */
function isForMembers(event: Fields, { keys }: Workspace): boolean {
  const type = String(event["type"]);
  if (type.startsWith("member_")) return event["user"] !== keys.botUser;
  return type === "message" || type === "app_mention" || type.startsWith("reaction_");
}
