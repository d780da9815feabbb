import { isRecord } from "../payload/record.ts";
import { type MessageKind, validateMessage } from "../payload/validate.ts";
import { messageShape } from "../state/shapes.ts";
import type { Channel, Message } from "../state/types.ts";
import { maybe, need } from "./arguments.ts";
import { type Call, channelOf, joinedChannelOf, type Method } from "./call.ts";
import { Refused } from "./reply.ts";
import { withIds } from "./views.ts";

/** The methods that write messages. */
export const chat: Readonly<Record<string, Method>> = {
  "chat.postMessage": {
    scope: "chat:write",
    answer: (call) => {
      const channel = writableChannel(call);
      const contents = contentsOf(call, "PostMessage");
      const thread = threadOf(call, channel);
      const { workspace, args, talk } = call;
      const { botUser: user, botId: bot } = workspace.keys;
      const unfurls = { links: args["unfurl_links"] !== false, media: args["unfurl_media"] !== false };
      const broadcast = thread !== null && args["reply_broadcast"] === true;
      // platform-facts.md 1.3 [P] java-slack-sdk#852: client_msg_id is kept, and prevents nothing.
      const clientMsgId = maybe(args, "client_msg_id");
      const message = talk.say({ channel, user, bot, ...contents, thread, broadcast, clientMsgId, unfurls });
      return { ok: true, channel: channel.id, ts: message.ts, message: messageShape(workspace, message, true) };
    },
  },
  "chat.update": {
    scope: "chat:write",
    answer: (call) => {
      const { workspace, talk, args } = call;
      const channel = channelOf(call);
      const message = ownMessage(call, channel);
      const contents = contentsOf(call, "Update");
      // platform-facts.md 1.3: `text` without `blocks` deletes the blocks. Metadata stays unless it is given.
      const metadata = args["metadata"] === undefined ? message.metadata : contents.metadata;
      const broadcast = message.broadcast || args["reply_broadcast"] === true;
      talk.change(message, { text: contents.text, blocks: contents.blocks, metadata, broadcast });
      const { ts, text } = message;
      return { ok: true, channel: channel.id, ts, text, message: messageShape(workspace, message, true) };
    },
  },
  "chat.delete": {
    scope: "chat:write",
    answer: (call) => {
      const channel = channelOf(call);
      const message = ownMessage(call, channel, "cant_delete_message");
      call.talk.erase(message);
      return { ok: true, channel: channel.id, ts: message.ts };
    },
  },
  "chat.postEphemeral": {
    scope: "chat:write",
    answer: (call) => {
      const { workspace, args } = call;
      const channel = joinedChannelOf(call);
      const user = need(args, "user");
      if (channel.isArchived) throw new Refused("is_archived");
      if (!channel.members.has(user)) throw new Refused("user_not_in_channel");
      const { text, blocks } = contentsOf(call, "PostEphemeral");
      const ts = workspace.nextTs(channel.id);
      workspace.whispers.push({ channel: channel.id, user, ts, text, blocks, thread: maybe(args, "thread_ts") });
      return { ok: true, message_ts: ts };
    },
  },
  "chat.getPermalink": {
    scope: null,
    answer: (call) => {
      const channel = channelOf(call);
      const ts = need(call.args, "message_ts");
      if (call.workspace.at(channel.id, ts) === undefined) throw new Refused("message_not_found");
      const host = `${call.workspace.keys.team.toLowerCase()}.slack.com`;
      return {
        ok: true,
        channel: channel.id,
        permalink: `https://${host}/archives/${channel.id}/p${ts.replace(".", "")}`,
      };
    },
  },
};

function writableChannel(call: Call): Channel {
  const channel = channelOf(call);
  // platform-facts.md 1.6: chat:write.public lets an app post to public channels it has not joined.
  const mayJoinless = channel.kind === "public" && call.workspace.scopes.includes("chat:write.public");
  if (!call.workspace.hasBot(channel) && !mayJoinless) throw new Refused("not_in_channel");
  if (channel.isArchived) throw new Refused("is_archived");
  return channel;
}

/** A deleted parent refuses replies unless the quirk says otherwise; a reply's `ts` means its parent's thread. */
function threadOf({ workspace, args }: Call, channel: Channel): string | null {
  const thread = maybe(args, "thread_ts");
  if (thread === null) return null;
  const parent = workspace.at(channel.id, thread);
  if (parent === undefined && workspace.quirks.deletedParents === "refused") throw new Refused("message_not_found");
  return parent?.thread ?? thread;
}

function ownMessage({ workspace, args }: Call, channel: Channel, error = "cant_update_message"): Message {
  const message = workspace.at(channel.id, need(args, "ts"));
  if (message === undefined || message.stands !== "yes") throw new Refused("message_not_found");
  if (message.bot !== workspace.keys.botId) throw new Refused(error);
  if (channel.isArchived) throw new Refused("is_archived");
  return message;
}

/** What a message says; whatever breaks a rule is kept as a violation and refused in Slack's words. */
function contentsOf({ workspace, args }: Call, kind: MessageKind) {
  const { token: _token, team_id: _team, ...payload } = args;
  const wrong = validateMessage(payload, kind);
  workspace.violations.push(...wrong.map((line) => `${methods[kind]} ${line}`));
  const [first] = wrong;
  if (first !== undefined)
    throw new Refused(codeFor(first), {
      errors: wrong,
      response_metadata: { messages: wrong.map((line) => `[ERROR] ${line}`) },
    });
  const { text = "", blocks = [], metadata } = payload;
  if (text === "" && (!Array.isArray(blocks) || blocks.length === 0)) throw new Refused("no_text");
  return {
    text: String(text),
    blocks: withIds(workspace, Array.isArray(blocks) ? blocks : []),
    metadata: isRecord(metadata) ? metadata : null,
  };
}

const methods: Readonly<Record<MessageKind, string>> = {
  PostMessage: "chat.postMessage",
  Update: "chat.update",
  PostEphemeral: "chat.postEphemeral",
  Respond: "response_url",
};

function codeFor(line: string): string {
  if (line.includes("msg_blocks_too_long")) return "msg_blocks_too_long";
  if (line.startsWith("/text")) return "msg_too_long";
  if (line.startsWith("/metadata")) return line.includes("at most") ? "metadata_too_large" : "invalid_metadata_format";
  return line.startsWith("/blocks") ? "invalid_blocks" : "invalid_arguments";
}
