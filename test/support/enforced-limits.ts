// A platform that enforces its limits and a client beside it, in simulated time: nothing here waits.
import { z } from "zod";
import type { Rate } from "../../src/core/delivery/bucket.ts";
import type { Send } from "../../src/core/delivery/lines.ts";
import { createPacing, type PacingLimits } from "../../src/core/delivery/pacing.ts";
import type { RouteHeaders } from "../../src/core/delivery/route-limit.ts";
import { createWakes, type Sleeper } from "../../src/core/delivery/wakes.ts";
import type { LimitScope } from "../../src/core/errors.ts";

/** At most so many requests in a window, in milliseconds. */
const most = z.object({ requests: z.number(), windowMs: z.number() });
type Most = Readonly<z.output<typeof most>>;

/**
 * What a platform enforces. `overall` and `channel` hold in every window, wherever it begins: the strictest way to count.
 * `tolerated` counts by a bucket instead. A route's window begins with its first request, and headers tell of it.
 */
export const enforced = z.object({
  overall: z.union([most, z.object({ tolerated: z.object({ perSecond: z.number(), burst: z.number() }) })]),
  channel: most.nullable(),
  route: most.nullable(),
});
export type Enforced = Readonly<z.output<typeof enforced>>;

/** What counts of a request. */
export type Weighed = Readonly<{ channel: string; route: string | null; posts: boolean }>;

/** What the platform says to a request: let through (`retryAfterMs` null), or how long to wait, and for what. */
export type Verdict = Readonly<{ retryAfterMs: number | null; scope: LimitScope; headers: RouteHeaders | null }>;
type Counter = Readonly<{ waitMs: (now: number) => number; count: (now: number) => void }>;

function everyWindow({ requests, windowMs }: Most): Counter {
  const times: number[] = [];
  return {
    waitMs: (now) => Math.max(0, (times[times.length - requests] ?? Number.NEGATIVE_INFINITY) + windowMs - now),
    count: (now) => times.push(now),
  };
}

function tolerated({ perSecond, burst }: Rate): Counter {
  let level = 0;
  let at = 0;
  const drain = (now: number): void => {
    level = Math.max(0, level - ((now - at) * perSecond) / 1000);
    at = now;
  };
  return {
    waitMs: (now) => {
      drain(now);
      return Math.max(0, ((level + 1 - burst) * 1000) / perSecond);
    },
    count: () => {
      level += 1;
    },
  };
}

function routeWindow({ requests, windowMs }: Most): Counter & Readonly<{ headers: (now: number) => RouteHeaders }> {
  let used = 0;
  let endsAt = Number.NEGATIVE_INFINITY;
  const begin = (now: number): void => {
    if (now < endsAt) return;
    used = 0;
    endsAt = now + windowMs;
  };
  return {
    waitMs: (now) => (now < endsAt && used >= requests ? endsAt - now : 0),
    count: (now) => {
      begin(now);
      used += 1;
    },
    headers: (now) => ({ limit: requests, remaining: requests - used, resetAfterMs: endsAt - now }),
  };
}

/** The platform: what it says to a request that arrives at `now`. Refused requests do not count. */
export function enforcing({ overall, channel, route }: Enforced): (request: Weighed, now: number) => Verdict {
  const all = "tolerated" in overall ? tolerated(overall.tolerated) : everyWindow(overall);
  const channels = new Map<string, Counter>();
  const routes = new Map<string, ReturnType<typeof routeWindow>>();
  return (send, now) => {
    const ofChannel =
      channel === null || !send.posts ? null : known(channels, send.channel, () => everyWindow(channel));
    const ofRoute = route === null || send.route === null ? null : known(routes, send.route, () => routeWindow(route));
    const scopes: readonly (readonly [LimitScope, Counter | null])[] = [
      ["overall", all],
      ["channel", ofChannel],
      ["route", ofRoute],
    ];
    const counters = scopes.flatMap(([scope, counter]) => (counter === null ? [] : [{ scope, counter }]));
    const waits = counters.map(({ scope, counter }) => ({ scope, waitMs: counter.waitMs(now) }));
    const longest = waits.reduce((one, other) => (other.waitMs > one.waitMs ? other : one));
    if (longest.waitMs > 0) return { retryAfterMs: longest.waitMs, scope: longest.scope, headers: null };
    for (const { counter } of counters) counter.count(now);
    return { retryAfterMs: null, scope: "overall", headers: ofRoute?.headers(now) ?? null };
  };
}

