import { describe, expect, it } from "vitest";
import { type Delivery, deliveryKey } from "../../../src/core/delivery/delivery.ts";
import { afterFailure, failureOf, parked, released } from "../../../src/core/delivery/outcome.ts";
import { claimed, intending, nextStep, restamped } from "../../../src/core/delivery/step.ts";
import { BotError } from "../../../src/core/errors.ts";
import { channelKey, type MessageId } from "../../../src/core/keys.ts";

const channel = channelKey("fake", "W1", "backend");
const date = Temporal.PlainDate.from("2027-03-15");
const start = Temporal.Instant.from("2027-03-15T08:00:00Z");
const at = (seconds: number): Temporal.Instant => start.add({ seconds });
const rules = { leaseMs: 20_000, repeatSafeMs: 0, visibleAfterMs: 30_000, parkedMs: 3_600_000 };

const planned: Delivery = {
  key: deliveryKey(channel, "question", date, 0),
  channel,
  kind: "question",
  date,
  part: 0,
  to: { kind: "channel", channel },
  state: { kind: "planned" },
  attempt: 0,
  lease: null,
  notBefore: null,
};
const sending = (first: number, last: number, sends = 1): Delivery => ({
  ...planned,
  attempt: 1,
  state: { kind: "sending", firstSentAt: at(first), lastSentAt: at(last), sends },
});
const sent: Delivery = {
  ...planned,
  state: { kind: "sent", ref: { channel, thread: null, id: "m1" as MessageId }, firstSentAt: at(1), lastSentAt: at(1) },
};

describe("the next step of a delivery", () => {
  type Row = readonly [name: string, delivery: Delivery, now: number, expected: ReturnType<typeof nextStep>];
  const rows: readonly Row[] = [
    ["a new one is sent", planned, 0, { kind: "send" }],
    ["a sent one is finished", sent, 99, { kind: "finished" }],
    [
      "a dropped one is finished",
      { ...planned, state: { kind: "dropped", why: "too late", at: at(0) } },
      99,
      { kind: "finished" },
    ],
    ["another's lease is waited for", claimed(planned, at(0), "other", 20_000), 19, { kind: "wait", until: at(20) }],
    ["another's lease that ran out is not", claimed(planned, at(0), "other", 20_000), 20, { kind: "send" }],
    ["one's own lease holds nobody up", claimed(planned, at(0), "me", 20_000), 1, { kind: "send" }],
    ["a wait the platform asked for is kept", { ...planned, notBefore: at(30) }, 29, { kind: "wait", until: at(30) }],
    ["a send that may have arrived waits until it can be seen", sending(0, 0), 29, { kind: "wait", until: at(30) }],
    ["then it is looked for since the first send", sending(0, 40, 2), 70, { kind: "look", since: at(0) }],
    ["a clock set back behind the send counts its age anew", sending(100, 100), 10, { kind: "restamp" }],
    ["whatever wait was counted before", { ...sending(100, 100), notBefore: at(105) }, 10, { kind: "restamp" }],
    [
      "a refused one stays parked for an hour",
      { ...planned, state: { kind: "parked", why: "banned", at: at(0), doubt: null } },
      3599,
      { kind: "stay-parked", why: "banned", until: at(3600) },
    ],
    [
      "then it is tried again",
      { ...planned, state: { kind: "parked", why: "banned", at: at(0), doubt: null } },
      3600,
      { kind: "send" },
    ],
  ];
  it.each(rows)("%s", (_name, delivery, now, expected) => {
    expect(nextStep(delivery, at(now), "me", rules)).toEqual(expected);
  });

  it("where a repeat is harmless for a while, doubt is sent again within it and looked for after it", () => {
    const nonce = { ...rules, repeatSafeMs: 60_000 };
    expect(nextStep(sending(0, 0), at(59), "me", nonce)).toEqual({ kind: "send" });
    expect(nextStep(sending(0, 59, 2), at(60), "me", nonce)).toEqual({ kind: "wait", until: at(89) });
    expect(nextStep(sending(0, 59, 2), at(89), "me", nonce)).toEqual({ kind: "look", since: at(0) });
  });

  it("where a repeat is always harmless, doubt is sent again however old it is", () => {
    const always = { ...rules, repeatSafeMs: Number.MAX_SAFE_INTEGER };
    expect(nextStep(sending(0, 0), at(31_536_000), "me", always)).toEqual({ kind: "send" });
  });
});

