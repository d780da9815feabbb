import { setTimeout as sleep } from "node:timers/promises";
import { keyOfChannel } from "../../../src/adapters/slack/ids.ts";
import { openSlack } from "../../../src/adapters/slack/slack.ts";
import type { Log } from "../../../src/ports/log.ts";
import type { Handlers, Platform } from "../../../src/ports/platform.ts";
import { fastClock, onTheWall } from "../../support/model/fast-time.ts";
import type { Task } from "./task.ts";
import type { UnderFire } from "./under-fire.ts";

/** delivery.md, *Outgoing*: a post is given up after 10 s. What a trigger opens has 2.5 s. All in the day's time. */
const patienceMs = { postMs: 10_000, readMs: 10_000, interactMs: 2_500 };
/** By then an acknowledgement has left the process; on the wall. */
const ackedMs = 20;

/** The adapter for Slack as it ships, with Slack's own clients, on a workspace of the stand-in (`as-model.ts`). */
export function slackUnderFire({ port, workspace, time, channels, without }: Task, log: Log): UnderFire {
  const slack = openSlack({
    botToken: `xoxb-${workspace}-bot`,
    apiUrl: `http://127.0.0.1:${port}/api/`,
    line: { kind: "socket", appToken: `xapp-1-${workspace}` },
    clock: fastClock(time),
    log,
    pause: async (ms, signal) => sleep(onTheWall(ms, time), undefined, { signal }).catch(() => undefined),
    patience: {
      postMs: onTheWall(patienceMs.postMs, time),
      readMs: onTheWall(patienceMs.readMs, time),
      interactMs: onTheWall(patienceMs.interactMs, time),
    },
  });
  const platform: Platform = {
    ...slack,
    start: (handlers) => slack.start(without.includes("save-first") ? savingLater(handlers) : handlers),
    stop: () => slack.stop(),
  };
  return { platform, channels: channels.map((name) => keyOfChannel({ team: workspace }, name.toUpperCase())) };
}

/** The control: what people write counts as saved at once, so that it is acknowledged, and is saved after that. */
function savingLater(handlers: Handlers): Handlers {
  const later =
    <Told>(save: (told: Told) => Promise<void>) =>
    async (told: Told): Promise<void> =>
      void sleep(ackedMs).then(() => save(told));
  return {
    ...handlers,
    replied: later(handlers.replied),
    edited: later(handlers.edited),
    deleted: later(handlers.deleted),
  };
}
