import { BotError, type Refusal } from "../../core/errors.ts";
import { type ChannelKey, partsOf, type WorkspaceKey, workspaceOf } from "../../core/keys.ts";
import type { Figures } from "../../ports/figures.ts";
import type { Log } from "../../ports/log.ts";
import type { Platform } from "../../ports/platform.ts";
import type { Clock } from "../../ports/runtime.ts";
import type { Ask } from "./turn.ts";

/** The bot is refused whatever it asks, in a workspace or on a whole platform. */
export type Lockout = Readonly<{
  /** What all keys of its channels begin with. */
  tenant: string;
  why: Refusal;
  /** Where it was met first. */
  channel: ChannelKey;
  since: Temporal.Instant;
}>;

/**
 * Where the bot is locked out; kept by this process alone, so that a restart tries once more. While a lockout lasts only
 * what a person waits for is asked there, and one thing an hour: an answer ends it, whether it says yes or no.
 */
export type Lockouts = Readonly<{
  /** The lockout that a channel is under; null: none. */
  of: (channel: ChannelKey) => Lockout | null;
  /** Makes calls as `ask` does, and learns from what comes of them. */
  watch: (channel: ChannelKey, ask: Ask) => Ask;
  /** Those that are to be tried again; each is named once in a while, not at every call. */
  toBeTried: () => readonly Lockout[];
  /** Nothing is owed there any more: it is not tried again, and what somebody asks there is asked like anywhere else. */
  leave: (lockout: Lockout) => void;
  /** The bot is back in a workspace: it is tried like any other. */
  forget: (workspace: WorkspaceKey) => void;
}>;

/** A refusal is asked again once an hour, as for posts: its cause may have been mended. */
const refusedMs = 3_600_000;
/** A try that nobody answered says nothing, and is repeated sooner. */
const unansweredMs = 60_000;

/** Whether a refusal is meant for all that the bot does in a workspace, and not for one channel or message. */
export const isLockout = (why: string | undefined): boolean => why === "token-revoked" || why === "banned";

type Parts = Readonly<{
  clock: Clock;
  log: Log;
  figures: Figures;
  platforms: ReadonlyMap<string, Platform>;
  /** Goes on with what waited. */
  ended: (lockout: Lockout) => void;
}>;

/** When a tenant is asked next: `waitMs` after `from`; epoch milliseconds. */
type Wait = Readonly<{ from: number; waitMs: number }>;

/** No lockout is known yet. */
export function createLockouts({ clock, log, figures, platforms, ended }: Parts): Lockouts {
  const waits = new Map<Lockout, Wait>();
  const lockouts = new Map<string, Lockout>();
  const waitFor = (lockout: Lockout, waitMs: number): void =>
    void waits.set(lockout, { from: clock.now().epochMilliseconds, waitMs });
  const of = (channel: ChannelKey): Lockout | null =>
    lockouts.get(workspaceOf(channel)) ?? lockouts.get(partsOf(channel).platform) ?? null;

  const begin = (channel: ChannelKey, why: Refusal, error: unknown): void => {
    const { platform } = partsOf(channel);
    // A ban is the workspace's; a token is for as much as its limits are.
    const isOfAll = why === "token-revoked" && platforms.get(platform)?.facts.pacing?.queue === "bot";
    const lockout = { tenant: isOfAll ? platform : workspaceOf(channel), why, channel, since: clock.now() };
    lockouts.set(lockout.tenant, lockout);
    waitFor(lockout, refusedMs);
    log.error("the bot is locked out; nothing is sent there but one try an hour", {
      tenant: lockout.tenant,
      why,
      error,
    });
    figures.report({ kind: "locked-out", tenants: lockouts.size });
  };
  const end = (lockout: Lockout, event: string): void => {
    lockouts.delete(lockout.tenant);
    waits.delete(lockout);
    log.info(event, { tenant: lockout.tenant });
    figures.report({ kind: "locked-out", tenants: lockouts.size });
  };
  const drop = (lockout: Lockout): void => {
    end(lockout, "the bot is let in again; what waited goes out");
    ended(lockout);
  };

  /** A call that left before the lockout began, or before it ended, says nothing of how things stand now. */
  const learn = (channel: ChannelKey, under: Lockout | null, error: unknown): void => {
    if (of(channel) !== under) return;
    const why = error instanceof BotError && error.code === "platform.refused" ? error.why : undefined;
    if (why !== undefined && isLockout(why)) {
      if (under === null) begin(channel, why, error);
      else waitFor(under, refusedMs);
    } else if (under !== null && (error === null || why !== undefined)) drop(under);
  };

  return {
    of,
    watch: (channel, ask) => async (call) => {
      const under = of(channel);
      try {
        const value = await ask(call);
        learn(channel, under, null);
        return value;
      } catch (error) {
        learn(channel, under, error);
        throw error;
      }
    },
    toBeTried: () => {
      const now = clock.now().epochMilliseconds;
      // A clock set back would make the wait longer.
      const isDue = ({ from, waitMs }: Wait): boolean => now < from || now >= from + waitMs;
      const due = [...waits].flatMap(([lockout, wait]) => (isDue(wait) ? [lockout] : []));
      for (const lockout of due) waitFor(lockout, unansweredMs);
      return due;
    },
    leave: (lockout) => {
      if (lockouts.get(lockout.tenant) !== lockout) return;
      end(lockout, "the bot is locked out where nothing is planned any more; it is not tried again");
    },
    forget: (workspace) => {
      const lockout = lockouts.get(workspace);
      if (lockout !== undefined) drop(lockout);
    },
  };
}
