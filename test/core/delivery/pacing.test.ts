import { describe, expect, it } from "vitest";
import { type Urgency, urgencies } from "../../../src/core/delivery/lines.ts";
import { createPacing, type Pacing, type PacingLimits } from "../../../src/core/delivery/pacing.ts";
import { BotError } from "../../../src/core/errors.ts";
import { channelKey } from "../../../src/core/keys.ts";
import { someSend } from "../../support/sends.ts";

const start = 1_800_000_000_000;
const channel = (id: number) => channelKey("playground", "W1", `C${id}`);
const plenty = { perSecond: 1_000, burst: 1_000 };
const fast: PacingLimits = { overall: { ...plenty, kept: 0 }, channel: plenty, routes: {} };
const oneASecond: PacingLimits = { ...fast, overall: { perSecond: 1, burst: 1, kept: 0 } };
const onePerChannel: PacingLimits = { ...fast, channel: { perSecond: 1, burst: 1 } };

/** The keys of what goes `ms` after the start, and how long after it to ask again. */
function at(pacing: Pacing, ms: number): readonly [go: readonly string[], askAfter: number | null] {
  const { go, askAt } = pacing.take(start + ms);
  return [go.map(({ key }) => key), askAt === null ? null : askAt - start];
}
function queueOf(limits: PacingLimits, ...sends: readonly ReturnType<typeof someSend>[]): Pacing {
  const pacing = createPacing(limits);
  for (const send of sends) pacing.add(send, start);
  return pacing;
}

describe("a pacing queue", () => {
  it("is empty at first", () => {
    const pacing = createPacing(fast);
    expect([at(pacing, 0), pacing.waiting()]).toEqual([[[], null], 0]);
  });

  it("lets the burst go at once, and then the rate", () => {
    const pacing = queueOf(
      { ...fast, overall: { perSecond: 2, burst: 3, kept: 0 } },
      ...[1, 2, 3, 4, 5].map((id) => someSend(`m${id}`, id)),
    );
    expect(at(pacing, 0)).toEqual([["m1", "m2", "m3"], 500]);
    expect(at(pacing, 499)).toEqual([[], 500]);
    expect(at(pacing, 500)).toEqual([["m4"], 1_000]);
    expect([at(pacing, 1_000), pacing.waiting()]).toEqual([[["m5"], null], 0]);
  });

  it("goes by turns between channels, and in a channel the oldest goes first", () => {
    const a = ["a1", "a2", "a3"].map((key) => someSend(key, 1));
    const pacing = queueOf(fast, ...a, someSend("b1", 2), someSend("c1", 3), someSend("b2", 2));
    expect(at(pacing, 0)).toEqual([["a1", "b1", "c1", "a2", "b2", "a3"], null]);
  });

  it("sends the urgent first, whatever came first", () => {
    const sends = urgencies.map((urgency, index) => someSend(urgency, index, { urgency }));
    expect(at(queueOf(fast, ...sends.toReversed()), 0)).toEqual([
      ["acknowledgement", "reveal", "question", "notice", "receipt"],
      null,
    ]);
  });

  it("lets one channel have one a second and the others go on", () => {
    const pacing = queueOf(onePerChannel, someSend("a1", 1), someSend("a2", 1), someSend("b1", 2));
    expect(at(pacing, 0)).toEqual([["a1", "b1"], 1_000]);
    expect(at(pacing, 999)).toEqual([[], 1_000]);
    expect(at(pacing, 1_000)).toEqual([["a2"], null]);
  });

  it("does not count what is no message against its channel", () => {
    const no = { posts: false };
    const pacing = queueOf(onePerChannel, someSend("a1", 1, no), someSend("a2", 1), someSend("a3", 1, no));
    expect(at(pacing, 0)).toEqual([["a1", "a2", "a3"], null]);
  });

  it("keeps a share of the burst for acknowledgements", () => {
    const limits = { ...fast, overall: { perSecond: 2, burst: 3, kept: 2 } };
    const pacing = queueOf(limits, someSend("m1", 1), someSend("m2", 2));
    expect(at(pacing, 0)).toEqual([["m1"], 500]);
    for (const id of [1, 2, 3]) pacing.add(someSend(`ack${id}`, id, { urgency: "acknowledgement" }), start);
    expect(at(pacing, 0)).toEqual([["ack1", "ack2"], 500]);
    expect(at(pacing, 500)).toEqual([["ack3"], 2_000]);
    expect(at(pacing, 2_000)).toEqual([["m2"], null]);
  });

  it("waits with a send until its time", () => {
    const pacing = queueOf(fast, someSend("m1", 1, { notBefore: start + 700 }), someSend("m2", 2));
    expect(at(pacing, 0)).toEqual([["m2"], 700]);
    expect(at(pacing, 700)).toEqual([["m1"], null]);
  });

  it("takes a key that waits once, and again when it has gone", () => {
    const pacing = queueOf(fast, someSend("m1", 1), someSend("m2", 1), someSend("m1", 1));
    expect([at(pacing, 0), at(pacing, 0)]).toEqual([
      [["m1", "m2"], null],
      [[], null],
    ]);
    pacing.add(someSend("m1", 1), start);
    expect(at(pacing, 0)).toEqual([["m1"], null]);
  });

  it("forgets a send that was removed", () => {
    const pacing = queueOf(fast, someSend("m1", 1), someSend("m2", 1));
    expect([pacing.remove("m1"), pacing.remove("m1"), at(pacing, 0)]).toEqual([true, false, [["m2"], null]]);
  });

  it("lets the next go at once when the one before it, which had to wait, was removed", () => {
    const pacing = queueOf(fast, someSend("m1", 1, { notBefore: start + 700 }), someSend("m2", 1));
    expect(at(pacing, 0)).toEqual([[], 700]);
    pacing.remove("m1");
    expect(at(pacing, 0)).toEqual([["m2"], null]);
  });

  it("forgets in time what it learnt of routes and channels that nobody uses", () => {
    const pacing = createPacing(fast);
    const goesAtOnce = (now: number): number => {
      const sends = [1, 2, 3].map((id) => someSend(`edit${id}`, id, { route: "edit" }));
      for (const send of sends) pacing.add(send, start + now);
      let most = 0;
      for (let go = pacing.take(start + now).go; go.length > 0; go = pacing.take(start + now).go) {
        most = Math.max(most, go.length);
        for (const send of go) pacing.settle(send, { kind: "answered", route: null }, start + now);
      }
      return most;
    };
    expect([goesAtOnce(0), goesAtOnce(1_000)]).toEqual([2, 3]);
    for (let id = 0; id < 1_100; id += 1) pacing.add(someSend(`m${id}`, id), start + 10_000);
    expect([at(pacing, 10_000)[0].length, at(pacing, 11_000)[0].length]).toEqual([1_000, 100]);
    expect(goesAtOnce(20_000)).toBe(2);
  });

  it("drops receipts, and nothing else, after a minute", () => {
    const kinds = ["receipt", "notice"] as const satisfies readonly Urgency[];
    const pacing = queueOf(fast, ...kinds.map((urgency) => someSend(urgency, 1, { urgency })));
    pacing.block(channel(1));
    expect(at(pacing, 0)).toEqual([[], 60_000]);
    expect(pacing.take(start + 59_999).dropped).toEqual([]);
    expect(pacing.take(start + 60_000).dropped.map(({ key }) => key)).toEqual(["receipt"]);
    pacing.free(channel(1), start + 60_000);
    expect(at(pacing, 60_000)).toEqual([["notice"], null]);
  });
});

