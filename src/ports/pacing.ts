import type { Send } from "../core/delivery/lines.ts";
import type { PacingLimits } from "../core/delivery/pacing.ts";
import type { RouteHeaders } from "../core/delivery/route-limit.ts";
import type { ChannelKey, PersonId } from "../core/keys.ts";
import type { MessageRef, Place } from "../core/message/message.ts";

/** A call of `Platform` that makes a request, as far as the platform counts it. */
export type PacedCall =
  | Readonly<{ kind: "post" | "find"; to: Place }>
  | Readonly<{ kind: "edit" | "mark"; ref: MessageRef }>
  | Readonly<{ kind: "readThread"; of: MessageRef }>
  | Readonly<{ kind: "whisper" | "person"; channel: ChannelKey; person: PersonId }>
  | Readonly<{ kind: "channel"; channel: ChannelKey }>;

/** How one request counts beside the overall rate. */
export type Counted = Pick<Send, "route" | "posts">;

/** The limits that a platform publishes, and how it counts. Answers to interactions are not counted by us. */
export type PlatformPacing = Readonly<{
  limits: PacingLimits;
  /** What the limits hold for, and so what has a queue of its own: each workspace, or the whole bot. */
  queue: "workspace" | "bot";
  /**
   * How the first request of a call counts; further ones are asked for through its `Grant`. Null: what is asked is known,
   * and no request is made.
   */
  count: (call: PacedCall) => Counted | null;
}>;

/** Leave to make one request, given with a call that waited in the queue for it. */
export interface Grant {
  /** What the headers of the latest response say of its route. */
  told(headers: RouteHeaders): void;
  /**
   * Waits for leave to make one more request of the same call, such as the next page. Rejects with `platform.busy` when
   * it does not come in time: that request was not made.
   */
  more(counted: Counted): Promise<void>;
}
