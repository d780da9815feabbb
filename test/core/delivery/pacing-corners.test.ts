import { describe, expect, it } from "vitest";
import { createPacing, type Pacing, type PacingLimits } from "../../../src/core/delivery/pacing.ts";
import { channelKey } from "../../../src/core/keys.ts";
import { someSend } from "../../support/sends.ts";

const start = 1_800_000_000_000;
const channel = (id: number) => channelKey("playground", "W1", `C${id}`);
const plenty = { perSecond: 10_000, burst: 10_000 };
const fast: PacingLimits = { overall: { ...plenty, kept: 0 }, channel: plenty, routes: {} };

/** The keys of what goes `ms` after the start, and how long after it to ask again. */
function at(pacing: Pacing, ms: number): readonly [go: readonly string[], askAfter: number | null] {
  const { go, askAt } = pacing.take(start + ms);
  return [go.map(({ key }) => key), askAt === null ? null : askAt - start];
}

it("nobody asks for the sake of a route that nobody waits for", () => {
  const pacing = createPacing(fast);
  const send = someSend("m1", 1, { route: "edit" });
  pacing.add(send, start);
  pacing.take(start);
  pacing.settle(send, { kind: "answered", route: { limit: 5, remaining: 0, resetAfterMs: 1_000 } }, start);
  expect(at(pacing, 0)).toEqual([[], null]);
});

it("a channel that is freed while it has its turn does not have two", () => {
  const pacing = createPacing({ ...fast, overall: { perSecond: 1, burst: 6, kept: 0 } });
  for (const key of ["a1", "a2", "a3"]) pacing.add(someSend(key, 1), start);
  for (const key of ["b1", "b2", "b3"]) pacing.add(someSend(key, 2), start);
  pacing.free(channel(1), start);
  expect(at(pacing, 0)[0]).toEqual(["a1", "b1", "a2", "b2", "a3", "b3"]);
});

describe("waits of our own", () => {
  const limited = (scope: "overall" | "channel" | "route") => ({ kind: "limited", scope, retryAfterMs: null }) as const;
  const onRoute = { route: "edit" };
  /** Sends one and tells what became of it, `ms` after the start; when the one behind it may go. */
  const opensAfter = (pacing: Pacing, outcome: Parameters<Pacing["settle"]>[1], ms: number): number | null => {
    const send = someSend("m1", 1, onRoute);
    pacing.add(send, start + ms);
    pacing.take(start + ms);
    pacing.settle(send, outcome, start + ms);
    pacing.add(someSend("next", 1, onRoute), start + ms);
    const [go, askAfter] = at(pacing, ms);
    for (const key of go) expect(key).toBe("next");
    pacing.remove("next");
    return askAfter;
  };

  it.each(["overall", "channel", "route"] as const)("of %s double until an answer, not until silence", (scope) => {
    const pacing = createPacing({ ...fast, routes: { edit: plenty } });
    expect(opensAfter(pacing, limited(scope), 0)).toBe(1_000);
    opensAfter(pacing, { kind: "lost" }, 1_000);
    expect(opensAfter(pacing, limited(scope), 1_001)).toBe(3_001);
    opensAfter(pacing, { kind: "answered", route: null }, 3_001);
    expect(opensAfter(pacing, limited(scope), 3_002)).toBe(4_002);
  });

  it("of the route of a send that has none are its channel's", () => {
    const pacing = createPacing(fast);
    const send = someSend("m1", 1);
    pacing.add(send, start);
    pacing.take(start);
    pacing.settle(send, { kind: "limited", scope: "route", retryAfterMs: 3_000 }, start);
    for (const id of [1, 2]) pacing.add(someSend(`next${id}`, id), start);
    expect(at(pacing, 0)).toEqual([["next2"], 3_000]);
  });
});

describe("what is forgotten", () => {
  /** How many edits go at once: one when nothing is known of their route, all three when it is known to be free. */
  const editsAtOnce = (pacing: Pacing, ms: number): number => {
    const sends = [1, 2, 3].map((id) => someSend(`edit${id}`, id, { route: "edit" }));
    for (const send of sends) pacing.add(send, start + ms);
    const { go } = pacing.take(start + ms);
    for (let some = go; some.length > 0; some = pacing.take(start + ms).go) {
      for (const send of some) pacing.settle(send, { kind: "answered", route: null }, start + ms);
    }
    return go.length;
  };
  /** Puts down as many as told that stay: each its channel's only one, which is blocked. */
  const stay = (pacing: Pacing, from: number, to: number, route: (id: number) => string | null): void => {
    for (let id = from; id < to; id += 1) {
      pacing.add(someSend(`stays${id}`, id, { route: route(id) }), start + 1_000);
      pacing.block(channel(id));
    }
  };

  it.each([
    // Three channels and the route are known from the edits.
    ["nothing while a thousand channels are known", 1_099, 3],
    ["what rests when there is one more", 1_100, 1],
  ])("is %s", (_name, to, expected) => {
    const pacing = createPacing(fast);
    editsAtOnce(pacing, 0);
    stay(pacing, 103, to, () => null);
    expect(editsAtOnce(pacing, 2_000)).toBe(expected);
  });

  it("is looked for again only when as many more are known as were left", () => {
    const pacing = createPacing(fast);
    stay(pacing, 100, 1_101, () => null);
    editsAtOnce(pacing, 2_000);
    stay(pacing, 2_000, 2_500, () => null);
    expect(editsAtOnce(pacing, 3_000)).toBe(3);
    stay(pacing, 3_000, 3_600, () => null);
    expect(editsAtOnce(pacing, 4_000)).toBe(1);
  });

  it("depends on channels and routes together", () => {
    const pacing = createPacing(fast);
    editsAtOnce(pacing, 0);
    for (let id = 0; id < 600; id += 1) {
      const send = someSend(`m${id}`, 100 + id, { route: `post to ${id}` });
      pacing.add(send, start + 1_000);
    }
    pacing.take(start + 1_000);
    expect(editsAtOnce(pacing, 20_000)).toBe(1);
  });
});
