import { describe, expect, it } from "vitest";
import { codecOf } from "../../../src/core/codecs.ts";
import { type Delivery, delivery, deliveryKey } from "../../../src/core/delivery/delivery.ts";
import { restored } from "../../../src/core/delivery/restored.ts";
import { channelKey, type MessageId } from "../../../src/core/keys.ts";

const channel = channelKey("playground", "W1", "backend");
const date = Temporal.PlainDate.from("2027-03-15");
const [first, last] = [Temporal.Instant.from("2027-03-15T08:30:00Z"), Temporal.Instant.from("2027-03-15T08:31:00Z")];
const sends = { firstSentAt: first, lastSentAt: last, sends: 2 };
const codec = codecOf(delivery);

const inState = (state: Delivery["state"]): Delivery => ({
  key: deliveryKey(channel, "reveal", date, 1),
  channel,
  kind: "reveal",
  date,
  part: 1,
  to: { kind: "channel", channel },
  state,
  attempt: 3,
  lease: { owner: "me", until: last },
  notBefore: first,
});
/** The record as JSON, with one of its fields, or of its state's, as it must not be. */
const raw = (other: object, state: object = {}): unknown => ({
  ...Object(codec.encode(inState({ kind: "sending", ...sends }))),
  ...other,
  ...("kind" in state ? { state } : {}),
});

it("is kept under platform, workspace, channel, kind, local date and part", () => {
  expect(deliveryKey(channel, "reveal-line", date, 2)).toBe("playground/W1/backend/reveal-line/2027-03-15/2");
});

describe("the record of a delivery", () => {
  it.each<readonly [string, Delivery["state"]]>([
    ["planned", { kind: "planned" }],
    ["sending", { kind: "sending", ...sends }],
    [
      "sent",
      { kind: "sent", ref: { channel, thread: null, id: "m1" as MessageId }, firstSentAt: first, lastSentAt: last },
    ],
    ["parked", { kind: "parked", why: "not-a-member", at: last, doubt: null }],
    ["parked in doubt", { kind: "parked", why: "not-a-member", at: last, doubt: sends }],
    ["dropped", { kind: "dropped", why: "past-grace", at: last }],
  ])("comes back from JSON as it was: %s", (_name, state) => {
    const kept = inState(state);
    expect(codec.decode(JSON.parse(JSON.stringify(codec.encode(kept))))).toEqual(kept);
  });

  it.each([
    ["without a key", raw({ key: "" }), "key"],
    ["of a kind that there is not", raw({ kind: "greeting" }), "kind"],
    ["of half a part", raw({ part: 0.5 }), "part"],
    ["of a part before the first", raw({ part: -1 }), "part"],
    ["claimed half a time", raw({ attempt: 0.5 }), "attempt"],
    ["claimed less than never", raw({ attempt: -1 }), "attempt"],
    ["on no date", raw({ date: "today" }), "date"],
    ["to nowhere", raw({ to: { kind: "nowhere" } }), "to.kind"],
    ["whose lease has no owner", raw({ lease: { until: "2027-03-15T08:30:00Z" } }), "lease.owner"],
    ["in a state that there is not", raw({}, { kind: "lost" }), "state.kind"],
    ["sent half a time", raw({}, { kind: "sending", ...encoded(), sends: 0.5 }), "state.sends"],
    ["parked for no reason", raw({}, { kind: "parked", at: "2027-03-15T08:30:00Z", doubt: null }), "state.why"],
  ])("is refused when it is %s, and the field is named", (_name, broken, field) => {
    expect(delivery.safeDecode(Object(broken)).error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
  });
});

it("that a store was restored comes back from JSON as it was", () => {
  const kept = { backupAt: first, restoredAt: last, caughtUp: false };
  const mark = codecOf(restored);
  expect(mark.decode(JSON.parse(JSON.stringify(mark.encode(kept))))).toEqual(kept);
});

function encoded() {
  return { firstSentAt: first.toString(), lastSentAt: last.toString() };
}
