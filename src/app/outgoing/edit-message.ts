import type { Urgency } from "../../core/delivery/lines.ts";
import { BotError, type Refusal } from "../../core/errors.ts";
import type { Message, MessageRef } from "../../core/message/message.ts";
import { nowIn, type World } from "../world.ts";
import { edit } from "./calls.ts";
import { isLockout } from "./lockouts.ts";

/** What came of an edit. `gone`: there is nothing left to edit. */
export type Edited =
  | Readonly<{ kind: "done" | "gone" }>
  | Readonly<{ kind: "refused" | "failed"; retryAt: Temporal.Instant }>;

/** How soon an edit that failed is tried again, unless the platform asks for more. */
const retryMs = 15_000;
/** A refusal is asked again once an hour, as for posts: its cause may have been mended. */
const refusedMs = 3_600_000;

const nothingThere: ReadonlySet<Refusal | undefined> = new Set<Refusal>([
  "message-gone",
  "channel-gone",
  "channel-archived",
]);

/** Shows `message` in place of one of ours, when its turn has come. Never rejects for what a platform does. */
export async function editMessage(world: World, ref: MessageRef, message: Message, urgency: Urgency): Promise<Edited> {
  try {
    await edit(world, ref, message, urgency);
    return { kind: "done" };
  } catch (error) {
    world.log.warn("a message could not be edited", { channel: ref.channel, message: ref.id, error });
    const in_ = (milliseconds: number) => nowIn(world, ref.channel).add({ milliseconds });
    if (!(error instanceof BotError)) return { kind: "failed", retryAt: in_(retryMs) };
    if (nothingThere.has(error.why)) return { kind: "gone" };
    if (error.code === "platform.refused" && !isLockout(error.why)) return { kind: "refused", retryAt: in_(refusedMs) };
    return { kind: "failed", retryAt: in_(Math.max(retryMs, error.retryAfterMs ?? 0)) };
  }
}
