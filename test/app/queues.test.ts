import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createLockouts } from "../../src/app/outgoing/lockouts.ts";
import { createQueues, type Wanted } from "../../src/app/outgoing/queues.ts";
import type { PacingLimits } from "../../src/core/delivery/pacing.ts";
import { spreadMs } from "../../src/core/delivery/spread.ts";
import { BotError } from "../../src/core/errors.ts";
import { type ChannelKey, channelKey, type MessageId, type PersonId } from "../../src/core/keys.ts";
import type { Counted, Grant } from "../../src/ports/pacing.ts";
import { FakePlatform } from "../support/fake-platform.ts";
import { listeningFigures } from "../support/listening-figures.ts";
import { oneASecond } from "../support/paced-bot.ts";
import { silentLog } from "../support/silent-log.ts";
import { TestClock } from "../support/test-clock.ts";

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await nextTurn();
};
const one = channelKey("fake", "W1", "one");
const two = channelKey("fake", "W1", "two");
const inOther = channelKey("fake", "W2", "other");

/** Whom the platform need not be asked for. */
const known = "U1" as PersonId;

const wanted = (channel: ChannelKey, other: Partial<Wanted> = {}): Wanted => ({
  channel,
  call: { kind: "post", to: { kind: "channel", channel } },
  urgency: "question",
  notBefore: null,
  until: null,
  givesWay: false,
  rest: (wait) => wait(),
  ...other,
});

/** Queues on a clock that moves when the test says so, and what was done when, in milliseconds. */
function stage(limits: PacingLimits = oneASecond, queue: "workspace" | "bot" = "workspace") {
  const clock = new TestClock();
  const count = (call: Wanted["call"]): Counted | null =>
    call.kind === "person" && call.person === known ? null : { route: call.kind, posts: call.kind === "post" };
  const fake = new FakePlatform({ clock, facts: { pacing: { limits, queue, count } } });
  const platforms = new Map([["fake", fake.platform()]]);
  const ended: string[] = [];
  const lockouts = createLockouts({
    ...{ clock, platforms, log: silentLog, figures: listeningFigures([]) },
    ended: ({ tenant }) => void ended.push(tenant),
  });
  const queues = createQueues({ clock, timer: clock, platforms, lockouts });
  const startedAt = clock.now().epochMilliseconds;
  const log: [string, number][] = [];
  const note = (what: string): void => void log.push([what, clock.now().epochMilliseconds - startedAt]);
  const send = (
    what: string,
    want: Wanted,
    call: (grant: Grant | undefined) => Promise<void> = async () => undefined,
  ) =>
    queues.run(want, (ask) =>
      ask((grant) => {
        note(what);
        return call(grant);
      }),
    );
  const flow = async (ms: number): Promise<void> => {
    await settled();
    for (let left = ms; left > 0; ) {
      const step = Math.min(left, Math.max(1, clock.untilNext() ?? left));
      clock.pass(step);
      left -= step;
      await settled();
    }
  };
  return { clock, queues, log, send, flow, note };
}

const putOff = { kind: "put-off" };
const carriedOut = { kind: "carried-out", value: undefined };
const busy = (scope: "overall" | "channel" | "route", retryAfterMs: number): BotError =>
  new BotError("platform.busy", "wait", { hint: "wait", scope, retryAfterMs });