function known<T>(counters: Map<string, T>, key: string, make: () => T): T {
  const counter = counters.get(key) ?? make();
  counters.set(key, counter);
  return counter;
}

/** What came of all sends: the time until the last was accepted, and how many were refused with 429. */
export type Sent = Readonly<{ tookMs: number; refused: number; acceptedAt: ReadonlyMap<string, number> }>;

type Event = Sleeper & { readonly run: () => void };

/** Runs what is put down in the order of its time. */
function timeline(): Readonly<{ at: (time: number, run: () => void) => void; run: (until: () => boolean) => void }> {
  const events = createWakes<Event>();
  return {
    at: (time, run) => events.set({ wakesAt: null, run }, time),
    run: (until) => {
      for (let time = events.next(); time !== null && !until(); time = events.next()) events.due(time)?.run();
    },
  };
}

/** How long a request takes to the platform, and its answer back, in milliseconds; by the number of the request. */
export type Latency = (request: number) => number;

/** How late a timer is, in milliseconds; by the number of the wait. */
export type Lateness = (wait: number) => number;

/** Sends all from time 0 through a pacing queue. */
export function sendPaced(
  sends: readonly Send[],
  limits: PacingLimits,
  { enforced, latency, late }: Readonly<{ enforced: Enforced; latency: Latency; late: Lateness }>,
): Sent {
  const pacing = createPacing(limits);
  const platform = enforcing(enforced);
  const acceptedAt = new Map<string, number>();
  const time = timeline();
  let [refused, requests, waits, askedFor] = [0, 0, 0, Number.POSITIVE_INFINITY];

  const arrive = (send: Send, now: number, back: number): void => {
    const { retryAfterMs, headers } = platform(send, now);
    if (retryAfterMs === null) acceptedAt.set(send.key, now);
    else refused += 1;
    time.at(now + back, () => {
      if (retryAfterMs === null) pacing.settle(send, { kind: "answered", route: headers }, now + back);
      else {
        pacing.settle(send, { kind: "limited", scope: "overall", retryAfterMs }, now + back);
        pacing.add(send, now + back);
      }
      ask(now + back);
    });
  };
  const ask = (now: number): void => {
    const { go, askAt } = pacing.take(now);
    for (const send of go) {
      requests += 1;
      const way = latency(requests);
      time.at(now + way, () => arrive(send, now + way, way));
    }
    if (askAt === null || (askAt >= askedFor && askedFor > now)) return;
    askedFor = askAt;
    waits += 1;
    const asksAt = askAt + late(waits);
    time.at(asksAt, () => ask(asksAt));
  };
  for (const send of sends) pacing.add(send, 0);
  ask(0);
  time.run(() => acceptedAt.size === sends.length);
  return { tookMs: Math.max(...acceptedAt.values()), refused, acceptedAt };
}

/** Sends all at once at time 0, and each again when the wait that its 429 named is over. */
export function sendAtOnce(sends: readonly Send[], enforced: Enforced, latency: Latency): Sent {
  const platform = enforcing(enforced);
  const acceptedAt = new Map<string, number>();
  const time = timeline();
  let [refused, requests] = [0, 0];
  const send = (what: Send, now: number): void => {
    requests += 1;
    const way = latency(requests);
    time.at(now + way, () => {
      const { retryAfterMs } = platform(what, now + way);
      if (retryAfterMs === null) acceptedAt.set(what.key, now + way);
      else {
        refused += 1;
        time.at(now + 2 * way + retryAfterMs, () => send(what, now + 2 * way + retryAfterMs));
      }
    });
  };
  for (const what of sends) send(what, 0);
  time.run(() => acceptedAt.size === sends.length);
  return { tookMs: Math.max(...acceptedAt.values()), refused, acceptedAt };
}
