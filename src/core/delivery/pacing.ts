import { BotError, type LimitScope } from "../errors.ts";
import type { ChannelKey } from "../keys.ts";
import { type Bucket, createBucket, type Rate } from "./bucket.ts";
import { createFifo, type Fifo } from "./fifo.ts";
import { forgetIdle } from "./forget-idle.ts";
import { type Gate, letThrough, openGate, refused } from "./gate.ts";
import {
  channelOf,
  count,
  createLines,
  emptied,
  headOf,
  isOpen,
  join,
  type Line,
  type LineLimits,
  type Lines,
  letGo,
  place,
  rouse,
  routeOf,
  type Send,
  urgencies,
  type Waiting,
  wakeDue,
} from "./lines.ts";
import { dropLate, nextLateAt } from "./receipts.ts";
import type { RouteHeaders } from "./route-limit.ts";
import { calm, isStorm, refusedAgain, type Storm } from "./storm.ts";

/**
 * What one queue must keep. `kept` tokens of the overall burst are left to acknowledgements: the others need one token
 * more than that. What the burst holds beyond `kept` + 1 makes up for timers that come late.
 */
export type PacingLimits = LineLimits & Readonly<{ overall: Rate & Readonly<{ kept: number }> }>;

/** How a send that was granted came to its end. */
export type PacingOutcome =
  /** The platform answered, whether it did what was asked or refused; `route` null: without a limit of the route. */
  | Readonly<{ kind: "answered"; route: RouteHeaders | null }>
  /** 429; `retryAfterMs` null: it named no usable wait, ours is taken, from 1 s doubling up to 5 minutes. */
  | Readonly<{ kind: "limited"; scope: LimitScope; retryAfterMs: number | null }>
  /** No answer came. */
  | Readonly<{ kind: "lost" }>;

/** What may go now. Of what went, each needs one `settle`, also when it failed. */
export type Turn = Readonly<{
  /** In the order to send them. */
  go: readonly Send[];
  /** Receipts that waited for a minute and are not wanted any more. */
  dropped: readonly Send[];
  /** When to ask again (epoch milliseconds), if nothing is added or settled before; null: not before that. */
  askAt: number | null;
}>;

/**
 * The queue of one workspace or bot: which sends may go, and when to ask again. Times are epoch milliseconds; a clock set
 * back makes no wait longer. After every call but `waiting` it is time to `take` again.
 */
export type Pacing = Readonly<{
  /** Puts a send in its line; one whose key waits already changes nothing. */
  add: (send: Send, now: number) => void;
  /** Grants what may go at `now`: by urgency, then by turns between channels, in a channel the oldest first. */
  take: (now: number) => Turn;
  /** Tells how a send ended, by the object that `take` gave; a second time changes nothing. */
  settle: (send: Send, outcome: PacingOutcome, now: number) => void;
  /** Takes one off that waits; false when it does not. */
  remove: (key: string) => boolean;
  /** Holds a channel's sends back, delaying no other, until `free`. */
  block: (channel: ChannelKey) => void;
  free: (channel: ChannelKey, now: number) => void;
  /** Takes off and gives all that waits for a channel that is gone; it is not blocked any more. */
  abandon: (channel: ChannelKey) => readonly Send[];
  /** How many wait. */
  waiting: () => number;
}>;

/** With fewer channels and routes than that there is nothing to gain by forgetting. */
const fewestToForget = 1_000;

type Queue = {
  readonly lines: Lines;
  readonly kept: number;
  readonly bucket: Bucket;
  gate: Gate;
  storm: Storm;
  readonly underWay: Set<Send>;
  readonly receipts: Fifo<Waiting>;
  /** How many channels and routes may be known before it is worth looking for idle ones. */
  forgetAbove: number;
  /** The latest time seen, and how far it is ahead of a clock that was set back. */
  latest: number;
  ahead: number;
};

/** An empty queue. Raises `config.invalid` for limits under which nothing could ever go. */
export function createPacing(limits: PacingLimits): Pacing {
  check(limits);
  const queue: Queue = {
    lines: createLines(limits),
    kept: limits.overall.kept,
    bucket: createBucket(limits.overall),
    gate: openGate,
    storm: calm,
    underWay: new Set(),
    receipts: createFifo(),
    forgetAbove: fewestToForget,
    latest: Number.NEGATIVE_INFINITY,
    ahead: 0,
  };
  return {
    add: (send, now) => add(queue, send, steady(queue, now)),
    take: (now) => take(queue, steady(queue, now)),
    settle: (send, outcome, now) => settle(queue, send, outcome, steady(queue, now)),
    remove: (key) => remove(queue, key),
    block: (channel) => {
      channelOf(queue.lines, channel).isBlocked = true;
    },
    free: (key, now) => {
      const channel = channelOf(queue.lines, key);
      channel.isBlocked = false;
      rouse(queue.lines, channel, steady(queue, now));
    },
    abandon: (channel) => emptied(queue.lines, channel),
    waiting: () => queue.lines.waiting.size,
  };
}

