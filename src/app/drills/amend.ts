import { deliveryKey } from "../../core/delivery/delivery.ts";
import type { DrillIn } from "../../core/drill/drill.ts";
import { movedUp, type RevealContent } from "../../core/message/reveal-messages.ts";
import { earliest } from "../../core/schedule/earliest.ts";
import { readBack } from "../answers/read-back.ts";
import { editMessage } from "../outgoing/edit-message.ts";
import { drillKey } from "../records.ts";
import { nowIn, type World } from "../world.ts";
import { takeOffList } from "./open-drills.ts";
import { contentOf, nextReread } from "./reveal.ts";
import { deliverReveal, revealParts } from "./reveal-parts.ts";
import { showInPlace } from "./show-drill.ts";

type Revealed = DrillIn<"revealed">;

/**
 * Makes a posted reveal say again what is stored: after answers were found late, or one was hidden or erased. Reads a
 * thread again that could not be read in time. Null when nothing is left to do, else when to go on.
 */
export async function amend(world: World, before: Revealed): Promise<Temporal.Instant | null> {
  const drill = await rereadIfDue(world, before);
  if (drill === null) return null;
  const key = drillKey(drill.channel, drill.date);
  if (drill.revision !== drill.shown) {
    const waiting = await showAll(world, drill);
    // A thread to be read again before that is in the store, where the next look at the channel finds it.
    if (waiting !== null) return waiting;
    // What changed meanwhile has a revision of its own.
    await world.records.drills.update(key, (stored) =>
      stored?.stage === "revealed" ? { ...stored, shown: drill.revision } : null,
    );
    world.figures.report({ kind: "amended" });
  }
  await takeOffList(world, key);
  return drill.rereadAt;
}

/** delivery.md: answers found later, with a time before the cut-off, count. */
async function rereadIfDue(world: World, before: Revealed): Promise<Revealed | null> {
  const now = nowIn(world, before.channel);
  const key = drillKey(before.channel, before.date);
  if (before.rereadAt !== null && Temporal.Instant.compare(before.rereadAt, now) <= 0) {
    const { outcome, changed } = await readBack(world, before);
    const rereadAt = nextReread(outcome, before.revealedAt, now);
    await world.records.drills.update(key, (stored) => {
      if (stored?.stage !== "revealed") return null;
      if (outcome !== "read") return { ...stored, rereadAt };
      // Once it was read, the reveal no longer says that answers may be missing.
      const revision = changed || !stored.threadRead ? stored.revision + 1 : stored.revision;
      return { ...stored, threadRead: true, rereadAt, revision };
    });
  }
  const stored = await world.records.drills.get(key);
  return stored?.stage === "revealed" ? stored : null;
}

/** Edits the question and every part that is out, and brings out the parts that are new. */
async function showAll(world: World, drill: Revealed): Promise<Temporal.Instant | null> {
  const content = await contentOf(world, drill, drill.threadRead);
  const edits = [...(await editParts(world, content)), ...(await showQuestion(world, drill))];
  const added = await deliverReveal(world, content);
  return earliest(added === null ? edits : [...edits, added]);
}

async function editParts(world: World, content: RevealContent): Promise<readonly Temporal.Instant[]> {
  const parts = revealParts(world, content);
  const waits: Temporal.Instant[] = [];
  for (const { key, message } of parts) waits.push(...(await editPosted(world, key, message)));
  // A reveal that became shorter: what its last messages held stands further up now.
  const { channel, date } = content.drill;
  for (let part = parts.filter(({ kind }) => kind === "reveal").length; ; part += 1) {
    const key = deliveryKey(channel, "reveal", date, part);
    if ((await world.records.deliveries.get(key)) === null) return waits;
    waits.push(...(await editPosted(world, key, movedUp())));
  }
}

async function showQuestion(world: World, drill: Revealed): Promise<readonly Temporal.Instant[]> {
  const edited = await showInPlace(world, drill);
  return edited.kind === "failed" || edited.kind === "refused" ? [edited.retryAt] : [];
}

async function editPosted(
  world: World,
  key: ReturnType<typeof deliveryKey>,
  message: ReturnType<typeof movedUp>,
): Promise<readonly Temporal.Instant[]> {
  const delivery = await world.records.deliveries.get(key);
  if (delivery?.state.kind !== "sent") return [];
  const edited = await editMessage(world, delivery.state.ref, message, "reveal");
  return edited.kind === "failed" || edited.kind === "refused" ? [edited.retryAt] : [];
}
