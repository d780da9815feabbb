import type { DiscordOptions } from "../../../src/adapters/discord/discord.ts";
import type { DiscordApp } from "../../support/discord/client.ts";
import type { Opening } from "../../support/discord/control/opening.ts";
import type { SeenMessage } from "../../support/discord/control/seen.ts";
import { type LogLine, listeningLog } from "../../support/silent-log.ts";
import { type ChatBot, type ChatBotOptions, shortPatience, startChatBot } from "../chat-bot.ts";
import { channel, DiscordRig } from "./discord-rig.ts";

/** The whole bot on a server of the stand-in, in this process: Monday, 15 March 2027, 09:00 in Berlin. */
export type DiscordBot = ChatBot &
  Readonly<{
    rig: DiscordRig;
    discord: DiscordApp;
    /** The bot's messages in the channel, or in the thread under one of them, as they stand. */
    posts: (thread?: string) => Promise<readonly SeenMessage[]>;
  }>;

export type DiscordBotOptions = ChatBotOptions & Readonly<{ opening?: Opening; options?: Partial<DiscordOptions> }>;

/** A started bot with a plan for the channel: every weekday, 09:30 in Berlin, reveal 16:00, open. */
export async function startDiscordBot(options: DiscordBotOptions = {}): Promise<DiscordBot> {
  const log: LogLine[] = [];
  const rig = new DiscordRig({ log: listeningLog(log), patience: shortPatience, ...options.options }, options.opening);
  const bot = await startChatBot(rig, await rig.open(), log, options);
  const discord = await rig.app();
  return {
    ...bot,
    rig,
    discord,
    posts: async (thread) => {
      const all = await discord.messages({ channel: thread ?? channel });
      return all.filter((one) => one.isBots && one.deletedAt === null && one.id !== thread);
    },
  };
}
