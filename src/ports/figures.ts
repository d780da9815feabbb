import type { DeliveryKind } from "../core/delivery/delivery.ts";
import type { Failure } from "../core/delivery/outcome.ts";
import type { DrillIn } from "../core/drill/drill.ts";
import type { ChannelKey, DeliveryKey } from "../core/keys.ts";

/** How a message that must appear once stands while it is not out. */
export type Unsettled =
  | Readonly<{ is: "due" | "parked" }>
  /** It may be out: `forMs` since its first send, in milliseconds. */
  | Readonly<{ is: "doubt"; forMs: number }>;

/** One thing worth counting. Kinds, keys of deliveries and numbers alone: no person, no text, no id of a question. */
export type Figure =
  /** The bot looked at what is due. */
  | Readonly<{ kind: "tick" }>
  /** How a delivery stands; the latest report of its key counts, however often it comes. Null: out, or dropped. */
  | Readonly<{ kind: "delivery"; key: DeliveryKey; of: DeliveryKind; stands: Unsettled | null }>
  /** Nothing is owed to the channel any more. */
  | Readonly<{ kind: "at-rest"; channel: ChannelKey }>
  /** A message is out; `found`: it was in doubt, and a look showed it. */
  | Readonly<{ kind: "sent"; of: DeliveryKind; found: boolean }>
  /** A send that failed, and what that means. */
  | Readonly<{ kind: "failed"; of: DeliveryKind; outcome: Failure["kind"] }>
  /** A message that nobody wants any more. */
  | Readonly<{ kind: "dropped"; of: DeliveryKind }>
  /** A question, or a whole reveal, is out, so many milliseconds after its time; below 0 when before it. */
  | Readonly<{ kind: "out"; of: "question" | "reveal"; lateMs: number }>
  | Readonly<{ kind: "missed"; reason: DrillIn<"missed">["reason"] }>
  /** A posted reveal was made to say again what is stored. */
  | Readonly<{ kind: "amended" }>
  /** What a person wrote was saved; `read-back`: no event had told of it. */
  | Readonly<{ kind: "saved"; from: "thread" | "form" | "read-back" }>
  /** So many replies wait for a post that is in doubt, the oldest for `oldestMs` milliseconds; 0 without any. */
  | Readonly<{ kind: "held"; replies: number; oldestMs: number }>
  /** By the platform's latest answer our clock is that far ahead of its (below 0: behind); `holds`: nothing is posted there. */
  | Readonly<{ kind: "clock"; platform: string; aheadMs: number; holds: boolean }>
  /** The nightly backup failed, or went well. */
  | Readonly<{ kind: "backup"; failing: boolean }>
  /** The bot is locked out of so many workspaces or platforms. */
  | Readonly<{ kind: "locked-out"; tenants: number }>
  /** So many channels are lost to the bot. */
  | Readonly<{ kind: "lost"; channels: number }>
  /** Something owed to a channel could not be done; it is tried again. */
  | Readonly<{ kind: "untended" }>;

/** What the app tells of its work, for whoever watches over it. */
export interface Figures {
  /** Takes one figure; never fails and never waits. */
  report(figure: Figure): void;
}
