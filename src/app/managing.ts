import { manages } from "../core/commands/permissions.ts";
import type { ChannelKey } from "../core/keys.ts";
import type { Plan } from "../core/schedule/plan.ts";
import type { Origin } from "../ports/platform.ts";
import { platformOf, type World } from "./world.ts";

/** Whether who asks may change the channel's plan. Asked again whenever something is submitted. */
export async function mayManage(world: World, origin: Origin, plan: Plan | null): Promise<boolean> {
  const person = await platformOf(world, origin.channel).person(origin.channel, origin.person);
  const fullMember = person.standing === "member";
  const named = (await world.records.managers.get(managersKey(origin.channel)))?.people ?? [];
  const isManager = manages({
    person: origin.person,
    byPlatform: person.manager,
    fullMember,
    configuredBy: plan?.configuredBy ?? null,
    named,
    operators: world.settings.managers,
  });
  const isFirst = plan === null && world.settings.setup === "members" && fullMember && person.maySetUp;
  return isManager || isFirst;
}

/** Where the people named by `managers add` are kept. */
export const managersKey = (channel: ChannelKey): string => `managers/${channel}`;
