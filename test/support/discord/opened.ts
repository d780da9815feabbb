import {
  ChannelType,
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  Partials,
  type TextChannel,
} from "discord.js";
import { onTestFinished } from "vitest";
import type { DiscordApp, RunningDiscord } from "./client.ts";
import type { Opening } from "./control/opening.ts";
import { openDiscord } from "./discord.ts";
import { channelId } from "./state/openings.ts";

/** Two people, the first of whom owns the guild, and a channel. */
export const smallServer: Opening = {
  users: [{ name: "anna" }, { name: "ben" }],
  guilds: [{ name: "acme", channels: [{ name: "drills" }] }],
};

/** An app around which a small server stands; gone when the test is over. */
export async function opened(opening: Opening = smallServer, how: () => Promise<RunningDiscord> = openDiscord) {
  const discord = await how();
  onTestFinished(() => discord.stop());
  return { discord, app: await discord.open(opening) };
}

const { Guilds, GuildMessages, GuildMessageReactions, MessageContent, DirectMessages } = GatewayIntentBits;
/** All this bot could ask for. */
export const usualIntents = [Guilds, GuildMessages, GuildMessageReactions, MessageContent, DirectMessages];

/** discord.js unchanged, which tries nothing twice; logged out when the test is over. */
export function clientOf({ apiUrl }: RunningDiscord, options: Partial<ClientOptions> = {}): Client {
  const client = new Client({
    intents: usualIntents,
    partials: [Partials.Message, Partials.Channel, Partials.Reaction],
    allowedMentions: { parse: [], repliedUser: false },
    ...options,
    rest: { api: apiUrl, retries: 0, timeout: 2_000, ...options.rest },
  });
  onTestFinished(() => client.destroy());
  return client;
}

/** The same, once it is ready. */
export async function loggedIn(discord: RunningDiscord, { keys }: DiscordApp, options: Partial<ClientOptions> = {}) {
  const client = clientOf(discord, options);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(keys.token);
  return await ready;
}

/** The channel `drills` of the guild `acme`, as discord.js has it. */
export async function drillsOf(client: Client, { keys }: DiscordApp): Promise<TextChannel> {
  const channel = await client.channels.fetch(channelId(keys.guilds["acme"] ?? "", "drills"));
  if (channel?.type !== ChannelType.GuildText) throw new Error("no text channel drills in acme");
  return channel;
}
