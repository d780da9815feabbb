import { BotError } from "../../core/errors.ts";
import type { MessageId, PersonId } from "../../core/keys.ts";
import type { Message, Response } from "../../core/message/message.ts";
import type { Handlers, Origin } from "../../ports/platform.ts";
import { toPlayForm, toPlayWhisper } from "./drawing.ts";
import { playChannel, playPerson } from "./people.ts";
import { aheadAfter, type NextEvent } from "./play-clock.ts";
import type { Ask, Asks, Reply } from "./protocol.ts";
import { type Drawn, type RoomWhisper, whisperTo } from "./room.ts";
import { refused, type Talk, toReply } from "./talk.ts";
import type { Venue } from "./venue.ts";

const done: Reply = { kind: "done" };

export type AskParts = Readonly<{
  venue: Venue;
  talk: Talk;
  handlers: () => Handlers;
  /** Called after the clock moved, so that what became due happens. */
  afterMove: () => Promise<void>;
  /** Draws what the bot answers. */
  draw: (message: Message) => Promise<Drawn>;
}>;

/** What people do in the playground. A refusal rejects with `input.invalid`; what a handler rejects with passes through. */
export class PlayAsks {
  readonly #parts: AskParts;
  readonly #venue: Venue;
  #clockTurn: Promise<unknown> = Promise.resolve();

  constructor(parts: AskParts) {
    this.#parts = parts;
    this.#venue = parts.venue;
  }

  /** Carries one ask out. */
  carryOut<K extends Ask>(kind: K, asked: Asks[K]): Promise<Reply> {
    return this.#ways[kind](asked);
  }

  readonly #ways: { readonly [K in Ask]: (asked: Asks[K]) => Promise<Reply> } = {
    say: ({ as, thread, text }) => this.#parts.talk.say(as as PersonId, thread, text).then(() => done),
    edit: ({ as, message, text }) => this.#parts.talk.edit(as as PersonId, message, text).then(() => done),
    delete: ({ as, message }) => this.#parts.talk.remove(as as PersonId, message).then(() => done),
    command: async ({ as, thread, text }) => {
      const origin = this.#origin(as, thread);
      return this.#answer(origin, await this.#parts.handlers().command({ ...origin, text }), null);
    },
    press: async ({ as, message: id, action, value }) => {
      const whisper = whisperTo(this.#venue.room, as as PersonId, id as MessageId);
      const message = whisper?.message ?? this.#parts.talk.seen(id);
      const origin = this.#origin(as, message.thread);
      return this.#answer(origin, await this.#parts.handlers().pressed({ ...origin, action, value }), whisper);
    },
    submit: async ({ as, thread, form, values }) => {
      const origin = this.#origin(as, thread);
      const submitted = { ...origin, name: playPerson(as)?.name ?? "", form, values };
      return this.#answer(origin, await this.#parts.handlers().submitted(submitted), null);
    },
    point: async ({ as, message, mark }) => {
      const reply = toReply(this.#parts.talk.seen(message));
      if (reply === null) throw refused("only somebody's reply in a thread can be pointed at");
      const origin = this.#origin(as, reply.thread);
      return this.#answer(origin, await this.#parts.handlers().pointed({ ...origin, as: mark, reply }), null);
    },
    choices: async ({ as, form, field, typed }) => {
      const query = { ...this.#origin(as, null), form, field, typed };
      return { kind: "choices", choices: await this.#parts.handlers().choices(query) };
    },
    clock: async ({ move }) => {
      // Read before waiting: two people who press for the same event go to it once.
      const next = await this.#venue.nextEvent();
      const turn = this.#clockTurn.then(() => this.#moveClock(move, next));
      this.#clockTurn = turn.catch(() => undefined);
      return turn;
    },
  };

  #origin(as: string, thread: string | null): Origin {
    const root = thread === null ? null : this.#parts.talk.seen(thread).id;
    return { channel: playChannel, person: as as PersonId, thread: root };
  }

  async #answer(origin: Origin, response: Response, pressed: RoomWhisper | null): Promise<Reply> {
    switch (response.kind) {
      case "none":
        return done;
      case "errors":
        return { kind: "errors", errors: response.errors };
      case "form":
        return { kind: "form", form: toPlayForm(response.form) };
      case "message": {
        const drawn = await this.#parts.draw(response.message);
        const replaces = response.replace ? pressed : null;
        const kept = replaces?.kept ?? false;
        const whisper = await this.#venue.whisper(origin, drawn, { replaces: replaces?.message.id ?? null, kept });
        return { kind: "whisper", whisper: toPlayWhisper(whisper, replaces?.message.id ?? null) };
      }
    }
  }

  async #moveClock(move: Asks["clock"]["move"], next: NextEvent | null): Promise<Reply> {
    await this.#venue.change((room) => {
      const { zone } = this.#venue;
      const aheadMs = aheadAfter(move, { now: this.#venue.now(), aheadMs: room.aheadMs, next, zone });
      if (aheadMs === null) throw refused("nothing is planned that the clock could move to");
      return { events: [{ kind: "clock", aheadMs }], gives: null };
    });
    await this.#venue.refreshClock();
    try {
      await this.#parts.afterMove();
    } catch (error) {
      const because = error instanceof BotError ? `: ${error.message}` : "";
      const hint = "the bot goes on trying by itself; its log says more";
      return { kind: "failed", message: `The clock has moved, but what was due could not be done${because}.`, hint };
    }
    return done;
  }
}
