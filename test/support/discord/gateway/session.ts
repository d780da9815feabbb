import type { Fields } from "../../stand-in/record.ts";
import { intents } from "./intents.ts";
import type { Told } from "./told.ts";

/** One event of a session, as it travels. */
export type Dispatch = Readonly<{ op: 0; t: string; s: number; d: Fields }>;

/** Where a session's events go while it is connected. */
export type Outlet = Readonly<{ send: (frame: unknown) => void; close: (code: number) => void; cut: () => void }>;

/** A session: what it was sent, so that it can be resumed (developers/events/gateway.mdx, Resuming). */
export class Session {
  readonly id: string;
  readonly intents: number;
  readonly #shard: readonly [id: number, of: number];
  readonly #sent: Dispatch[] = [];
  /** Null: it waits to be resumed, since `leftAt`. */
  outlet: Outlet | null;
  leftAt: number | null = null;
  /** The last number that the app said it has heard. */
  heard = 0;

  constructor(
    id: string,
    outlet: Outlet,
    { shard, asked }: Readonly<{ shard: readonly [number, number]; asked: number }>,
  ) {
    this.id = id;
    this.outlet = outlet;
    this.intents = asked;
    this.#shard = shard;
  }

  get last(): number {
    return this.#sent.length;
  }

  /** Whether an event is for this session: its intent, and its shard (`(guild_id >> 22) % shards`, the same page, Sharding). */
  wants({ guild, intent }: Told): boolean {
    if (intent !== 0 && (this.intents & intent) === 0) return false;
    return this.has(guild);
  }

  /** Whether a guild is on this session's shard. */
  has(guild: string | null): boolean {
    const [id, of] = this.#shard;
    return (guild === null ? 0 : Number((BigInt(guild) >> 22n) % BigInt(of))) === id;
  }

  /** Sends an event, or keeps it until the session is resumed. */
  dispatch({ type, data, bare }: Pick<Told, "type" | "data" | "bare">): void {
    const readsContent = (this.intents & intents.messageContent) !== 0;
    const d = readsContent ? data : (bare ?? data);
    const frame: Dispatch = { op: 0, t: type, s: this.#sent.length + 1, d };
    this.#sent.push(frame);
    this.outlet?.send(frame);
  }

  /** What came after a number, in its order. */
  after(seq: number): readonly Dispatch[] {
    return this.#sent.slice(seq);
  }
}
