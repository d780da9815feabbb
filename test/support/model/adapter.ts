import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { BotError, type Refusal } from "../../../src/core/errors.ts";
import {
  type ChannelKey,
  channelKey,
  type DeliveryKey,
  type MessageId,
  type PersonId,
  partsOf,
} from "../../../src/core/keys.ts";
import type { Message, MessageRef, Place } from "../../../src/core/message/message.ts";
import type { Grant, PacedCall, PlatformPacing } from "../../../src/ports/pacing.ts";
import type { IncomingReply, Person, Platform, PlatformFacts, ThreadReading } from "../../../src/ports/platform.ts";
import { renderPlain } from "../../../src/render/plain.ts";
import { behaviours } from "./behaviour.ts";
import { type AdapterOptions, type Connection, connectionTo } from "./connection.ts";
import { fastClock, onTheWall } from "./fast-time.ts";
import { hearing } from "./hearing.ts";
import { type ApiRequest, type ModelMessage, textNow } from "./wire.ts";

/** The first segment of the model's channel keys. */
export const modelName = "model";

/** The model platform behind the port; thin, so that what is tested is the bot. */
export function modelPlatform(options: AdapterOptions): Platform {
  const behaviour = behaviours[options.behaviour];
  const connection = connectionTo(options, options.clock ?? fastClock(options.time));
  const speaking = speaker(options, connection);
  const ear = hearing(options, connection);
  return {
    facts: { ...plainFacts, ...behaviour.facts, pacing: pacingOf(options) },
    start: async (handlers) => {
      connection.onDate(handlers.clock);
      // As adapters ask at their start who they are, until they are told.
      while (!(await isAnswered(connection, { call: "person", channel: "", person: "bot" }))) {
        await sleep(onTheWall(againMs, options.time));
      }
      await ear.start(handlers);
    },
    stop: async () => {
      await ear.stop();
      connection.close();
    },
    post: (to, message, key, grant) => speaking.post(to, message, key, grant),
    edit: async ({ channel, id }, message, grant) => {
      const asked = { call: "edit", channel: nameOf(channel), message: id, text: textOf(message) } as const;
      await said(connection, asked, grant);
    },
    find: (to, key, since, grant) => speaking.find(to, key, since, grant),
    readThread: (of, since, grant) => readThread(connection, of, { since, grant }),
    whisper: async (channel, person, message, grant) => {
      await said(connection, { call: "whisper", channel: nameOf(channel), person, text: textOf(message) }, grant);
      return true;
    },
    mark: async ({ channel, id }, grant) =>
      void (await said(connection, { call: "mark", channel: nameOf(channel), message: id }, grant)),
    person: async (channel, id, grant) => {
      await said(connection, { call: "person", channel: nameOf(channel), person: id }, grant);
      return memberOf(id);
    },
    // Every name is a channel of the model.
    channel: async (channel) => ({ channel, name: nameOf(channel), general: false, lacks: null }),
  };
}

/** Posting and finding again, the two halves of one promise. */
function speaker({ behaviour: name, nonces, time }: AdapterOptions, connection: Connection) {
  const { threadsAreMade, nonceMs } = behaviours[name];
  const clock = fastClock(time);
  const now = (): string => clock.now().toString();

  const makeThread = async (channel: string, { id }: MessageRef, grant?: Grant) => {
    await grant?.more({ route: `thread ${channel}`, posts: false });
    return connection.ask({ call: "thread", channel, message: id, sentAt: now() }, grant);
  };
  const withThread = async (ref: MessageRef, wanted: boolean, grant?: Grant): Promise<MessageRef> => {
    if (!wanted || !threadsAreMade) return ref;
    const channel = nameOf(ref.channel);
    const made = await makeThread(channel, ref, grant).catch(afterPost);
    // platform-facts.md 2.2: 160004 says that the thread is there already, which is all that is wanted.
    if (!made.ok && made.error !== "160004") throw refused(made.error);
    return ref;
  };
  return {
    post: async (to: Place, message: Message, key: DeliveryKey, grant?: Grant): Promise<MessageRef> => {
      const { channel, thread } = placeOf(to);
      const nonce = nonces && nonceMs > 0 ? nonceOf(key) : null;
      const where = { channel: nameOf(channel), thread };
      const text = textOf(message);
      const posted = await said(connection, { call: "post", ...where, key, nonce, text, sentAt: now() }, grant);
      // A success that names no message, or another channel's, says nothing about this post (faults.md, 19).
      if (posted.message?.channel !== where.channel || posted.message.id === "") throw senseless(key);
      return withThread({ channel, thread, id: posted.message.id as MessageId }, message.thread !== null, grant);
    },
    find: async (to: Place, key: DeliveryKey, since: Temporal.Instant, grant?: Grant): Promise<MessageRef | null> => {
      const { channel, thread } = placeOf(to);
      const asked = { call: "find", channel: nameOf(channel), thread, since: since.toString() } as const;
      const { messages = [] } = await said(connection, asked, grant);
      const found = messages.find((one) => one.key === key);
      if (found === undefined) return null;
      return withThread({ channel, thread, id: found.id as MessageId }, key.includes("/question/"), grant);
    },
  };
}

