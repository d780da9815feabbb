import { deliveryKey } from "../../core/delivery/delivery.ts";
import { answersOf, isBefore } from "../../core/drill/answers.ts";
import type { DrillIn } from "../../core/drill/drill.ts";
import type { Entry } from "../../core/drill/entry.ts";
import type { RevealContent } from "../../core/message/reveal-messages.ts";
import { noteChange } from "../answers/note-change.ts";
import { type ReadBack, readBack } from "../answers/read-back.ts";
import { entriesOf } from "../answers/save-heard.ts";
import { takeHeldReplies } from "../answers/take-reply.ts";
import { offerPause } from "../channels/notices.ts";
import { drillKey } from "../records.ts";
import { msBetween } from "../report.ts";
import { nowIn, platformOf, type World } from "../world.ts";
import { countCoverage } from "./count-coverage.ts";
import { questionOf } from "./post-question.ts";
import { deliverReveal } from "./reveal-parts.ts";
import { showDrill } from "./show-drill.ts";

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
  const { outcome, changed } = await readBack(world, drill);
  const patience = drill.cutoffAt.add({ milliseconds: readBackMs });
  if (outcome !== "read" && Temporal.Instant.compare(now, patience) < 0) return now.add({ milliseconds: retryMs });

  const hasBegun = await isPartlyOut(world, drill);
  // The messages that are out do not have it.
  if (hasBegun && changed) await noteChange(world, drill);
  const unsent = await deliverReveal(world, await contentOf(world, drill, outcome === "read"));
  if (unsent !== null) return unsent;
  const revealed = {
    ...revealedNow(drill, now),
    threadRead: outcome === "read",
    rereadAt: outcome === "read" ? secondLook(world, drill, now) : nextReread(outcome, now, now),
    // Read before the answers were: what changed since then is a change to what the messages say.
    shown: hasBegun ? 0 : drill.revision,
  };
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
  const question = await questionOf(world, drill);
  const answers = answersOf(await entriesOf(world, drill), drill);
  const first = await world.records.deliveries.get(deliveryKey(drill.channel, "reveal", drill.date, 0));
  return {
    drill,
    question,
    answers,
    coverage: await countCoverage(world, { channel: drill.channel, question, answers }),
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

/** Whether an earlier attempt has sent, or may have sent, messages of this reveal. */
async function isPartlyOut({ records }: World, { channel, date }: ClosedDrill): Promise<boolean> {
  const kinds = ["reveal-line", "reveal"] as const;
  const first = await Promise.all(kinds.map((kind) => records.deliveries.get(deliveryKey(channel, kind, date, 0))));
  return first.some((delivery) => delivery !== null);
}

/**
 * When to read the thread once more: a history may show the last answers late, after the reading at `readAt`. Null when
 * they were surely there by then.
 */
function secondLook(world: World, { channel, mode, cutoffAt }: ClosedDrill, readAt: Temporal.Instant) {
  const { readsReplies, visibleAfterMs } = platformOf(world, channel).facts;
  const visibleAt = cutoffAt.add({ milliseconds: visibleAfterMs });
  const isSettled = mode === "sealed" || !readsReplies || Temporal.Instant.compare(readAt, visibleAt) >= 0;
  return isSettled ? null : visibleAt;
}

type ClosedDrill = DrillIn<"open"> & { readonly cutoffAt: Temporal.Instant };

/**
 * The cut-off is stored before anything is shown; from then on what is written comes late. The platform's clock may run
 * ahead of ours: what was taken in before counts all the same, so the cut-off is put after it.
 */
async function withCutoff(world: World, drill: DrillIn<"open">): Promise<ClosedDrill | null> {
  const now = nowIn(world, drill.channel);
  const isNew = drill.cutoffAt === null;
  const stored = await putCutoff(world, drill, (at) => at ?? now);
  if (stored === null || !isNew) return stored;
  const last = lastHeard(await entriesOf(world, stored));
  if (last === null || isBefore(last, stored.cutoffAt)) return stored;
  return putCutoff(world, drill, (at) => (isBefore(last, at) ? at : last.add({ milliseconds: 1 })));
}

async function putCutoff(
  world: World,
  { channel, date }: DrillIn<"open">,
  cutoff: (at: Temporal.Instant | null) => Temporal.Instant | null,
): Promise<ClosedDrill | null> {
  const stored = await world.records.drills.update(drillKey(channel, date), (current) =>
    current?.stage === "open" ? { ...current, cutoffAt: cutoff(current.cutoffAt) } : null,
  );
  return stored?.stage === "open" && stored.cutoffAt !== null ? { ...stored, cutoffAt: stored.cutoffAt } : null;
}

/** The platform's time of the last message or edit that was taken in. */
function lastHeard(entries: readonly Entry[]): Temporal.Instant | null {
  const times = entries.flatMap(({ thread }) =>
    thread.flatMap(({ at, editedAt }) => [at, ...(editedAt ? [editedAt] : [])]),
  );
  return times.reduce<Temporal.Instant | null>(
    (last, at) => (last === null || Temporal.Instant.compare(at, last) > 0 ? at : last),
    null,
  );
}

const revealedNow = (drill: ClosedDrill, now: Temporal.Instant) => ({
  ...drill,
  stage: "revealed" as const,
  revealedAt: now,
  // The question's message is marked next.
  stale: true,
});

/** True when something changed since the answers were read, so that the messages are behind already. */
async function finish(world: World, revealed: DrillIn<"revealed">): Promise<boolean> {
  const key = drillKey(revealed.channel, revealed.date);
  const stored = await world.records.drills.update(key, (current) =>
    current?.stage === "open" ? { ...revealed, revision: current.revision, corrected: current.corrected } : null,
  );
  world.log.info("drill revealed", { channel: revealed.channel, date: revealed.date.toString() });
  const lateMs = msBetween(revealed.revealAt, nowIn(world, revealed.channel));
  world.figures.report({ kind: "out", of: "reveal", lateMs });
  return stored?.stage === "revealed" && stored.revision !== stored.shown;
}
