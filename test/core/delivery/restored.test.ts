import { describe, expect, it } from "vitest";
import { type Delivery, deliveryKey } from "../../../src/core/delivery/delivery.ts";
import { parked } from "../../../src/core/delivery/outcome.ts";
import { lookSince, suspected } from "../../../src/core/delivery/restored.ts";
import { doubtOf } from "../../../src/core/delivery/step.ts";
import { channelKey, type MessageId } from "../../../src/core/keys.ts";

const channel = channelKey("fake", "W1", "backend");
const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const store = { backupAt: at("2027-03-12T02:00:00Z"), restoredAt: at("2027-03-15T09:00:00Z"), caughtUp: true };

const onDate = (date: string): Delivery => ({
  key: deliveryKey(channel, "question", Temporal.PlainDate.from(date), 0),
  channel,
  kind: "question",
  date: Temporal.PlainDate.from(date),
  part: 0,
  to: { kind: "channel", channel },
  state: { kind: "planned" },
  attempt: 3,
  lease: null,
  notBefore: null,
});
const since = (delivery: Delivery): string | null => lookSince(delivery, store)?.toString() ?? null;

describe("what a restored store cannot know", () => {
  it.each([
    ["2027-03-01", "2027-03-12T02:00:00Z"],
    ["2027-03-12", "2027-03-12T02:00:00Z"],
    ["2027-03-13", "2027-03-12T10:00:00Z"],
    ["2027-03-15", "2027-03-14T10:00:00Z"],
    // 14 hours ahead of UTC it is 23:00 on the 15th.
    ["2027-03-16", null],
  ])("a delivery of %s is looked for since %s", (date, expected) => {
    expect(since(onDate(date))).toBe(expected);
  });

  it("takes a date for possible from the instant it begins anywhere", () => {
    const evening = { ...store, restoredAt: at("2027-03-15T10:00:00Z") };
    expect(lookSince(onDate("2027-03-16"), evening)?.toString()).toBe("2027-03-15T10:00:00Z");
  });

  it("looks for one that was refused, and leaves what is out, dropped or in doubt already", () => {
    const delivery = onDate("2027-03-15");
    const sentAt = at("2027-03-15T08:30:00Z");
    const sending = { kind: "sending", firstSentAt: sentAt, lastSentAt: sentAt, sends: 1 } as const;
    const ref = { channel, thread: null, id: "m1" as MessageId };
    expect(since(parked(delivery, "not-a-member", sentAt))).toBe("2027-03-14T10:00:00Z");
    expect(since(parked({ ...delivery, state: sending }, "not-a-member", sentAt))).toBe(null);
    expect(since({ ...delivery, state: sending })).toBe(null);
    expect(since({ ...delivery, state: { kind: "sent", ref, firstSentAt: sentAt, lastSentAt: sentAt } })).toBe(null);
    expect(since({ ...delivery, state: { kind: "dropped", why: "too late", at: sentAt } })).toBe(null);
  });

  it("is a doubt like any other from then on", () => {
    const doubted = suspected(onDate("2027-03-15"), store.backupAt, store.restoredAt);
    expect(doubted.notBefore).toBe(store.restoredAt);
    expect(doubtOf(doubted)).toEqual({ firstSentAt: store.backupAt, lastSentAt: store.backupAt, sends: 1 });
    expect(since(doubted)).toBe(null);
  });
});
