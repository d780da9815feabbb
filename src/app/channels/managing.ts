import { manages } from "../../core/commands/permissions.ts";
import type { ChannelKey } from "../../core/keys.ts";
import type { Plan } from "../../core/schedule/plan.ts";
import type { Origin, Person } from "../../ports/platform.ts";
import { unlessRefused } from "../host.ts";
import { channelIn, personOf } from "../outgoing/calls.ts";
import type { World } from "../world.ts";

/** Whether who asks may change the channel's plan. Asked again whenever something is submitted. */
export async function mayManage(world: World, origin: Origin, plan: Plan | null): Promise<boolean> {
  return isManager(world, origin, plan, await personOf(world, origin.channel, origin.person));
}

/** So long somebody who is shown something anyway waits to be known. */
const knownMs = 500;

/**
 * The same where it only decides how much is shown: who is not known soon is shown what everybody sees. A platform
 * tells of so many people a minute: in a crowd they are left to those who change something.
 */
export async function isShownAsManager(world: World, origin: Origin, plan: Plan | null): Promise<boolean> {
  const readsUntil = world.clock.now().epochMilliseconds + knownMs;
  const may = await mayManage({ ...world, errand: { ...world.errand, readsUntil } }, origin, plan).catch(unlessRefused);
  return may === true;
}

/** Whether who asks may set the channel up: its managers, and where members may, the first to do it. */
export async function maySetUp(world: World, origin: Origin, plan: Plan | null): Promise<boolean> {
  const person = await personOf(world, origin.channel, origin.person);
  if (await isManager(world, origin, plan, person)) return true;
  if (plan !== null || world.settings.setup !== "members") return false;
  if (person.standing !== "member" || !person.maySetUp) return false;
  // behaviour.md, *Managers*: a workspace-wide general channel is for admins alone.
  return !(await channelIn(world, origin.channel)).general;
}

async function isManager(world: World, origin: Origin, plan: Plan | null, person: Person): Promise<boolean> {
  const named = await world.records.managers.get(managersKey(origin.channel));
  const roles = named?.roles ?? [];
  return manages({
    person: origin.person,
    standing: person.standing,
    byPlatform: person.manager,
    configuredBy: plan?.configuredBy ?? null,
    named: named?.people ?? [],
    byRole: roles.some(({ id }) => person.roles.includes(id)),
    operators: world.settings.managers,
  });
}

/** Where the people and roles named by `managers add` are kept. */
export const managersKey = (channel: ChannelKey): string => `managers/${channel}`;
