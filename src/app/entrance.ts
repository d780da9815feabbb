import { BotError } from "../core/errors.ts";
import type { Platform } from "../ports/platform.ts";
import { handlersOf } from "./handlers.ts";
import type { World } from "./world.ts";

/** A platform that did not let the bot in when it started, and why. */
export type Shut = Readonly<{ platform: string; error: unknown }>;

/** Where the bot enters its platforms, each by itself: what keeps it out of one keeps it out of no other. */
export type Entrance = Readonly<{
  /**
   * Starts all platforms at once, and resolves once each let the bot in, refused, or has taken too long for the others to
   * wait; gives those that refused. Rejects when all did, with the error of the one, or an `AggregateError` of several.
   */
  open: () => Promise<readonly Shut[]>;
  /** Starts those again whose time has come. */
  retry: () => Promise<void>;
  /** No platform is started any more; one that lets the bot in after this is stopped again. */
  close: () => void;
}>;

/** What refused is asked again once an hour, as where the bot is locked out: its cause may have been mended. */
const refusedMs = 3_600_000;
/** What goes by itself is asked again sooner. */
const passingMs = 60_000;
/** So long the first tick, which the others need, waits for a platform that neither lets the bot in nor refuses. */
const patienceMs = 15_000;

/** When a platform is started again: `waitMs` after `from`; epoch milliseconds. */
type Wait = Readonly<{ from: number; waitMs: number }>;

/** Nothing is started before `open`. */
export function createEntrance(world: World): Entrance {
  const waits = new Map<string, Wait>();
  let isClosed = false;
  const now = (): number => world.clock.now().epochMilliseconds;

  const enter = async (name: string, platform: Platform): Promise<Shut | null> => {
    try {
      await platform.start(handlersOf(world, name));
      if (isClosed) await platform.stop();
      return null;
    } catch (error) {
      waits.set(name, { from: now(), waitMs: isPassing(error) ? passingMs : refusedMs });
      return { platform: name, error };
    }
  };
  const told = (shut: Shut | null): void => {
    if (shut !== null) world.log.error("a platform does not let the bot in; the others run on", shut);
  };
  const enterInTime = async (name: string, platform: Platform, patience: Patience): Promise<Shut | null> => {
    const entering = enter(name, platform);
    // Nobody else waits for the only one.
    if (world.platforms.size === 1) return entering;
    const first = await Promise.race([entering, patience.over]);
    if (first !== slow) return first;
    world.log.warn("a platform takes long to let the bot in; the others run on", { platform: name });
    world.aside(entering.then(told), "starting a platform");
    return null;
  };
  const enterAgain = async (name: string): Promise<void> => {
    const platform = world.platforms.get(name);
    const shut = platform === undefined ? null : await enter(name, platform);
    told(shut);
    if (shut === null) world.log.info("a platform lets the bot in again", { platform: name });
  };

  return {
    open: async () => {
      isClosed = false;
      waits.clear();
      const patience = patienceOf(world);
      const each = [...world.platforms].map(([name, platform]) => enterInTime(name, platform, patience));
      const shut = (await Promise.all(each)).filter((one) => one !== null);
      patience.end();
      if (shut.length > 0 && shut.length === world.platforms.size) throw errorOf(shut);
      for (const one of shut) told(one);
      return shut;
    },
    retry: async () => {
      const due = isClosed ? [] : [...waits].filter(([, wait]) => isOver(wait, now()));
      for (const [name] of due) waits.delete(name);
      await Promise.all(due.map(([name]) => enterAgain(name)));
    },
    close: () => {
      isClosed = true;
    },
  };
}

/** A clock set back would make the wait longer. */
const isOver = ({ from, waitMs }: Wait, now: number): boolean => now < from || now >= from + waitMs;

const slow = Symbol("slow");
type Patience = Readonly<{ over: Promise<typeof slow>; end: () => void }>;

function patienceOf({ timer }: World): Patience {
  const { promise, resolve } = Promise.withResolvers<typeof slow>();
  return { over: promise, end: timer.after(patienceMs, () => resolve(slow)) };
}

/** What goes by itself, unlike a wrong token. */
const isPassing = (error: unknown): boolean =>
  error instanceof BotError &&
  ["platform.busy", "platform.unsent", "platform.doubt", "store.unavailable"].includes(error.code);

/** What is told when the bot has no platform to run on. */
export function errorOf(shut: readonly Shut[]): unknown {
  const errors = shut.map(({ error }) => error);
  return errors.length === 1 ? errors[0] : new AggregateError(errors, "no platform lets the bot in");
}
