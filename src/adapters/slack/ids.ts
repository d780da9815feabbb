import { z } from "zod";
import {
  type ChannelKey,
  channelKey,
  type MessageId,
  type PersonId,
  type WorkspaceKey,
  workspaceKey,
} from "../../core/keys.ts";

/** The first segment of every key. */
export const platformName = "slack";

/** Who the bot is in the workspace that its token is for, as `auth.test` tells it. */
export type Identity = Readonly<{
  team: string;
  /** The bot's own user. */
  user: string;
  bot: string;
  /** `https://acme.slack.com/`, for links to messages. */
  url: string;
  workspace: WorkspaceKey;
  /** What the token may do; null when that is not told, as behind a proxy that drops Slack's headers. */
  scopes: ReadonlySet<string> | null;
}>;

/** A message's time and id in one, unique within its channel: seconds since 1970 with six decimals. */
export const slackTs = z.string().regex(/^\d{1,11}\.\d{6}$/u);
/** Slack's ids of channels, people and workspaces: capitals and digits. */
export const slackId = z.string().regex(/^[A-Z0-9]{2,40}$/u);

/** The keys of what Slack names, once its ids are checked. */
export const keyOfWorkspace = (team: string): WorkspaceKey => workspaceKey(platformName, team);
export const keyOfChannel = ({ team }: Pick<Identity, "team">, channel: string): ChannelKey =>
  channelKey(platformName, team, channel);
export const asMessage = (ts: string): MessageId => ts as MessageId;
export const asPerson = (id: string): PersonId => id as PersonId;

/** The time of a `ts`, to the millisecond: what stands behind that tells messages of one moment apart, as their ids do. */
export function instantOf(ts: string): Temporal.Instant {
  const [seconds = "0", micros = "0"] = ts.split(".");
  return Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000 + Math.floor(Number(micros) / 1000));
}

/** An instant as a `ts` that is not later. */
export function tsOf(at: Temporal.Instant): string {
  const micros = at.epochNanoseconds / 1_000n;
  return `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, "0")}`;
}
