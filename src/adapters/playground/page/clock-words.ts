import type { PlayClock } from "../protocol.ts";
import { dateText, sameDay, timeText } from "./format.ts";
import type { HeardClock } from "./state.ts";

/** The playground's time now, in epoch ms: what was heard, run on by the browser's own count. */
export function clockNow({ clock, heardAt }: HeardClock, count: number): number {
  return clock.now + (count - heardAt);
}

/** `Next: reveal at 16:00`, with the date when that is another day there. */
export function nextText({ next, zone }: PlayClock, now: number): string {
  if (next === null) return "Nothing planned yet";
  const time = timeText(next.at, zone);
  return sameDay(next.at, now, zone)
    ? `Next: ${next.what} at ${time}`
    : `Next: ${next.what} on ${dateText(next.at, zone)}, ${time}`;
}

/** Messages are shown in the reader's zone, so the bar says what it is there when the plan's zone is another. */
export function zoneText(zone: string, own: string, now: number): string {
  const place = zone.replaceAll("_", " ");
  const here = timeText(now, own);
  return here === timeText(now, zone) ? place : `${place} · ${here} here`;
}
