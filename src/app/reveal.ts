import { type Delivery, type DeliveryKind, deliveryKey } from "../core/delivery/delivery.ts";
import { answersOf } from "../core/drill/answers.ts";
import type { DrillIn } from "../core/drill/drill.ts";
import type { Message, Place } from "../core/message/message.ts";
import { partsOf } from "../core/message/parts.ts";
import { type RevealContent, revealLine, revealMessages } from "../core/message/reveal-messages.ts";
import { deliver, type Standing } from "./deliver.ts";
import { offerPause, warnOfRefusal } from "./notices.ts";
import { questionOf } from "./post-question.ts";
import { readBack } from "./read-back.ts";
import { drillKey } from "./records.ts";
import { showInPlace } from "./show-drill.ts";
import { entriesOf } from "./take-reply.ts";
import { nowIn, platformOf, type World } from "./world.ts";

/** delivery.md: a read-back that is not complete after five minutes holds the reveal up no longer. */
const readBackMs = 300_000;
/** How soon a held-up reveal is tried again. */
const retryMs = 15_000;

/**
 * Reveals an open drill: cut-off, reading the thread back, the messages, the mark on the question. Every step is safe to
 * repeat; null when done, else when to go on.
 */
export async function reveal(world: World, open: DrillIn<"open">): Promise<Temporal.Instant | null> {
  const drill = await withCutoff(world, open);
  if (drill === null) return null;
  const now = nowIn(world, drill.channel);
  const threadRead = await readBack(world, drill);
  const patience = drill.cutoffAt.add({ milliseconds: readBackMs });
  if (!threadRead && Temporal.Instant.compare(now, patience) < 0) return now.add({ milliseconds: retryMs });

  const content = await contentOf(world, drill, threadRead);
  const waiting = await deliverAll(world, content);
  if (waiting !== null) return waiting;
  const revealed: DrillIn<"revealed"> = { ...drill, stage: "revealed", revealedAt: now, stale: false };
  if (!(await showInPlace(world, revealed, content.answers.length))) return now.add({ milliseconds: retryMs });
  await finish(world, revealed);
  world.aside(offerPause(world, drill.channel), "pause offer");
  return null;
}

/** What a drill's reveal says, composed anew from the store. */
export async function contentOf(
  world: World,
  drill: DrillIn<"open" | "revealed">,
  threadRead: boolean,
): Promise<RevealContent> {
  return {
    drill,
    question: await questionOf(world, drill),
    answers: answersOf(await entriesOf(world, drill), drill),
    threadRead,
    questionGone: false,
  };
}

/** The parts of a reveal in their order, each with the kind and number its delivery has. */
export function revealParts(
  world: World,
  content: RevealContent,
): readonly Readonly<{ kind: DeliveryKind; part: number; to: Place; message: Message }>[] {
  const { drill } = content;
  const { fit } = platformOf(world, drill.channel).facts;
  const thread: Place = { kind: "thread", of: drill.message };
  const channel: Place = { kind: "channel", channel: drill.channel };
  const inThread = revealMessages(content).flatMap((message) => partsOf(message, fit));
  return [
    ...(drill.announceReveal
      ? [{ kind: "reveal-line" as const, part: 0, to: channel, message: revealLine(content) }]
      : []),
    ...inThread.map((message, part) => ({ kind: "reveal" as const, part, to: thread, message })),
  ];
}

type CutDrill = DrillIn<"open"> & { readonly cutoffAt: Temporal.Instant };

/** The cut-off is stored before anything is shown; from then on what is written comes late. */
async function withCutoff(world: World, drill: DrillIn<"open">): Promise<CutDrill | null> {
  const now = nowIn(world, drill.channel);
  const current = await world.records.drills.update(drillKey(drill.channel, drill.date), (stored) =>
    stored?.stage === "open" && stored.cutoffAt === null ? { ...stored, cutoffAt: now } : null,
  );
  return current?.stage === "open" && current.cutoffAt !== null ? { ...current, cutoffAt: current.cutoffAt } : null;
}

async function deliverAll(world: World, content: RevealContent): Promise<Temporal.Instant | null> {
  for (const part of revealParts(world, content)) {
    const standing = await deliverPart(world, content, part);
    if (standing.kind === "parked") {
      world.aside(warnOfRefusal(world, content.drill.channel, content.drill.date, standing.why), "fault notice");
    }
    if (standing.kind === "waiting" || standing.kind === "parked") return standing.until;
  }
  return null;
}

async function deliverPart(
  world: World,
  content: RevealContent,
  part: ReturnType<typeof revealParts>[number],
): Promise<Standing> {
  const { drill } = content;
  const key = deliveryKey(drill.channel, part.kind, drill.date, part.part);
  const planned: Delivery = {
    key,
    channel: drill.channel,
    kind: part.kind,
    date: drill.date,
    part: part.part,
    to: part.to,
    state: { kind: "planned" },
    attempt: 0,
    lease: null,
    notBefore: null,
  };
  await world.records.deliveries.create(key, planned);
  const order = { key, message: part.message, deadline: null, whenUnreadable: "send" as const };
  const standing = await deliver(world, order);
  if (standing.kind !== "parked" || part.to.kind === "channel" || standing.why !== "message-gone") return standing;
  // The question was deleted and its thread with it: the reveal stands in the channel and says so (faults 27 and 28).
  const to: Place = { kind: "channel", channel: drill.channel };
  await world.records.deliveries.update(key, (current) =>
    current?.state.kind === "parked" ? { ...current, to, state: { kind: "planned" } } : null,
  );
  const alone = part.part === 0 ? firstPartAlone(content) : part.message;
  return deliver(world, { ...order, message: alone });
}

/** The first part with the question itself, for a reveal whose question is gone. */
function firstPartAlone(content: RevealContent): Message {
  const [first] = revealMessages({ ...content, questionGone: true });
  if (first === undefined) throw new Error("a reveal has at least its reference answer");
  return first;
}

async function finish(world: World, revealed: DrillIn<"revealed">): Promise<void> {
  const key = drillKey(revealed.channel, revealed.date);
  await world.records.drills.update(key, (stored) => (stored?.stage === "open" ? revealed : null));
  await world.records.openDrills.delete(key);
  world.log.info("drill revealed", { channel: revealed.channel, date: revealed.date.toString() });
}
