import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Exposition, openExposition } from "../../../src/adapters/metrics/prometheus.ts";
import { deliveryKey } from "../../../src/core/delivery/delivery.ts";
import { channelKey } from "../../../src/core/keys.ts";
import type { Figure, Unsettled } from "../../../src/ports/figures.ts";
import { TestClock } from "../../support/test-clock.ts";

const channel = channelKey("fake", "W1", "backend");
const date = Temporal.PlainDate.from("2027-03-15");

function open() {
  const clock = new TestClock();
  const exposition = openExposition({ clock, platforms: new Map([["fake", () => true]]) });
  return { clock, exposition, report: (figure: Figure) => exposition.take(figure, clock.now()) };
}

/** The lines of these series that are not 0. */
async function series(exposition: Exposition, name: string): Promise<readonly string[]> {
  const lines = (await exposition.text()).split("\n");
  return lines.filter((line) => line.startsWith(name) && !line.endsWith(" 0"));
}

const standing = (part: number, stands: Unsettled | null): Figure => ({
  kind: "delivery",
  key: deliveryKey(channel, "reveal", date, part),
  of: "reveal",
  stands,
});

describe("the figures", () => {
  it("are all there at 0 before anything happens", async () => {
    const { exposition } = open();
    const lines = (await exposition.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    expect(lines.filter((line) => !line.endsWith(" 0"))).toEqual(['drill_platform_connected{platform="fake"} 1']);
  });

  it("each have a help text and a type", async () => {
    const text = await open().exposition.text();
    const heads = text.split("\n").filter((line) => line.startsWith("# "));
    const named = (what: string) =>
      heads.filter((line) => line.startsWith(`# ${what}`)).map((line) => line.split(" ")[2]);
    expect(named("HELP")).toEqual(named("TYPE"));
    expect(named("TYPE")).toEqual([
      "drill_lateness_seconds",
      "drill_messages_sent_total",
      "drill_sends_failed_total",
      "drill_messages_dropped_total",
      "drill_slots_missed_total",
      "drill_reveals_amended_total",
      "drill_replies_saved_total",
      "drill_tending_failures_total",
      "drill_tick_age_seconds",
      "drill_messages_open",
      "drill_doubt_age_seconds",
      "drill_slot_missed_timestamp_seconds",
      "drill_inbox_replies",
      "drill_inbox_age_seconds",
      "drill_channels_lost",
      "drill_locked_out",
      "drill_backup_failing",
      "drill_clock_ahead_seconds",
      "drill_clock_holds",
      "drill_platform_connected",
    ]);
  });

  const counted: readonly (readonly [figure: Figure, line: string])[] = [
    [{ kind: "sent", of: "question", found: false }, 'drill_messages_sent_total{kind="question",by="send"} 1'],
    [{ kind: "sent", of: "reveal", found: true }, 'drill_messages_sent_total{kind="reveal",by="look"} 1'],
    [
      { kind: "failed", of: "reveal-line", outcome: "not-sent" },
      'drill_sends_failed_total{kind="reveal-line",outcome="not-sent"} 1',
    ],
    [{ kind: "dropped", of: "question" }, 'drill_messages_dropped_total{kind="question"} 1'],
    [{ kind: "missed", reason: "no-question" }, 'drill_slots_missed_total{reason="no-question"} 1'],
    [{ kind: "amended" }, "drill_reveals_amended_total 1"],
    [{ kind: "saved", from: "read-back" }, 'drill_replies_saved_total{from="read-back"} 1'],
    [{ kind: "untended" }, "drill_tending_failures_total 1"],
  ];
  it.each(counted)("count %o", async (figure, line) => {
    const { exposition, report } = open();
    report(figure);
    expect(await series(exposition, line.replace(/[ {].*$/u, ""))).toEqual([line]);
  });

  it("sort lateness into buckets, and take what came early as in time", async () => {
    const { exposition, report } = open();
    for (const lateMs of [-5_000, 5_000, 5_500]) report({ kind: "out", of: "question", lateMs });
    expect((await series(exposition, "drill_lateness_seconds")).slice(0, 3)).toEqual([
      'drill_lateness_seconds_bucket{le="1",of="question"} 1',
      'drill_lateness_seconds_bucket{le="5",of="question"} 2',
      'drill_lateness_seconds_bucket{le="10",of="question"} 3',
    ]);
    expect((await series(exposition, "drill_lateness_seconds_sum")).at(0)).toBe(
      'drill_lateness_seconds_sum{of="question"} 10.5',
    );
  });
});

it("hold every figure that the README's alerts ask for", async () => {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  const asked = new Set(
    readme.split("\n").flatMap((line) => (line.includes("expr:") ? (line.match(/drill_\w+/gu) ?? []) : [])),
  );
  const told = new Set((await open().exposition.text()).match(/^drill_\w+/gmu));
  expect([asked.size, [...asked].filter((name) => !told.has(name))]).toEqual([8, []]);
});

describe("ages", () => {
  it("of the tick are counted from the start, then from the last tick, at the time of asking", async () => {
    const { clock, exposition, report } = open();
    clock.pass(7_000);
    expect(await series(exposition, "drill_tick_age_seconds")).toEqual(["drill_tick_age_seconds 7"]);
    report({ kind: "tick" });
    clock.pass(2_500);
    expect(await series(exposition, "drill_tick_age_seconds")).toEqual(["drill_tick_age_seconds 2.5"]);
  });

  it("are never below 0, whatever the clock does", async () => {
    const { clock, exposition, report } = open();
    report({ kind: "tick" });
    clock.pass(-60_000);
    expect(await series(exposition, "drill_tick_age_seconds")).toEqual([]);
  });

  it("of the inbox are those of the oldest reply, until none waits", async () => {
    const { clock, exposition, report } = open();
    report({ kind: "held", replies: 2, oldestMs: 1_000 });
    clock.pass(4_000);
    expect(await series(exposition, "drill_inbox")).toEqual(["drill_inbox_replies 2", "drill_inbox_age_seconds 5"]);
    report({ kind: "held", replies: 0, oldestMs: 0 });
    expect(await series(exposition, "drill_inbox")).toEqual([]);
  });

  it("of the last missed slot can be told from its time", async () => {
    const { clock, exposition, report } = open();
    report({ kind: "missed", reason: "parked" });
    clock.pass(4_000);
    expect(await series(exposition, "drill_slot_missed_timestamp_seconds")).toEqual([
      "drill_slot_missed_timestamp_seconds 1805097600",
    ]);
  });
});

describe("what an operator should mend", () => {
  it("is a backup that failed, until one goes well", async () => {
    const { exposition, report } = open();
    report({ kind: "backup", failing: true });
    expect(await series(exposition, "drill_backup_failing")).toEqual(["drill_backup_failing 1"]);
    report({ kind: "backup", failing: false });
    expect(await series(exposition, "drill_backup_failing")).toEqual([]);
  });

  it("is a clock that a platform contradicts, by how much, and whether that holds posting", async () => {
    const { exposition, report } = open();
    report({ kind: "clock", platform: "fake", aheadMs: -90_500, holds: false });
    expect(await series(exposition, "drill_clock")).toEqual(['drill_clock_ahead_seconds{platform="fake"} -90.5']);
    report({ kind: "clock", platform: "fake", aheadMs: -91_000, holds: true });
    expect(await series(exposition, "drill_clock")).toEqual([
      'drill_clock_ahead_seconds{platform="fake"} -91',
      'drill_clock_holds{platform="fake"} 1',
    ]);
  });

  it("is a workspace that the bot is locked out of, until it is let in again", async () => {
    const { exposition, report } = open();
    report({ kind: "locked-out", tenants: 1 });
    expect(await series(exposition, "drill_locked_out")).toEqual(["drill_locked_out 1"]);
    report({ kind: "locked-out", tenants: 0 });
    expect(await series(exposition, "drill_locked_out")).toEqual([]);
  });

  it("is a channel that is lost", async () => {
    const { exposition, report } = open();
    report({ kind: "lost", channels: 2 });
    expect(await series(exposition, "drill_channels_lost")).toEqual(["drill_channels_lost 2"]);
  });
});

describe("messages that are not out", () => {
  const openMessages = async (exposition: Exposition) => ({
    open: (await series(exposition, "drill_messages_open")).map((line) => line.slice("drill_messages_open".length)),
    doubt: (await series(exposition, "drill_doubt_age_seconds"))[0] ?? "none",
  });

  it("are counted once each, by how they were last reported", async () => {
    const { clock, exposition, report } = open();
    report(standing(0, { is: "due" }));
    report(standing(1, { is: "due" }));
    report(standing(1, { is: "doubt", forMs: 3_000 }));
    clock.pass(2_000);
    report(standing(2, { is: "doubt", forMs: 1_000 }));
    report(standing(3, { is: "parked" }));
    expect(await openMessages(exposition)).toEqual({
      open: [
        '{kind="reveal",standing="due"} 1',
        '{kind="reveal",standing="doubt"} 2',
        '{kind="reveal",standing="parked"} 1',
      ],
      doubt: "drill_doubt_age_seconds 5",
    });
  });

  it("are counted no more once they are out, nor is their doubt", async () => {
    const { exposition, report } = open();
    report(standing(0, { is: "doubt", forMs: 3_000 }));
    report(standing(0, null));
    expect(await openMessages(exposition)).toEqual({ open: [], doubt: "none" });
  });

  it("are forgotten with their channel, and no other's are", async () => {
    const { exposition, report } = open();
    const neighbour = channelKey("fake", "W1", "backend-2");
    report(standing(0, { is: "parked" }));
    const key = deliveryKey(neighbour, "question", date, 0);
    report({ kind: "delivery", key, of: "question", stands: { is: "due" } });
    report({ kind: "at-rest", channel });
    expect((await openMessages(exposition)).open).toEqual(['{kind="question",standing="due"} 1']);
  });
});

describe("a platform", () => {
  it("is 0 while it is not connected, asked each time", async () => {
    let connected = false;
    const platforms = new Map([["fake", () => connected]]);
    const exposition = openExposition({ clock: new TestClock(), platforms });
    const line = async () => (await exposition.text()).split("\n").find((one) => one.startsWith("drill_platform"));
    expect(await line()).toBe('drill_platform_connected{platform="fake"} 0');
    connected = true;
    expect(await line()).toBe('drill_platform_connected{platform="fake"} 1');
  });
});