function check({ overall, channel, routes }: PacingLimits): void {
  const rates: readonly [string, Rate, number][] = [
    ["overall", overall, 1 + overall.kept],
    ["channel", channel, 1],
    ...Object.entries(routes).map(([name, rate]): [string, Rate, number] => [name, rate, 1]),
  ];
  for (const [name, { perSecond, burst }, fewest] of rates) {
    if (perSecond > 0 && burst >= fewest) continue;
    throw new BotError("config.invalid", `pacing ${name}: ${perSecond} a second, burst ${burst} would let nothing go`, {
      hint: `give a rate above 0 and a burst of at least ${fewest}`,
    });
  }
}

/** The time on a clock that never runs back: `now`, and how far that was set back until now. */
function steady(queue: Queue, now: number): number {
  queue.latest = Math.max(queue.latest, now + queue.ahead);
  queue.ahead = queue.latest - now;
  return queue.latest;
}

function add(queue: Queue, send: Send, now: number): void {
  if (queue.lines.waiting.has(send.key)) return;
  const notBefore = (send.notBefore ?? Number.NEGATIVE_INFINITY) + queue.ahead;
  const waiting: Waiting = { send, notBefore, since: now };
  if (send.urgency === "receipt") queue.receipts.push(waiting);
  join(queue.lines, waiting, now);
  forgetSome(queue, now);
}

function remove({ lines, latest }: Queue, key: string): boolean {
  const waiting = lines.waiting.get(key);
  if (waiting === undefined) return false;
  lines.waiting.delete(key);
  // The next in line may not have to wait as long as this one.
  rouse(lines, channelOf(lines, waiting.send.channel), latest);
  return true;
}

/** Each look pays for itself: as many must have come anew as were left after the last. */
function forgetSome(queue: Queue, now: number): void {
  const known = (): number => queue.lines.channels.size + queue.lines.routes.size;
  if (known() <= queue.forgetAbove) return;
  forgetIdle(queue.lines, now);
  queue.forgetAbove = Math.max(fewestToForget, 2 * known());
}

function take(queue: Queue, now: number): Turn {
  const dropped = dropLate(queue.lines, queue.receipts, now);
  wakeDue(queue.lines, now);
  const go: Send[] = [];
  for (;;) {
    const line = nextLine(queue);
    if (line === undefined || overallOpensAt(queue, line, now) > now) break;
    queue.lines.ready[line.urgency].shift();
    const send = grant(queue, line, now);
    if (send !== null) go.push(send);
  }
  return { go, dropped, askAt: askAt(queue, now) };
}

const nextLine = ({ lines }: Queue): Line | undefined => {
  const urgency = urgencies.find((candidate) => lines.ready[candidate].size() > 0);
  return urgency === undefined ? undefined : lines.ready[urgency].head();
};

function overallOpensAt({ bucket, gate, storm, underWay, kept }: Queue, { urgency }: Line, now: number): number {
  // In a storm one goes at a time; when it has come to its end, it is asked again.
  if (isStorm(storm) && underWay.size > 0) return Number.POSITIVE_INFINITY;
  return Math.max(gate.until, storm.until, bucket.opensAt(urgency === "acknowledgement" ? 1 : 1 + kept, now));
}

/** Grants the oldest of a line whose turn it is, unless something came between; then the line goes to where it waits. */
function grant({ lines, bucket, underWay }: Queue, line: Line, now: number): Send | null {
  const { letGoBy } = line;
  line.letGoBy = null;
  const head = headOf(lines, line);
  const mayGo = head !== undefined && isOpen(lines, line, head, now);
  if (mayGo) {
    lines.waiting.delete(head.send.key);
    underWay.add(head.send);
    bucket.take(now);
    count(lines, line, head.send, now);
  }
  place(lines, line, now);
  if (letGoBy !== null) letGo(lines, letGoBy, now);
  return mayGo ? head.send : null;
}

function askAt(queue: Queue, now: number): number | null {
  const line = nextLine(queue);
  const waits = [
    queue.lines.wakes.next(),
    line === undefined ? null : overallOpensAt(queue, line, now),
    nextLateAt(queue.lines, queue.receipts),
  ];
  const times = waits.filter((time) => time !== null).filter(Number.isFinite);
  if (times.length === 0) return null;
  return Math.ceil(Math.min(...times)) - queue.ahead;
}

function settle(queue: Queue, send: Send, outcome: PacingOutcome, now: number): void {
  if (!queue.underWay.delete(send)) return;
  const channel = channelOf(queue.lines, send.channel);
  const route = send.route === null ? null : routeOf(queue.lines, send.route);
  if (outcome.kind === "limited") {
    queue.storm = refusedAgain(queue.storm, now);
    const scoped = { overall: queue, channel, route: route ?? channel }[outcome.scope];
    scoped.gate = refused(scoped.gate, outcome.retryAfterMs, now);
  } else if (outcome.kind === "answered") {
    queue.storm = calm;
    for (const passed of [queue, channel, ...(route === null ? [] : [route])]) passed.gate = letThrough(passed.gate);
  }
  if (route === null) return;
  route.underWay -= 1;
  route.limit.settle(outcome.kind === "answered" ? (outcome.route ?? "no-limit") : null, now);
  letGo(queue.lines, route, now);
}
