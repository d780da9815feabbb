import type { Response } from "../../core/message/message.ts";
import { dayText, momentText } from "../../core/message/moments.ts";
import { words } from "../../core/message/words.ts";
import { pauseUntil, resume as resumed } from "../../core/schedule/pause.ts";
import type { Plan } from "../../core/schedule/plan.ts";
import { nextSlot } from "../../core/schedule/slots.ts";
import { parseDate } from "../../core/schedule/written-date.ts";
import type { Origin } from "../../ports/platform.ts";
import { nowIn, type World } from "../world.ts";
import { reply } from "../write-answer.ts";

/** `pause [until DATE]`: no questions before that date; what is open is still revealed. */
export async function pause(world: World, origin: Origin, rest: string): Promise<Response> {
  return onPlan(world, origin, (plan, now) => {
    const typed = rest.replace(/^until\b/iu, "").trim();
    const today = now.toZonedDateTimeISO(plan.zone).toPlainDate();
    const until = typed === "" ? null : parseDate(typed, today);
    const said = until === null ? words.plan.paused : words.plan.pausedUntil(dayText(until));
    return { plan: pauseUntil(plan, until, now), said: `${said} ${words.plan.stillPaused}` };
  });
}

/** `resume`: questions again from the next slot on. */
export async function resume(world: World, origin: Origin): Promise<Response> {
  return onPlan(world, origin, (plan, now) => {
    if (plan.pause === null) return { plan: null, said: words.plan.notPaused };
    const after = resumed(plan, now);
    const next = nextSlot(after, now);
    return {
      plan: after,
      said: words.plan.resumed(next === null ? words.preview.none : momentText(next.postAt, plan.zone)),
    };
  });
}

/** `stop`: no further questions; what is open is still revealed. */
export async function stop(world: World, origin: Origin): Promise<Response> {
  return onPlan(world, origin, (plan) => ({ plan: { ...plan, stopped: true }, said: words.plan.stopped }));
}

type Change = (
  plan: Plan,
  now: Temporal.Instant,
) => Readonly<{
  /** Null leaves the plan as it is. */
  plan: Plan | null;
  said: string;
}>;

async function onPlan(world: World, origin: Origin, change: Change): Promise<Response> {
  let said: string = words.command.noPlan;
  await world.records.plans.update(origin.channel, (plan) => {
    if (plan === null) return null;
    if (plan.stopped) {
      said = words.command.stopped;
      return null;
    }
    const changed = change(plan, nowIn(world, origin.channel));
    said = changed.said;
    return changed.plan;
  });
  await world.wake(origin.channel);
  return reply(said);
}
