import type { Question } from "../core/bank/question.ts";
import { deliveryKey } from "../core/delivery/delivery.ts";
import type { DrillIn } from "../core/drill/drill.ts";
import { BotError } from "../core/errors.ts";
import { workspaceOf } from "../core/keys.ts";
import type { MessageRef } from "../core/message/message.ts";
import { questionMessage } from "../core/message/question-message.ts";
import { revealAfterLatePost } from "../core/schedule/slots.ts";
import { deliver, type Standing } from "./deliver.ts";
import { warnOfLowBank, warnOfRefusal } from "./notices.ts";
import { drillKey, threadKey } from "./records.ts";
import { takeHeldReplies } from "./take-reply.ts";
import { nowIn, platformOf, type World } from "./world.ts";

/** Brings a planned question out, or finds that it is out, and opens the drill. Safe to repeat. */
export async function postQuestion(world: World, planned: DrillIn<"planned">): Promise<Standing> {
  const drill = await withRevealFixed(world, planned);
  const question = await questionOf(world, drill);
  const standing = await deliver(world, {
    key: deliveryKey(drill.channel, "question", drill.date, 0),
    message: questionMessage({
      drill,
      question,
      readsReplies: platformOf(world, drill.channel).facts.readsReplies,
      answered: 0,
      ...bankOf(world, drill),
    }),
    deadline: drill.graceEndsAt,
    whenUnreadable: "park",
  });
  if (standing.kind === "sent") await open(world, drill, standing.ref, standing.at);
  if (standing.kind === "dropped") await giveUp(world, drill, "past-grace");
  if (standing.kind === "parked") {
    world.aside(warnOfRefusal(world, drill.channel, drill.date, standing.why), "fault notice");
  }
  if (standing.kind === "parked" && isPast(drill.graceEndsAt, nowIn(world, drill.channel))) {
    await giveUp(world, drill, "parked");
  }
  return standing;
}

/** The question of a drill: as the bank has it now, else as it was when it was posted. */
export async function questionOf(
  world: World,
  drill: DrillIn<"planned" | "open" | "revealed" | "skipped">,
): Promise<Question> {
  const current = world.bank.forWorkspace(workspaceOf(drill.channel)).questions.get(drill.question);
  if (current !== undefined) return current;
  const posted = await world.records.posted.get(drillKey(drill.channel, drill.date));
  if (posted !== null) return posted;
  throw new BotError("store.damaged", `${drill.channel} ${drill.date}: question ${drill.question} is nowhere`, {
    hint: "put its file back into the bank under the same id, or restore the newest backup",
  });
}

/** The topic's title as people read it, and the id where the bank has no title for it. */
export function bankOf(world: World, drill: DrillIn<"planned" | "open" | "revealed" | "skipped">) {
  return { topics: world.bank.forWorkspace(workspaceOf(drill.channel)).topics };
}

/** A question that goes out late leaves at least half of the answering time; fixed before the first send. */
async function withRevealFixed(world: World, drill: DrillIn<"planned">): Promise<DrillIn<"planned">> {
  const key = drillKey(drill.channel, drill.date);
  const delivery = await world.records.deliveries.get(deliveryKey(drill.channel, "question", drill.date, 0));
  if (delivery?.state.kind !== "planned") return drill;
  const revealAt = revealAfterLatePost(drill, nowIn(world, drill.channel));
  if (revealAt.equals(drill.revealAt)) return drill;
  const fixed = { ...drill, revealAt };
  await world.records.drills.update(key, (current) => (current?.stage === "planned" ? fixed : null));
  return fixed;
}

async function open(world: World, drill: DrillIn<"planned">, message: MessageRef, at: Temporal.Instant): Promise<void> {
  const { records } = world;
  const key = drillKey(drill.channel, drill.date);
  const opened: DrillIn<"open"> = { ...drill, stage: "open", message, openedAt: at, stale: false, cutoffAt: null };
  const won = await records.store.commit(
    {
      kind: "update",
      in: records.drills,
      key,
      change: (current) => (current?.stage === "planned" ? opened : null),
    },
    [records.threads.row(threadKey(drill.channel, message.id), { date: drill.date })],
  );
  if (!won) return;
  world.log.info("question posted", { channel: drill.channel, date: drill.date.toString(), question: drill.question });
  await takeHeldReplies(world, opened);
  world.aside(warnOfLowBank(world, drill.channel), "low-bank notice");
}

async function giveUp(world: World, drill: DrillIn<"planned">, reason: "past-grace" | "parked"): Promise<void> {
  const { channel, date, postAt } = drill;
  await world.records.drills.update(drillKey(channel, date), (current) =>
    current?.stage === "planned" ? { stage: "missed", channel, date, postAt, reason } : null,
  );
  await world.records.openDrills.delete(drillKey(channel, date));
  world.log.warn("a slot was missed", { channel, date: date.toString(), reason });
}

const isPast = (at: Temporal.Instant, now: Temporal.Instant): boolean => Temporal.Instant.compare(at, now) < 0;
