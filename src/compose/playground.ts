import { playChannel, playPeople } from "../adapters/playground/people.ts";
import { openPlayground } from "../adapters/playground/playground.ts";
import { systemClock } from "../adapters/runtime.ts";
import { beginPlan } from "../app/drills/begin-plan.ts";
import { nextEvent } from "../app/drills/next-event.ts";
import { nowIn } from "../app/world.ts";
import { commandsWhere } from "../core/commands/grammar.ts";
import type { PersonId } from "../core/keys.ts";
import type { Plan } from "../core/schedule/plan.ts";
import { usualPlan } from "../core/schedule/usual-plan.ts";
import type { OpenPlatform } from "./opened.ts";

/** Opens the playground: its clock moves wake its channel, and its first start finds a plan and a question there. */
export const openPlaygroundHere: OpenPlatform = async (config, log, app) => {
  const zone = Temporal.Now.timeZoneId();
  const { dataDir, host, port, portChosen } = config;
  const playground = await openPlayground({
    dataDir,
    host,
    port,
    portChosen,
    now: systemClock.now,
    zone,
    nextEvent: async () => nextEvent((await app).world, playChannel),
    afterMove: async () => (await app).world.wake(playChannel),
    // Nobody has groups there.
    commands: commandsWhere({ pings: false }),
    log,
  });
  return {
    platform: playground,
    prepare: ({ world }) => beginPlan(world, playPlan(zone, nowIn(world, playChannel))),
    afterTick: () => playground.refreshClock(),
    address: () => playground.address,
    // Its server listens from the start to the stop.
    isConnected: () => playground.address !== null,
  };
};

/** What setup offers, but every day, so that a start on a Sunday shows a question too (behaviour.md, *Operating*). */
const playPlan = (zone: string, since: Temporal.Instant): Plan => ({
  ...usualPlan({ channel: playChannel, zone, configuredBy: managerId(), since }),
  days: [1, 2, 3, 4, 5, 6, 7],
});

const managerId = (): PersonId => (playPeople.find(({ manager }) => manager)?.id ?? "") as PersonId;
