import type { ClockOff } from "../schedule/clock-check.ts";
import { words } from "./words.ts";

const secondsPer = { day: 86_400, hour: 3_600, minute: 60 } as const;

/** Why nothing is posted while the clocks disagree, as one line for managers. */
export function clockOffText({ aheadMs, whose }: ClockOff): string {
  const apart = apartText(Math.abs(aheadMs));
  switch (whose) {
    case "ours":
      return words.clock.held(words.clock.ours(apart, aheadMs > 0 ? "ahead of" : "behind"));
    case "theirs":
    case "unknown":
      return words.clock.held(words.clock[whose](apart));
  }
}

/** In the largest unit of which there are two. */
function apartText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  for (const unit of ["day", "hour", "minute"] as const) {
    if (seconds >= 2 * secondsPer[unit]) return words.clock.apart(Math.floor(seconds / secondsPer[unit]), unit);
  }
  return words.clock.apart(seconds, "second");
}
