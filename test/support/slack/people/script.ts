import type { Act } from "../../model/wire.ts";
import { isRecord } from "../payload/record.ts";
import type { Room } from "../room.ts";
import type { Message } from "../state/types.ts";
import { composed, onTheWire } from "./typed.ts";
import { write } from "./writing.ts";

/** The delivery key that a post of the bot carries in its metadata; null for all else. */
export function keyOf({ bot, metadata }: Message): string | null {
  const payload = isRecord(metadata) ? metadata["event_payload"] : undefined;
  const key = isRecord(payload) ? payload["key"] : undefined;
  return bot !== null && typeof key === "string" ? key : null;
}

/** People who act by a script: each thing so long after they see their channel's first question, or its reveal. */
export class Script {
  readonly #room: Room;
  readonly #acts: readonly Act[];
  readonly #questions = new Map<string, Message>();
  readonly #seen = new Set<string>();

  constructor(room: Room, acts: readonly Act[]) {
    this.#room = room;
    this.#acts = acts;
  }

  /** A message stands. */
  see(message: Message): void {
    const key = keyOf(message);
    if (key === null) return;
    const what = key.includes("/question/") ? "question" : "reveal";
    const { channel } = message;
    if (this.#seen.has(`${channel} ${what}`)) return;
    this.#seen.add(`${channel} ${what}`);
    if (what === "question") this.#questions.set(channel, message);
    const { workspace } = this.#room;
    const due = this.#acts.filter((one) => one.after === what && workspace.channel(one.channel).id === channel);
    for (const one of due) workspace.clock.later(one.afterMs, () => this.act(one));
  }

  /** Does one thing now, under the channel's question; nothing while there is none. */
  act({ channel: name, person, does, text }: Act): void {
    const { workspace, talk } = this.#room;
    const channel = workspace.channel(name);
    const question = this.#questions.get(channel.id);
    if (question === undefined) return;
    const { id: user } = workspace.person(person);
    const written = workspace.under(channel.id, question.ts).findLast((one) => one.user === user);
    if (does === "say") write(this.#room, { channel: name, user, text, thread: question.ts });
    if (does === "edit" && written !== undefined) {
      talk.change(written, { text: onTheWire(workspace, text), blocks: composed(workspace, text) });
    }
    if (does === "delete" && written !== undefined) talk.erase(written);
  }
}
