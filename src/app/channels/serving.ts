import { BotError } from "../../core/errors.ts";
import type { ChannelKey } from "../../core/keys.ts";
import { refusalText } from "../../core/message/refusal-text.ts";
import { words } from "../../core/message/words.ts";
import { channelIn } from "../outgoing/calls.ts";
import type { World } from "../world.ts";

/**
 * Null when the bot can post, read and react in a channel; else why not, and how to mend it, as a sentence. Raises
 * `platform.*` when nobody knows.
 */
export async function whyNotServing(world: World, channel: ChannelKey): Promise<string | null> {
  const lacks = await lacksIn(world, channel);
  return lacks === null ? null : words.setup.needsMending(refusalText(lacks.why), lacks.hint);
}

/** What keeps the bot from working in a channel; null when nothing does. Raises `platform.*` when nobody knows. */
export async function lacksIn(
  world: World,
  channel: ChannelKey,
): Promise<Readonly<{ why: string; hint: string }> | null> {
  try {
    return (await channelIn(world, channel)).lacks;
  } catch (error) {
    if (!(error instanceof BotError) || error.code !== "platform.refused") throw error;
    return { why: error.why ?? "missing-permission", hint: error.hint };
  }
}
