import { BotError } from "../../core/errors.ts";
import type { ChannelKey, DeliveryKey, PersonId } from "../../core/keys.ts";
import type { Message, MessageRef, Place } from "../../core/message/message.ts";
import type { ThreadReading } from "../../ports/platform.ts";
import { withPingSaid } from "../../render/spoken-first.ts";
import { drawMessage, toPlayWhisper } from "./drawing.ts";
import { playChannel, playPerson } from "./people.ts";
import type { Pictures } from "./pictures.ts";
import { type Drawn, messageWithKey, nextId, type RoomMessage, repliesTo } from "./room.ts";
import { toReply } from "./talk.ts";
import type { Venue } from "./venue.ts";

/** What the bot does in the room. All of it is on the disk before a call resolves; what could not be written is unsent. */
export class BotSide {
  readonly #venue: Venue;
  readonly #pictures: Pictures;

  constructor(venue: Venue, pictures: Pictures) {
    this.#venue = venue;
    this.#pictures = pictures;
  }

  async post(to: Place, message: Message, key: DeliveryKey): Promise<MessageRef> {
    checkChannel(to);
    const drawn = await this.draw(withPingSaid(message));
    const { posted, isNew } = await written(
      this.#venue.change<Readonly<{ posted: RoomMessage; isNew: boolean }>>((room) => {
        const before = messageWithKey(room, key);
        if (before) return { events: [], gives: { posted: this.#venue.standing(room, before.id), isNew: false } };
        const thread = to.kind === "channel" ? null : this.#venue.standing(room, to.of.id).id;
        const at = this.#venue.now().epochMilliseconds;
        const place = { id: nextId(room), thread, author: null, at, editedAt: null, text: "", key };
        const posted = { ...place, drawn, deleted: false, marked: false };
        return { events: [{ kind: "message", message: posted }], gives: { posted, isNew: true } };
      }),
    );
    if (isNew) this.#venue.show(posted);
    return refOf(posted);
  }

  async edit(ref: MessageRef, message: Message): Promise<void> {
    checkChannel({ kind: "channel", channel: ref.channel });
    const drawn = await this.draw(message);
    await written(this.#venue.changeMessage(ref.id, (before) => ({ ...before, drawn })));
  }

  async find(to: Place, key: DeliveryKey, since: Temporal.Instant): Promise<MessageRef | null> {
    checkChannel(to);
    const thread = to.kind === "channel" ? null : to.of.id;
    const found = messageWithKey(this.#venue.room, key);
    // The room counts whole milliseconds, so `since` is taken as the one it lies in.
    if (!found || found.deleted || found.thread !== thread || found.at < since.epochMilliseconds) return null;
    return refOf(found);
  }

  async readThread(of: MessageRef, since: Temporal.Instant | null): Promise<ThreadReading> {
    checkChannel({ kind: "channel", channel: of.channel });
    const { room } = this.#venue;
    const root = room.messages.get(of.id);
    const seen = repliesTo(room, of.id).filter((message) => this.#venue.isSeen(message));
    if (!root || (root.deleted && seen.length === 0)) return { kind: "unreadable", why: "thread-gone" };
    const replies = seen
      .filter((message) => since === null || message.at >= since.epochMilliseconds)
      .flatMap((message) => toReply(message) ?? []);
    return { kind: "read", replies: replies.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at)) };
  }

  async whisper(channel: ChannelKey, person: PersonId, message: Message): Promise<boolean> {
    checkChannel({ kind: "channel", channel });
    if (playPerson(person) === null) return false;
    const drawn = await this.draw(message);
    const whisper = await written(this.#venue.whisper({ person, thread: null }, drawn, { replaces: null, kept: true }));
    this.#venue.tell({ kind: "whisper", whisper: toPlayWhisper(whisper) }, person);
    return true;
  }

  async mark(ref: MessageRef): Promise<void> {
    checkChannel({ kind: "channel", channel: ref.channel });
    await written(this.#venue.changeMessage(ref.id, (before) => ({ ...before, marked: true })));
  }

  /** Draws a message, with its pictures on the disk. */
  async draw(message: Message): Promise<Drawn> {
    const files = message.pictures.map((picture) => this.#pictures.keep(picture));
    return drawMessage(message, await written(Promise.all(files)));
  }
}

function checkChannel(to: Place): void {
  const channel = to.kind === "channel" ? to.channel : to.of.channel;
  if (channel === playChannel) return;
  throw new BotError("platform.refused", `playground: there is no channel ${channel}`, {
    hint: `the playground has one channel, ${playChannel}`,
    why: "channel-gone",
  });
}

/** A failed write left nothing behind: for a send that means it never left. */
async function written<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (cause) {
    if (cause instanceof BotError && cause.code !== "store.unavailable") throw cause;
    throw new BotError("platform.unsent", "playground: the message could not be written to the disk", {
      hint:
        cause instanceof BotError ? cause.hint : "see that the disk has room and that the data folder may be written",
      cause,
    });
  }
}

const refOf = ({ id, thread }: RoomMessage): MessageRef => ({ channel: playChannel, thread, id });
