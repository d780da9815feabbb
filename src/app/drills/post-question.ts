import type { Question } from "../../core/bank/question.ts";
import { deliveryKey } from "../../core/delivery/delivery.ts";
import type { DrillIn } from "../../core/drill/drill.ts";
import { BotError } from "../../core/errors.ts";
import { workspaceOf } from "../../core/keys.ts";
import { questionMessage } from "../../core/message/question-message.ts";
import { revealAfterLatePost } from "../../core/schedule/slots.ts";
import { takeHeldReplies } from "../answers/take-reply.ts";
import { warnOfLowBank, warnOfRefusal } from "../channels/notices.ts";
import { deliver, type Order, type Standing } from "../outgoing/deliver.ts";
import { tooLate } from "../outgoing/delivery-record.ts";
import { askedKey, drillKey, threadKey } from "../records.ts";
import { msBetween } from "../report.ts";
import { platformOf, type World } from "../world.ts";

type Sent = Extract<Standing, { kind: "sent" }>;

/** Brings a planned question out, or finds that it is out, and opens the drill. Safe to repeat; `turn` as `Order` has it. */
export async function postQuestion(world: World, drill: DrillIn<"planned">, turn: Order["turn"]): Promise<Standing> {
  const question = await questionOf(world, drill);
  const { readsReplies } = platformOf(world, drill.channel).facts;
  const { topics } = bankOf(world, drill);
  const ping = (await world.records.plans.get(drill.channel))?.ping ?? null;
  const standing = await deliver(world, {
    key: deliveryKey(drill.channel, "question", drill.date, 0),
    // An edit pings nobody: a question that is swapped, skipped or revealed was heard of when it came out.
    message: (sentAt) => ({
      ...questionMessage({ drill: revealedAfter(drill, sentAt), question, readsReplies, answered: 0, topics }),
      ping,
    }),
    deadline: drill.graceEndsAt,
    whenUnreadable: "park",
    turn,
  });
  if (standing.kind === "sent") await open(world, drill, standing);
  if (standing.kind === "dropped") await giveUp(world, drill, standing.why === tooLate ? "past-grace" : "parked");
  if (standing.kind === "parked") {
    world.aside(warnOfRefusal(world, drill.channel, drill.date, standing.why), "fault notice");
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

/** The drill as a send at `sentAt` says it: a question that goes out late leaves at least half of the answering time. */
const revealedAfter = (drill: DrillIn<"planned">, sentAt: Temporal.Instant): DrillIn<"planned"> => ({
  ...drill,
  revealAt: revealAfterLatePost(drill, sentAt),
});

/** Which of several sends people see nobody knows: the thread is read from the first, time to answer counts from the latest. */
function openedBy(drill: DrillIn<"planned">, { ref, firstSentAt, lastSentAt }: Sent): DrillIn<"open"> {
  const { revealAt } = revealedAfter(drill, lastSentAt);
  // Out before its time: posted from a store that was lost, and which question it shows nobody knows.
  const foreign = Temporal.Instant.compare(firstSentAt, drill.postAt) < 0;
  const stale = foreign || !revealAt.equals(revealedAfter(drill, firstSentAt).revealAt);
  return { ...drill, stage: "open", revealAt, message: ref, openedAt: firstSentAt, stale, cutoffAt: null, revision: 0 };
}

async function open(world: World, drill: DrillIn<"planned">, sent: Sent): Promise<void> {
  const { records } = world;
  const key = drillKey(drill.channel, drill.date);
  const opened = openedBy(drill, sent);
  const won = await records.store.commit(
    {
      kind: "update",
      in: records.drills,
      key,
      change: (current) => (current?.stage === "planned" ? opened : null),
    },
    [records.threads.row(threadKey(drill.channel, sent.ref.id), { date: drill.date })],
  );
  if (!won) return;
  world.log.info("question posted", { channel: drill.channel, date: drill.date.toString(), question: drill.question });
  world.figures.report({ kind: "out", of: "question", lateMs: msBetween(drill.postAt, sent.lastSentAt) });
  await takeHeldReplies(world, opened);
  world.aside(warnOfLowBank(world, drill.channel), "low-bank notice");
}

async function giveUp(world: World, drill: DrillIn<"planned">, reason: "past-grace" | "parked"): Promise<void> {
  const { channel, date, postAt } = drill;
  await world.records.drills.update(drillKey(channel, date), (current) =>
    current?.stage === "planned" ? { stage: "missed", channel, date, postAt, reason } : null,
  );
  await world.records.asked.delete(askedKey(drill, date));
  await world.records.openDrills.delete(drillKey(channel, date));
  world.log.warn("a slot was missed", { channel, date: date.toString(), reason });
  world.figures.report({ kind: "missed", reason });
}
