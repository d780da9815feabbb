import type { Form, Response } from "../../src/core/message/message.ts";
import type { Handlers } from "../../src/ports/platform.ts";
import { type Bot, type BotOptions, startBot } from "../support/bot.ts";

/** A bot, and what it answers the channel's manager as data, before any platform draws it. */
export type ListeningBot = Readonly<{
  bot: Bot;
  command: (text: string) => Promise<Response>;
  press: (action: string, value?: string) => Promise<Response>;
}>;

export async function listeningBot(options: BotOptions = {}): Promise<ListeningBot> {
  const started: Handlers[] = [];
  const bot = await startBot({
    ...options,
    port: (platform) => ({
      ...platform,
      start: (handlers) => {
        started.push(handlers);
        return platform.start(handlers);
      },
    }),
  });
  const [handlers] = started;
  if (handlers === undefined) throw new Error("the bot did not start");
  const { channel, people } = bot.platform;
  const from = { channel, person: people.manager.id, thread: null };
  return {
    bot,
    command: (text) => handlers.command({ ...from, text }),
    press: (action, value) => handlers.pressed({ ...from, action, value: value ?? null }),
  };
}

/** The form of an answer; throws for another one. */
export function formIn(response: Response): Form {
  if (response.kind !== "form") throw new Error(`no form but ${response.kind}`);
  return response.form;
}
