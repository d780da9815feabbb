import { note } from "../../core/message/answer-messages.ts";
import type { Response } from "../../core/message/message.ts";
import { words } from "../../core/message/words.ts";
import type { Origin } from "../../ports/platform.ts";
import type { World } from "../world.ts";
import { flagsWaiting } from "./flags-waiting.ts";
import { unlessSilent } from "./names.ts";
import { suggestionsWaiting } from "./suggestions-waiting.ts";
import type { Waiting } from "./to-decide.ts";

/** What waits for who asks: of the channels that they manage, suggestions first, the oldest first of each. */
export async function waitingFor(world: World, origin: Origin): Promise<readonly Waiting[]> {
  return [...(await suggestionsWaiting(world, origin)), ...(await flagsWaiting(world, origin))];
}

/** Said once something is decided, with *Next* while more waits. */
export async function afterDecision(world: World, origin: Origin, said: string): Promise<Response> {
  const waiting = (await waitingFor(world, origin).catch(unlessSilent)) ?? [];
  const next = { kind: "button", id: "review/0", label: words.review.next, style: "primary" } as const;
  return { kind: "message", message: note(said, waiting.length > 0 ? [next] : []), replace: true };
}
