import type { Fields } from "../../stand-in/record.ts";

/** Something that happened, as the gateway tells it. */
export type Told = Readonly<{
  /** The event's name. */
  type: string;
  /** The guild it belongs to; null: none, and it goes to shard 0. */
  guild: string | null;
  /** The bit of the intent it needs; 0: it comes to everybody. */
  intent: number;
  data: Fields;
  /** What sessions without Message Content are told instead. */
  bare?: Fields;
}>;

/** Whoever carries what happens to the app. */
export type Teller = Readonly<{ tell: (told: Told) => void }>;
