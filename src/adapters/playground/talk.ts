import { BotError } from "../../core/errors.ts";
import type { MessageId, PersonId } from "../../core/keys.ts";
import type { Handlers, IncomingReply } from "../../ports/platform.ts";
import { playChannel, playPerson } from "./people.ts";
import { nextId, type RoomEvent, type RoomMessage, repliesTo } from "./room.ts";
import type { Venue } from "./venue.ts";

/**
 * What people say to each other. Each message, edit and deletion is on the disk before the bot hears of it, and is
 * taken back when the bot does not take it. One person's come one after another.
 */
export class Talk {
  readonly #venue: Venue;
  readonly #handlers: () => Handlers;
  readonly #turns = new Map<PersonId, Promise<unknown>>();

  constructor(venue: Venue, handlers: () => Handlers) {
    this.#venue = venue;
    this.#handlers = handlers;
  }

  say(person: PersonId, thread: string | null, text: string): Promise<void> {
    return this.#inTurn(person, () => this.#say(person, thread, text));
  }

  edit(person: PersonId, id: string, text: string): Promise<void> {
    return this.#inTurn(person, () => this.#edit(person, id, text));
  }

  remove(person: PersonId, id: string): Promise<void> {
    return this.#inTurn(person, () => this.#remove(person, id));
  }

  /** A message that people see. Rejected as `input.invalid` when there is none with this id. */
  seen(id: string): RoomMessage {
    const message = this.#venue.room.messages.get(id as MessageId);
    if (message && !message.deleted && this.#venue.isSeen(message)) return message;
    throw refused("this message is not there any more");
  }

  async #say(person: PersonId, thread: string | null, text: string): Promise<void> {
    const root = thread === null ? null : this.seen(thread);
    if (root !== null && root.thread !== null) throw refused("a thread hangs on a message of the channel");
    const hidden: MessageId[] = [];
    try {
      const said = await this.#venue.change<RoomMessage>((room) => {
        const at = this.#venue.now().epochMilliseconds;
        const place = { id: nextId(room), thread: root?.id ?? null, author: person, at, editedAt: null, text };
        const message = { ...place, drawn: null, key: null, deleted: false, marked: false };
        hidden.push(message.id);
        this.#venue.hide(message.id);
        return { events: [{ kind: "message", message }], gives: message };
      });
      const reply = toReply(said);
      await this.#orUndo(reply && ((bot) => bot.replied(reply)), () => ({ kind: "removed", id: said.id }), said.id);
    } finally {
      for (const id of hidden) this.#venue.reveal(id);
    }
  }

  async #edit(person: PersonId, id: string, text: string): Promise<void> {
    const before = this.#own(person, id);
    const editedAt = this.#venue.now().epochMilliseconds;
    const after = await this.#put(before.id, { text, editedAt });
    const reply = toReply(after);
    await this.#orUndo(
      reply && ((bot) => bot.edited(reply)),
      (now) => {
        return { kind: "message", message: { ...now, text: before.text, editedAt: before.editedAt } };
      },
      after.id,
    );
    this.#venue.show(after);
  }

  async #remove(person: PersonId, id: string): Promise<void> {
    const before = this.#removable(person, id);
    const tombstone = await this.#put(before.id, { text: "", drawn: null, deleted: true });
    const reply = toReply(before);
    const gone = reply && { channel: playChannel, thread: reply.thread, message: reply.message };
    await this.#orUndo(gone && ((bot) => bot.deleted(gone)), () => ({ kind: "message", message: before }), before.id);
    const answered = repliesTo(this.#venue.room, before.id).length > 0;
    // The bot's keep their key, so that it is never posted with again.
    const stays = answered || before.author === null;
    const last: RoomEvent = stays ? { kind: "message", message: tombstone } : { kind: "removed", id: before.id };
    await this.#venue.change(() => ({ events: [last], gives: null, forget: true }));
    if (answered) this.#venue.show(tombstone);
    else this.#venue.tell({ kind: "removed", id: before.id }, null);
  }

  #put(id: MessageId, changes: Partial<RoomMessage>): Promise<RoomMessage> {
    return this.#venue.change((room) => {
      const message = { ...this.#venue.standing(room, id), ...changes };
      return { events: [{ kind: "message", message }], gives: message };
    });
  }

  /** Lets the bot hear of a message; when it does not take it, writes `undo` down and rejects too. */
  async #orUndo(
    hear: ((bot: Handlers) => Promise<void>) | null,
    undo: (now: RoomMessage) => RoomEvent,
    id: MessageId,
  ): Promise<void> {
    if (hear === null) return;
    try {
      await hear(this.#handlers());
    } catch (error) {
      await this.#venue.change((room) => {
        const now = room.messages.get(id);
        return { events: now ? [undo(now)] : [], gives: null };
      });
      throw error;
    }
  }

  #own(person: PersonId, id: string): RoomMessage {
    const message = this.seen(id);
    if (message.author !== person) throw refused("only its author can change this message");
    return message;
  }

  #removable(person: PersonId, id: string): RoomMessage {
    const message = this.seen(id);
    const asManager = message.author === null && playPerson(person)?.manager === true;
    if (message.author !== person && !asManager) throw refused("this message is somebody else's");
    return message;
  }

  #inTurn<T>(person: PersonId, act: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(person) ?? Promise.resolve()).then(act);
    this.#turns.set(
      person,
      turn.catch(() => undefined),
    );
    return turn;
  }
}

/** What a person is told when they ask for what cannot be. */
export const refused = (message: string): BotError =>
  new BotError("input.invalid", message, { hint: "reload the page to see what is there now" });

/** A person's message in a thread as the port hands it over; null for all others. */
export function toReply({ id, thread, author, text, at, editedAt, deleted }: RoomMessage): IncomingReply | null {
  if (author === null || thread === null || deleted) return null;
  return {
    channel: playChannel,
    thread,
    message: id,
    gesture: null,
    person: author,
    name: playPerson(author)?.name ?? author,
    text,
    at: Temporal.Instant.fromEpochMilliseconds(at),
    editedAt: editedAt === null ? null : Temporal.Instant.fromEpochMilliseconds(editedAt),
  };
}
