import { BotError } from "../core/errors.ts";
import { table } from "../core/message/build.ts";
import { momentText } from "../core/message/moments.ts";
import { words } from "../core/message/words.ts";
import type { RevealRule } from "../core/schedule/plan.ts";
import { type PreviewRequest, type PreviewRow, preview } from "../core/schedule/preview.ts";
import { parseDays, parseTime } from "../core/schedule/words.ts";
import { parseDate } from "../core/schedule/written-date.ts";
import { parseZone } from "../core/schedule/zone.ts";
import { renderPlain } from "../render/plain.ts";

/** The flags of `drill preview`, as they were typed. */
export type PreviewFlags = Readonly<{
  zone: string;
  at: string;
  days: string;
  /** Today, when absent. */
  from?: string;
  count: string;
  /** `defaultReveal`, when absent. */
  reveal?: string;
}>;

/** The dates that the flags ask for. Raises `input.invalid` that names what cannot be read. */
export function previewRows(flags: PreviewFlags, now: Temporal.Instant): readonly PreviewRow[] {
  return preview(requestOf(flags, now));
}

function requestOf(flags: PreviewFlags, now: Temporal.Instant): PreviewRequest {
  const zone = parseZone(flags.zone);
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return {
    zone,
    at: parseTime(flags.at),
    days: parseDays(flags.days),
    reveal: flags.reveal === undefined ? null : revealOf(flags.reveal),
    daysOff: [],
    from: flags.from === undefined ? today : parseDate(flags.from, today),
    count: countOf(flags.count),
  };
}

function countOf(text: string): number {
  if (/^\d+$/u.test(text.trim())) return Number(text);
  throw new BotError("input.invalid", `count: ${JSON.stringify(text)} is not a number of dates`, {
    hint: "write it in digits, for example 5",
  });
}

/** `16:00` the same day, `next-day 10:00` on the next posting day, or `next-question`. */
function revealOf(text: string): RevealRule {
  if (text.trim() === "next-question") return { kind: "next-question" };
  const [, onNext] = /^next-(?:posting-)?day\s+(.+)$/u.exec(text.trim()) ?? [];
  return onNext === undefined
    ? { kind: "same-day", at: parseTime(text) }
    : { kind: "next-posting-day", at: parseTime(onNext) };
}

/** The dates for a person, in the wall-clock time of their zone. */
export function previewText(rows: readonly PreviewRow[], zone: string): string {
  const moment = (at: string): string => momentText(Temporal.Instant.from(at), zone);
  const cells = rows.map(({ date, postAt, revealAt }) => [date, moment(postAt), moment(revealAt)]);
  return `${renderPlain([table(["Date", "Question", words.setup.reveal], cells)])}\n\nTimes in ${zone}.`;
}
