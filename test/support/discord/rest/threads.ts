import { threadProblems } from "../payload/validate.ts";
import { canView, may } from "../state/permissions.ts";
import { channelShape, threadMemberShape } from "../state/shapes.ts";
import type { Channel } from "../state/types.ts";
import { type Call, channelOf, check, fieldsOf, guildOf, type Handler, messageOf, need } from "./call.ts";
import { refusal } from "./refused.ts";

/** `POST /channels/:id/messages/:id/threads` (platform-facts.md 2.2). */
export const startThread: Handler = (call) => {
  const channel = channelOf(call);
  const { app, talk } = call.room;
  if (channel.kind !== "text" && channel.kind !== "announcement") throw refusal("wrong kind of channel");
  const message = messageOf(call, channel);
  need(call, channel, "CREATE_PUBLIC_THREADS", "READ_MESSAGE_HISTORY");
  const body = fieldsOf(call);
  check(call, threadProblems(body));
  if (message.thread !== null || channel.guild?.channels.has(message.id)) throw refusal("thread there");
  const active = [...(channel.guild?.channels.values() ?? [])].filter(({ thread }) => thread?.archived === false);
  if (active.length >= (channel.guild?.mostActiveThreads ?? 0)) throw refusal("too many threads");
  const minutes = Number(body["auto_archive_duration"] ?? 4_320);
  const thread = talk.startThread(message, app.botUser, { name: String(body["name"]), minutes });
  return { status: 201, body: channelShape(app, thread) };
};

/** `GET /guilds/:id/threads/active`. */
export const activeThreads: Handler = (call) => {
  const threads = [...guildOf(call).channels.values()].filter(({ thread }) => thread?.archived === false);
  return { body: listed(call, threads) };
};

/** `GET /channels/:id/threads/archived/public`: by the time of archiving, newest first. */
export const archivedThreads: Handler = (call) => {
  const channel = channelOf(call);
  need(call, channel, "READ_MESSAGE_HISTORY");
  const before = Date.parse(call.query.get("before") ?? "9999-12-31T00:00:00Z");
  const limit = Number(call.query.get("limit") ?? 50);
  const all = [...(channel.guild?.channels.values() ?? [])]
    .filter(({ thread, kind }) => thread?.archived === true && thread.parent === channel && kind !== "private thread")
    .filter(({ thread }) => (thread?.archivedAt ?? 0) < before)
    .sort((one, other) => (other.thread?.archivedAt ?? 0) - (one.thread?.archivedAt ?? 0));
  return { body: { ...listed(call, all.slice(0, limit)), has_more: all.length > limit } };
};

function listed({ room: { app } }: Call, threads: readonly Channel[]) {
  const seen = threads.filter((one) => canView(one, app.botUser));
  return {
    threads: seen.map((one) => channelShape(app, one)),
    members: seen.flatMap(({ id, thread }) => {
      const since = thread?.members.get(app.botUser);
      return since === undefined ? [] : [threadMemberShape(id, app.botUser, since)];
    }),
  };
}

/** `PUT` or `DELETE /channels/:id/thread-members/@me`. */
export const joinThread =
  (leave: boolean): Handler =>
  (call) => {
    const { thread } = channelOf(call);
    const { app } = call.room;
    if (thread === null) throw refusal("wrong kind of channel");
    if (thread.archived) throw refusal("thread archived");
    if (leave) thread.members.delete(app.botUser);
    else thread.members.set(app.botUser, app.clock.now());
    return {};
  };

/** What of a thread a request changes, once it is allowed (developers/topics/threads.mdx, Editing & Deleting Threads). */
export function changeThread(call: Call, channel: Channel): void {
  const { thread } = channel;
  if (thread === null) throw refusal("wrong kind of channel");
  const { app, talk } = call.room;
  const { archived, locked, name } = fieldsOf(call);
  const isModerator = may(channel, app.botUser, "MANAGE_THREADS");
  if (locked !== undefined && !isModerator) throw refusal("missing permissions");
  const wakes = archived === false && name === undefined;
  if (wakes && thread.locked && !isModerator) throw refusal("thread locked");
  const mayWake = wakes && may(channel, app.botUser, "SEND_MESSAGES_IN_THREADS");
  if (!mayWake && !isModerator && thread.owner !== app.botUser) throw refusal("missing permissions");
  if (thread.archived && archived !== false) throw refusal("thread archived");
  talk.changeThread(channel, {
    ...(typeof archived === "boolean" ? { archived } : {}),
    ...(typeof locked === "boolean" ? { locked } : {}),
    ...(typeof name === "string" ? { name } : {}),
  });
}
