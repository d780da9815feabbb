import type { Response } from "../../core/message/message.ts";
import { momentText } from "../../core/message/moments.ts";
import { words } from "../../core/message/words.ts";
import { pauseUntil, resume as resumed } from "../../core/schedule/pause.ts";
import type { Plan } from "../../core/schedule/plan.ts";
import { parseDate } from "../../core/schedule/written-date.ts";
import type { Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import { whyNotServing } from "../channels/serving.ts";
import { nextFreeSlot } from "../drills/coming-slots.ts";
import { nowIn, type World } from "../world.ts";

/** `pause [until DATE]`: no questions before that date; what is open is still revealed. */
export async function pause(world: World, origin: Origin, rest: string): Promise<Response> {
  return onPlan(world, origin, (plan, now) => {
    const typed = rest.replace(/^until\b/iu, "").trim();
    const today = now.toZonedDateTimeISO(plan.zone).toPlainDate();
    const until = typed === "" ? null : parseDate(typed, today);
    return { plan: pauseUntil(plan, until, now), said: (after) => saidOfPause(world, after) };
  });
}

/** The day that was named may have no question; none comes where no day was. */
async function saidOfPause(world: World, plan: Plan): Promise<string> {
  const next = await nextFreeSlot(world, plan);
  const said = next === null ? words.plan.paused : words.plan.pausedUntil(momentText(next.postAt, plan.zone));
  return `${said} ${words.plan.stillPaused}`;
}

/** `resume`: questions again from the next slot on, where the bot can ask them. */
export async function resume(world: World, origin: Origin): Promise<Response> {
  const before = await world.records.plans.get(origin.channel);
  const isPaused = before !== null && before.pause !== null && !before.stopped;
  const refused = isPaused ? await whyNotServing(world, origin.channel) : null;
  if (refused !== null) return reply(refused);
  return onPlan(world, origin, (plan, now) => {
    if (plan.pause === null) return { plan: null, said: words.plan.notPaused };
    return { plan: resumed(plan, now), said: (after) => saidOfNext(world, after) };
  });
}

async function saidOfNext(world: World, plan: Plan): Promise<string> {
  const next = await nextFreeSlot(world, plan);
  return next === null ? words.plan.resumedNoNext : words.plan.resumed(momentText(next.postAt, plan.zone));
}

/** `stop`: no further questions; what is open is still revealed. */
export async function stop(world: World, origin: Origin): Promise<Response> {
  return onPlan(world, origin, (plan) => ({ plan: { ...plan, stopped: true }, said: words.plan.stopped }));
}

/** What to say; a function where it follows from the plan as it was saved. */
type Said = string | ((after: Plan) => Promise<string>);
/** `plan` null leaves the plan as it is. */
type Change = (plan: Plan, now: Temporal.Instant) => Readonly<{ plan: Plan | null; said: Said }>;

async function onPlan(world: World, origin: Origin, change: Change): Promise<Response> {
  const outcome: { said: Said } = { said: words.command.noPlan };
  const after = await world.records.plans.update(origin.channel, (plan) => {
    if (plan === null) return null;
    const changed = plan.stopped
      ? { plan: null, said: words.command.stopped }
      : change(plan, nowIn(world, origin.channel));
    outcome.said = changed.said;
    return changed.plan;
  });
  await world.wake(origin.channel);
  const { said } = outcome;
  if (typeof said === "string") return reply(said);
  return reply(after === null ? words.command.noPlan : await said(after));
}
