import type { Drill } from "../../core/drill/drill.ts";
import type { ChannelKey } from "../../core/keys.ts";
import { note } from "../../core/message/answer-messages.ts";
import { momentText } from "../../core/message/moments.ts";
import { words } from "../../core/message/words.ts";
import type { Plan } from "../../core/schedule/plan.ts";
import { graceOver, nextSlot } from "../../core/schedule/slots.ts";
import { releaseParked } from "../channels/channel-change.ts";
import { tellManager } from "../channels/notices.ts";
import { unlessRefused } from "../host.ts";
import { drillKey } from "../records.ts";
import { nowIn, type World } from "../world.ts";
import { channelIn } from "./calls.ts";
import { answering } from "./errand.ts";
import type { Lockout } from "./lockouts.ts";

/**
 * Asks for one channel wherever the bot is locked out and an hour has passed; whatever comes of it, the lockouts learn it.
 * Where nothing is planned any more, as after a purge, nothing is asked either.
 */
export async function tryLockouts(world: World): Promise<void> {
  await Promise.all(world.lockouts.toBeTried().map((lockout) => tryOrLeave(world, lockout)));
}

async function tryOrLeave(world: World, lockout: Lockout): Promise<void> {
  for await (const _plan of world.records.plans.list(`${lockout.tenant}/`, { limit: 1 })) {
    await channelIn(answering(world), lockout.channel).catch(unlessRefused);
    return;
  }
  world.lockouts.leave(lockout);
}

/**
 * The bot is let in again: what was refused is carried on with at once, the rest when its channel is looked at next. A
 * manager hears of it where a question was missed.
 */
export async function afterLockout(world: World, lockout: Lockout): Promise<void> {
  const { openDrills, plans } = world.records;
  const under = `${lockout.tenant}/`;
  const channels = new Set<ChannelKey>();
  for await (const [key] of openDrills.list(under)) channels.add(key.slice(0, key.lastIndexOf("/")) as ChannelKey);
  for (const channel of channels) {
    if (await releaseParked(world, channel)) world.aside(world.wake(channel), "going on after a lockout");
  }
  for await (const [, plan] of plans.list(under)) await tellOfMissed(world, plan, lockout);
}

async function tellOfMissed(world: World, plan: Plan, { since }: Lockout): Promise<void> {
  const { channel, zone } = plan;
  const now = nowIn(world, channel);
  if (!(await hasMissed(world, plan, since, now))) return;
  const message = note(words.channel.lockedOut(momentText(since, zone), momentText(now, zone)));
  world.aside(tellManager(world, channel, `locked-out/${since}`, message), "lockout notice");
}

/** Whether the grace of a slot ended between two instants, and its question is not out. */
async function hasMissed(world: World, plan: Plan, from: Temporal.Instant, to: Temporal.Instant): Promise<boolean> {
  let slot = nextSlot(plan, from.subtract({ minutes: plan.graceMinutes }));
  while (slot !== null && graceOver(plan, slot, to)) {
    if (!isOut(await world.records.drills.get(drillKey(plan.channel, slot.date)))) return true;
    slot = nextSlot(plan, slot.postAt);
  }
  return false;
}

const isOut = (drill: Drill | null): boolean => drill !== null && drill.stage !== "missed" && drill.stage !== "planned";
