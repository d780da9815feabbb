import type { Question } from "../../core/bank/question.ts";
import { bankReach } from "../../core/bank/reach.ts";
import { deliveryKinds } from "../../core/delivery/delivery.ts";
import type { Drill } from "../../core/drill/drill.ts";
import { type ChannelKey, partsOf, workspaceOf } from "../../core/keys.ts";
import type { Response } from "../../core/message/message.ts";
import { type StatusContent, statusMessage } from "../../core/message/status-message.ts";
import { words } from "../../core/message/words.ts";
import type { Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import { flaggedHere, restingIn } from "../bank/flagged.ts";
import { countWaiting } from "../bank/suggestions.ts";
import { isShownAsManager } from "../channels/managing.ts";
import { lacksIn } from "../channels/serving.ts";
import { nextFreeSlot } from "../drills/coming-slots.ts";
import { allDrillsOf, openDrillsOf } from "../drills/open-drills.ts";
import { questionOf } from "../drills/post-question.ts";
import { askedIn } from "../drills/start-drill.ts";
import { nowIn, type World } from "../world.ts";

/** `status`: the last and the next drill and why none today; managers also see what needs mending. */
export async function status(world: World, origin: Origin): Promise<Response> {
  const plan = await world.records.plans.get(origin.channel);
  if (plan === null) return reply(words.command.noPlan);
  const now = nowIn(world, origin.channel);
  const drills = await allDrillsOf(world, origin.channel);
  const last = drills.findLast((drill) => drill.stage !== "missed") ?? null;
  const bank = world.bank.forWorkspace(workspaceOf(origin.channel));
  const today = now.toZonedDateTimeISO(plan.zone).toPlainDate();
  const faultsNow = async (): Promise<StatusContent["faults"]> => ({
    missed: drills.filter((drill) => drill.stage === "missed" && isRecent(drill.date, today)).map(({ date }) => date),
    parked: await parkedIn(world, origin.channel),
    lacks: await lacksIfKnown(world, origin.channel),
    clockOff: world.host.clockOff(partsOf(origin.channel).platform),
    backupFailingSince: world.host.backupFailingSince(),
    problems: bank.problems,
    reach: bankReach(bank, { ...plan, except: await restingIn(world, workspaceOf(plan.channel)) }, askedIn(drills)),
    suggested: await countWaiting(world, origin.channel),
    flagged: await flaggedHere(world, origin.channel),
  });
  const message = statusMessage({
    plan,
    today,
    drills,
    last: last === null ? null : { drill: last, question: await lastQuestion(world, last) },
    next: await nextFreeSlot(world, plan),
    faults: (await isShownAsManager(world, origin, plan)) ? await faultsNow() : null,
    lockedOut: world.lockouts.of(origin.channel)?.why ?? null,
  });
  return { kind: "message", message, replace: false };
}

/** A platform that does not answer keeps nobody from the rest of the status. */
async function lacksIfKnown(world: World, channel: ChannelKey): ReturnType<typeof lacksIn> {
  try {
    return await lacksIn(world, channel);
  } catch (error) {
    world.log.warn("what the bot may do in a channel could not be looked up", { channel, error });
    return null;
  }
}

async function lastQuestion(world: World, drill: Drill): Promise<Question | null> {
  return drill.stage === "missed" ? null : questionOf(world, drill);
}

/** Why messages of drills under way are held up, without repeats. */
async function parkedIn(world: World, channel: ChannelKey): Promise<readonly string[]> {
  const reasons = new Set<string>();
  for (const { date } of await openDrillsOf(world, channel)) {
    for (const kind of deliveryKinds) {
      for await (const [, { state }] of world.records.deliveries.list(`${channel}/${kind}/${date}`)) {
        if (state.kind === "parked") reasons.add(state.why);
      }
    }
  }
  return [...reasons];
}

/** A slot missed long ago needs nobody's attention any more. */
const isRecent = (date: Temporal.PlainDate, today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(date, today.subtract({ days: 30 })) > 0;
