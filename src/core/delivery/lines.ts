// Who waits where: a channel's sends of one urgency stand in line, and lines wait for their turn, a time, or their route.
import type { ChannelKey } from "../keys.ts";
import { type Bucket, createBucket, type Rate } from "./bucket.ts";
import { createFifo, type Fifo } from "./fifo.ts";
import { type Gate, openGate } from "./gate.ts";
import { learntLimit, publishedLimit, type RouteLimit } from "./route-limit.ts";
import { createWakes, type Wakes } from "./wakes.ts";

/** Most urgent first. */
export const urgencies = ["acknowledgement", "reveal", "question", "notice", "receipt"] as const;
export type Urgency = (typeof urgencies)[number];

/** One request that waits for its turn. */
export type Send = Readonly<{
  /** Unique among those that wait. */
  key: string;
  channel: ChannelKey;
  urgency: Urgency;
  /** What the platform counts together with it beside the overall rate; null: nothing. */
  route: string | null;
  /** Whether it counts against its channel's rate, as a new message does and a reaction does not. */
  posts: boolean;
  /** Epoch milliseconds; null: at once. */
  notBefore: number | null;
}>;

/** A channel's sends of one urgency, oldest first. */
export type Line = {
  readonly kind: "line";
  readonly urgency: Urgency;
  readonly channel: Channel;
  readonly sends: Fifo<Waiting>;
  stands: "idle" | "ready" | "asleep" | "at-route";
  wakesAt: number | null;
  /** The route that let it go to the ready ones. The next at that route is let go when this one had its turn. */
  letGoBy: Route | null;
};
export type Channel = { bucket: Bucket; gate: Gate; isBlocked: boolean; readonly lines: Map<Urgency, Line> };
export type Route = {
  readonly kind: "route";
  readonly limit: RouteLimit;
  gate: Gate;
  underWay: number;
  /** Made when a line first waits here: most routes have room, and there may be one for each channel. */
  readonly lines: Map<Urgency, Fifo<Line>>;
  wakesAt: number | null;
};
export type Waiting = Readonly<{ send: Send; notBefore: number; since: number }>;

/** The rates that lines must keep beside the overall one. */
export type LineLimits = Readonly<{
  /** New messages in one channel. */
  channel: Rate;
  /** Routes whose rate is published; that of any other is learnt from headers. */
  routes: Readonly<Record<string, Rate>>;
}>;

export type Lines = Readonly<{
  limits: LineLimits;
  /** What waits, by the key of the send; whatever is not in it any more is passed over. */
  waiting: Map<string, Waiting>;
  ready: Readonly<Record<Urgency, Fifo<Line>>>;
  wakes: Wakes<Line | Route>;
  channels: Map<ChannelKey, Channel>;
  routes: Map<string, Route>;
}>;

/** Nobody waits. */
export const createLines = (limits: LineLimits): Lines => ({
  limits,
  waiting: new Map(),
  ready: ofEach(createFifo<Line>),
  wakes: createWakes(),
  channels: new Map(),
  routes: new Map(),
});

const ofEach = <T>(make: () => T): Readonly<Record<Urgency, T>> => ({
  acknowledgement: make(),
  reveal: make(),
  question: make(),
  notice: make(),
  receipt: make(),
});

/** The channel, made when it is not known yet. */
export function channelOf(lines: Lines, key: ChannelKey): Channel {
  const known = lines.channels.get(key);
  if (known !== undefined) return known;
  const bucket = createBucket(lines.limits.channel);
  const channel: Channel = { bucket, gate: openGate, isBlocked: false, lines: new Map() };
  lines.channels.set(key, channel);
  return channel;
}

/** The route, made when it is not known yet. */
export function routeOf(lines: Lines, name: string): Route {
  const known = lines.routes.get(name);
  if (known !== undefined) return known;
  const rate = lines.limits.routes[name];
  const limit = rate === undefined ? learntLimit() : publishedLimit(rate);
  const route: Route = {
    kind: "route",
    limit,
    gate: openGate,
    underWay: 0,
    lines: new Map(),
    wakesAt: null,
  };
  lines.routes.set(name, route);
  return route;
}

function lineOf(channel: Channel, urgency: Urgency): Line {
  const known = channel.lines.get(urgency);
  if (known !== undefined) return known;
  const sends = createFifo<Waiting>();
  const line: Line = { kind: "line", urgency, channel, sends, stands: "idle", wakesAt: null, letGoBy: null };
  channel.lines.set(urgency, line);
  return line;
}

