import type { Drill, DrillIn } from "../../core/drill/drill.ts";
import { partsOf, workspaceOf } from "../../core/keys.ts";
import { clockOffText } from "../../core/message/clock-off-text.ts";
import type { Response } from "../../core/message/message.ts";
import { momentText } from "../../core/message/moments.ts";
import { words } from "../../core/message/words.ts";
import type { Plan, Slot } from "../../core/schedule/plan.ts";
import { revealAfterLatePost, slotOn } from "../../core/schedule/slots.ts";
import type { Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import { type Changed, changeUnanswered } from "../drills/change-unanswered.ts";
import { nextFreeSlot } from "../drills/coming-slots.ts";
import { openDrillsOf } from "../drills/open-drills.ts";
import { passedKey, passedOver, pickFor, startDrill } from "../drills/start-drill.ts";
import { aloneInTime } from "../outgoing/errand.ts";
import { askedKey, drillKey } from "../records.ts";
import { nowIn, type World } from "../world.ts";

/** `now [topic]`: takes today's slot, on days off and in a pause too: somebody asked for it. */
export async function now(world: World, origin: Origin, rest: string): Promise<Response> {
  const plan = await world.records.plans.get(origin.channel);
  if (plan === null) return reply(words.command.noPlan);
  if (plan.stopped) return reply(words.command.stopped);
  const off = world.host.clockOff(partsOf(origin.channel).platform);
  // Which date is today's, and how long is left to answer, only a right clock can say.
  if (off !== null) return reply(clockOffText(off));
  const topic = rest === "" ? null : topicNamed(world, origin, rest);
  if (topic === undefined) return reply(words.now.noTopic(rest));

  const slot = slotNow(plan, nowIn(world, origin.channel));
  const taken = await aloneInTime(world, plan.channel, () => takeSlot(world, plan, slot, topic));
  if (taken === "used") return reply(await whenNext(world, plan));
  if (taken === "no-question") return reply(words.now.none);
  await world.wake(plan.channel);
  const stored = await world.records.drills.get(drillKey(plan.channel, slot.date));
  return reply(stored?.stage === "planned" ? words.now.onItsWay : words.now.posted);
}

/** `reveal`: the open question now. */
export async function revealNow(world: World, origin: Origin): Promise<Response> {
  const drill = await openHere(world, origin);
  if (typeof drill === "string") return reply(drill);
  const off = world.host.clockOff(partsOf(origin.channel).platform);
  if (off !== null) return reply(clockOffText(off));
  const at = nowIn(world, origin.channel);
  const key = drillKey(drill.channel, drill.date);
  await world.records.drills.update(key, (stored) => (stored?.stage === "open" ? { ...stored, revealAt: at } : null));
  await world.wake(drill.channel);
  const stored = await world.records.drills.get(key);
  return reply(stored?.stage === "revealed" ? words.change.revealed : words.change.revealing);
}

/** `skip`: drops the question while nobody has answered; it counts for nobody and returns to the pool. */
export async function skip(world: World, origin: Origin): Promise<Response> {
  const drill = await openHere(world, origin);
  if (typeof drill === "string") return reply(drill);
  const skipped = (current: DrillIn<"open">): Drill => ({
    ...current,
    stage: "skipped",
    by: origin.person,
    stale: true,
  });
  const changed = await changeUnanswered(world, drill, skipped, []);
  if (changed === "changed") await world.records.asked.delete(askedKey(drill, drill.date));
  await world.wake(drill.channel);
  return reply(saidOf(changed, words.change.skipped));
}

/** `another`: replaces the question in place while nobody has answered, within the topic that was asked for if one was. */
export async function another(world: World, origin: Origin): Promise<Response> {
  const plan = await world.records.plans.get(origin.channel);
  const drill = await openHere(world, origin);
  if (typeof drill === "string") return reply(drill);
  if (plan === null) return reply(words.command.noPlan);
  const topic = drill.why.kind === "chosen" ? drill.why.topic : null;
  const passed = await passedOver(world, drill);
  const picked = await pickFor(world, plan, { date: drill.date, topic, passed });
  if (picked === null || picked.question.id === drill.question) return reply(words.change.noOther);

  const { question, why } = picked;
  const { posted, asked, said } = world.records;
  const changed = await changeUnanswered(
    world,
    drill,
    (current) => ({ ...current, question: question.id, why, stale: true }),
    [
      posted.row(drillKey(drill.channel, drill.date), question),
      asked.row(askedKey(drill, drill.date), { question: question.id }),
      said.row(passedKey(drill, drill.question), { at: nowIn(world, drill.channel) }),
    ],
  );
  await world.wake(drill.channel);
  return reply(saidOf(changed, words.change.swapped));
}

const saidOf = (changed: Changed, done: string): string => ({ ...words.change, changed: done })[changed];

/** Today's slot taken now; at least half of the usual answering time remains. */
function slotNow(plan: Plan, at: Temporal.Instant): Slot {
  const today = at.toZonedDateTimeISO(plan.zone).toPlainDate();
  const slot = slotOn(plan, today);
  return { date: today, postAt: at, revealAt: revealAfterLatePost(slot, at) };
}

async function takeSlot(
  world: World,
  plan: Plan,
  slot: Slot,
  topic: string | null,
): Promise<"taken" | "used" | "no-question"> {
  if ((await startDrill(world, plan, slot, topic)) !== null) return "taken";
  const drill = await world.records.drills.get(drillKey(plan.channel, slot.date));
  return drill === null || drill.stage === "missed" ? "no-question" : "used";
}

async function whenNext(world: World, plan: Plan): Promise<string> {
  const next = await nextFreeSlot(world, plan);
  return next === null ? words.now.usedNoNext : words.now.used(momentText(next.postAt, plan.zone));
}

/** A topic by its id or title; undefined when the bank has none of that name. */
function topicNamed(world: World, origin: Origin, typed: string): string | undefined {
  const wanted = typed.toLowerCase();
  const { topics } = world.bank.forWorkspace(workspaceOf(origin.channel));
  return topics.find((topic) => topic.id === wanted || topic.title.toLowerCase() === wanted)?.id;
}

/** The open drill that a command means: the one of the thread it came from, else the newest; or why there is none. */
async function openHere(world: World, origin: Origin): Promise<DrillIn<"open"> | string> {
  const drills = await openDrillsOf(world, origin.channel);
  const open = drills.filter((drill) => drill.stage === "open");
  const drill = open.find(({ message }) => message.id === origin.thread) ?? open.at(-1);
  if (drill !== undefined) return drill;
  return drills.some(({ stage }) => stage === "planned") ? words.change.notUpYet : words.change.nothingOpen;
}
