import type { Origin } from "../../ports/platform.ts";
import type { World } from "../world.ts";
import type { Waiting } from "./waiting.ts";

/** The suggestions that wait for who asks. */
export async function suggestionsWaiting(_world: World, _origin: Origin): Promise<readonly Waiting[]> {
  return [];
}
