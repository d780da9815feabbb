import type { Inline } from "../../core/message/doc.ts";
import { escapeText } from "./text-objects.ts";

type TimeNode = Extract<Inline, { kind: "time" }>;

/** What Slack fills in, in the zone and the clock of who reads; docs.slack.dev, "Date formatting". */
export const dateFormats: Readonly<Record<TimeNode["show"], string>> = {
  time: "{time}",
  date: "{date_pretty}",
  "date-time": "{date_pretty}, {time}",
  relative: "{ago}",
};

/** Whole seconds since 1970, as Slack counts time. */
export const unixSeconds = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 1_000);

/** The same instant for the `text` of a message. */
export function dateToken({ at, show, fallback }: TimeNode): string {
  // A bar or a caret would end a field of the token.
  const words = escapeText(fallback.replaceAll(/[|^]/gu, " "));
  return `<!date^${unixSeconds(at)}^${dateFormats[show]}|${words}>`;
}
