import type { Urgency } from "../../core/delivery/lines.ts";
import { spreadMs } from "../../core/delivery/spread.ts";
import { type ChannelKey, partsOf, workspaceOf } from "../../core/keys.ts";
import type { Counted, PacedCall, PlatformPacing } from "../../ports/pacing.ts";
import type { Platform } from "../../ports/platform.ts";
import type { Clock, Timer } from "../../ports/runtime.ts";
import type { Rest } from "./lanes.ts";
import type { Lockouts } from "./lockouts.ts";
import { createQueue, type Queue, type Waiting } from "./queue.ts";
import { type Ask, turnOf } from "./turn.ts";

/** A call that wants its turn. */
export type Wanted = Pick<Waiting, "notBefore" | "until" | "givesWay"> &
  Readonly<{
    channel: ChannelKey;
    call: PacedCall;
    urgency: Urgency;
    /** Goes round the wait and the call, which take long, where something is paced. */
    rest: Rest;
  }>;

/** What is done in a turn; `waited` is false where nothing is paced. */
export type Section<T> = (ask: Ask, waited: boolean) => Promise<T>;

/** What came of waiting for a turn. */
export type Carried<T> = Readonly<{ kind: "carried-out"; value: T }> | Readonly<{ kind: "put-off" }>;

/** The queues of outgoing requests: one a workspace or bot, as each platform says; none where it has no limits. */
export type Queues = Readonly<{
  /** Runs `section` when the call's turn has come; puts it off where the bot is locked out and nobody waits for it. */
  run: <T>(wanted: Wanted, section: Section<T>) => Promise<Carried<T>>;
  /**
   * Puts off what waits for a channel inside its lane, and what would, until the function returned is called: somebody
   * else wants the lane.
   */
  giveWay: (channel: ChannelKey) => () => void;
  /** Puts off all that waits for a channel that is gone. */
  abandon: (channel: ChannelKey) => void;
  /** When each of these channels, due at once, is to begin (epoch milliseconds); null: now. */
  spread: (due: readonly ChannelKey[]) => (channel: ChannelKey) => number | null;
  /** Puts off all that waits and all that comes, but for requests that make a call under way whole. */
  close: () => void;
}>;

/** The rest of a post that has begun comes before the 20 s of its lease are over, or counts as doubt. */
const finishMs = 8_000;

type Parts = Readonly<{ clock: Clock; timer: Timer; platforms: ReadonlyMap<string, Platform>; lockouts: Lockouts }>;

/** Queues for these platforms, each made when something first waits in it. */
export function createQueues(parts: Parts): Queues {
  const queues = new Map<string, Queue>();
  const now = (): number => parts.clock.now().epochMilliseconds;
  const wanted = new Map<ChannelKey, number>();
  let isClosed = false;

  const pacingOf = (channel: ChannelKey): PlatformPacing | null =>
    parts.platforms.get(partsOf(channel).platform)?.facts.pacing ?? null;

  /** A person's reads go all the same: that is how it shows that the bot is let in again. */
  const isHeld = ({ channel, urgency, call }: Wanted): boolean =>
    parts.lockouts.of(channel) !== null && (urgency !== "acknowledgement" || call.kind === "post");

  const queueOf = (channel: ChannelKey, { limits, queue }: PlatformPacing): Queue => {
    const name = nameOf(channel, queue);
    const known = queues.get(name) ?? createQueue(limits, parts);
    queues.set(name, known);
    return known;
  };

  const run: Queues["run"] = async (one, section) => {
    const pacing = pacingOf(one.channel);
    const counted = pacing?.count(one.call) ?? null;
    // What is known already is no request: it goes out, and tells nothing.
    if (pacing !== null && counted === null) return { kind: "carried-out", value: await section(unpaced, false) };
    if (isHeld(one)) return { kind: "put-off" };
    if (pacing === null || counted === null) {
      return { kind: "carried-out", value: await section(parts.lockouts.watch(one.channel, unpaced), false) };
    }
    return one.rest(() => paced({ ...one, counted }, pacing, section));
  };

  const paced = async <T>(
    one: Wanted & Readonly<{ counted: Counted }>,
    pacing: PlatformPacing,
    section: Section<T>,
  ): Promise<Carried<T>> => {
    if (isClosed || (one.givesWay && wanted.has(one.channel))) return { kind: "put-off" };
    const { channel, counted, urgency, notBefore, until, givesWay } = one;
    const queue = queueOf(channel, pacing);
    const send = await queue.enter({ channel, urgency, notBefore, until, givesWay, ...counted, isBegun: false });
    if (send === null) return { kind: "put-off" };
    const turn = turnOf(send, {
      depart: queue.depart,
      settle: queue.settle,
      more: (counted) => queue.enter({ ...furtherOf(one, now()), ...counted }),
    });
    try {
      if (isHeld(one)) return { kind: "put-off" };
      return { kind: "carried-out", value: await section(parts.lockouts.watch(channel, turn.ask), true) };
    } finally {
      turn.end();
    }
  };

  const spread: Queues["spread"] = (due) => {
    const crowds = new Map<string, number>();
    const crowdOf = (channel: ChannelKey): string => nameOf(channel, pacingOf(channel)?.queue ?? "bot");
    for (const name of due.map(crowdOf)) crowds.set(name, (crowds.get(name) ?? 0) + 1);
    const at = now();
    return (channel) => {
      const pacing = pacingOf(channel);
      if (pacing === null) return null;
      return at + spreadMs(channel, crowds.get(crowdOf(channel)) ?? 1, pacing.limits.overall.perSecond);
    };
  };

  const known = (channel: ChannelKey): Queue | undefined =>
    queues.get(nameOf(channel, pacingOf(channel)?.queue ?? "bot"));
  return {
    run,
    spread,
    giveWay: (channel) => {
      wanted.set(channel, (wanted.get(channel) ?? 0) + 1);
      known(channel)?.giveWay(channel);
      return () => {
        const left = (wanted.get(channel) ?? 1) - 1;
        if (left === 0) wanted.delete(channel);
        else wanted.set(channel, left);
      };
    },
    abandon: (channel) => known(channel)?.abandon(channel),
    close: () => {
      isClosed = true;
      for (const queue of queues.values()) queue.close();
    },
  };
}

const unpaced: Ask = (call) => call(undefined);

/** What is left of a post goes before everything else: nobody may wait in the middle of one. */
function furtherOf(wanted: Wanted, now: number): Omit<Waiting, "route" | "posts"> {
  const { channel, urgency, until, givesWay } = wanted;
  if (wanted.call.kind !== "post") return { channel, urgency, until, givesWay, notBefore: null, isBegun: false };
  return { channel, urgency: "acknowledgement", until: now + finishMs, givesWay, notBefore: null, isBegun: true };
}

const nameOf = (channel: ChannelKey, queue: PlatformPacing["queue"]): string =>
  queue === "bot" ? partsOf(channel).platform : workspaceOf(channel);
