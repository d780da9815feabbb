import { isRecord } from "../payload/record.ts";
import type { Channel, Fields, Message, Person } from "./types.ts";
import type { Workspace } from "./workspace.ts";

/** A message as the Web API and events show it (types/events/message.d.ts [P], GenericMessageEvent). */
export function messageShape(workspace: Workspace, message: Message, withMetadata = false): Fields {
  if (message.stands === "tombstone") return tombstone(workspace, message);
  const { user, bot, text, ts, blocks, thread, edited, clientMsgId, files } = message;
  const { team, appId, botId } = workspace.keys;
  return {
    type: "message",
    ...subtypeOf(message),
    user,
    ...(bot === null
      ? {}
      : {
          bot_id: bot,
          ...(bot === botId ? { app_id: appId } : {}),
          bot_profile: { id: bot, app_id: appId, name: "Daily Drill", team_id: team },
        }),
    text,
    ts,
    ...teamsOf(workspace, user),
    ...(blocks.length === 0 ? {} : { blocks }),
    ...(clientMsgId === null ? {} : { client_msg_id: clientMsgId }),
    ...(thread === null ? threadShape(workspace, message) : { thread_ts: thread, ...parentOf(workspace, message) }),
    ...rootOf(workspace, message),
    ...(edited === null ? {} : { edited: { user, ts: edited } }),
    ...(files.length === 0 ? {} : { files, upload: false }),
    ...(message.reactions.size === 0 ? {} : { reactions: reactionShapes(message) }),
    ...(withMetadata && isRecord(message.metadata) ? { metadata: message.metadata } : {}),
  };
}

/** Messages of people from elsewhere name their workspace (platform-facts.md 1.6 [P]). */
function teamsOf({ people, keys }: Workspace, user: string): Fields {
  const theirs = people.get(user)?.team ?? keys.team;
  return theirs === keys.team ? { team: theirs } : { team: theirs, user_team: theirs, source_team: theirs };
}

/** What is left of a parent that was deleted (platform-facts.md 1.4 [M]: user USLACKBOT, "This message was deleted."). */
function tombstone(workspace: Workspace, message: Message): Fields {
  const text = "This message was deleted.";
  const left = { type: "message", subtype: "tombstone", user: "USLACKBOT", text, hidden: true, ts: message.ts };
  return { ...left, ...threadShape(workspace, message) };
}

/** types/events/message.d.ts [P]: `file_share` and `thread_broadcast` are subtypes of their own, and can be answers. */
function subtypeOf({ broadcast, files, bot }: Message): Fields {
  if (broadcast) return { subtype: "thread_broadcast" };
  return files.length > 0 && bot === null ? { subtype: "file_share" } : {};
}

function threadShape(workspace: Workspace, { channel, ts }: Message): Fields {
  const replies = workspace.under(channel, ts);
  if (replies.length === 0) return {};
  const users = [...new Set(replies.map(({ user }) => user))];
  return {
    thread_ts: ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
  };
}

function parentOf(workspace: Workspace, { channel, thread }: Message): Fields {
  const parent = thread === null ? undefined : workspace.at(channel, thread);
  return parent === undefined ? {} : { parent_user_id: parent.stands === "tombstone" ? "USLACKBOT" : parent.user };
}

/** types/events/message.d.ts [P], ThreadBroadcastMessageEvent: the parent comes along. */
function rootOf(workspace: Workspace, { channel, thread, broadcast }: Message): Fields {
  const root = broadcast && thread !== null ? workspace.at(channel, thread) : undefined;
  return root === undefined ? {} : { root: messageShape(workspace, root) };
}

const reactionShapes = ({ reactions }: Message): readonly Fields[] =>
  [...reactions].map(([name, users]) => ({ name, users, count: users.length }));

/** A person as `users.info` shows them (web-api response/UsersInfoResponse.d.ts [P]). */
export function personShape(person: Person): Fields {
  const { id, team, name, displayName, realName, tz, deleted } = person;
  const profile = { real_name: realName, display_name: displayName, team };
  const seconds = Math.round(Temporal.Now.zonedDateTimeISO(tz).offsetNanoseconds / 1e9);
  const known = {
    id,
    team_id: team,
    name,
    deleted,
    real_name: realName,
    tz,
    tz_offset: seconds,
    tz_label: tz,
    profile,
  };
  const rights = {
    is_admin: person.isAdmin,
    is_owner: person.isOwner,
    is_primary_owner: false,
    is_restricted: person.isRestricted,
    is_ultra_restricted: person.isUltraRestricted,
    is_bot: person.isBot,
    is_app_user: false,
  };
  // Deleted people have no rights and no zone any more; people of other workspaces show theirs only as strangers.
  if (deleted) return { id, team_id: team, name, deleted, real_name: realName, profile, is_bot: person.isBot };
  return person.isStranger ? { ...known, ...rights, is_stranger: true } : { ...known, ...rights };
}

/** A channel as `conversations.info` shows it (web-api response/ConversationsInfoResponse.d.ts [P]). */
export function channelShape(workspace: Workspace, channel: Channel): Fields {
  const { id, name, kind, isGeneral, isArchived, sharedWith, members } = channel;
  const { team } = workspace.keys;
  if (kind === "im") {
    const other = [...members].find((one) => one !== workspace.keys.botUser);
    return { id, is_im: true, is_archived: isArchived, user: other, is_user_deleted: false };
  }
  const isShared = sharedWith.length > 0;
  return {
    id,
    name,
    name_normalized: name,
    is_channel: kind === "public",
    is_group: kind === "private",
    is_im: false,
    is_mpim: false,
    is_private: kind === "private",
    is_archived: isArchived,
    is_general: isGeneral,
    is_member: workspace.hasBot(channel),
    is_shared: isShared,
    is_ext_shared: isShared,
    is_org_shared: false,
    context_team_id: team,
    shared_team_ids: [team, ...sharedWith],
    num_members: members.size,
    topic: { value: "", creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
  };
}