describe("writing a delivery down", () => {
  it("a claim counts the attempt and takes the lease", () => {
    expect(claimed(planned, at(0), "me", 20_000)).toEqual({
      ...planned,
      attempt: 1,
      lease: { owner: "me", until: at(20) },
    });
  });

  it("the intent keeps the first send and counts them", () => {
    expect(intending(planned, at(5)).state).toEqual({
      kind: "sending",
      firstSentAt: at(5),
      lastSentAt: at(5),
      sends: 1,
    });
    expect(intending(sending(0, 0), at(5)).state).toEqual({
      kind: "sending",
      firstSentAt: at(0),
      lastSentAt: at(5),
      sends: 2,
    });
  });

  it("a restamped send counts from now, and its first as a day old: nobody knows how old it is", () => {
    const dayAgo = at(10).subtract({ hours: 24 });
    const expected = { kind: "sending", firstSentAt: dayAgo, lastSentAt: at(10), sends: 1 };
    expect(restamped(sending(100, 110), at(10)).state).toEqual(expected);
    expect(restamped(sending(0, 110), at(10)).state).toEqual(expected);
  });

  it("so it is not sent again where a repeat is harmless for a while, but looked for, and far enough back", () => {
    const nonce = { ...rules, repeatSafeMs: 60_000 };
    const after = restamped(sending(0, 110), at(10));
    expect(nextStep(after, at(10), "me", nonce)).toEqual({ kind: "wait", until: at(40) });
    expect(nextStep(after, at(40), "me", nonce)).toEqual({ kind: "look", since: at(10).subtract({ hours: 24 }) });
  });

  it("what was never sent is as it was", () => {
    expect(restamped(planned, at(10))).toEqual(planned);
  });

  it("a send older than that keeps its time", () => {
    const firstSentAt = at(0).subtract({ hours: 30 });
    const state = { kind: "sending", firstSentAt, lastSentAt: at(110), sends: 1 } as const;
    expect(restamped({ ...planned, state }, at(10)).state).toEqual({ ...state, lastSentAt: at(10) });
  });
});

describe("what a failed send means", () => {
  const error = (code: ConstructorParameters<typeof BotError>[0], more = {}) =>
    new BotError(code, "x", { hint: "y", ...more });
  it.each([
    ["a refusal for good parks", error("platform.refused", { why: "banned" }), { kind: "refused", why: "banned" }],
    [
      "a platform that asks to wait was surely not reached",
      error("platform.busy", { retryAfterMs: 7 }),
      { kind: "not-sent", retryAfterMs: 7 },
    ],
    ["a request that never left neither", error("platform.unsent"), { kind: "not-sent", retryAfterMs: 5000 }],
    ["no answer is doubt", error("platform.doubt"), { kind: "doubt", retryAfterMs: 5000 }],
    [
      "a refusal without a reason is one of the message",
      error("platform.refused"),
      { kind: "refused", why: "message-rejected" },
    ],
    ["whatever is not known to be harmless is doubt", new TypeError("x"), { kind: "doubt", retryAfterMs: 5000 }],
    [
      "also what only looks harmless",
      Object.assign(new Error("x"), { code: "platform.busy", retryAfterMs: 7 }),
      { kind: "doubt", retryAfterMs: 5000 },
    ],
  ])("%s", (_name, thrown, expected) => expect(failureOf(thrown, 1)).toEqual(expected));

  it("the wait doubles with the attempts, up to five minutes", () => {
    expect([1, 2, 3, 7, 50].map((attempt) => failureOf(error("platform.unsent"), attempt))).toEqual(
      [5000, 10_000, 20_000, 300_000, 300_000].map((retryAfterMs) => ({ kind: "not-sent", retryAfterMs })),
    );
  });

  it("a first send that surely did not leave is as if never sent", () => {
    const after = afterFailure(intending(planned, at(0)), { kind: "not-sent", retryAfterMs: 5000 }, at(1));
    expect(after).toEqual({ ...planned, notBefore: at(6) });
  });

  it("nor is one that failed before it was written down", () => {
    const after = afterFailure(planned, { kind: "not-sent", retryAfterMs: 5000 }, at(1));
    expect(after).toEqual({ ...planned, notBefore: at(6) });
  });

  it("a second one stays in doubt: the first may still be out", () => {
    const after = afterFailure(sending(0, 9, 2), { kind: "not-sent", retryAfterMs: 5000 }, at(10));
    expect(after.state).toEqual({ kind: "sending", firstSentAt: at(0), lastSentAt: at(9), sends: 2 });
  });

  it("doubt keeps the send and lets the lease go", () => {
    const after = afterFailure(
      { ...sending(0, 0), lease: { owner: "me", until: at(20) } },
      { kind: "doubt", retryAfterMs: 5000 },
      at(10),
    );
    expect(after).toEqual({ ...sending(0, 0), notBefore: at(15) });
  });

  it("a first send that is refused parks with its reason, and nothing is in doubt", () => {
    const after = afterFailure(sending(0, 0), { kind: "refused", why: "channel-archived" }, at(1));
    expect(after.state).toEqual({ kind: "parked", why: "channel-archived", at: at(1), doubt: null });
  });

  it("a refusal whose cause is mended is carried on with at once, from where it was", () => {
    expect(released(parked(planned, "not-a-member", at(1)))).toEqual(planned);
    expect(released(parked(sending(0, 0), "not-a-member", at(40)))).toEqual(sending(0, 0));
    expect(released(sent)).toEqual(sent);
  });

  it("a refused look leaves the send in doubt: once the hour is over it is looked for, not sent", () => {
    const after = parked(sending(0, 0), "missing-permission", at(40));
    const doubt = { firstSentAt: at(0), lastSentAt: at(0), sends: 1 };
    expect(after.state).toEqual({ kind: "parked", why: "missing-permission", at: at(40), doubt });
    expect(nextStep(after, at(3640), "me", rules)).toEqual({ kind: "look", since: at(0) });
  });
});