describe("a blocked channel", () => {
  it("holds its sends back and delays no other", () => {
    const pacing = queueOf(oneASecond, someSend("a1", 1), someSend("b1", 2), someSend("c1", 3));
    pacing.block(channel(1));
    expect([at(pacing, 0), at(pacing, 1_000)]).toEqual([
      [["b1"], 1_000],
      [["c1"], null],
    ]);
    pacing.free(channel(1), start + 5_000);
    expect(at(pacing, 5_000)).toEqual([["a1"], null]);
  });

  it("gives what waits for it when it is gone", () => {
    const pacing = queueOf(fast, someSend("a1", 1), someSend("b1", 2), someSend("a2", 1, { urgency: "reveal" }));
    pacing.block(channel(1));
    expect(pacing.abandon(channel(1)).map(({ key }) => key)).toEqual(["a2", "a1"]);
    expect([at(pacing, 0), pacing.waiting()]).toEqual([[["b1"], null], 0]);
    pacing.add(someSend("a3", 1), start);
    expect(at(pacing, 0)).toEqual([["a3"], null]);
  });
});

describe("after a 429", () => {
  const limitedBy = (scope: "overall" | "channel" | "route", waits: readonly (number | null)[]) => {
    const pacing = createPacing(fast);
    let now = 0;
    const asked: (number | null)[] = [];
    for (const retryAfterMs of waits) {
      const send = someSend("a1", 1, { route: "edit" });
      pacing.add(send, start + now);
      pacing.take(start + now);
      pacing.settle(send, { kind: "limited", scope, retryAfterMs }, start + now);
      pacing.add(someSend("next", 1, { route: "edit" }), start + now);
      const [, askAfter] = at(pacing, now);
      pacing.remove("next");
      asked.push(askAfter === null ? null : askAfter - now);
      now += (askAfter ?? now) - now;
    }
    return asked;
  };
  const waits: readonly (readonly [string, readonly (number | null)[], readonly number[]])[] = [
    ["the wait it names is kept", [3_000, 500], [3_000, 500]],
    ["none named: ours doubles", [null, null, null], [1_000, 2_000, 4_000]],
    ["garbage counts as none", [Number.NaN, -5, 0, Number.POSITIVE_INFINITY], [1_000, 2_000, 4_000, 8_000]],
    [
      "ours ends at five minutes",
      Array.from({ length: 11 }, () => null),
      [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1_000),
    ],
  ];
  const scoped = (["overall", "channel", "route"] as const).flatMap((scope) =>
    waits.map((row) => [scope, ...row] as const),
  );
  it.each(scoped)("of %s: %s", (scope, _name, named, expected) => {
    expect(limitedBy(scope, named)).toEqual(expected);
  });

  it.each([
    ["overall", []],
    ["channel", ["other", "elsewhere"]],
    ["route", ["here", "elsewhere"]],
  ] as const)("of the %s, only what it is about waits", (scope, expected) => {
    const send = someSend("a1", 1, { route: "edit" });
    const pacing = queueOf(fast, send);
    pacing.take(start);
    pacing.settle(send, { kind: "limited", scope, retryAfterMs: 3_000 }, start);
    pacing.add(someSend("here", 1, { route: "post", urgency: "reveal" }), start);
    pacing.add(someSend("other", 2, { route: "edit" }), start);
    pacing.add(someSend("elsewhere", 3, { route: "list" }), start);
    expect(at(pacing, 0)[0]).toEqual(expected);
    expect(at(pacing, 3_000)[0].length).toBe(3 - expected.length);
  });

  it("many of them together count once, and a success ends the doubling", () => {
    const sends = [1, 2, 3].map((id) => someSend(`m${id}`, id));
    const pacing = queueOf(fast, ...sends);
    pacing.take(start);
    for (const send of sends) pacing.settle(send, { kind: "limited", scope: "overall", retryAfterMs: null }, start);
    const again = someSend("again", 1);
    pacing.add(again, start);
    expect([at(pacing, 0), at(pacing, 1_000)]).toEqual([
      [[], 1_000],
      [["again"], null],
    ]);
    pacing.settle(again, { kind: "answered", route: null }, start + 1_000);
    const last = someSend("last", 1);
    pacing.add(last, start + 1_000);
    pacing.take(start + 1_000);
    pacing.settle(last, { kind: "limited", scope: "overall", retryAfterMs: null }, start + 1_000);
    pacing.add(someSend("next", 1), start + 1_000);
    expect(at(pacing, 1_000)).toEqual([[], 2_000]);
  });
});

