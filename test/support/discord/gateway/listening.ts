import { type Client, Events } from "discord.js";
import type { DiscordApp } from "../client.ts";
import { loggedIn, opened } from "../opened.ts";

/** Lets a client identify without the five seconds of the wall that it waits else. */
const atOnce = () => Promise.resolve({ waitForIdentify: () => Promise.resolve() });

/** A bot that writes down what people say. */
export async function listening() {
  const { discord, app } = await opened();
  const client = await loggedIn(discord, app, { ws: { buildIdentifyThrottler: atOnce } });
  const heard: string[] = [];
  client.on(Events.MessageCreate, ({ content }) => heard.push(content));
  return { discord, app, client, heard };
}

/** Anna says something in the channel. */
export const says = (app: DiscordApp, text: string): Promise<string> =>
  app.write({ channel: "drills", user: "anna", text });
/** Resolves when the client has resumed its session. */
export const resumed = (client: Client): Promise<unknown> =>
  new Promise((resolve) => client.once(Events.ShardResume, resolve));
/** Resolves when the client has a new session. */
export const ready = (client: Client): Promise<unknown> =>
  new Promise((resolve) => client.once(Events.ShardReady, resolve));
