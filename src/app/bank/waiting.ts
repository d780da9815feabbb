import type { Message } from "../../core/message/message.ts";
import type { Origin } from "../../ports/platform.ts";
import type { World } from "../world.ts";
import { flagsWaiting } from "./flags-waiting.ts";
import { suggestionsWaiting } from "./suggestions-waiting.ts";

/** One thing that waits for a manager's decision. */
export type Waiting = Readonly<{
  /** It as a message of its own, with the buttons that decide it. */
  show: () => Promise<Message>;
}>;

/** What waits for who asks: of the channels that they manage, suggestions first, the oldest first of each. */
export async function waitingFor(world: World, origin: Origin): Promise<readonly Waiting[]> {
  return [...(await suggestionsWaiting(world, origin)), ...(await flagsWaiting(world, origin))];
}
