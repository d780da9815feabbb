import { type ChannelKey, partsOf, workspaceOf } from "../core/keys.ts";
import { type Agenda, createAgenda } from "../core/schedule/agenda.ts";
import { createReader } from "./answers/reader.ts";
import { createAsked } from "./drills/asked.ts";
import { createEntrance, type Shut } from "./entrance.ts";
import { createFloods } from "./floods.ts";
import { askForTime, createHost } from "./host.ts";
import { afterLockout, tryLockouts } from "./outgoing/after-lockout.ts";
import { anErrand, type Errand } from "./outgoing/errand.ts";
import { createLanes } from "./outgoing/lanes.ts";
import { createLockouts } from "./outgoing/lockouts.ts";
import { createQueues } from "./outgoing/queues.ts";
import { reportHeld, reportLost } from "./report.ts";
import { tend } from "./tend.ts";
import { caughtUpAfterRestore, noteRestore } from "./upkeep/after-restore.ts";
import { platformOf, type World } from "./world.ts";

/** The running bot. */
export type App = Readonly<{
  world: World;
  /** Reads what is planned, then enters the platforms. Gives those that refuse; rejects when none lets the bot in. */
  start: () => Promise<readonly Shut[]>;
  /** Does what is due; resolves when that is done. Calling it again meanwhile is harmless. */
  tick: () => Promise<void>;
  /** Resolves when nothing is under way, what nobody waits for included. */
  idle: () => Promise<void>;
  /** Lets nothing new in and waits for what is under way. What waits for its turn is put off: the next start goes on. */
  stop: () => Promise<void>;
}>;

/** What the composition root brings. */
export type Parts = Omit<
  World,
  "wake" | "alone" | "aside" | "host" | "lockouts" | "asked" | "queues" | "errand" | "floods" | "reader"
>;

/** More than that at once only fills queues: the platforms' own limits are far below (delivery.md). */
const mostAtOnce = 64;
/** A channel whose tending failed is tried again after that. */
const afterFailureMs = 10_000;
/** delivery.md: a thread that cannot be read back within five minutes holds its reveal up no longer. */
const readsMs = 300_000;
/** A clock set back by more than that makes the agenda worthless; it is read anew. */
const backwardMs = 60_000;

/** Puts the bot together; nothing runs before `start`. */
export function createApp(parts: Parts): App {
  const lanes = createLanes(mostAtOnce);
  const agendas = new Map([...parts.platforms.keys()].map((name) => [name, createAgenda()] as const));
  const lockouts = createLockouts({
    ...parts,
    ended: (lockout) => world.aside(afterLockout(world, lockout), "what a lockout left behind"),
  });
  const queues = createQueues({ ...parts, lockouts });
  const asides = new Set<Promise<void>>();
  const coming = new Map<ChannelKey, Promise<void>>();
  let caughtUp = false;
  let lastTickMs = parts.clock.now().epochMilliseconds;

  const world: World = {
    ...parts,
    host: createHost(parts),
    lockouts,
    asked: createAsked(parts),
    queues,
    errand: anErrand,
    floods: createFloods(),
    reader: createReader(parts),
    wake: (channel) => wake(channel, null),
    alone: (channel, task) => {
      const hasLane = queues.giveWay(channel);
      return lanes.run(channel, () => {
        hasLane();
        return task();
      });
    },
    aside: (task, what) => {
      const kept = task
        .then(
          () => undefined,
          (error: unknown) => parts.log.warn(`${what} failed`, { error }),
        )
        .finally(() => asides.delete(kept));
      asides.add(kept);
    },
  };

  const entrance = createEntrance(world);

  /** Whoever asks while a look has not begun yet shares it: it will see all that there is by then. */
  const wake = (channel: ChannelKey, notBefore: number | null): Promise<void> => {
    const known = coming.get(channel);
    if (known !== undefined) return known;
    const comes = lanes.run(channel, (rest) => {
      coming.delete(channel);
      const readsUntil = parts.clock.now().epochMilliseconds + readsMs;
      return look({ urgency: "reveal", notBefore, readsUntil, sendsUntil: null, givesWay: true, rest }, channel);
    });
    coming.set(channel, comes);
    return comes;
  };

  const look = async (errand: Errand, channel: ChannelKey): Promise<void> => {
    const agenda = agendas.get(partsOf(channel).platform);
    try {
      const next = await tend({ ...world, errand }, channel);
      if (next === null) world.figures.report({ kind: "at-rest", channel });
      agenda?.set(channel, next === null ? null : next.epochMilliseconds - aheadMs(world, channel));
    } catch (error) {
      world.log.error("a channel could not be tended", { channel, error });
      world.figures.report({ kind: "untended" });
      agenda?.set(channel, world.clock.now().epochMilliseconds + afterFailureMs);
    }
  };

  const tick = async (): Promise<void> => {
    if (!caughtUp) caughtUp = await caughtUpAfterRestore(world);
    if (!caughtUp) return;
    const now = world.clock.now().epochMilliseconds;
    if (now < lastTickMs - backwardMs) {
      world.log.warn("the clock was set back; looking at every channel anew");
      await fill(world, agendas);
    }
    lastTickMs = now;
    world.figures.report({ kind: "tick" });
    world.aside(reportHeld(world), "counting the replies that wait");
    world.aside(reportLost(world), "counting the channels that are lost");
    world.aside(askForTime(world), "asking the platforms for their time");
    world.aside(tryLockouts(world), "trying where the bot is locked out");
    world.aside(entrance.retry(), "starting a platform again");
    const due = [...agendas.values()].flatMap((agenda) => agenda.due(now));
    const beginAt = queues.spread(due);
    await Promise.all(due.map((channel) => wake(channel, beginAt(channel))));
  };

  const idle = async (): Promise<void> => {
    await lanes.idle();
    while (asides.size > 0) await Promise.all(asides);
  };

  return {
    world,
    tick,
    idle,
    start: async () => {
      await noteRestore(world);
      await fill(world, agendas);
      const shut = await entrance.open();
      // Before anything is due: a first answer that contradicts the clock wants a second one.
      await askForTime(world);
      caughtUp = await caughtUpAfterRestore(world);
      return shut;
    },
    stop: async () => {
      queues.close();
      entrance.close();
      await Promise.all([...world.platforms.values()].map((platform) => platform.stop()));
      await idle();
    },
  };
}

/** Puts down every channel with a plan or a drill under way, to be looked at by the next tick. */
async function fill(world: World, agendas: ReadonlyMap<string, Agenda>): Promise<void> {
  const now = world.clock.now().epochMilliseconds;
  for (const [platform, agenda] of agendas) {
    for await (const [channel, plan] of world.records.plans.list(`${platform}/`)) {
      if (!plan.stopped) agenda.set(channel as ChannelKey, now);
    }
    for await (const [key] of world.records.openDrills.list(`${platform}/`)) {
      agenda.set(key.slice(0, key.lastIndexOf("/")) as ChannelKey, now);
    }
  }
}

const aheadMs = (world: World, channel: ChannelKey): number =>
  platformOf(world, channel).facts.aheadMs(workspaceOf(channel));