async function readThread(
  connection: Connection,
  of: MessageRef,
  { since, grant }: Readonly<{ since: Temporal.Instant | null; grant: Grant | undefined }>,
): Promise<ThreadReading> {
  const from = since?.toString() ?? null;
  const reply = await connection.ask(
    { call: "replies", channel: nameOf(of.channel), thread: of.id, since: from },
    grant,
  );
  if (!reply.ok) return { kind: "unreadable", why: "thread-gone" };
  return { kind: "read", replies: (reply.messages ?? []).map((one) => replyOf(of.channel, one)) };
}

/** A successful answer, or a refusal. */
async function said(connection: Connection, asked: ApiRequest, grant?: Grant) {
  const reply = await connection.ask(asked, grant);
  if (!reply.ok) throw refused(reply.error);
  return reply;
}

/** How soon a start that nobody answered is tried again. */
const againMs = 1_000;

const isAnswered = (connection: Connection, asked: ApiRequest): Promise<boolean> =>
  connection.ask(asked).then(
    () => true,
    () => false,
  );
/** The message is out by then: whatever stands against its thread, the post as a whole is in doubt. */
function afterPost(error: unknown): never {
  if (!(error instanceof BotError)) throw error;
  const { message, hint, retryAfterMs, scope = "route" } = error;
  const asked = error.code === "platform.busy" && retryAfterMs !== undefined ? { retryAfterMs, scope } : {};
  throw new BotError("platform.doubt", message, { hint, cause: error, ...asked });
}

/** Counted as the model counts: each kind of request in each channel is a route. */
function pacingOf({ pacing }: AdapterOptions): PlatformPacing | null {
  if (pacing === undefined) return null;
  const called: Readonly<Partial<Record<PacedCall["kind"], string>>> = { readThread: "replies" };
  return {
    ...pacing,
    count: (call) => ({
      route: `${called[call.kind] ?? call.kind} ${nameOf(channelOf(call))}`,
      posts: call.kind === "post",
    }),
  };
}

function channelOf(call: PacedCall): ChannelKey {
  if ("to" in call) return placeOf(call.to).channel;
  if ("ref" in call) return call.ref.channel;
  return "of" in call ? call.of.channel : call.channel;
}

/** Codes as the platforms say them (faults.md, 21 to 23 and 27). */
const refusals: Readonly<Record<string, Refusal>> = {
  message_not_found: "message-gone",
  channel_not_found: "channel-gone",
  is_archived: "channel-archived",
  not_in_channel: "not-a-member",
  missing_scope: "missing-permission",
  token_revoked: "token-revoked",
};

const refused = (error: string): BotError =>
  new BotError("platform.refused", `model: ${error}`, {
    hint: "mend what the code names; the bot tries again by itself",
    why: refusals[error] ?? "message-rejected",
  });

const senseless = (key: DeliveryKey): BotError =>
  new BotError("platform.doubt", `${key}: the answer names no message of that channel`, {
    hint: "the bot looks at the platform again by itself",
  });

const plainFacts: PlatformFacts = {
  name: modelName,
  fit: (doc) => [doc],
  fieldChars: 3_000,
  actions: 10,
  whispers: true,
  readsReplies: true,
  commandsInThreads: true,
  repeatSafeMs: 0,
  visibleAfterMs: 0,
  pacing: null,
  aheadMs: () => 0,
  linkTo: () => null,
  home: false,
  roles: false,
  pings: false,
};

const memberOf = (id: PersonId): Person => ({
  id,
  name: id,
  zone: "UTC",
  manager: false,
  maySetUp: true,
  standing: "member",
  roles: [],
});

// delivery.md: 24 characters of a hash of the key; a nonce is at most 25.
const nonceOf = (key: DeliveryKey): string => createHash("sha256").update(key).digest("hex").slice(0, 24);

const nameOf = (channel: ChannelKey): string => partsOf(channel).channel;

/** The key of a channel of a workspace of the model. */
export const modelChannel = (workspace: string, channel: string): ChannelKey =>
  channelKey(modelName, workspace, channel);

const placeOf = (to: Place): Readonly<{ channel: ChannelKey; thread: MessageId | null }> =>
  to.kind === "channel" ? { channel: to.channel, thread: null } : { channel: to.of.channel, thread: to.of.id };

const textOf = ({ summary, doc }: Message): string => `${summary}\n\n${renderPlain(doc)}`;

function replyOf(channel: ChannelKey, message: ModelMessage): IncomingReply {
  const { thread, id, person, at, edits } = message;
  const editedAt = edits.at(-1)?.at;
  return {
    channel,
    thread: (thread ?? "") as MessageId,
    message: id as MessageId,
    gesture: null,
    person: (person ?? "") as PersonId,
    name: person ?? "",
    text: textNow(message),
    at: Temporal.Instant.from(at),
    editedAt: editedAt === undefined ? null : Temporal.Instant.from(editedAt),
  };
}
