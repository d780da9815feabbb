import { createBucket } from "../../core/delivery/bucket.ts";
import type { Send } from "../../core/delivery/lines.ts";
import { createPacing, type Pacing, type PacingLimits, type PacingOutcome } from "../../core/delivery/pacing.ts";
import { createWakes, type Sleeper, type Wakes } from "../../core/delivery/wakes.ts";
import type { ChannelKey } from "../../core/keys.ts";
import type { Clock, Timer } from "../../ports/runtime.ts";

/** One request that wants its turn. Times are epoch milliseconds. */
export type Waiting = Omit<Send, "key"> &
  Readonly<{
    /** When it is put off; null: it waits as long as it takes. */
    until: number | null;
    /** Whether others who want its channel may put it off. */
    givesWay: boolean;
    /** The call it belongs to is under way and cannot go back: nothing puts it off but time. */
    isBegun: boolean;
  }>;

/** The requests of one workspace or bot that wait for the core's pacing, and the timer that wakes them. */
export type Queue = Readonly<{
  /** Resolves with what to settle when the request may be made; null: it was put off. */
  enter: (waiting: Waiting) => Promise<Send | null>;
  /** Resolves when a granted request may leave: those that something delayed since do not leave all at once. */
  depart: () => Promise<void>;
  /** Tells how a granted request ended; a second time changes nothing. */
  settle: (send: Send, outcome: PacingOutcome) => void;
  /** Puts off what gives way in a channel. */
  giveWay: (channel: ChannelKey) => void;
  /** Puts off all that waits for a channel that is gone. */
  abandon: (channel: ChannelKey) => void;
  /** Puts off all but what is begun. */
  close: () => void;
}>;

type Times = Readonly<{ clock: Clock; timer: Timer }>;

type Waiter = Sleeper & Readonly<{ waiting: Waiting; send: Send; answer: (send: Send | null) => void }>;

/** An empty queue. Raises `config.invalid` for limits under which nothing could ever go. */
export function createQueue(limits: PacingLimits, { clock, timer }: Times): Queue {
  const pacing: Pacing = createPacing(limits);
  const waiters = new Map<string, Waiter>();
  const patience: Wakes<Waiter> = createWakes();
  const alarm = createAlarm({ clock, timer }, () => advance());
  const now = (): number => clock.now().epochMilliseconds;
  let lastKey = 0;

  const answer = ({ key }: Send, isGranted: boolean): void => {
    const waiter = waiters.get(key);
    if (waiter === undefined) return;
    waiters.delete(key);
    waiter.wakesAt = null;
    waiter.answer(isGranted ? waiter.send : null);
  };
  const putOff = ({ send }: Waiter): void => {
    pacing.remove(send.key);
    answer(send, false);
  };
  const advance = (): void => {
    const { go, dropped, askAt } = pacing.take(now());
    for (const send of go) answer(send, true);
    for (const send of dropped) answer(send, false);
    for (let late = patience.due(now()); late !== undefined; late = patience.due(now())) putOff(late);
    const times = [askAt, patience.next()].filter((time) => time !== null);
    alarm.set(waiters.size === 0 || times.length === 0 ? null : Math.min(...times));
  };
  const putOffAll = (which: (waiting: Waiting) => boolean): void => {
    for (const waiter of [...waiters.values()]) if (which(waiter.waiting)) putOff(waiter);
    advance();
  };

  return {
    depart: createDepartures(limits, { clock, timer }),
    enter: (waiting) => {
      const { promise, resolve } = Promise.withResolvers<Send | null>();
      lastKey += 1;
      const { channel, urgency, route, posts, notBefore, until } = waiting;
      const send = { key: String(lastKey), channel, urgency, route, posts, notBefore };
      const waiter: Waiter = { waiting, send, answer: resolve, wakesAt: null };
      waiters.set(send.key, waiter);
      if (until !== null) patience.set(waiter, until);
      pacing.add(send, now());
      advance();
      return promise;
    },
    settle: (send, outcome) => {
      pacing.settle(send, outcome, now());
      advance();
    },
    giveWay: (channel) => putOffAll((one) => one.givesWay && !one.isBegun && one.channel === channel),
    abandon: (channel) => {
      for (const send of pacing.abandon(channel)) answer(send, false);
      advance();
    },
    close: () => putOffAll(({ isBegun }) => !isBegun),
  };
}

/**
 * Between its turn and its request a send is claimed and its intent written down, which takes now more, now less time; what
 * the pacing has spread evenly must arrive so. Lets one go after the other, at the overall rate.
 */
function createDepartures({ overall }: PacingLimits, { clock, timer }: Times): () => Promise<void> {
  const bucket = createBucket(overall);
  let latest = Number.NEGATIVE_INFINITY;
  let before = Promise.resolve();
  // A clock set back counts as one that stands still: each then waits for one slot, and no longer.
  const now = (): number => {
    latest = Math.max(latest, clock.now().epochMilliseconds);
    return latest;
  };
  const leave = async (): Promise<void> => {
    const waitMs = bucket.opensAt(1, now()) - now();
    if (waitMs > 0) await new Promise<void>((resolve) => void timer.after(Math.ceil(waitMs), resolve));
    bucket.take(now());
  };
  return () => {
    before = before.then(leave);
    return before;
  };
}

/** Rings once at the time that was set last. */
function createAlarm({ clock, timer }: Times, ring: () => void) {
  let setFor: number | null = null;
  let callOff = (): void => undefined;
  return {
    set: (at: number | null): void => {
      if (at === setFor) return;
      callOff();
      callOff = () => undefined;
      setFor = at;
      if (at === null) return;
      callOff = timer.after(Math.max(1, at - clock.now().epochMilliseconds), () => {
        setFor = null;
        ring();
      });
    },
  };
}
