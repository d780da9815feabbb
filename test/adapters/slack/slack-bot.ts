import type { Slack, SlackOptions } from "../../../src/adapters/slack/slack.ts";
import { type LogLine, listeningLog } from "../../support/silent-log.ts";
import type { SlackWorkspace } from "../../support/slack/client.ts";
import type { Opening } from "../../support/slack/control/opening.ts";
import type { SeenMessage } from "../../support/slack/control/seen.ts";
import { type ChatBot, type ChatBotOptions, shortPatience, startChatBot } from "../chat-bot.ts";
import { channelId, SlackRig } from "./slack-rig.ts";

/** The whole bot on a workspace of the stand-in, in this process: Monday, 15 March 2027, 09:00 in Berlin. */
export type SlackBot = ChatBot &
  Readonly<{
    rig: SlackRig;
    slack: SlackWorkspace;
    /** The bot's messages in the channel, or under one of them, as they stand. */
    posts: (thread?: string) => Promise<readonly SeenMessage[]>;
  }>;

export type SlackBotOptions = ChatBotOptions & Readonly<{ opening?: Opening; slack?: Partial<SlackOptions> }>;

/** A started bot with a plan for the channel: every weekday, 09:30 in Berlin, reveal 16:00, open. */
export async function startSlackBot(options: SlackBotOptions = {}): Promise<SlackBot> {
  const log: LogLine[] = [];
  const rig = new SlackRig({ log: listeningLog(log), patience: shortPatience, ...options.slack }, options.opening);
  const platform: Slack = await rig.open();
  const bot = await startChatBot(rig, platform, log, options);
  const slack = await rig.slack();
  return {
    ...bot,
    rig,
    slack,
    posts: async (thread) => {
      const all = await slack.messages({ channel: channelId, ...(thread === undefined ? {} : { thread }) });
      return all.filter((one) => one.isBots && one.stands === "yes" && one.thread === (thread ?? null));
    },
  };
}
