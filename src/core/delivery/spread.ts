import type { ChannelKey } from "../keys.ts";

const longestSpreadMs = 20_000;

/**
 * How long after its time a channel's send should go when `due` sends are due at once and `perSecond` can go, in
 * milliseconds: the same for a channel each day, up to 20 s, and never more than half of what they take anyway.
 */
export function spreadMs(channel: ChannelKey, due: number, perSecond: number): number {
  const over = Math.min(longestSpreadMs, ((due - 1) * 500) / perSecond);
  return Math.floor(share(channel) * over);
}

/** From 0 to below 1, the same for the same text (FNV-1a, then mixed so that the last character moves every bit). */
function share(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}
