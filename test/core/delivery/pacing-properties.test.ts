import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Send, type Urgency, urgencies } from "../../../src/core/delivery/lines.ts";
import { createPacing, type Pacing, type PacingLimits } from "../../../src/core/delivery/pacing.ts";
import { channelKey } from "../../../src/core/keys.ts";
import { someSend } from "../../support/sends.ts";

type Gone = Readonly<{ send: Send; at: number }>;
const channels = 6;
const channel = (id: number) => channelKey("playground", "W1", `C${id}`);

/** Asks at each time that the queue names, `lateMs` late, until it names none; all that went, in order. */
function runOut(pacing: Pacing, from: number, lateMs: number): readonly Gone[] {
  const gone: Gone[] = [];
  for (let now: number | null = from; now !== null; ) {
    const { go, askAt }: ReturnType<Pacing["take"]> = pacing.take(now);
    for (const send of go) {
      gone.push({ send, at: now });
      pacing.settle(send, { kind: "answered", route: null }, now);
    }
    // A response may open its route at once.
    const again: number | null = go.some(({ route }) => route !== null) ? now : null;
    now = again ?? (askAt === null ? null : askAt + lateMs);
  }
  return gone;
}

/** Most in any window of one length that begins with a send. */
const mostWithin = (times: readonly number[], windowMs: number): number =>
  Math.max(0, ...times.map((from) => times.filter((time) => time >= from && time < from + windowMs).length));

const sendsOf = fc
  .array(
    fc.record({
      channel: fc.nat(channels - 1),
      urgency: fc.constantFrom<Urgency>(...urgencies.filter((urgency) => urgency !== "receipt")),
      posts: fc.boolean(),
      route: fc.constantFrom(null, "edit", "list"),
    }),
    { maxLength: 60, size: "max" },
  )
  .map((all) => all.map(({ channel: id, ...other }, index) => someSend(`m${index}`, id, other)));

const rates = fc.record({ perSecond: fc.integer({ min: 1, max: 60 }), burst: fc.integer({ min: 1, max: 10 }) });
const limitsOf: fc.Arbitrary<PacingLimits> = fc
  .record({ overall: rates, kept: fc.nat(3), channel: rates, edit: rates })
  .map(({ overall, kept, channel: ofChannel, edit }) => ({
    overall: { perSecond: overall.perSecond, burst: overall.burst + kept, kept },
    channel: ofChannel,
    routes: { edit },
  }));
const late = fc.nat(40);

function filled(limits: PacingLimits, sends: readonly Send[]): Pacing {
  const pacing = createPacing(limits);
  for (const send of sends) pacing.add(send, 0);
  return pacing;
}

describe("whatever waits and whatever the limits", () => {
  it("all of it goes, once each, the oldest of a channel and urgency first", () => {
    fc.assert(
      fc.property(sendsOf, limitsOf, late, (sends, limits, lateMs) => {
        const gone = runOut(filled(limits, sends), 0, lateMs).map(({ send }) => send);
        expect(gone.map(({ key }) => key).toSorted()).toEqual(sends.map(({ key }) => key).toSorted());
        const lineOf = ({ channel: of, urgency }: Send): string => `${of} ${urgency}`;
        expect(Map.groupBy(gone, lineOf)).toEqual(new Map(Map.groupBy(sends, lineOf)));
      }),
      { numRuns: 100 },
    );
  });

  it("no window holds more than the burst and the rate allow: overall, in a channel, on a route", () => {
    fc.assert(
      fc.property(sendsOf, limitsOf, late, fc.integer({ min: 1, max: 5_000 }), (sends, limits, lateMs, windowMs) => {
        const gone = runOut(filled(limits, sends), 0, lateMs);
        const most = (rate: { perSecond: number; burst: number }) => rate.burst + (rate.perSecond * windowMs) / 1000;
        const expectWithin = (those: readonly Gone[], rate: { perSecond: number; burst: number }): void => {
          const times = those.map(({ at }) => at);
          expect(mostWithin(times, windowMs)).toBeLessThanOrEqual(most(rate) + 1e-3);
        };
        expectWithin(gone, limits.overall);
        for (let id = 0; id < channels; id += 1) {
          const posted = gone.filter(({ send }) => send.posts && send.channel === channel(id));
          expectWithin(posted, limits.channel);
        }
        const edits = gone.filter(({ send }) => send.route === "edit");
        expectWithin(edits, limits.routes["edit"] ?? limits.overall);
      }),
      { numRuns: 100 },
    );
  });

  it("the more urgent goes first where nothing but the overall rate holds it back", () => {
    fc.assert(
      fc.property(sendsOf, rates, late, (all, overall, lateMs) => {
        const sends = all.map((send) => ({ ...send, route: null, posts: false }));
        const limits = { overall: { ...overall, kept: 0 }, channel: { perSecond: 1, burst: 1 }, routes: {} };
        const ranks = runOut(filled(limits, sends), 0, lateMs).map(({ send }) => urgencies.indexOf(send.urgency));
        expect(ranks).toEqual(ranks.toSorted());
      }),
      { numRuns: 100 },
    );
  });

  it("between two sends of a channel each other that waits has its turn, so none starves", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(channels - 1), { maxLength: 60, size: "max" }), late, (ids, lateMs) => {
        const sends = ids.map((id, index) => someSend(`m${index}`, id));
        const limits = {
          overall: { perSecond: 10, burst: 1, kept: 0 },
          channel: { perSecond: 100, burst: 100 },
          routes: {},
        };
        const gone = runOut(filled(limits, sends), 0, lateMs).map(({ send }) => send.channel);
        const left = Map.groupBy(ids.map(channel), (key) => key);
        for (let first = 0; first < gone.length; ) {
          const round = [...left].filter(([, waiting]) => waiting.length > 0).map(([key]) => key);
          expect(gone.slice(first, first + round.length)).toEqual(round);
          for (const key of round) left.get(key)?.pop();
          first += round.length;
        }
      }),
      { numRuns: 100 },
    );
  });

  it("a channel that is blocked, or paused by a 429, delays no other by more than one slot", () => {
    const slotMs = 100;
    const limits = { overall: { perSecond: 10, burst: 1, kept: 0 }, channel: { perSecond: 1, burst: 1 }, routes: {} };
    fc.assert(
      fc.property(sendsOf, fc.constantFrom("blocked" as const, "paused" as const), (all, how) => {
        const sends = all.map((send) => ({ ...send, route: null }));
        const others = sends.filter((send) => send.channel !== channel(0));
        const alone = new Map(runOut(filled(limits, others), slotMs, 0).map(({ send, at }) => [send.key, at]));
        const pacing = createPacing(limits);
        const refused = someSend("refused", 0, { posts: false });
        pacing.add(refused, 0);
        pacing.take(0);
        const limited = { kind: "limited", scope: "channel", retryAfterMs: 3_600_000 } as const;
        if (how === "blocked") pacing.block(channel(0));
        else pacing.settle(refused, limited, 0);
        for (const send of sends) pacing.add(send, 0);
        for (const { send, at } of runOut(pacing, slotMs, 0)) {
          if (send.channel !== channel(0)) expect(at - (alone.get(send.key) ?? 0)).toBeLessThanOrEqual(slotMs);
        }
      }),
      { numRuns: 100 },
    );
  });
});