describe("queues", () => {
  it("are one for each workspace, or one for the bot, as the platform says", async () => {
    for (const [queue, last] of [
      ["workspace", 0],
      ["bot", 1000],
    ] as const) {
      const { send, flow, log } = stage(oneASecond, queue);
      const all = [send("one", wanted(one)), send("other", wanted(inOther))];
      await flow(1500);
      expect(await Promise.all(all)).toEqual([carriedOut, carriedOut]);
      expect(log).toEqual([
        ["one", 0],
        ["other", last],
      ]);
    }
  });

  it("keep nobody waiting for what the platform is not asked for", async () => {
    const { send, flow, log } = stage();
    const asking = (person: PersonId): Wanted => wanted(one, { call: { kind: "person", channel: one, person } });
    const all = [send("post", wanted(one)), send("stranger", asking("U2" as PersonId)), send("known", asking(known))];
    await flow(1_500);
    expect(await Promise.all(all)).toEqual([carriedOut, carriedOut, carriedOut]);
    expect(log).toEqual([
      ["known", 0],
      ["post", 0],
      ["stranger", 1_000],
    ]);
  });

  it("put off what has waited for long enough, and nothing that it would have sent is sent", async () => {
    const { send, flow, log } = stage();
    const all = [
      send("one", wanted(one)),
      send("two", wanted(two, { until: Temporal.Instant.from("2027-03-15T08:00:00.5Z").epochMilliseconds })),
    ];
    await flow(2_000);
    expect(await Promise.all(all)).toEqual([carriedOut, putOff]);
    expect(log).toEqual([["one", 0]]);
  });

  it("do not let requests leave together that were delayed after their turn", async () => {
    const { queues, flow, log, note, clock } = stage();
    const written = Promise.withResolvers<void>();
    const first = queues.run(wanted(one), async (ask) => {
      await written.promise;
      return ask(async () => note("one"));
    });
    const second = queues.run(wanted(two), (ask) => ask(async () => note("two")));
    clock.after(900, written.resolve);
    await flow(3_000);
    expect(await Promise.all([first, second])).toEqual([carriedOut, carriedOut]);
    expect(log).toEqual([
      ["one", 900],
      ["two", 1900],
    ]);
  });

  it("learn a route's limit from what its responses say", async () => {
    const free = { ...oneASecond, overall: { perSecond: 1000, burst: 1000, kept: 0 } };
    const { send, flow, log } = stage(free);
    const told = async (grant: Grant | undefined): Promise<void> =>
      grant?.told({ limit: 1, remaining: 0, resetAfterMs: 5_000 });
    const all = ["a", "b", "c"].map((what) => send(what, wanted(one), told));
    await flow(12_000);
    await Promise.all(all);
    expect(log).toEqual([
      ["a", 0],
      ["b", 5000],
      ["c", 10000],
    ]);
  });

  it("give further requests of a post their turn before all else, those of a reading as they come", async () => {
    for (const [kind, last] of [
      ["post", 1000],
      ["readThread", 2000],
    ] as const) {
      const { send, flow, log, note } = stage();
      const call: Wanted["call"] =
        kind === "post" ? wanted(one).call : { kind, of: { channel: one, thread: null, id: "m1" as MessageId } };
      const two_ = async (grant: Grant | undefined): Promise<void> => {
        await grant?.more({ route: null, posts: false });
        note("more");
      };
      const all = [send("first", wanted(one, { call, urgency: "notice" }), two_), send("question", wanted(two))];
      await flow(3_000);
      await Promise.all(all);
      expect(log.find(([what]) => what === "more")).toEqual(["more", last]);
    }
  });

  it("hold the rest back after a wait that a later request of a post was asked for", async () => {
    const { send, flow, log } = stage();
    const doubt = new BotError("platform.doubt", "no thread", { hint: "look", scope: "overall", retryAfterMs: 10_000 });
    const all = [send("one", wanted(one), () => Promise.reject(doubt)), send("two", wanted(two))];
    const outcomes = Promise.allSettled(all);
    await flow(12_000);
    expect((await outcomes).map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    expect(log).toEqual([
      ["one", 0],
      ["two", 10_000],
    ]);
  });

  it("give a turn back that was not used", async () => {
    const free = { ...oneASecond, overall: { perSecond: 1000, burst: 1000, kept: 0 } };
    const { queues, send, flow, log } = stage(free);
    const unused = queues.run(wanted(one), async () => undefined);
    const used = send("two", wanted(one));
    await flow(100);
    expect([await unused, await used]).toEqual([carriedOut, carriedOut]);
    expect(log).toEqual([["two", 0]]);
  });

  it("put off what gives way for as long as somebody wants its channel, and nothing else", async () => {
    const { queues, send, flow, log } = stage();
    const gate = [send("gate", wanted(one), () => Promise.reject(busy("overall", 5_000)))];
    await Promise.allSettled(gate);
    const waiting = [
      send("lane", wanted(one, { givesWay: true })),
      send("aside", wanted(one)),
      send("two", wanted(two, { givesWay: true })),
    ];
    await flow(1_000);
    const done = queues.giveWay(one);
    expect(await waiting[0]).toEqual(putOff);
    expect(await send("again", wanted(one, { givesWay: true }))).toEqual(putOff);
    done();
    const later = send("later", wanted(one, { givesWay: true }));
    await flow(10_000);
    await Promise.all([...waiting, later]);
    expect(log.map(([what]) => what).toSorted()).toEqual(["aside", "gate", "later", "two"]);
  });

  it("empty a channel that is gone, and no other", async () => {
    const { queues, send, flow, log } = stage();
    const all = [send("first", wanted(two)), send("one", wanted(one)), send("two", wanted(two))];
    await settled();
    queues.abandon(one);
    await flow(3_000);
    expect(await Promise.all(all)).toEqual([carriedOut, putOff, carriedOut]);
    expect(log).toEqual([
      ["first", 0],
      ["two", 1000],
    ]);
  });

  it("let nothing new begin once they are closed, end what is begun, and leave no timer", async () => {
    const { queues, send, flow, log, note, clock } = stage();
    const call: Wanted["call"] = { kind: "edit", ref: { channel: two, thread: null, id: "m1" as MessageId } };
    const edit = wanted(two, { call });
    const refused = send("refused", edit, () => Promise.reject(busy("route", 3_600_000)));
    await expect(refused).rejects.toThrow("wait");
    await flow(1_000);
    const begun = send("begun", wanted(one), async (grant) => {
      await grant?.more({ route: null, posts: false });
      note("rest");
    });
    const waiting = send("waiting", edit);
    await settled();
    queues.close();
    expect(await waiting).toEqual(putOff);
    expect(await send("new", wanted(two))).toEqual(putOff);
    await flow(2_000);
    expect(await begun).toEqual(carriedOut);
    expect(log).toEqual([
      ["refused", 0],
      ["begun", 1000],
      ["rest", 2000],
    ]);
    expect(clock.untilNext()).toBe(null);
  });

  it("spread what is due at once, each queue for itself", () => {
    const { queues, clock } = stage();
    const due = Array.from({ length: 30 }, (_, index) => channelKey("fake", "W1", `c${index}`));
    const beginAt = queues.spread([...due, inOther]);
    const now = clock.now().epochMilliseconds;
    expect(due.map(beginAt)).toEqual(due.map((channel) => now + spreadMs(channel, 30, 1)));
    expect(beginAt(inOther)).toBe(now);
    expect(beginAt(channelKey("elsewhere", "W1", "c1"))).toBe(null);
  });
});
