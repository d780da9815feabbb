import { z } from "zod";
import { BotError } from "../../core/errors.ts";
import type { ChannelKey } from "../../core/keys.ts";
import { partsOf } from "../../core/keys.ts";
import type { Log } from "../../ports/log.ts";
import type { Clock } from "../../ports/runtime.ts";
import { openClients, type SlackClients, usualPatience } from "./calls/client.ts";
import { sdkLog } from "./calls/sdk-log.ts";
import { Channels } from "./channels.ts";
import type { Identity } from "./ids.ts";
import { botScopes } from "./manifest.ts";
import { signIn } from "./sign-in.ts";
import type { SlackLine } from "./slack.ts";

/** One thing that was looked at; `hint` says how to mend it, null when nothing is wrong. */
export type Finding = Readonly<{ about: string; said: string; hint: string | null }>;

export type Examined = Readonly<{
  botToken: string;
  apiUrl: string;
  line: SlackLine;
  clock: Clock;
  log: Log;
  sleep: (ms: number) => Promise<void>;
}>;

/** Platform `Date` headers that differ by more hold questions back (delivery.md, *Missed slots, clocks*). */
const mostOffMs = 60_000;

/** Checks what Slack can be asked about: tokens, scopes, the clock, and the bot's place in each of these channels. */
export async function examine(options: Examined, channels: readonly ChannelKey[]): Promise<readonly Finding[]> {
  let offMs: number | null = null;
  const tellTime: Parameters<typeof openClients>[0]["tellTime"] = ({ at, askedAt }) => {
    offMs = askedAt.epochMilliseconds - at.epochMilliseconds;
  };
  const common = {
    ...options,
    logger: sdkLog(options.log),
    tellTime,
    now: () => options.clock.now(),
    patience: usualPatience,
  };
  const clients = openClients({ ...common, token: options.botToken });
  const [signedIn, identity] = await signInFinding(clients);
  const tokens = [signedIn, await lineFinding(options.line, common)];
  if (identity === null) return [...tokens, clockFinding(offMs)];
  const known = new Channels({ clients, who: () => identity, idOf: (key) => partsOf(key).channel });
  const ours = channels.filter((key) => partsOf(key).workspace === identity.team);
  const places: Finding[] = [];
  for (const key of ours) places.push(await channelFinding(known, key));
  return [...tokens, scopeFinding(identity), clockFinding(offMs), ...places];
}

async function signInFinding(clients: SlackClients): Promise<readonly [Finding, Identity | null]> {
  const about = "SLACK_BOT_TOKEN";
  try {
    const identity = await signIn(clients.read);
    return [{ about, said: `signed in to ${identity.url}`, hint: null }, identity];
  } catch (error) {
    return [failed(about, error), null];
  }
}

const opened = z.looseObject({ url: z.string() });

async function lineFinding(
  line: SlackLine,
  common: Omit<Parameters<typeof openClients>[0], "token">,
): Promise<Finding> {
  if (line.kind === "http") {
    const said = `signed HTTP on ${line.host}:${line.port}; only Slack can tell whether it reaches it`;
    return { about: "SLACK_SIGNING_SECRET", said, hint: null };
  }
  const about = "SLACK_APP_TOKEN";
  try {
    await openClients({ ...common, token: line.appToken }).read("apps.connections.open", {}, opened);
    return { about, said: "Socket Mode can be opened", hint: null };
  } catch (error) {
    return failed(about, error);
  }
}

function scopeFinding({ scopes }: Identity): Finding {
  if (scopes === null) return { about: "scopes", said: "Slack does not tell which the token has", hint: null };
  const missing = botScopes.filter((scope) => !scopes.has(scope));
  if (missing.length === 0) return { about: "scopes", said: "all that the bot needs", hint: null };
  return {
    about: "scopes",
    said: `missing: ${missing.join(", ")}`,
    hint: "paste `drill slack manifest` into the app's settings under App Manifest, then install the app again",
  };
}

function clockFinding(offMs: number | null): Finding {
  if (offMs === null) return { about: "clock", said: "not known: Slack did not answer", hint: "see above" };
  const seconds = Math.round(Math.abs(offMs) / 1000);
  const said = `${seconds} s ${offMs < 0 ? "behind" : "ahead of"} Slack's`;
  const isRight = Math.abs(offMs) <= mostOffMs;
  return {
    about: "clock",
    said: isRight ? "agrees with Slack's" : said,
    hint: isRight ? null : "set this machine's clock by NTP: the bot holds questions back until they agree",
  };
}

async function channelFinding(channels: Channels, key: ChannelKey): Promise<Finding> {
  try {
    const { name, lacks } = await channels.channel(key);
    if (lacks === null) return { about: `#${name}`, said: "the bot can post, read and react there", hint: null };
    return { about: `#${name}`, said: lacks.why, hint: lacks.hint };
  } catch (error) {
    return failed(partsOf(key).channel, error);
  }
}

function failed(about: string, error: unknown): Finding {
  if (error instanceof BotError) return { about, said: error.message, hint: error.hint };
  throw error;
}
