import { setTimeout as sleep } from "node:timers/promises";
import { openDiscord } from "../../../src/adapters/discord/discord.ts";
import { keyOfChannel } from "../../../src/adapters/discord/ids.ts";
import type { Log } from "../../../src/ports/log.ts";
import type { Handlers } from "../../../src/ports/platform.ts";
import { placeOf, tokenOf } from "../../support/discord/as-model.ts";
import { fastClock, onTheWall } from "../../support/model/fast-time.ts";
import type { Task } from "./task.ts";
import type { UnderFire } from "./under-fire.ts";

/** delivery.md, *Outgoing*: a post is given up after 10 s. All in the day's time. */
const patienceMs = { postMs: 10_000, readMs: 10_000 };

/** The adapter for Discord as it ships, with discord.js, on an app of the stand-in (`as-model.ts`). */
export function discordUnderFire({ port, workspace, time, channels }: Task, log: Log): UnderFire {
  const discord = openDiscord({
    token: tokenOf(workspace),
    apiUrl: `http://127.0.0.1:${port}/api`,
    apiVersion: "10",
    clock: fastClock(time),
    log,
    pause: async (ms, signal) => sleep(onTheWall(ms, time), undefined, { signal }).catch(() => undefined),
    patience: { postMs: onTheWall(patienceMs.postMs, time), readMs: onTheWall(patienceMs.readMs, time) },
  });
  const platform = { ...discord, start: (handlers: Handlers) => discord.start(handlers), stop: () => discord.stop() };
  const keys = channels
    .map((name) => placeOf(workspace, name))
    .map(({ guild, channel }) => keyOfChannel(guild, channel));
  return { platform, channels: keys };
}
