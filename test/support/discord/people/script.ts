import type { Act } from "../../model/wire.ts";
import type { Room } from "../room.ts";
import type { Message } from "../state/types.ts";
import { composed, write } from "./writing.ts";

/**
 * People who act by a script: each thing so long after they see their channel's question, which is the bot's first
 * message there, or its reveal, which is its first in the question's thread.
 */
export class Script {
  readonly #room: Room;
  readonly #acts: readonly Act[];
  /** By channel. */
  readonly #questions = new Map<string, Message>();
  readonly #seen = new Set<string>();

  constructor(room: Room, acts: readonly Act[]) {
    this.#room = room;
    this.#acts = acts;
  }

  /** A message stands. */
  see(message: Message): void {
    const { app } = this.#room;
    if (this.#acts.length === 0 || message.author !== app.botUser || message.type !== 0) return;
    const { thread } = message.channel;
    const channel = thread?.parent ?? message.channel;
    const what = thread === null ? "question" : "reveal";
    if (this.#seen.has(`${channel.id} ${what}`)) return;
    this.#seen.add(`${channel.id} ${what}`);
    if (what === "question") this.#questions.set(channel.id, message);
    const due = this.#acts.filter((one) => one.after === what && app.channel(one.channel) === channel);
    for (const one of due) app.clock.later(one.afterMs, () => this.act(one));
  }

  /** Does one thing now, in the thread of the channel's question; nothing while there is none. */
  act({ channel: name, person, does, text }: Act): void {
    const { app, talk } = this.#room;
    const question = this.#questions.get(app.channel(name).id);
    if (question === undefined) return;
    // Whoever answers before the bot has made the thread makes it.
    const { id: user } = app.user(person);
    const thread = question.thread ?? talk.startThread(question, user, { name: "Answers", minutes: 4_320 });
    const written = app.in(thread.id).findLast((one) => one.author === user && one.type === 0);
    if (does === "say") write(this.#room, { channel: thread.id, user, text });
    if (does === "edit" && written !== undefined) talk.change(written, { content: composed(app, text) });
    if (does === "delete" && written !== undefined) talk.erase(thread, [written]);
  }
}