/** Puts a send at the end of its line. */
export function join(lines: Lines, waiting: Waiting, now: number): void {
  const line = lineOf(channelOf(lines, waiting.send.channel), waiting.send.urgency);
  lines.waiting.set(waiting.send.key, waiting);
  line.sends.push(waiting);
  if (line.stands === "idle") place(lines, line, now);
}

/** The oldest of a line that still waits. */
export function headOf(lines: Lines, line: Line): Waiting | undefined {
  for (;;) {
    const head = line.sends.head();
    if (head === undefined || lines.waiting.get(head.send.key) === head) return head;
    line.sends.shift();
  }
}

/** When a channel lets a send go; infinite while it is blocked. */
function channelOpensAt(channel: Channel, { send, notBefore }: Waiting, now: number): number {
  if (channel.isBlocked) return Number.POSITIVE_INFINITY;
  const rateAt = send.posts ? channel.bucket.opensAt(1, now) : now;
  return Math.max(rateAt, channel.gate.until, notBefore);
}

/** When a route lets a send go; infinite while that depends on a response. */
export const routeOpensAt = (route: Route, now: number): number => Math.max(route.gate.until, route.limit.opensAt(now));

/** Puts a line that stands nowhere to where it has to wait. */
export function place(lines: Lines, line: Line, now: number): void {
  const head = headOf(lines, line);
  if (head === undefined) {
    line.stands = "idle";
    return;
  }
  const opensAt = channelOpensAt(line.channel, head, now);
  const route = head.send.route === null ? null : routeOf(lines, head.send.route);
  if (opensAt > now) {
    line.stands = "asleep";
    lines.wakes.set(line, opensAt);
  } else if (route !== null && routeOpensAt(route, now) > now) {
    line.stands = "at-route";
    const queue = route.lines.get(line.urgency) ?? createFifo<Line>();
    route.lines.set(line.urgency, queue);
    queue.push(line);
    sleepUntilOpen(lines, route, now);
  } else {
    line.stands = "ready";
    lines.ready[line.urgency].push(line);
  }
}

/** Whether the channel and the route let a send go at `now`. */
export const isOpen = (lines: Lines, line: Line, head: Waiting, now: number): boolean =>
  channelOpensAt(line.channel, head, now) <= now &&
  (head.send.route === null || routeOpensAt(routeOf(lines, head.send.route), now) <= now);

/** Counts a granted send against its channel and its route. */
export function count(lines: Lines, line: Line, send: Send, now: number): void {
  if (send.posts) line.channel.bucket.take(now);
  if (send.route === null) return;
  const route = routeOf(lines, send.route);
  route.limit.take(now);
  route.underWay += 1;
}

function sleepUntilOpen(lines: Lines, route: Route, now: number): void {
  lines.wakes.set(route, routeOpensAt(route, now));
}

/** The most urgent of the lines that wait for a route, in the order of coming; undefined when none does. */
export const mostUrgentAt = (route: Route): Fifo<Line> | undefined =>
  urgencies.map((urgency) => route.lines.get(urgency)).find((lines) => lines !== undefined && lines.size() > 0);

/** Lets the most urgent line that waits for a route go on; one at a time, so that a route many wait for costs no more. */
export function letGo(lines: Lines, route: Route, now: number): void {
  while (routeOpensAt(route, now) <= now) {
    const line = mostUrgentAt(route)?.shift();
    if (line === undefined) return;
    place(lines, line, now);
    if (line.stands === "ready") {
      line.letGoBy = route;
      return;
    }
  }
  if (mostUrgentAt(route) !== undefined) sleepUntilOpen(lines, route, now);
}

/** Wakes all that sleep until `now`. */
export function wakeDue(lines: Lines, now: number): void {
  for (;;) {
    const sleeper = lines.wakes.due(now);
    if (sleeper === undefined) return;
    if (sleeper.kind === "route") letGo(lines, sleeper, now);
    else place(lines, sleeper, now);
  }
}

/** Looks anew at the lines of a channel that sleep, after what they sleep for has changed. */
export function rouse(lines: Lines, channel: Channel, now: number): void {
  for (const line of channel.lines.values()) {
    if (line.stands !== "asleep") continue;
    line.wakesAt = null;
    place(lines, line, now);
  }
}

/** What waits for a channel, most urgent first, in each line the oldest first; takes it out of the lines. */
export function emptied(lines: Lines, key: ChannelKey): readonly Send[] {
  const sends: Send[] = [];
  const channel = channelOf(lines, key);
  channel.isBlocked = false;
  for (const urgency of urgencies) {
    const line = channel.lines.get(urgency);
    if (line === undefined) continue;
    for (let head = headOf(lines, line); head !== undefined; head = headOf(lines, line)) {
      sends.push(head.send);
      lines.waiting.delete(head.send.key);
    }
  }
  return sends;
}