describe("a route", () => {
  const posts = (count: number) => Array.from({ length: count }, (_, id) => someSend(`m${id}`, id, { route: "post" }));

  it("lets one go until its first response, then as many as the headers say", () => {
    const sends = posts(6);
    const [first = someSend("none", 0)] = sends;
    const pacing = queueOf(fast, ...sends);
    expect(at(pacing, 0)).toEqual([["m0"], null]);
    pacing.settle(first, { kind: "answered", route: { limit: 5, remaining: 3, resetAfterMs: 2_000 } }, start + 100);
    expect(at(pacing, 100)).toEqual([["m1", "m2", "m3"], 2_100]);
    expect(at(pacing, 2_100)[0]).toEqual(["m4", "m5"]);
  });

  it.each([
    ["a response without a limit makes it free", { kind: "answered", route: null }, ["m1", "m2", "m3"]],
    ["no response teaches nothing", { kind: "lost" }, ["m1"]],
  ] as const)("%s", (_name, outcome, expected) => {
    const sends = posts(4);
    const [first = someSend("none", 0)] = sends;
    const pacing = queueOf(fast, ...sends);
    pacing.take(start);
    pacing.settle(first, outcome, start);
    pacing.settle(first, outcome, start);
    expect(at(pacing, 0)).toEqual([expected, null]);
  });

  it("does not believe a response that was overtaken by a later one", () => {
    const sends = posts(3);
    const pacing = queueOf(fast, ...sends);
    const [first = someSend("x", 0), second = someSend("x", 0), third = someSend("x", 0)] = sends;
    const told = (remaining: number) =>
      ({ kind: "answered", route: { limit: 5, remaining, resetAfterMs: 1_000 } }) as const;
    pacing.take(start);
    pacing.settle(first, told(4), start);
    pacing.take(start);
    pacing.settle(third, told(0), start);
    pacing.settle(second, told(3), start);
    pacing.add(someSend("next", 9, { route: "post" }), start);
    expect(at(pacing, 0)).toEqual([[], 1_000]);
  });

  it("counts what is under way against what a response says is left, and against the next window", () => {
    const sends = posts(9);
    const pacing = queueOf(fast, ...sends);
    const told = (remaining: number, resetAfterMs: number) =>
      ({ kind: "answered", route: { limit: 4, remaining, resetAfterMs } }) as const;
    const [first = someSend("x", 0), second = someSend("x", 0)] = sends;
    pacing.take(start);
    pacing.settle(first, told(3, 1_000), start);
    expect(at(pacing, 0)).toEqual([["m1", "m2", "m3"], 1_000]);
    pacing.settle(second, told(3, 1_000), start);
    expect(at(pacing, 0)).toEqual([[], 1_000]);
    // Two of the four in the next window may be those that still are under way.
    expect(at(pacing, 1_000)).toEqual([["m4", "m5"], 2_000]);
  });

  it("that told its limit late counts what went before", () => {
    const sends = posts(4);
    const pacing = queueOf(fast, ...sends);
    const [first = someSend("x", 0), second = someSend("x", 0)] = sends;
    pacing.take(start);
    pacing.settle(first, { kind: "answered", route: null }, start);
    expect(at(pacing, 0)[0]).toEqual(["m1", "m2", "m3"]);
    pacing.settle(second, { kind: "answered", route: { limit: 5, remaining: 4, resetAfterMs: 1_000 } }, start);
    for (const id of [4, 5, 6]) pacing.add(someSend(`m${id}`, id, { route: "post" }), start);
    expect(at(pacing, 0)).toEqual([["m4", "m5"], 1_000]);
  });

  it("sends the urgent first of what waits for it", () => {
    const limits = { ...fast, routes: { edit: { perSecond: 1, burst: 1 } } };
    const on = { route: "edit" };
    const pacing = queueOf(limits, someSend("m1", 1, on), someSend("m2", 2, on), someSend("m3", 3, on));
    expect(at(pacing, 0)).toEqual([["m1"], 1_000]);
    pacing.add(someSend("reveal", 4, { ...on, urgency: "reveal" }), start + 500);
    expect([at(pacing, 1_000)[0], at(pacing, 2_000)[0], at(pacing, 3_000)[0]]).toEqual([["reveal"], ["m2"], ["m3"]]);
  });
});

