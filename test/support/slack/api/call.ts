import type { Talk } from "../state/talk.ts";
import type { Channel, Fields } from "../state/types.ts";
import type { Workspace } from "../state/workspace.ts";
import { need } from "./arguments.ts";
import { Refused, type Reply } from "./reply.ts";
import type { Triggers } from "./triggers.ts";

/** One call of a method: who is asked, and for what. */
export type Call = Readonly<{
  workspace: Workspace;
  talk: Talk;
  triggers: Triggers;
  args: Fields;
  /** The address the app calls, for what it is to call next. */
  base: string;
}>;

/** A method of the Web API. */
export type Method = Readonly<{
  /** The scope it needs, or several of which one is needed; some depend on the channel. Null: none. */
  scope: string | null;
  answer: (call: Call) => Reply;
}>;

/** Refuses as `missing_scope`, with what is needed and what there is (docs.slack.dev/reference/methods, common errors). */
export function requireScope({ scopes }: Workspace, needed: string): void {
  if (!scopes.includes(needed)) throw new Refused("missing_scope", { needed, provided: scopes.join(",") });
}

/** The channel a call is about, as far as the bot can see it: private ones it is not in do not exist for it. */
export function channelOf({ workspace, args }: Call): Channel {
  const channel = workspace.channels.get(need(args, "channel"));
  if (channel === undefined || (channel.kind !== "public" && !workspace.hasBot(channel)))
    throw new Refused("channel_not_found");
  return channel;
}

/** The same, and the bot has to be in it. */
export function joinedChannelOf(call: Call): Channel {
  const channel = channelOf(call);
  if (!call.workspace.hasBot(channel)) throw new Refused("not_in_channel");
  return channel;
}
