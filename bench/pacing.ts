/*
 * P2 of performance.md, in simulation: the platform, the network (40 ms each way) and the clock are simulated, the queue is
 * the one the bot uses. No request is made, so the figures say what the pacing costs, not what an SDK or a network does.
 * Beside it a client that sends all at once and each again after the wait that its 429 named. The ideal is the number of
 * messages by the published rate.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Send } from "../src/core/delivery/lines.ts";
import { createPacing, type PacingLimits, type Turn } from "../src/core/delivery/pacing.ts";
import { channelKey } from "../src/core/keys.ts";
import { type Enforced, type Sent, sendAtOnce, sendPaced } from "../test/support/enforced-limits.ts";
import { someSend } from "../test/support/sends.ts";
import { median, percentile } from "./figures.ts";
import type { BenchRow } from "./row.ts";

type Side = Readonly<{ name: string; perSecond: number; limits: PacingLimits; enforced: Enforced }>;

const oneWayMs = 40;
/** How late the timer of the queue is each time. */
const late = (): number => 2;
const plenty = { perSecond: 1_000, burst: 1_000 };
const fifty: Side = {
  name: "50 in any second",
  perSecond: 50,
  limits: {
    overall: { perSecond: 49.4, burst: 1.45, kept: 0.4, window: { sends: 50, ms: 1_012 } },
    channel: plenty,
    routes: {},
  },
  enforced: { overall: { requests: 50, windowMs: 1_000 }, channel: null, route: { requests: 5, windowMs: 5_000 } },
};
const five: Side = {
  name: "5 a second, 1 a second in a channel",
  perSecond: 5,
  limits: {
    overall: { perSecond: 4.95, burst: 4, kept: 2 },
    channel: { perSecond: 1, burst: 1 },
    routes: {},
  },
  enforced: {
    overall: { tolerated: { perSecond: 5, burst: 5 } },
    channel: { requests: 1, windowMs: 1_000 },
    route: null,
  },
};

const latency = (): number => oneWayMs;
const paced = ({ limits, enforced }: Side, sends: readonly Send[]): Sent =>
  sendPaced(sends, limits, { enforced, latency, late });

const messages = (count: number): readonly Send[] =>
  Array.from({ length: count }, (_, index) => someSend(`m${index}`, index % 1_000, { route: `post ${index % 1_000}` }));

const amount = (count: number): string => count.toLocaleString("en");

function broadcast(side: Side, count: number): BenchRow {
  const sends = messages(count);
  const idealMs = (count / side.perSecond) * 1000;
  const said = ({ tookMs, refused }: Sent): string => `${(tookMs / idealMs).toFixed(3)}, ${amount(refused)} × 429`;
  // Of 10,000 at 5 a second each would be refused a thousand times: too long to count.
  const counts = side.perSecond * 1_000 >= count;
  return {
    what: `${amount(count)} messages, ${side.name}: time ÷ ideal`,
    ours: said(paced(side, sends)),
    beside: counts ? `all at once: ${said(sendAtOnce(sends, side.enforced, latency))}` : "–",
    goal: "≤ 1.02, 0 × 429",
  };
}

/** How long acknowledgements, one every 700 ms, wait beyond the network while 10,000 messages go out. */
function interactive(side: Side): BenchRow {
  const acknowledgements = Array.from({ length: 280 }, (_, index) =>
    someSend(`ack${index}`, index, { urgency: "acknowledgement", posts: false, notBefore: index * 700 }),
  );
  const { acceptedAt, refused } = paced(side, [...messages(10_000), ...acknowledgements]);
  const waits = acknowledgements.map(({ key }, index) => (acceptedAt.get(key) ?? Number.NaN) - index * 700 - oneWayMs);
  return {
    what: `an acknowledgement while 10,000 go out, ${side.name}`,
    ours: `p50 ${median(waits).toFixed(0)} ms, worst ${percentile(waits, 1).toFixed(0)} ms, ${refused} × 429`,
    beside: `first come, first served, behind half of them: ${5_000 / side.perSecond} s`,
    goal: "≤ 0.09 s",
  };
}

/** When each goes, with the first channel shut. */
function goneAt({ limits }: Side, sends: readonly Send[]): ReadonlyMap<string, number> {
  const pacing = createPacing(limits);
  for (const send of sends) pacing.add(send, 0);
  pacing.block(channelKey("playground", "W1", "C0"));
  const gone = new Map<string, number>();
  for (let now: number | null = 0; now !== null; ) {
    const { go, askAt }: Turn = pacing.take(now);
    for (const { key } of go) gone.set(key, now);
    now = askAt;
  }
  return gone;
}

/** How much later 1,000 messages go than alone when 100 of a blocked channel wait before them. */
function blocked(side: Side): BenchRow {
  const others = Array.from({ length: 1_000 }, (_, index) => someSend(`m${index}`, index + 1));
  const shut = Array.from({ length: 100 }, (_, index) => someSend(`shut${index}`, 0));
  const alone = goneAt(side, others);
  const beside = goneAt(side, [...shut, ...others]);
  const later = others.map(({ key }) => (beside.get(key) ?? Number.NaN) - (alone.get(key) ?? Number.NaN));
  return {
    what: `a blocked channel with 100 messages before 1,000 others: these are later by, ${side.name}`,
    ours: `at most ${percentile(later, 1).toFixed(0)} ms`,
    beside: "–",
    goal: `one slot: ${1000 / side.perSecond} ms`,
  };
}

/** Of a queue of 10,000 that wait, each in a channel of its own: memory in MB, and microseconds a granted send. */
function costs(): BenchRow {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  const heapMb = (): number => {
    if (typeof collect === "function") collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  const before = heapMb();
  const pacing = createPacing(fifty.limits);
  for (let index = 0; index < 10_000; index += 1)
    pacing.add(someSend(`m${index}`, index, { route: `post ${index}` }), 0);
  const memory = heapMb() - before;
  const began = performance.now();
  for (let now: number | null = 0; now !== null; ) {
    const { go, askAt }: Turn = pacing.take(now);
    for (const send of go) pacing.settle(send, { kind: "answered", route: null }, now);
    now = askAt;
  }
  const microseconds = ((performance.now() - began) * 1000) / 10_000;
  return {
    what: "10,000 waiting in as many channels: memory; our own time a send",
    ours: `${memory.toFixed(1)} MB; ${microseconds.toFixed(1)} µs`,
    beside: "–",
    goal: "≤ 20 MB",
  };
}

/** Measures P2 in simulation. Takes about 2 s. */
export const run = (): Promise<BenchRow[]> =>
  Promise.resolve([
    ...[fifty, five].flatMap((side) => [broadcast(side, 1_000), broadcast(side, 10_000)]),
    interactive(fifty),
    interactive(five),
    blocked(fifty),
    costs(),
  ]);

if (import.meta.main) console.table(await run());
