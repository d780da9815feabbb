import { partsOf } from "../../core/keys.ts";
import type { MessageRef } from "../../core/message/message.ts";
import type { PlatformFacts } from "../../ports/platform.ts";
import { fit } from "../../render/discord/fit.ts";
import { limits, mostControls } from "../../render/discord/limits.ts";
import { platformName } from "./ids.ts";
import { discordPacing, type Knows } from "./pacing.ts";

type Known = Knows & Readonly<{ readsContent: () => boolean }>;

/** What Discord is and can do. */
export const discordFacts = ({ readsContent, ...knows }: Known): PlatformFacts => ({
  name: platformName,
  fit,
  fieldChars: limits.input,
  actions: mostControls,
  // Only what answers an interaction is seen by one person alone in a channel; notices go as direct messages.
  whispers: false,
  get readsReplies() {
    return readsContent();
  },
  commandsInThreads: true,
  // A nonce is remembered for "the past few minutes" (docs.discord.com, Create Message); delivery.md: 60 s.
  repeatSafeMs: 60_000,
  // What was posted stands in the history at once; so much for a request that was still on its way.
  visibleAfterMs: 30_000,
  pacing: discordPacing(knows),
  aheadMs: () => 0,
  linkTo,
  home: false,
  roles: true,
  pings: true,
});

function linkTo({ channel, thread, id }: MessageRef): string {
  const { workspace, channel: room } = partsOf(channel);
  return `https://discord.com/channels/${workspace}/${thread ?? room}/${id}`;
}
