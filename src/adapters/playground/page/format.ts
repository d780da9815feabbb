/** How instants are shown. Everything is 24-hour English, so that the page and the bot's own words agree. */
const locale = "en-GB";

type Pieces = Readonly<Record<"weekday" | "day" | "month" | "year" | "hour" | "minute", string>>;

/** The parts of an instant (epoch ms) in a zone, or in the reader's own zone when `zone` is undefined or unknown here. */
function pieces(at: number, zone: string | undefined): Pieces {
  const parts = formatter(zone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((found) => found.type === type)?.value ?? "";
  return {
    weekday: part("weekday"),
    day: part("day"),
    month: part("month"),
    year: part("year"),
    hour: part("hour"),
    minute: part("minute"),
  };
}

const formatters = new Map<string | undefined, Intl.DateTimeFormat>();

function formatter(zone: string | undefined): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(zone !== undefined && knowsZone(zone) ? { timeZone: zone } : {}),
  });
  formatters.set(zone, made);
  return made;
}

/** Browsers carry their own tz database, which may be older than the server's. */
function knowsZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat(locale, { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** `09:05` */
export function timeText(at: number, zone?: string): string {
  const { hour, minute } = pieces(at, zone);
  return `${hour}:${minute}`;
}

/** `Tue 24 Nov` */
export function dateText(at: number, zone?: string): string {
  const { weekday, day, month } = pieces(at, zone);
  return `${weekday} ${day} ${month}`;
}

/** `Tue 24 Nov 2026, 09:05` */
export function fullText(at: number, zone?: string): string {
  return `${dateText(at, zone)} ${pieces(at, zone).year}, ${timeText(at, zone)}`;
}

/** True when both instants fall on one calendar day there. */
export function sameDay(one: number, other: number, zone?: string): boolean {
  return dateText(one, zone) === dateText(other, zone) && pieces(one, zone).year === pieces(other, zone).year;
}

/** `today`, `yesterday`, else the date, with its year when that is another one. */
export function dayName(at: number, now: number, zone?: string): string {
  if (sameDay(at, now, zone)) return "Today";
  if (sameDay(at, now - 86_400_000, zone)) return "Yesterday";
  const { year } = pieces(at, zone);
  return year === pieces(now, zone).year ? dateText(at, zone) : `${dateText(at, zone)} ${year}`;
}

/** `in 3 hours`, `2 days ago`: the largest unit that fits. */
export function relativeText(at: number, now: number): string {
  const minutes = Math.round((at - now) / 60_000);
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return minutes === 0 ? "now" : words.format(minutes, "minute");
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 36 ? words.format(hours, "hour") : words.format(Math.round(hours / 24), "day");
}

/** A length of time in its two largest units: `2 d 7 h`, `7 h`, `12 min`; empty under a minute. */
export function spanText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const units = [`${days} d`, `${hours} h`, `${rest} min`];
  const first = [days, hours, rest].findIndex((count) => count > 0);
  if (first === -1) return "";
  return units
    .slice(first, first + 2)
    .filter((unit) => !unit.startsWith("0 "))
    .join(" ");
}

/** `1 reply`, `3 replies` */
export function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Words of the server as a sentence: a capital letter at the start, a stop at the end. */
export function sentence(words: string): string {
  const text = words.trim();
  if (text === "") return "";
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?…]$/u.test(text) ? "" : "."}`;
}

/** The zone the reader's browser is in. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
