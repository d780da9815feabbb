import { type ChannelKey, partsOf, workspaceOf } from "../core/keys.ts";
import { type Agenda, createAgenda } from "../core/schedule/agenda.ts";
import { caughtUpAfterRestore, noteRestore } from "./after-restore.ts";
import { handlersOf } from "./handlers.ts";
import { askForTime, createHost } from "./host.ts";
import { createLanes } from "./lanes.ts";
import { reportHeld, reportLost } from "./report.ts";
import { tend } from "./tend.ts";
import { platformOf, type World } from "./world.ts";

/** The running bot. */
export type App = Readonly<{
  world: World;
  /** Reads what is planned, then lets the platforms in. */
  start: () => Promise<void>;
  /** Does what is due; resolves when that is done. Calling it again meanwhile is harmless. */
  tick: () => Promise<void>;
  /** Resolves when nothing is under way, what nobody waits for included. */
  idle: () => Promise<void>;
  /** Lets nothing new in and waits for what is under way. */
  stop: () => Promise<void>;
}>;

/** What the composition root brings. */
export type Parts = Omit<World, "wake" | "alone" | "aside" | "host">;

/** More than that at once only fills queues: the platforms' own limits are far below (delivery.md). */
const mostAtOnce = 64;
/** A channel whose tending failed is tried again after that. */
const afterFailureMs = 10_000;
/** A clock set back by more than that makes the agenda worthless; it is read anew. */
const backwardMs = 60_000;

/** Puts the bot together; nothing runs before `start`. */
export function createApp(parts: Parts): App {
  const lanes = createLanes(mostAtOnce);
  const agendas = new Map([...parts.platforms.keys()].map((name) => [name, createAgenda()] as const));
  const asides = new Set<Promise<void>>();
  let caughtUp = false;
  let lastTickMs = parts.clock.now().epochMilliseconds;

  const world: World = {
    ...parts,
    host: createHost(parts),
    wake: (channel) => lanes.run(channel, () => look(channel)),
    alone: lanes.run,
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

  const look = async (channel: ChannelKey): Promise<void> => {
    const agenda = agendas.get(partsOf(channel).platform);
    try {
      const next = await tend(world, channel);
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
    await Promise.all([...agendas.values()].flatMap((agenda) => agenda.due(now).map(world.wake)));
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
      for (const [name, platform] of world.platforms) await platform.start(handlersOf(world, name));
      // Before anything is due: a first answer that contradicts the clock wants a second one.
      await askForTime(world);
      caughtUp = await caughtUpAfterRestore(world);
    },
    stop: async () => {
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
