import { setTimeout } from "node:timers/promises";
import type { Finding } from "../adapters/chat/finding.ts";
import { systemClock } from "../adapters/runtime.ts";
import { examine } from "../adapters/slack/doctor.ts";
import type { SlackSettings } from "../config/slack.ts";
import type { Log } from "../ports/log.ts";
import { plannedChannels } from "./planned-channels.ts";
import type { StorePlace } from "./store-or-bot.ts";

export { slackManifest } from "../adapters/slack/manifest.ts";

/** What is wrong with Slack, if anything: with the tokens, and with each channel that has a plan. Beside a running bot too. */
export async function examineSlack(settings: SlackSettings, place: StorePlace, log: Log): Promise<readonly Finding[]> {
  const sleep = async (ms: number): Promise<void> => {
    await setTimeout(ms);
  };
  return examine({ ...settings, clock: systemClock, log, sleep }, await plannedChannels("slack", place, log));
}
