import { z } from "zod";
import { deliveryKeyField, messageIdField, personIdField } from "../../core/codecs.ts";
import { assertNever } from "../../core/errors.ts";
import type { DeliveryKey, MessageId, PersonId } from "../../core/keys.ts";

const choice = z.object({ value: z.string(), label: z.string() }).readonly();
const action = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("button"),
    id: z.string(),
    label: z.string(),
    style: z.enum(["primary", "plain", "danger"]),
  }),
  z.object({ kind: z.literal("select"), id: z.string(), label: z.string(), choices: z.array(choice).readonly() }),
]);

/** What the bot said, drawn once when it said it. `html` is escaped; pictures name files kept beside the room. */
const drawn = z.object({
  summary: z.string(),
  html: z.string(),
  actions: z.array(action.readonly()).readonly(),
  pictures: z.array(z.object({ file: z.string(), alt: z.string() }).readonly()).readonly(),
  threadTitle: z.string().nullable(),
});
export type Drawn = Readonly<z.output<typeof drawn>>;

const roomMessage = z.object({
  id: messageIdField,
  thread: messageIdField.nullable(),
  /** Null for the bot. */
  author: personIdField.nullable(),
  /** Epoch milliseconds on the playground's clock, as all its times. */
  at: z.number(),
  editedAt: z.number().nullable(),
  /** What a person typed; empty for the bot's. */
  text: z.string(),
  /** Null for people's, and for what was deleted. */
  drawn: drawn.readonly().nullable(),
  key: deliveryKeyField.nullable(),
  deleted: z.boolean(),
  marked: z.boolean(),
});
export type RoomMessage = Readonly<z.output<typeof roomMessage>>;

/** `kept`: unasked for, so it is shown again after a reload; answers to what a person did are not. */
const whisper = z.object({ to: personIdField, kept: z.boolean(), message: roomMessage.readonly() });
export type RoomWhisper = Readonly<z.output<typeof whisper>>;

/** One line of the room's log. A message stands for itself whether it is new or was changed, so repeats are harmless. */
export const roomEvent = z.discriminatedUnion("kind", [
  /** The first line. */
  z.object({ kind: z.literal("room"), version: z.number().int(), lastId: z.number().int(), aheadMs: z.number() }),
  z.object({ kind: z.literal("message"), message: roomMessage.readonly() }),
  z.object({ kind: z.literal("removed"), id: messageIdField }),
  z.object({ kind: z.literal("whisper"), whisper: whisper.readonly(), replaces: messageIdField.nullable() }),
  z.object({ kind: z.literal("clock"), aheadMs: z.number() }),
]);
export type RoomEvent = Readonly<z.output<typeof roomEvent>>;

/** The version of the log that this program writes and reads. */
export const roomVersion = 1;
/** Whispers kept for each person; older ones leave. */
const whispersEach = 100;

/** Everything the playground remembers. Messages stand in the order they were first said. */
export type Room = Readonly<{
  lastId: number;
  aheadMs: number;
  messages: ReadonlyMap<MessageId, RoomMessage>;
  whispers: readonly RoomWhisper[];
}>;

export const emptyRoom: Room = { lastId: 0, aheadMs: 0, messages: new Map(), whispers: [] };

/** The room after some events. Pure: the same room and events give the same room. */
export function roomAfter(room: Room, events: readonly RoomEvent[]): Room {
  const messages = new Map(room.messages);
  let { lastId, aheadMs, whispers } = room;
  for (const event of events) {
    switch (event.kind) {
      case "room":
        lastId = Math.max(lastId, event.lastId);
        aheadMs = event.aheadMs;
        break;
      case "message":
        lastId = Math.max(lastId, numberOf(event.message.id));
        messages.set(event.message.id, event.message);
        break;
      case "removed":
        messages.delete(event.id);
        break;
      case "whisper":
        lastId = Math.max(lastId, numberOf(event.whisper.message.id));
        whispers = withWhisper(whispers, event.whisper, event.replaces);
        break;
      case "clock":
        aheadMs = event.aheadMs;
        break;
      default:
        assertNever(event);
    }
  }
  return { lastId, aheadMs, messages, whispers };
}

function withWhisper(
  whispers: readonly RoomWhisper[],
  added: RoomWhisper,
  replaces: MessageId | null,
): readonly RoomWhisper[] {
  const at = whispers.findIndex((one) => one.message.id === (replaces ?? added.message.id));
  if (at !== -1) return whispers.with(at, added);
  const theirs = whispers.filter((one) => one.to === added.to);
  const oldest = theirs.length >= whispersEach ? theirs[0] : undefined;
  return [...whispers.filter((one) => one !== oldest), added];
}

/** The fewest events that make this room out of an empty one. */
export function eventsOf(room: Room): readonly RoomEvent[] {
  return [
    { kind: "room", version: roomVersion, lastId: room.lastId, aheadMs: room.aheadMs },
    ...[...room.messages.values()].map((message): RoomEvent => ({ kind: "message", message })),
    ...room.whispers.map((one): RoomEvent => ({ kind: "whisper", whisper: one, replaces: null })),
  ];
}

const numberOf = (id: MessageId): number => Number(id.slice(1));

/** The next id that no message or whisper of this room ever had. */
export const nextId = (room: Room): MessageId => `m${room.lastId + 1}` as MessageId;

/** The bot's message with this key, deleted ones included; null when nothing was posted with it. */
export function messageWithKey(room: Room, key: DeliveryKey): RoomMessage | null {
  for (const message of room.messages.values()) if (message.key === key) return message;
  return null;
}

/** What stands under a message, in order, deleted ones left out. */
export const repliesTo = (room: Room, thread: MessageId): readonly RoomMessage[] =>
  [...room.messages.values()].filter((one) => one.thread === thread && !one.deleted);

/** A whisper that this person can see. */
export const whisperTo = (room: Room, person: PersonId, id: MessageId): RoomWhisper | null =>
  room.whispers.find((one) => one.to === person && one.message.id === id) ?? null;

/**
 * What the page shows, in order: the latest `channelMessages` of the channel with their threads. A deleted message
 * keeps its place while others' answers hang on it.
 */
export function shownMessages(room: Room, channelMessages: number): readonly RoomMessage[] {
  const all = [...room.messages.values()];
  const answered = new Set(all.filter((one) => !one.deleted).map((one) => one.thread));
  const standing = all.filter((one) => !one.deleted || answered.has(one.id));
  const roots = standing.filter((one) => one.thread === null).slice(-channelMessages);
  const shown = new Set(roots.map((one) => one.id));
  return standing.filter((one) => shown.has(one.thread ?? one.id));
}
