import { z } from "zod";
import type { ChannelKey } from "../../core/keys.ts";
import { partsOf } from "../../core/keys.ts";
import type { Log } from "../../ports/log.ts";
import type { Clock } from "../../ports/runtime.ts";
import { clockFinding, type Finding, failedFinding } from "../chat/finding.ts";
import { openClients, type SlackClients, usualPatience } from "./calls/client.ts";
import { sdkLog } from "./calls/sdk-log.ts";
import { Channels } from "./channels.ts";
import type { Identity } from "./ids.ts";
import { botScopes } from "./manifest.ts";
import { signIn } from "./sign-in.ts";
import type { SlackLine } from "./slack.ts";

export type Examined = Readonly<{
  botToken: string;
  apiUrl: string;
  line: SlackLine;
  clock: Clock;
  log: Log;
  sleep: (ms: number) => Promise<void>;
}>;

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
  if (identity === null) return [...tokens, clockFinding("Slack", offMs)];
  const known = new Channels({ clients, who: () => identity, idOf: (key) => partsOf(key).channel, now: common.now });
  const ours = channels.filter((key) => partsOf(key).workspace === identity.team);
  const places: Finding[] = [];
  for (const key of ours) places.push(await channelFinding(known, key));
  return [...tokens, scopeFinding(identity), clockFinding("Slack", offMs), ...places];
}

async function signInFinding(clients: SlackClients): Promise<readonly [Finding, Identity | null]> {
  const about = "SLACK_BOT_TOKEN";
  try {
    const identity = await signIn(clients.read);
    return [{ about, said: `signed in to ${identity.url}`, hint: null }, identity];
  } catch (error) {
    return [failedFinding(about, error), null];
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
    return failedFinding(about, error);
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

async function channelFinding(channels: Channels, key: ChannelKey): Promise<Finding> {
  try {
    const { name, lacks } = await channels.channel(key);
    if (lacks === null) return { about: `#${name}`, said: "the bot can post, read and react there", hint: null };
    return { about: `#${name}`, said: lacks.why, hint: lacks.hint };
  } catch (error) {
    return failedFinding(partsOf(key).channel, error);
  }
}
