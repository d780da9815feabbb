import { setTimeout } from "node:timers/promises";
import type { Finding } from "../adapters/chat/finding.ts";
import { applicationOf, type Examined, examine, withRead } from "../adapters/discord/doctor.ts";
import { inviteAddress } from "../adapters/discord/invite.ts";
import { registerCommands, removeCommands } from "../adapters/discord/register.ts";
import { systemClock } from "../adapters/runtime.ts";
import type { DiscordSettings } from "../config/discord.ts";
import type { Log } from "../ports/log.ts";
import { plannedChannels } from "./planned-channels.ts";
import type { StorePlace } from "./store-or-bot.ts";

/** The address that adds the bot to a server; Discord is asked whose token it is unless the settings say so. */
export const inviteToDiscord = async (settings: DiscordSettings): Promise<string> =>
  inviteAddress(await applicationFor(settings));

/** Registers the commands where they differ: in all servers, or with a guild in that one besides. */
export async function registerOnDiscord(
  settings: DiscordSettings,
  guild: string | null,
): Promise<"registered" | "unchanged"> {
  const application = await applicationFor(settings);
  return withRead(asking(settings), (read) => registerCommands(read, { application, guild }));
}

/** Takes the commands of one server away again. */
export async function removeFromDiscord(settings: DiscordSettings, guild: string): Promise<void> {
  const application = await applicationFor(settings);
  await withRead(asking(settings), (read) => removeCommands(read, { application, guild }));
}

/** What is wrong with Discord, if anything, in general and in each channel that has a plan. Beside a running bot too. */
export const examineDiscord = async (
  settings: DiscordSettings,
  place: StorePlace,
  log: Log,
): Promise<readonly Finding[]> => examine(asking(settings), await plannedChannels("discord", place, log));

const applicationFor = async (settings: DiscordSettings): Promise<string> =>
  settings.applicationId ?? applicationOf(asking(settings));

const asking = ({ token, apiUrl, apiVersion }: DiscordSettings): Examined => ({
  token,
  apiUrl,
  apiVersion,
  now: systemClock.now,
  sleep: async (ms) => {
    await setTimeout(ms);
  },
});
