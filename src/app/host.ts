import { BotError } from "../core/errors.ts";
import type { ChannelKey } from "../core/keys.ts";
import { type ClockCheck, type ClockOff, checkedBy, isWorthAsking, whoseFault } from "../core/schedule/clock-check.ts";
import type { Figures } from "../ports/figures.ts";
import type { Log } from "../ports/log.ts";
import type { Handlers } from "../ports/platform.ts";
import type { Clock } from "../ports/runtime.ts";
import { personOf } from "./outgoing/calls.ts";
import type { World } from "./world.ts";

/** What the bot knows of the machine it runs on; kept by this process alone. */
export type Host = Readonly<{
  /** Takes what an answer of a platform says about the time. */
  heard: (platform: string, told: Parameters<Handlers["clock"]>[0]) => void;
  /** Null while nothing contradicts the clock on that platform; otherwise nothing is posted or revealed there. */
  clockOff: (platform: string) => ClockOff | null;
  /** Whether any platform contradicts the clock: what the bot deletes by its age then stays. */
  isClockInDoubt: () => boolean;
  /** Those that have told their time before and should tell it anew; each is named once in a while, not at every call. */
  toBeAsked: () => readonly string[];
  /** The nightly backup failed, or went well again (null). */
  noteBackup: (failedAt: Temporal.Instant | null) => void;
  /** Since when the nightly backup has been failing; null when the last one went well. */
  backupFailingSince: () => Temporal.Instant | null;
}>;

/** A machine that nothing is known of yet: its clock counts as right. */
export function createHost({ clock, log, figures }: Readonly<{ clock: Clock; log: Log; figures: Figures }>): Host {
  const checks = new Map<string, ClockCheck>();
  const asked = new Map<string, Temporal.Instant>();
  let failingSince: Temporal.Instant | null = null;

  const clockOff = (platform: string): ClockOff | null => {
    const check = checks.get(platform);
    if (check === undefined || check.standing === "right") return null;
    const others = [...checks].flatMap(([name, other]) => (name === platform ? [] : [other]));
    return { aheadMs: check.aheadMs, whose: whoseFault(check, others) };
  };
  const tell = (platform: string): void => {
    const off = clockOff(platform);
    if (off === null) log.info("the clock agrees with the platform's again", { platform });
    else log.warn("the clock disagrees with the platform's; nothing is posted there meanwhile", { platform, ...off });
  };

  return {
    heard: (platform, { at, askedAt }) => {
      const before = checks.get(platform) ?? null;
      const after = checkedBy(before, { at, askedAt, heardAt: clock.now() });
      checks.set(platform, after);
      asked.delete(platform);
      const isOff = after.standing !== "right";
      figures.report({ kind: "clock", platform, aheadMs: after.aheadMs, holds: isOff });
      if (isOff !== ((before?.standing ?? "right") !== "right")) tell(platform);
    },
    clockOff,
    isClockInDoubt: () => [...checks.values()].some(({ standing }) => standing !== "right"),
    toBeAsked: () => {
      const now = clock.now();
      const due = [...checks].filter(([name, check]) => isWorthAsking(check, asked.get(name) ?? null, now));
      for (const [name] of due) asked.set(name, now);
      return due.map(([name]) => name);
    },
    noteBackup: (failedAt) => {
      failingSince = failedAt === null ? null : (failingSince ?? failedAt);
      figures.report({ kind: "backup", failing: failedAt !== null });
    },
    backupFailingSince: () => failingSince,
  };
}

/**
 * Asks the platforms that have been silent for a while for anything, since every answer tells the time: who set up the
 * first of its channels. A platform without a channel has nothing to post either.
 */
export async function askForTime(world: World): Promise<void> {
  for (const name of world.host.toBeAsked()) {
    for await (const [channel, { configuredBy }] of world.records.plans.list(`${name}/`, { limit: 1 })) {
      if (world.platforms.has(name)) await personOf(world, channel as ChannelKey, configuredBy).catch(unlessRefused);
      break;
    }
  }
}

/** For questions whose answer nobody needs: one that says "no" tells as much, and where none came the next call asks again. */
export function unlessRefused(error: unknown): null {
  if (error instanceof BotError && error.code.startsWith("platform.")) return null;
  throw error;
}
