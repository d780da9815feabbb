import { BotError } from "../../core/errors.ts";
import type { MessageId, PersonId } from "../../core/keys.ts";
import { toPlayMessage } from "./drawing.ts";
import { type NextEvent, playNow, toPlayClock } from "./play-clock.ts";
import type { News, PlayClock } from "./protocol.ts";
import { type Drawn, nextId, type Room, type RoomMessage, type RoomWhisper, shownMessages } from "./room.ts";
import type { OpenRoom, RoomChange } from "./room-file.ts";

/** How many messages of the channel the page gets, each with its thread. */
const channelMessages = 200;

/** Tells the tabs that are open: all of them, or one person's. */
export type Tell = (news: News, to: string | null) => void;

export type VenueParts = Readonly<{
  room: OpenRoom;
  tell: Tell;
  /** The machine's time. */
  now: () => Temporal.Instant;
  zone: string;
  nextEvent: () => NextEvent | null | Promise<NextEvent | null>;
}>;

/** The room with the people in it: what the bot and they do to it, and who hears of that. */
export class Venue {
  readonly zone: string;
  readonly tell: Tell;
  readonly #parts: VenueParts;
  /** Said and on the disk, but not taken by the bot yet: nobody sees them, and no thread reads them. */
  readonly #pending = new Set<MessageId>();
  #toldNext: string | null = null;

  constructor(parts: VenueParts) {
    this.#parts = parts;
    this.zone = parts.zone;
    this.tell = parts.tell;
  }

  /** As it is on the disk. */
  get room(): Room {
    return this.#parts.room.room;
  }

  /** The playground's time, in whole milliseconds as everything in the room has it. */
  now(): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(playNow(this.#parts.now(), this.room.aheadMs).epochMilliseconds);
  }

  change<T>(decide: (room: Room) => RoomChange<T>): Promise<T> {
    return this.#parts.room.change(decide);
  }

  /** Changes one message and tells of it, unless nothing changed. `message-gone` when it is not there or was deleted. */
  async changeMessage(id: MessageId, to: (message: RoomMessage) => RoomMessage): Promise<void> {
    const changed = await this.change<RoomMessage | null>((room) => {
      const before = this.standing(room, id);
      const message = to(before);
      if (JSON.stringify(message) === JSON.stringify(before)) return { events: [], gives: null };
      return { events: [{ kind: "message", message }], gives: message };
    });
    if (changed) this.show(changed);
  }

  /** The message with this id. Refused as `message-gone` when it is not there or was deleted. */
  standing(room: Room, id: MessageId): RoomMessage {
    const message = room.messages.get(id);
    if (message && !message.deleted) return message;
    throw new BotError("platform.refused", `playground: message ${id} is not there any more`, {
      hint: "somebody deleted it; say it in a new message",
      why: "message-gone",
    });
  }

  /** Writes down what one person alone is told, in place of another whisper when `replaces` names one. */
  whisper(
    { person, thread }: Readonly<{ person: PersonId; thread: MessageId | null }>,
    drawn: Drawn,
    { replaces, kept }: Readonly<{ replaces: MessageId | null; kept: boolean }>,
  ): Promise<RoomWhisper> {
    return this.change((room) => {
      const at = this.now().epochMilliseconds;
      const place = { id: nextId(room), thread, author: null, at, editedAt: null, text: "", key: null };
      const message = { ...place, drawn, deleted: false, marked: false };
      const whisper = { to: person, kept, message };
      return { events: [{ kind: "whisper", whisper, replaces }], gives: whisper };
    });
  }

  /** Tells of a message that is new or changed, once it may be seen. */
  show(message: RoomMessage): void {
    if (!this.#pending.has(message.id)) this.tell({ kind: "message", message: toPlayMessage(message) }, null);
  }

  /** Hides a message until `reveal`. */
  hide(id: MessageId): void {
    this.#pending.add(id);
  }

  /** Shows a hidden message as it is by now, if it still stands. */
  reveal(id: MessageId): void {
    this.#pending.delete(id);
    const message = this.room.messages.get(id);
    if (message) this.show(message);
  }

  /** Whether people and the bot may see a message. */
  isSeen(message: RoomMessage): boolean {
    return !this.#pending.has(message.id);
  }

  /** What the page shows, in order. */
  shown(): readonly RoomMessage[] {
    return shownMessages(this.room, channelMessages).filter((message) => this.isSeen(message));
  }

  nextEvent(): Promise<NextEvent | null> {
    return Promise.resolve(this.#parts.nextEvent());
  }

  async clock(): Promise<PlayClock> {
    return toPlayClock(this.now(), this.room.aheadMs, await this.nextEvent(), this.zone);
  }

  /** Tells all tabs of the clock when what comes next, or how far ahead it is, has changed. */
  async refreshClock(): Promise<void> {
    const clock = await this.clock();
    const told = JSON.stringify([clock.next, clock.aheadMs]);
    if (told === this.#toldNext) return;
    this.#toldNext = told;
    this.tell({ kind: "clock", clock }, null);
  }
}
