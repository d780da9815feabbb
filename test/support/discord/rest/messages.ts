import type { Fields } from "../../stand-in/record.ts";
import { messageProblems, type SentAs } from "../payload/validate.ts";
import { isReadable, messageShape, withoutContent } from "../state/message-shape.ts";
import { may } from "../state/permissions.ts";
import type { Channel, Message } from "../state/types.ts";
import { type Call, channelOf, check, fieldsOf, type Handler, messageOf, need, needOpenThread } from "./call.ts";
import { contentsOf, needContents } from "./contents.ts";
import { pingsOf } from "./mentions.ts";
import { plainly, refusal } from "./refused.ts";

/** `POST /channels/:id/messages`. */
export const createMessage: Handler = (call) => {
  const channel = channelOf(call);
  needPlace(call, channel);
  const body = fieldsOf(call);
  checkMessage(call, body, "new");
  needContents(body, call.files);
  needForContents(call, channel, body);
  return { body: shown(call, alreadyThere(call, channel, body) ?? post(call, channel, body)) };
};

/** `PATCH /channels/:id/messages/:id`. */
export const editMessage: Handler = (call) => {
  const channel = channelOf(call);
  const message = messageOf(call, channel);
  if (message.author !== call.room.app.botUser) throw refusal("not the author");
  needOpenThread(call, channel, "change");
  const body = fieldsOf(call);
  checkMessage(call, body, "edit");
  call.room.talk.change(message, contentsOf(body, call.files));
  return { body: shown(call, message) };
};

/** `DELETE /channels/:id/messages/:id`. */
export const deleteMessage: Handler = (call) => {
  const channel = channelOf(call);
  const message = messageOf(call, channel);
  if (message.author !== call.room.app.botUser) need(call, channel, "MANAGE_MESSAGES");
  call.room.talk.erase(channel, [message]);
  return {};
};

/** `GET /channels/:id/messages/:id`. */
export const getMessage: Handler = (call) => {
  const channel = channelOf(call);
  need(call, channel, "READ_MESSAGE_HISTORY");
  return { body: readBack(call, messageOf(call, channel)) };
};

/** `GET /channels/:id/messages`: newest first; without READ_MESSAGE_HISTORY nothing (developers/resources/message.mdx). */
export const listMessages: Handler = (call) => {
  const channel = channelOf(call);
  const limit = Number(call.query.get("limit") ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw plainly(404, "limit");
  if (channel.guild !== null && !may(channel, call.room.app.botUser, "READ_MESSAGE_HISTORY")) return { body: [] };
  const page = pageOf(call, call.room.app.in(channel.id), limit);
  return { body: page.toReversed().map((one) => readBack(call, one)) };
};

/** Oldest first. Ids may be of no message at all: they stand for their instant. */
function pageOf({ query }: Call, all: readonly Message[], limit: number): readonly Message[] {
  const [before, after, around] = ["before", "after", "around"].map((name) => query.get(name));
  if (after != null) return all.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit);
  if (before != null) return all.filter(({ id }) => BigInt(id) < BigInt(before)).slice(-limit);
  if (around == null) return all.slice(-limit);
  const middle = all.filter(({ id }) => BigInt(id) < BigInt(around)).length;
  const half = Math.floor(limit / 2);
  return all.slice(Math.max(0, middle - half), middle - half + limit);
}

/** Where the bot may write: a text channel, with the right, a thread that is not locked. */
function needPlace(call: Call, channel: Channel): void {
  const { thread, kind } = channel;
  if (kind === "forum" || kind === "category") throw refusal("not a text channel");
  need(call, channel, thread === null ? "SEND_MESSAGES" : "SEND_MESSAGES_IN_THREADS");
  needOpenThread(call, channel, "write");
  const { botUser } = call.room.app;
  if (thread !== null && !thread.members.has(botUser) && thread.members.size >= mostParticipants) {
    throw refusal("thread full");
  }
}

/** platform-facts.md 2.2: 1,000 participants (30033). */
const mostParticipants = 1_000;

function needForContents(call: Call, channel: Channel, body: Fields): void {
  if (Array.isArray(body["embeds"]) && body["embeds"].length > 0) need(call, channel, "EMBED_LINKS");
  if (call.files.length > 0) need(call, channel, "ATTACH_FILES");
  if (body["message_reference"] != null) need(call, channel, "READ_MESSAGE_HISTORY");
}

/** platform-facts.md 2.3: the same nonce gives the first message again; was that deleted, it is unknown. */
function alreadyThere({ room: { app } }: Call, channel: Channel, body: Fields): Message | undefined {
  const { nonce, enforce_nonce: isEnforced } = body;
  if (isEnforced !== true || nonce == null) return undefined;
  const since = app.clock.now() - app.quirks.nonceMs;
  for (const message of app.withNonce(channel.id, since)) {
    if (message.nonce !== String(nonce) || message.author !== app.botUser) continue;
    if (message.deletedAt !== null) throw refusal("unknown message");
    return message;
  }
  return undefined;
}

function post(call: Call, channel: Channel, body: Fields): Message {
  const { app, talk } = call.room;
  const { content = "", ...contents } = contentsOf(body, call.files);
  const pings = pingsOf(app, channel, { author: app.botUser, content, allowed: body["allowed_mentions"] });
  const nonce = body["nonce"] == null ? null : String(body["nonce"]);
  const replyTo = replied(call, channel, body["message_reference"]);
  const said = { channel, author: app.botUser, content, pings, mentions: pings.users, nonce, replyTo, ...contents };
  return talk.say({ ...said, type: replyTo === null ? 0 : 19 });
}

function replied({ room: { app } }: Call, channel: Channel, reference: unknown): Message | null {
  if (typeof reference !== "object" || reference === null || !("message_id" in reference)) return null;
  const found = app.message(channel.id, String(reference.message_id));
  const mayBeGone = "fail_if_not_exists" in reference && reference.fail_if_not_exists === false;
  if (found === undefined && !mayBeGone) throw refusal("unknown message");
  return found ?? null;
}

/** Refuses what is wrong with a message, and notes it. */
export function checkMessage(call: Call, body: Fields, as: SentAs): void {
  check(call, messageProblems(body, as));
}

/** The history bears no nonces: only the event of a new message promises one (platform-facts.md 2.3). */
function readBack(call: Call, message: Message): Fields {
  const { nonce: _nonce, ...left } = shown(call, message);
  return left;
}

/** A message as the app is shown it over REST: without content where it may not read it. */
export function shown({ room: { app } }: Call, message: Message): Fields {
  const shape = messageShape(app, message);
  return app.messageContent !== "off" || isReadable(app, message) ? shape : withoutContent(shape);
}
