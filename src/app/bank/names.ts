import { BotError } from "../../core/errors.ts";
import { type ChannelKey, partsOf } from "../../core/keys.ts";
import { cleanLine } from "../../core/message/clean.ts";
import type { Origin } from "../../ports/platform.ts";
import { channelIn, personOf } from "../outgoing/calls.ts";
import type { World } from "../world.ts";

/** What a person is called; by what came with their form, or by their id, while the platform does not say. */
export async function nameOf(world: World, { channel, person }: Origin, otherwise = ""): Promise<string> {
  const known = await personOf(world, channel, person).catch(unlessSilent);
  return cleanLine(known?.name || otherwise || person);
}

/** What a channel is called; by its id while the platform does not say. */
export async function placeOf(world: World, channel: ChannelKey): Promise<string> {
  const known = await channelIn(world, channel).catch(unlessSilent);
  return cleanLine(known?.name || partsOf(channel).channel);
}

/** Nothing that somebody wrote or decided is lost because a platform does not answer: then there is null. */
export function unlessSilent(error: unknown): null {
  if (error instanceof BotError && error.code.startsWith("platform.")) return null;
  throw error;
}
