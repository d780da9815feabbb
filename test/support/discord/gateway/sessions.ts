import type { Fields } from "../../stand-in/record.ts";
import type { AppState } from "../state/app-state.ts";
import type { Dispatch, Session } from "./session.ts";
import type { Told } from "./told.ts";

/** How long a session can be resumed after its connection ended [memory: a few minutes]. */
const resumableMs = 300_000;

/** The sessions of an app, until they are forgotten, and what was lost with those that were. */
export class Sessions {
  readonly #app: AppState;
  readonly #byId = new Map<string, Session>();
  readonly #lost: Dispatch[] = [];
  readonly #toNobody: Told[] = [];

  constructor(app: AppState) {
    this.#app = app;
  }

  /** All that are known, connected or not; those that waited too long are forgotten first. */
  all(): readonly Session[] {
    const now = this.#app.clock.now();
    for (const session of [...this.#byId.values()]) {
      if (session.leftAt !== null && now - session.leftAt > resumableMs) this.forget(session);
    }
    return [...this.#byId.values()];
  }

  find(id: unknown): Session | undefined {
    return this.all().find((one) => one.id === id);
  }

  add(session: Session): void {
    this.#byId.set(session.id, session);
  }

  /** Its connection has ended; it can be resumed. */
  detach(session: Session): void {
    session.outlet = null;
    session.leftAt = this.#app.clock.now();
  }

  /** It cannot be resumed any more. */
  forget(session: Session): void {
    this.#byId.delete(session.id);
    this.#lost.push(...session.after(session.heard));
  }

  /** Forgets all, and loses nothing with them. */
  clear(): void {
    this.#byId.clear();
  }

  /** The sessions that are to be told of something; without any it is told to nobody. */
  wanting(told: Told): readonly Session[] {
    const wanting = this.all().filter((one) => one.wants(told));
    if (wanting.length === 0) this.#toNobody.push(told);
    return wanting;
  }

  /** What was sent to nobody, to sessions that are gone, or to one that has not come back. */
  untold(): readonly Fields[] {
    const waiting = this.all().filter(({ outlet }) => outlet === null);
    const frames = [...this.#lost, ...waiting.flatMap((session) => session.after(session.heard))];
    return [...this.#toNobody.map(({ type, data }) => ({ t: type, d: data })), ...frames.map(({ t, d }) => ({ t, d }))];
  }
}
