import type { Inline } from "../../core/message/doc.ts";
import { escapeText } from "./text-objects.ts";

type TimeNode = Extract<Inline, { kind: "time" }>;

/** Each way of showing a time, with this for the day. */
const formats = (day: string): Readonly<Record<TimeNode["show"], string>> => ({
  time: "{time}",
  date: day,
  "date-time": `${day}, {time}`,
  relative: "{ago}",
});

/**
 * What Slack fills in, in the zone and the clock of who reads: "today", "tomorrow", or the weekday with its date, and no
 * year where it is this one (docs.slack.dev, "Date element").
 */
export const richFormats = formats("{day_divider_pretty}");
/** The same in a text, which always has the year (docs.slack.dev, "Date formatting"). */
const textFormats = formats("{date_long_pretty}");

/** Whole seconds since 1970, as Slack counts time. */
export const unixSeconds = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 1_000);

/** The same instant for the `text` of a message. */
export function dateToken({ at, show, fallback }: TimeNode): string {
  // A bar or a caret would end a field of the token.
  const words = escapeText(fallback.replaceAll(/[|^]/gu, " "));
  return `<!date^${unixSeconds(at)}^${textFormats[show]}|${words}>`;
}
