/** Gateway intents that matter here (developers/events/gateway.mdx, List of Intents). */
export const intents = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildModeration: 1 << 2,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  guildReactions: 1 << 10,
  directMessages: 1 << 12,
  directReactions: 1 << 13,
  messageContent: 1 << 15,
} as const;

/** All bits that are known; any other closes with 4013. */
const known = 0b0011_0000_1111_1111_1111_1111_1111;

/** What closes the connection of an identify with these intents; null: nothing. */
export function whyRefused(asked: unknown, content: "granted" | "limited" | "off"): 4013 | 4014 | null {
  if (typeof asked !== "number" || !Number.isInteger(asked) || asked < 0 || (asked & ~known) !== 0) return 4013;
  // Neither presences nor members are switched on: this bot never asks for them.
  const notGranted = intents.guildMembers | intents.guildPresences | (content === "off" ? intents.messageContent : 0);
  return (asked & notGranted) === 0 ? null : 4014;
}
