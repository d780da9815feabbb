import { expect, it } from "vitest";
import { openExposition } from "../../src/adapters/metrics/prometheus.ts";
import type { Figures } from "../../src/ports/figures.ts";
import { startBot } from "../support/bot.ts";
import { TestClock } from "../support/test-clock.ts";

it("a day with a lost answer and a reveal in doubt reads in Prometheus as what happened", async () => {
  const clock = new TestClock();
  const { take, text } = openExposition({ clock, platforms: new Map([["fake", () => true]]) });
  const figures: Figures = { report: (figure) => take(figure, clock.now()) };
  const bot = await startBot({ fake: { clock, facts: { repeatSafeMs: 0 } }, figures });
  const { platform } = bot;
  const { first, second, manager } = platform.people;
  await bot.at("2027-03-15T09:30:04");
  const [question] = platform.messages;
  await platform.as(first.id).say(question?.ref.id ?? null, "An answer of more than twenty characters.");
  platform.deaf = true;
  await platform.as(second.id).say(question?.ref.id ?? null, "A lost answer of more than twenty characters.");
  platform.deaf = false;
  await platform.as(manager.id).command("answer");
  await platform.as(manager.id).submit({ text: "Written in the form." });
  platform.fail("post", { kind: "doubt", accepted: true });
  await bot.at("2027-03-15T16:00:00");
  await bot.pass({ seconds: 10 });
  const midway = (await text()).split("\n").filter((line) => /^drill_(?:messages_open|doubt_age)/u.test(line));
  expect(midway.filter((line) => !line.endsWith(" 0"))).toEqual([
    'drill_messages_open{kind="reveal",standing="doubt"} 1',
    "drill_doubt_age_seconds 10",
  ]);
  await bot.pass({ seconds: 20 });
  clock.pass(2_500);
  expect(await text()).toMatchInlineSnapshot(`
    "# HELP drill_lateness_seconds How long after their time questions and whole reveals were out.
    # TYPE drill_lateness_seconds histogram
    drill_lateness_seconds_bucket{le="1",of="question"} 0
    drill_lateness_seconds_bucket{le="5",of="question"} 1
    drill_lateness_seconds_bucket{le="10",of="question"} 1
    drill_lateness_seconds_bucket{le="30",of="question"} 1
    drill_lateness_seconds_bucket{le="60",of="question"} 1
    drill_lateness_seconds_bucket{le="300",of="question"} 1
    drill_lateness_seconds_bucket{le="1800",of="question"} 1
    drill_lateness_seconds_bucket{le="7200",of="question"} 1
    drill_lateness_seconds_bucket{le="+Inf",of="question"} 1
    drill_lateness_seconds_sum{of="question"} 4
    drill_lateness_seconds_count{of="question"} 1
    drill_lateness_seconds_bucket{le="1",of="reveal"} 0
    drill_lateness_seconds_bucket{le="5",of="reveal"} 0
    drill_lateness_seconds_bucket{le="10",of="reveal"} 0
    drill_lateness_seconds_bucket{le="30",of="reveal"} 1
    drill_lateness_seconds_bucket{le="60",of="reveal"} 1
    drill_lateness_seconds_bucket{le="300",of="reveal"} 1
    drill_lateness_seconds_bucket{le="1800",of="reveal"} 1
    drill_lateness_seconds_bucket{le="7200",of="reveal"} 1
    drill_lateness_seconds_bucket{le="+Inf",of="reveal"} 1
    drill_lateness_seconds_sum{of="reveal"} 30
    drill_lateness_seconds_count{of="reveal"} 1

    # HELP drill_messages_sent_total Messages known to be out: by a send, or found by a look after doubt.
    # TYPE drill_messages_sent_total counter
    drill_messages_sent_total{kind="question",by="send"} 1
    drill_messages_sent_total{kind="question",by="look"} 0
    drill_messages_sent_total{kind="hint",by="send"} 0
    drill_messages_sent_total{kind="hint",by="look"} 0
    drill_messages_sent_total{kind="reveal-line",by="send"} 0
    drill_messages_sent_total{kind="reveal-line",by="look"} 0
    drill_messages_sent_total{kind="reveal",by="send"} 2
    drill_messages_sent_total{kind="reveal",by="look"} 1

    # HELP drill_sends_failed_total Sends that failed, by what that means for the message.
    # TYPE drill_sends_failed_total counter
    drill_sends_failed_total{kind="question",outcome="refused"} 0
    drill_sends_failed_total{kind="question",outcome="not-sent"} 0
    drill_sends_failed_total{kind="question",outcome="doubt"} 0
    drill_sends_failed_total{kind="hint",outcome="refused"} 0
    drill_sends_failed_total{kind="hint",outcome="not-sent"} 0
    drill_sends_failed_total{kind="hint",outcome="doubt"} 0
    drill_sends_failed_total{kind="reveal-line",outcome="refused"} 0
    drill_sends_failed_total{kind="reveal-line",outcome="not-sent"} 0
    drill_sends_failed_total{kind="reveal-line",outcome="doubt"} 0
    drill_sends_failed_total{kind="reveal",outcome="refused"} 0
    drill_sends_failed_total{kind="reveal",outcome="not-sent"} 0
    drill_sends_failed_total{kind="reveal",outcome="doubt"} 1

    # HELP drill_messages_dropped_total Messages that nobody wanted any more before they were out.
    # TYPE drill_messages_dropped_total counter
    drill_messages_dropped_total{kind="question"} 0
    drill_messages_dropped_total{kind="hint"} 0
    drill_messages_dropped_total{kind="reveal-line"} 0
    drill_messages_dropped_total{kind="reveal"} 0

    # HELP drill_slots_missed_total Slots that got no question.
    # TYPE drill_slots_missed_total counter
    drill_slots_missed_total{reason="past-grace"} 0
    drill_slots_missed_total{reason="no-question"} 0
    drill_slots_missed_total{reason="parked"} 0

    # HELP drill_reveals_amended_total Posted reveals that were made to say again what is stored.
    # TYPE drill_reveals_amended_total counter
    drill_reveals_amended_total 0

    # HELP drill_replies_saved_total Replies and forms saved; read-back: no event had told of them.
    # TYPE drill_replies_saved_total counter
    drill_replies_saved_total{from="thread"} 1
    drill_replies_saved_total{from="form"} 1
    drill_replies_saved_total{from="read-back"} 1

    # HELP drill_tending_failures_total Times that something owed to a channel could not be done.
    # TYPE drill_tending_failures_total counter
    drill_tending_failures_total 0

    # HELP drill_tick_age_seconds Since the bot last looked at what is due.
    # TYPE drill_tick_age_seconds gauge
    drill_tick_age_seconds 2.5

    # HELP drill_messages_open Messages that are due and not out: to be sent, in doubt, or parked after a refusal.
    # TYPE drill_messages_open gauge
    drill_messages_open{kind="question",standing="due"} 0
    drill_messages_open{kind="question",standing="doubt"} 0
    drill_messages_open{kind="question",standing="parked"} 0
    drill_messages_open{kind="hint",standing="due"} 0
    drill_messages_open{kind="hint",standing="doubt"} 0
    drill_messages_open{kind="hint",standing="parked"} 0
    drill_messages_open{kind="reveal-line",standing="due"} 0
    drill_messages_open{kind="reveal-line",standing="doubt"} 0
    drill_messages_open{kind="reveal-line",standing="parked"} 0
    drill_messages_open{kind="reveal",standing="due"} 0
    drill_messages_open{kind="reveal",standing="doubt"} 0
    drill_messages_open{kind="reveal",standing="parked"} 0

    # HELP drill_doubt_age_seconds Since the first send of the message that has been in doubt longest.
    # TYPE drill_doubt_age_seconds gauge
    drill_doubt_age_seconds 0

    # HELP drill_slot_missed_timestamp_seconds When a slot was last missed; 0 when none was since the start.
    # TYPE drill_slot_missed_timestamp_seconds gauge
    drill_slot_missed_timestamp_seconds 0

    # HELP drill_inbox_replies Replies kept until the question they are under is out of doubt.
    # TYPE drill_inbox_replies gauge
    drill_inbox_replies 0

    # HELP drill_inbox_age_seconds Age of the oldest of them.
    # TYPE drill_inbox_age_seconds gauge
    drill_inbox_age_seconds 0

    # HELP drill_channels_lost Channels with a plan that the bot was removed from, or that are gone.
    # TYPE drill_channels_lost gauge
    drill_channels_lost 0

    # HELP drill_locked_out Workspaces, or whole platforms, that refuse all that the bot asks.
    # TYPE drill_locked_out gauge
    drill_locked_out 0

    # HELP drill_backup_failing 1 while the latest nightly backup failed, else 0.
    # TYPE drill_backup_failing gauge
    drill_backup_failing 0

    # HELP drill_clock_ahead_seconds How far this machine's clock is at least ahead of the platform's by its latest answer; below 0: behind.
    # TYPE drill_clock_ahead_seconds gauge
    drill_clock_ahead_seconds{platform="fake"} 0

    # HELP drill_clock_holds 1 while nothing is posted on the platform because the clocks disagree, else 0.
    # TYPE drill_clock_holds gauge
    drill_clock_holds{platform="fake"} 0

    # HELP drill_platform_connected 1 while the platform is connected, else 0.
    # TYPE drill_platform_connected gauge
    drill_platform_connected{platform="fake"} 1
    "
  `);
});
