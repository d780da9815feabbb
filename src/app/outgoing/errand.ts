import type { Urgency } from "../../core/delivery/lines.ts";
import type { ChannelKey } from "../../core/keys.ts";
import type { World } from "../world.ts";
import type { Rest } from "./lanes.ts";
import { putOffError } from "./turn.ts";

/** On whose behalf something is done, as far as its turn in the queues goes. Times are epoch milliseconds. */
export type Errand = Readonly<{
  /** How urgent its reads are. What it shows has an urgency of its own. */
  urgency: Urgency;
  /** Nothing of it goes before that; null: at once. */
  notBefore: number | null;
  /** Its reads, and its sends, wait for their turn no longer than that; null: as long as it takes. */
  readsUntil: number | null;
  sendsUntil: number | null;
  /** Whether it has its channel's lane, and leaves it to others who want it rather than wait in it. */
  givesWay: boolean;
  /** Waits without keeping other channels from running. */
  rest: Rest;
}>;

/** Nobody in particular waits for it. */
export const anErrand: Errand = {
  urgency: "notice",
  notBefore: null,
  readsUntil: null,
  sendsUntil: null,
  givesWay: false,
  rest: (wait) => wait(),
};

/** A person waits for a command, a press or a form for 3 s on every platform; the rest is for the way and the store. */
const patienceMs = 2_000;

/**
 * The world of one interaction: what it reads goes before all else, or is put off in time for an answer; so is looking
 * after a channel, which goes on by itself.
 */
export function answering(world: World): World {
  const until = world.clock.now().epochMilliseconds + patienceMs;
  return {
    ...world,
    errand: { ...anErrand, urgency: "acknowledgement", readsUntil: until },
    wake: async (channel) => {
      const woken = world.wake(channel);
      const leftMs = until - world.clock.now().epochMilliseconds;
      if (leftMs <= 0) return;
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const callOff = world.timer.after(leftMs, resolve);
      await Promise.race([woken, late]);
      callOff();
    },
  };
}

/**
 * As `World.alone`, for somebody who waits: a task that cannot begin in time, because a request of that channel is under
 * way and not answered, is never begun, and `platform.busy` is raised.
 */
export function aloneInTime<T>(world: World, channel: ChannelKey, task: () => Promise<T>): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const { readsUntil } = world.errand;
  let isOver = false;
  const giveUp = (): void => {
    isOver = true;
    reject(putOffError());
  };
  const leftMs = readsUntil === null ? null : Math.max(1, readsUntil - world.clock.now().epochMilliseconds);
  const callOff = leftMs === null ? () => undefined : world.timer.after(leftMs, giveUp);
  const begin = async (): Promise<void> => {
    if (isOver) return;
    callOff();
    resolve(await task());
  };
  world.alone(channel, begin).catch(reject);
  return promise;
}