describe("a clock", () => {
  it("that is set back makes no wait longer", () => {
    const pacing = queueOf(oneASecond, someSend("m1", 1), someSend("m2", 2));
    expect(at(pacing, 0)).toEqual([["m1"], 1_000]);
    expect(at(pacing, -3_600_000)).toEqual([[], -3_599_000]);
    expect(at(pacing, -3_599_000)).toEqual([["m2"], null]);
  });

  it("that was set back counts later waits as it stands now", () => {
    const pacing = createPacing(fast);
    pacing.take(start);
    pacing.take(start - 3_600_000);
    pacing.add(someSend("m1", 1, { notBefore: start - 3_599_000 }), start - 3_600_000);
    expect(at(pacing, -3_600_000)).toEqual([[], -3_599_000]);
    expect(at(pacing, -3_599_000)).toEqual([["m1"], null]);
  });

  it("that jumps ahead gives no more than the burst", () => {
    const pacing = queueOf(oneASecond, someSend("m1", 1), someSend("m2", 2), someSend("m3", 3));
    expect([at(pacing, 0)[0], at(pacing, 28_800_000)[0]]).toEqual([["m1"], ["m2"]]);
  });
});

it.each([
  ["overall: 5 a second, burst 2", { ...fast, overall: { perSecond: 5, burst: 2, kept: 2 } }, "a burst of at least 3"],
  ["channel: 0 a second, burst 1", { ...fast, channel: { perSecond: 0, burst: 1 } }, "a burst of at least 1"],
  ["edit: 1 a second, burst 0.5", { ...fast, routes: { edit: { perSecond: 1, burst: 0.5 } } }, "a burst of at least 1"],
] as const)("limits that would let nothing go are refused: %s", (name, limits, hint) => {
  let raised: unknown = null;
  try {
    createPacing(limits);
  } catch (error) {
    raised = error;
  }
  expect(raised instanceof BotError && [raised.code, raised.message, raised.hint]).toEqual([
    "config.invalid",
    `pacing ${name} would let nothing go`,
    `give a rate above 0 and ${hint}`,
  ]);
});
