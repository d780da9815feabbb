import type { Question } from "../../core/bank/question.ts";
import { bankReach } from "../../core/bank/reach.ts";
import { deliveryKey } from "../../core/delivery/delivery.ts";
import type { Drill } from "../../core/drill/drill.ts";
import { workspaceOf } from "../../core/keys.ts";
import type { Response } from "../../core/message/message.ts";
import { statusMessage } from "../../core/message/status-message.ts";
import { words } from "../../core/message/words.ts";
import { nextSlot } from "../../core/schedule/slots.ts";
import type { Origin } from "../../ports/platform.ts";
import { mayManage } from "../managing.ts";
import { allDrillsOf } from "../open-drills.ts";
import { questionOf } from "../post-question.ts";
import { askedIn } from "../start-drill.ts";
import { nowIn, type World } from "../world.ts";
import { reply } from "../write-answer.ts";

/** `status`: the last and the next drill and why none today; managers also see what needs mending. */
export async function status(world: World, origin: Origin): Promise<Response> {
  const plan = await world.records.plans.get(origin.channel);
  if (plan === null) return reply(words.command.noPlan);
  const now = nowIn(world, origin.channel);
  const drills = await allDrillsOf(world, origin.channel);
  const last = drills.findLast((drill) => drill.stage !== "missed") ?? null;
  const bank = world.bank.forWorkspace(workspaceOf(origin.channel));
  const faults = {
    missed: drills.flatMap((drill) => (drill.stage === "missed" ? [drill] : [])),
    parked: await parkedIn(world, drills),
    problems: bank.problems,
    reach: bankReach(bank, plan, askedIn(drills)),
  };
  const message = statusMessage({
    plan,
    today: now.toZonedDateTimeISO(plan.zone).toPlainDate(),
    drills,
    last: last === null ? null : { drill: last, question: await lastQuestion(world, last) },
    next: nextSlot(plan, now),
    faults: (await mayManage(world, origin, plan)) ? faults : null,
  });
  return { kind: "message", message, replace: false };
}

async function lastQuestion(world: World, drill: Drill): Promise<Question | null> {
  return drill.stage === "missed" ? null : questionOf(world, drill);
}

/** Why messages of the newest drill are held up, without repeats. */
async function parkedIn(world: World, drills: readonly Drill[]): Promise<readonly string[]> {
  const newest = drills.at(-1);
  if (newest === undefined) return [];
  const keys = (["question", "reveal-line", "reveal"] as const).map((kind) =>
    deliveryKey(newest.channel, kind, newest.date, 0),
  );
  const deliveries = await Promise.all(keys.map((key) => world.records.deliveries.get(key)));
  return [...new Set(deliveries.flatMap((each) => (each?.state.kind === "parked" ? [each.state.why] : [])))];
}
