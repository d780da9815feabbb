import { describe, expect, it } from "vitest";
import type { PacingLimits } from "../../../src/core/delivery/pacing.ts";
import { type Enforced, type Latency, type Lateness, sendPaced } from "../../support/enforced-limits.ts";
import { someSend } from "../../support/sends.ts";

/*
 * A simulation: the platform enforces its limits in simulated time, and the ideal is the number of sends by the published
 * rate. The strict platforms count in every window, wherever it begins; there each request takes equally long, as no
 * client can keep a rate to within 1 % of such a limit over a network that bunches requests.
 */
const same: Latency = () => 40;
const uneven: Latency = (request) => 20 + ((request * 37) % 61);
const prompt: Lateness = () => 2;
/** A busy machine: each twentieth timer comes 60 ms late. */
const uneasy: Lateness = (wait) => (wait % 20 === 0 ? 60 : 2);

const fifty: PacingLimits = {
  overall: { perSecond: 49.4, burst: 1.45, kept: 0.4, window: { sends: 50, ms: 1_012 } },
  channel: { perSecond: 1_000, burst: 1_000 },
  routes: {},
};
const five: PacingLimits = {
  overall: { perSecond: 4.95, burst: 4, kept: 2 },
  channel: { perSecond: 1, burst: 1 },
  routes: {},
};
const routes = { requests: 5, windowMs: 5_000 };
const strictFifty: Enforced = { overall: { requests: 50, windowMs: 1_000 }, channel: null, route: routes };
const bucketFifty: Enforced = { overall: { tolerated: { perSecond: 50, burst: 50 } }, channel: null, route: routes };
const bucketFive: Enforced = {
  overall: { tolerated: { perSecond: 5, burst: 5 } },
  channel: { requests: 1, windowMs: 1_000 },
  route: null,
};

describe("paced sends reach a platform that enforces its limits, none refused, in at most 1.02 of the ideal time", () => {
  type Row = readonly [
    name: string,
    limits: PacingLimits,
    enforced: Enforced,
    perSecond: number,
    latency: Latency,
    late: Lateness,
  ];
  const rows: readonly Row[] = [
    ["50 in any second, routes by headers", fifty, strictFifty, 50, same, prompt],
    ["50 in any second, some timers late", fifty, strictFifty, 50, same, uneasy],
    ["50 a second by a bucket, routes by headers, uneven network", fifty, bucketFifty, 50, uneven, prompt],
    ["5 a second by a bucket, 1 a second in a channel", five, bucketFive, 5, same, prompt],
  ];
  const counted = rows.flatMap((row) => [1_000, 10_000].map((count) => [...row, count] as const));
  it.each(counted)("%s", (_name, limits, enforced, perSecond, latency, late, count) => {
    const sends = Array.from({ length: count }, (_, index) => {
      const channel = index % 1_000;
      return someSend(`m${index}`, channel, { route: `post to ${channel}` });
    });
    const { refused, tookMs, acceptedAt } = sendPaced(sends, limits, { enforced, latency, late });
    const ideal = (count / perSecond) * 1000;
    expect([acceptedAt.size, refused, tookMs <= 1.02 * ideal ? "in time" : tookMs / ideal]).toEqual([
      count,
      0,
      "in time",
    ]);
  });
});

it("keeps the limit that the headers of each route tell, also when one route is shared by all channels", () => {
  const sends = Array.from({ length: 200 }, (_, index) => someSend(`m${index}`, index % 40, { route: "edit" }));
  const { refused, tookMs } = sendPaced(sends, fifty, { enforced: bucketFifty, latency: uneven, late: prompt });
  // 200 edits, 5 in each 5 s: 40 windows, the first of which begins at once.
  expect([refused, tookMs <= 1.04 * 39 * 5_000 ? "in time" : tookMs]).toEqual([0, "in time"]);
});

it("sends 25 to each of 40 channels as fast as one a second allows", () => {
  const sends = Array.from({ length: 1_000 }, (_, index) => someSend(`m${index}`, Math.floor(index / 25)));
  const limits = { ...fifty, channel: { perSecond: 1, burst: 1 } };
  const enforced: Enforced = { ...strictFifty, channel: { requests: 1, windowMs: 1_000 }, route: null };
  const { refused, tookMs } = sendPaced(sends, limits, { enforced, latency: same, late: () => 0 });
  expect([refused, tookMs <= 1.04 * 25_000 ? "in time" : tookMs]).toEqual([0, "in time"]);
});
