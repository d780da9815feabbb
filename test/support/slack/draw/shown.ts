/** What a drawing has to know of who looks at it. */
export type Shown = Readonly<{
  /** An instant in seconds by Slack's format, as this person reads it. */
  date: (seconds: number, format: string) => string;
}>;

/** A person in a zone, who looks on a date: that date is "today". */
export function shownIn(zone: string, today: Temporal.PlainDate): Shown {
  return {
    date: (seconds, format) => {
      const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1_000).toZonedDateTimeISO(zone);
      return format
        .replace("{time}", at.toPlainTime().toString({ smallestUnit: "minute" }))
        .replace("{day_divider_pretty}", dayFrom(at.toPlainDate(), today))
        .replace("{ago}", "a while ago");
    },
  };
}

function dayFrom(date: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const days = today.until(date).days;
  const near = new Map([
    [-1, "yesterday"],
    [0, "today"],
    [1, "tomorrow"],
  ]);
  return near.get(days) ?? date.toLocaleString("en-GB", { weekday: "long", month: "long", day: "numeric" });
}
