import { channelShape } from "../state/shapes.ts";
import type { Channel } from "../state/types.ts";
import type { Workspace } from "../state/workspace.ts";
import { maybe, need, numberOr } from "./arguments.ts";
import { type Call, channelOf, type Method, requireScope } from "./call.ts";
import { cursorOf, offsetOf } from "./history.ts";
import { Refused, type Reply } from "./reply.ts";

const readScope = { public: "channels:read", private: "groups:read", im: "im:read" } as const;

/** The methods about channels. */
export const conversations: Readonly<Record<string, Method>> = {
  "conversations.info": {
    scope: null,
    answer: (call) => {
      const channel = channelOf(call);
      requireScope(call.workspace, readScope[channel.kind]);
      return { ok: true, channel: channelShape(call.workspace, channel) };
    },
  },
  "conversations.members": {
    scope: null,
    answer: (call) => {
      const channel = channelOf(call);
      requireScope(call.workspace, readScope[channel.kind]);
      const { page, next } = pageOf(call, [...channel.members]);
      return { ok: true, members: page, ...cursorOf(next) };
    },
  },
  "conversations.list": {
    scope: null,
    answer: (call) => listed(call, (channel) => channel.kind === "public" || call.workspace.hasBot(channel)),
  },
  "users.conversations": {
    scope: null,
    answer: (call) => {
      const user = maybe(call.args, "user") ?? call.workspace.keys.botUser;
      return listed(call, (channel) => channel.members.has(user) && isKnown(call.workspace, channel));
    },
  },
  "conversations.join": {
    scope: "channels:join",
    answer: (call) => {
      const { workspace } = call;
      const channel = channelOf(call);
      if (channel.kind !== "public") throw new Refused("method_not_supported_for_channel_type");
      if (channel.isArchived) throw new Refused("is_archived");
      if (!workspace.hasBot(channel)) call.talk.arrive(channel, workspace.keys.botUser, null);
      return { ok: true, channel: channelShape(workspace, channel) };
    },
  },
  "conversations.open": {
    scope: "im:write",
    answer: ({ workspace, args }) => {
      const user = workspace.people.get(need(args, "users"));
      if (user === undefined) throw new Refused("user_not_found");
      if (user.deleted) throw new Refused("user_disabled");
      const channel = directWith(workspace, user.id);
      return { ok: true, channel: { id: channel.id } };
    },
  },
};

const isKnown = (workspace: Workspace, channel: Channel): boolean =>
  channel.kind === "public" || workspace.hasBot(channel);

function listed(call: Call, isMeant: (channel: Channel) => boolean): Reply {
  const { workspace, args } = call;
  const types = (maybe(args, "types") ?? "public_channel").split(",").map((one) => one.trim());
  const kinds = types.map((one) => (one === "private_channel" ? "private" : one === "im" ? "im" : "public"));
  for (const kind of kinds) requireScope(workspace, readScope[kind]);
  const isLeftOut = ({ isArchived }: Channel): boolean => args["exclude_archived"] === true && isArchived;
  const found = [...workspace.channels.values()].filter(
    (one) => kinds.includes(one.kind) && isMeant(one) && !isLeftOut(one),
  );
  const { page, next } = pageOf(call, found);
  return { ok: true, channels: page.map((one) => channelShape(workspace, one)), ...cursorOf(next) };
}

function pageOf<Of>({ args }: Call, all: readonly Of[]): Readonly<{ page: readonly Of[]; next: number | null }> {
  const limit = Math.max(1, numberOr(args, "limit", 100));
  const start = offsetOf(maybe(args, "cursor"));
  const next = start + limit < all.length ? start + limit : null;
  return { page: all.slice(start, start + limit), next };
}

/** The direct conversation of the bot with somebody; made when there is none. */
export function directWith(workspace: Workspace, user: string): Channel {
  const id = `D${user.slice(1)}`;
  const standing = workspace.channels.get(id);
  if (standing !== undefined) return standing;
  const members = new Set([user, workspace.keys.botUser]);
  const made: Channel = { id, name: id, kind: "im", isGeneral: false, isArchived: false, sharedWith: [], members };
  workspace.addChannel(made);
  return made;
}
