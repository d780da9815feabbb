import { deliveryKey } from "../core/delivery/delivery.ts";
import { answersOf } from "../core/drill/answers.ts";
import type { DrillIn } from "../core/drill/drill.ts";
import type { RevealContent } from "../core/message/reveal-messages.ts";
import { offerPause } from "./notices.ts";
import { questionOf } from "./post-question.ts";
import { type ReadBack, readBack } from "./read-back.ts";
import { drillKey } from "./records.ts";
import { msBetween } from "./report.ts";
import { deliverReveal } from "./reveal-parts.ts";
import { showDrill } from "./show-drill.ts";
import { entriesOf, takeHeldReplies } from "./take-reply.ts";
import { nowIn, type World } from "./world.ts";

/** delivery.md: a read-back that is not complete after five minutes holds the reveal up no longer. */
const readBackMs = 300_000;
/** How soon a held-up reveal is tried again. */
const retryMs = 15_000;
/** How often a thread that could not be read before the reveal is tried again, and for how long. */
const rereadMs = 600_000;
const rereadForMs = 86_400_000;

/**
 * Reveals an open drill: cut-off, reading the thread back, the messages, the mark on the question. Every step is safe to
 * repeat; null when done, else when to go on.
 */
export async function reveal(world: World, open: DrillIn<"open">): Promise<Temporal.Instant | null> {
  const drill = await withCutoff(world, open);
  if (drill === null) return null;
  // A crash right after the question went out may have left replies behind.
  await takeHeldReplies(world, drill);
  const now = nowIn(world, drill.channel);
  const { outcome } = await readBack(world, drill);
  const patience = drill.cutoffAt.add({ milliseconds: readBackMs });
  if (outcome !== "read" && Temporal.Instant.compare(now, patience) < 0) return now.add({ milliseconds: retryMs });

  const unsent = await deliverReveal(world, await contentOf(world, drill, outcome === "read"));
  if (unsent !== null) return unsent;
  const revealed = revealedNow(drill, now, outcome);
  const isBehind = await finish(world, revealed);
  world.aside(offerPause(world, drill.channel), "pause offer");
  const waiting = await showDrill(world, revealed);
  return isBehind ? now : waiting;
}

/** What a drill's reveal says, composed anew from the store. */
export async function contentOf(
  world: World,
  drill: DrillIn<"open" | "revealed">,
  threadRead: boolean,
): Promise<RevealContent> {
  const first = await world.records.deliveries.get(deliveryKey(drill.channel, "reveal", drill.date, 0));
  return {
    drill,
    question: await questionOf(world, drill),
    answers: answersOf(await entriesOf(world, drill), drill),
    threadRead,
    questionGone: first?.to.kind === "channel",
  };
}

/** When to read a thread again after it could not be; null when that makes no sense or was tried for a day. */
export function nextReread(
  outcome: ReadBack["outcome"],
  revealedAt: Temporal.Instant,
  now: Temporal.Instant,
): Temporal.Instant | null {
  if (outcome === "read" || outcome === "thread-gone") return null;
  const next = now.add({ milliseconds: rereadMs });
  const last = revealedAt.add({ milliseconds: rereadForMs });
  return Temporal.Instant.compare(next, last) > 0 ? null : next;
}

type ClosedDrill = DrillIn<"open"> & { readonly cutoffAt: Temporal.Instant };

/** The cut-off is stored before anything is shown; from then on what is written comes late. */
async function withCutoff(world: World, drill: DrillIn<"open">): Promise<ClosedDrill | null> {
  const now = nowIn(world, drill.channel);
  const stored = await world.records.drills.update(drillKey(drill.channel, drill.date), (current) =>
    current?.stage === "open" && current.cutoffAt === null ? { ...current, cutoffAt: now } : null,
  );
  return stored?.stage === "open" && stored.cutoffAt !== null ? { ...stored, cutoffAt: stored.cutoffAt } : null;
}

const revealedNow = (drill: ClosedDrill, now: Temporal.Instant, outcome: ReadBack["outcome"]): DrillIn<"revealed"> => ({
  ...drill,
  stage: "revealed",
  revealedAt: now,
  threadRead: outcome === "read",
  rereadAt: nextReread(outcome, now, now),
  // Read before the answers were: what changed since then is a change to what the messages say.
  shown: drill.revision,
  // The question's message is marked next.
  stale: true,
});

/** True when something changed since the answers were read, so that the messages are behind already. */
async function finish(world: World, revealed: DrillIn<"revealed">): Promise<boolean> {
  const key = drillKey(revealed.channel, revealed.date);
  const stored = await world.records.drills.update(key, (current) =>
    current?.stage === "open" ? { ...revealed, revision: current.revision } : null,
  );
  world.log.info("drill revealed", { channel: revealed.channel, date: revealed.date.toString() });
  const lateMs = msBetween(revealed.revealAt, nowIn(world, revealed.channel));
  world.figures.report({ kind: "out", of: "reveal", lateMs });
  return stored?.stage === "revealed" && stored.revision !== stored.shown;
}
