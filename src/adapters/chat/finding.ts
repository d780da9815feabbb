import { BotError } from "../../core/errors.ts";

/** One thing that was looked at; `hint` says how to mend it, null when nothing is wrong. */
export type Finding = Readonly<{ about: string; said: string; hint: string | null }>;

/** Platform `Date` headers that differ by more hold questions back (delivery.md, *Missed slots, clocks*). */
const mostOffMs = 60_000;

/** Whether this machine's clock agrees with a platform's: by how much it is ahead; null where nothing was answered. */
export function clockFinding(platform: string, offMs: number | null): Finding {
  if (offMs === null) return { about: "clock", said: `not known: ${platform} did not answer`, hint: "see above" };
  const seconds = Math.round(Math.abs(offMs) / 1000);
  const said = `${seconds} s ${offMs < 0 ? "behind" : "ahead of"} ${platform}'s`;
  const isRight = Math.abs(offMs) <= mostOffMs;
  return {
    about: "clock",
    said: isRight ? `agrees with ${platform}'s` : said,
    hint: isRight ? null : "set this machine's clock by NTP: the bot holds questions back until they agree",
  };
}

/** What failed, with what to do about it; what is no error of ours is thrown on. */
export function failedFinding(about: string, error: unknown): Finding {
  if (error instanceof BotError) return { about, said: error.message, hint: error.hint };
  throw error;
}
