import type { Origin } from "../../ports/platform.ts";
import type { World } from "../world.ts";
import type { Waiting } from "./waiting.ts";

/** The flagged questions that wait for who asks. */
export async function flagsWaiting(_world: World, _origin: Origin): Promise<readonly Waiting[]> {
  return [];
}
