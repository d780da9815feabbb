import { Routes } from "discord-api-types/v10";
import { z } from "zod";
import { type ChannelKey, partsOf } from "../../core/keys.ts";
import { clockFinding, type Finding, failedFinding } from "../chat/finding.ts";
import { type Call, type ClientOptions, openClients, usualPatience } from "./calls/client.ts";
import { Channels } from "./channels.ts";
import type { Identity } from "./ids.ts";
import { areOther } from "./register.ts";
import { Directory } from "./servers/directory.ts";
import { Servers } from "./servers/servers.ts";
import { signIn } from "./sign-in.ts";

/** How Discord is asked, beside a running bot too: no session is begun for it. */
export type Examined = Pick<ClientOptions, "token" | "apiUrl" | "apiVersion" | "now" | "sleep">;

const application = z.looseObject({ interactions_endpoint_url: z.string().nullish() });
const gateway = z.looseObject({
  session_start_limit: z.looseObject({ total: z.number(), remaining: z.number(), reset_after: z.number() }),
});
const guild = z.looseObject({ name: z.string() });

/** Checks what Discord can be asked about: token, intents, commands, the clock, and the bot's place in each channel. */
export async function examine(options: Examined, channels: readonly ChannelKey[]): Promise<readonly Finding[]> {
  let offMs: number | null = null;
  const clients = openClients({
    ...options,
    patience: usualPatience,
    tellTime: ({ at, askedAt }) => {
      offMs = askedAt.epochMilliseconds - at.epochMilliseconds;
    },
  });
  try {
    const [signedIn, identity] = await signInFinding(clients.read);
    if (identity === null) return [signedIn, clockFinding("Discord", offMs)];
    const rest = [
      contentFinding(identity),
      await endpointFinding(clients.read),
      await sessionFinding(clients.read),
      await commandFinding(clients.read, identity),
    ];
    const places = await placeFindings(clients.read, identity, channels);
    return [signedIn, ...rest, clockFinding("Discord", offMs), ...places];
  } finally {
    clients.close();
  }
}

/** Signs in and gives the id of the application that a token is for. Rejects with `platform.*`. */
export async function applicationOf(options: Examined): Promise<string> {
  return withRead(options, async (read) => (await signIn(read)).application);
}

/** Runs a task that asks Discord, and lets go of what it needed for that. */
export async function withRead<T>(options: Examined, task: (read: Call) => Promise<T>): Promise<T> {
  const clients = openClients({ ...options, patience: usualPatience, tellTime: () => undefined });
  try {
    return await task(clients.read);
  } finally {
    clients.close();
  }
}

async function signInFinding(read: Call): Promise<readonly [Finding, Identity | null]> {
  const about = "DISCORD_TOKEN";
  try {
    const identity = await signIn(read);
    return [{ about, said: `signed in as the application ${identity.application}`, hint: null }, identity];
  } catch (error) {
    return [failedFinding(about, error), null];
  }
}

/** Both are right: without it people answer through the button, and the questions say so. */
function contentFinding({ readsContent }: Identity): Finding {
  const said = readsContent
    ? "Message Content is switched on: replies in threads count"
    : "Message Content is switched off: people answer through the button, and replies in threads are not read";
  return { about: "intents", said, hint: null };
}

async function endpointFinding(read: Call): Promise<Finding> {
  const about = "interactions";
  try {
    const { interactions_endpoint_url: url } = await read(
      { method: "GET", route: Routes.currentApplication() },
      application,
    );
    if (url === null || url === undefined || url === "") return { about, said: "come to the bot", hint: null };
    const hint = "empty Interactions Endpoint URL on the page General Information of the application";
    return { about, said: "commands and buttons are sent to an address, and never reach the bot", hint };
  } catch (error) {
    return failedFinding(about, error);
  }
}

/** The bot itself waits below a tenth of them; so does this. */
const fewLeft = 0.1;

async function sessionFinding(read: Call): Promise<Finding> {
  const about = "sessions";
  try {
    const { session_start_limit: left } = await read({ method: "GET", route: Routes.gatewayBot() }, gateway);
    const said = `${left.remaining} of ${left.total} may still be started today`;
    const isFew = left.remaining < left.total * fewLeft;
    const hours = Math.ceil(left.reset_after / 3_600_000);
    const hint = `look in the log why the bot starts so often; they are full again in ${hours} ${hours === 1 ? "hour" : "hours"}`;
    return { about, said, hint: isFew ? hint : null };
  } catch (error) {
    return failedFinding(about, error);
  }
}

async function commandFinding(read: Call, { application: id }: Identity): Promise<Finding> {
  const about = "commands";
  try {
    const isOther = await areOther(read, { application: id, guild: null });
    return isOther
      ? { about, said: "are not those of this version", hint: "run `drill discord register`, or start the bot" }
      : { about, said: "are registered", hint: null };
  } catch (error) {
    return failedFinding(about, error);
  }
}

async function placeFindings(read: Call, identity: Identity, keys: readonly ChannelKey[]): Promise<readonly Finding[]> {
  const servers = new Servers(() => identity.user);
  const directory = new Directory({ servers, read, isCurrent: () => false });
  const channels = new Channels({ read, directory, bot: () => identity.user });
  const findings: Finding[] = [];
  for (const key of keys) findings.push(await placeFinding(read, channels, key));
  return findings;
}

async function placeFinding(read: Call, channels: Channels, key: ChannelKey): Promise<Finding> {
  const { workspace, channel } = partsOf(key);
  try {
    const { name, lacks } = await channels.channel(key);
    const server = await read({ method: "GET", route: Routes.guild(workspace) }, guild).catch(() => null);
    const about = server === null ? `#${name}` : `#${name} (${server.name})`;
    if (lacks === null) return { about, said: "the bot can post, read and react there", hint: null };
    return { about, said: lacks.why, hint: lacks.hint };
  } catch (error) {
    return failedFinding(channel, error);
  }
}
