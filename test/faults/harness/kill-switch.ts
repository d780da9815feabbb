import type { Delivery } from "../../../src/core/delivery/delivery.ts";
import type { Collection, CollectionName, Guard, Row, Store } from "../../../src/ports/collection.ts";
import type { Platform } from "../../../src/ports/platform.ts";
import { seeded } from "../../support/model/seeded.ts";
import type { InsideKill, InsidePoint } from "./points.ts";

/** In a write or a request the process has at most so long to live, in milliseconds; a statement takes about as long. */
const longestInMs = 3;

type Written = "plan" | "claim" | "intent" | "record" | "answer";

/**
 * Ends this process by SIGKILL at one point, without a word to the bot: what passes through the store and the platform
 * tells where the bot is.
 */
export class KillSwitch {
  readonly #kill: InsideKill | null;
  readonly #random: () => number;
  readonly #revealing = new Set<string>();
  #left: number;

  constructor(kill: InsideKill | null) {
    this.#kill = kill;
    this.#left = kill?.nth ?? 0;
    this.#random = seeded(kill?.seed ?? 0);
  }

  /** The store, watched. */
  store(inner: Store): Store {
    return {
      collection: (name, codec) => this.#watched(name, inner.collection(name, codec)),
      commit: (guard, puts) => this.#commit(inner, guard, puts),
      check: () => inner.check(),
      scrub: () => inner.scrub(),
      stop: () => inner.stop(),
    };
  }

  /** The platform, watched. */
  platform(inner: Platform): Platform {
    return {
      ...inner,
      post: async (to, message, key, grant) => {
        const ref = await inner.post(to, message, key, grant);
        this.#at("reply not recorded");
        return ref;
      },
      find: (to, key, since, grant) => {
        const found = inner.find(to, key, since, grant);
        this.#in("during reconcile");
        return found;
      },
      readThread: (of, since, grant) => {
        const reading = inner.readThread(of, since, grant);
        if (this.#revealing.has(of.channel)) this.#in("during read-back before reveal");
        return reading;
      },
    };
  }

  /** The store's own collection, as its `commit` knows no other, with its writes watched. */
  #watched<T>(name: CollectionName, collection: Collection<T>): Collection<T> {
    const { create, update } = collection;
    collection.create = async (key, value) => {
      const answered = create.call(collection, key, value);
      if (name === "deliveries") this.#in("in plan");
      const created = await answered;
      if (name === "deliveries" && created) this.#at("after plan");
      return created;
    };
    collection.update = async (key, change) => {
      let written: Written | null = null;
      const watched = (current: T | null): T | null => {
        const after = change(current);
        written = writtenIn(name, current, after);
        this.#noteCutoff(name, key, after ?? current);
        if (written !== null) this.#handed(written);
        return after;
      };
      const now = await update.call(collection, key, watched);
      if (written !== null) this.#done(written);
      return now;
    };
    return collection;
  }

  async #commit<T>(inner: Store, guard: Guard<T>, puts: readonly Row[]): Promise<boolean> {
    const isPlan = guard.kind === "update" && puts.some((row) => row.collection === "deliveries");
    if (!isPlan) return inner.commit(guard, puts);
    const change = (current: T | null): T | null => {
      const after = guard.change(current);
      if (after !== null) this.#handed("plan");
      return after;
    };
    const won = await inner.commit({ ...guard, change }, puts);
    if (won) this.#done("plan");
    return won;
  }

  /** The store is about to carry a write out, in this turn of the event loop. */
  #handed(written: Written): void {
    if (written === "answer") this.#at("answer heard");
    else this.#in(`in ${written}`);
  }

  #done(written: Written): void {
    if (written !== "answer") this.#at(`after ${written}`);
  }

  #noteCutoff(name: CollectionName, key: string, drill: unknown): void {
    if (name !== "drills" || !isRecord(drill) || !drill["cutoffAt"]) return;
    this.#revealing.add(key.slice(0, key.lastIndexOf("/")));
  }

  /** Something is under way: within the next 3 ms the process ends. */
  #in(point: InsidePoint): void {
    if (!this.#isHere(point)) return;
    const endsAt = performance.now() + this.#random() * longestInMs;
    const wait = (): void => {
      if (performance.now() >= endsAt) end();
      else setImmediate(wait);
    };
    setImmediate(wait);
  }

  #at(point: InsidePoint): void {
    if (this.#isHere(point)) end();
  }

  #isHere(point: InsidePoint): boolean {
    if (this.#kill?.point !== point) return false;
    this.#left -= 1;
    return this.#left === 0;
  }
}

const end = (): void => void process.kill(process.pid, "SIGKILL");

function writtenIn(name: CollectionName, before: unknown, after: unknown): Written | null {
  if (after === null) return null;
  if (name === "answers") return "answer";
  return name === "deliveries" && isDelivery(before) && isDelivery(after) ? stepOf(before, after) : null;
}

function stepOf(before: Delivery, after: Delivery): Written | null {
  if (after.attempt > before.attempt) return "claim";
  if (after.state.kind === "sent") return "record";
  if (after.state.kind !== "sending") return null;
  const sendsBefore = before.state.kind === "sending" ? before.state.sends : 0;
  return after.state.sends > sendsBefore ? "intent" : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** What the collection of deliveries holds; its codec has checked it. */
const isDelivery = (value: unknown): value is Delivery => isRecord(value) && "attempt" in value && "state" in value;
