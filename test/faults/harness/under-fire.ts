import type { ChannelKey } from "../../../src/core/keys.ts";
import type { Log } from "../../../src/ports/log.ts";
import type { Platform } from "../../../src/ports/platform.ts";
import { modelChannel, modelPlatform } from "../../support/model/adapter.ts";
import type { Task } from "./task.ts";

/** Where a bot under fire is: its platform, and the channels of its day. */
export type UnderFire = Readonly<{ platform: Platform; channels: readonly ChannelKey[] }>;

/** What a bot that reads no thread back is told of each; it waits five minutes, then reveals without it. */
const unreadable = { kind: "unreadable", why: "thread-gone" } as const;

/** The platform of a day, with what a control run leaves out. */
export async function underFire(told: Task, log: Log): Promise<UnderFire> {
  const { platform, channels } = await opened(told, log);
  return { channels, platform: lacking(platform, told.without) };
}

async function opened(told: Task, log: Log): Promise<UnderFire> {
  const { platform, port, workspace, time, channels, without } = told;
  if (platform === "slack") {
    // Slack's clients take a while to load, which a bot on the model need not wait for.
    const { slackUnderFire } = await import("./slack-under-fire.ts");
    return slackUnderFire(told, log);
  }
  if (platform === "discord") {
    const { discordUnderFire } = await import("./discord-under-fire.ts");
    return discordUnderFire(told, log);
  }
  const nonces = !without.includes("reconcile");
  const ackFirst = without.includes("save-first");
  return {
    platform: modelPlatform({ port, workspace, time, behaviour: platform, nonces, ackFirst }),
    channels: channels.map((name) => modelChannel(workspace, name)),
  };
}

function lacking(platform: Platform, without: Task["without"]): Platform {
  return {
    ...platform,
    // A bot that never waits and always believes that nothing was posted.
    ...(without.includes("reconcile")
      ? { facts: { ...platform.facts, repeatSafeMs: 0, visibleAfterMs: 0 }, find: async () => null }
      : {}),
    ...(without.includes("read-back") ? { readThread: async () => unreadable } : {}),
  };
}
