import type { Identity } from "../../../src/adapters/discord/ids.ts";

/** The bot in tests. */
export const someIdentity: Identity = {
  application: "100000000000000001",
  user: "100000000000000002",
  readsContent: true,
};

/** A server with a channel, a question in it whose thread has the question's id, and two people. */
export const someIds = {
  guild: "200000000000000001",
  channel: "300000000000000001",
  question: "400000000000000001",
  reply: "500000000000000001",
  ada: "600000000000000001",
  bob: "600000000000000002",
} as const;
