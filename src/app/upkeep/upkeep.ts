import { deliveryKinds } from "../../core/delivery/delivery.ts";
import type { ChannelKey, WorkspaceKey } from "../../core/keys.ts";
import type { World } from "../world.ts";
import { purge } from "./erase.ts";

/** delivery.md: a delivery is kept at least 400 days; what was said once, as long. */
const keptDays = 400;
/** Bodies of replies that nobody took in, and ids of deleted ones (behaviour.md, *What is stored*). */
const inboxDays = 7;
/** What was declined and its author knows of; what was approved stays, for as long as its file names them. */
const declinedDays = 30;
/** behaviour.md, *Figures*: after the bot was removed from a workspace. */
const goneDays = 30;

/** So many rows at once, and no tick of any channel waits long for them. */
const mostAtOnce = 500;
/** In `said`: when upkeep last came to its end. */
const upkeepKey = "upkeep";

/** Rows to look at in turn; true when one was deleted. */
type Sweep = AsyncGenerator<boolean>;

/**
 * Deletes what is kept no longer, once a day: old deliveries, replies that wait for nothing, notes of what was said once,
 * declined suggestions, and workspaces that the bot was removed from. At most 500 rows a call; the next call goes on. True when all is done.
 */
export async function upkeep(world: Pick<World, "records" | "clock" | "log">): Promise<boolean> {
  const now = world.clock.now();
  const last = await world.records.said.get(upkeepKey);
  if (last !== null && isYoung(last.at, now, 1)) return true;
  let deleted = 0;
  const sweeps = [purges, oldDeliveries, oldReplies, oldNotes, oldSuggestions];
  for (const sweep of sweeps.map((each) => each(world, now))) {
    for await (const gone of sweep) {
      if (gone) deleted += 1;
      if (deleted >= mostAtOnce) return false;
    }
  }
  await world.records.said.put(upkeepKey, { at: now });
  return true;
}

async function* oldSuggestions({ records }: Parameters<typeof upkeep>[0], now: Temporal.Instant): Sweep {
  for await (const [key, { state }] of records.suggestions.list("")) {
    const isOver = state.kind === "declined" && state.told && !isYoung(state.at, now, declinedDays);
    if (isOver) await records.suggestions.delete(key);
    yield isOver;
  }
}

/** A clock set back leaves instants ahead of it: they count as young, but for `last`, which is written anew. */
function isYoung(at: Temporal.Instant, now: Temporal.Instant, days: number): boolean {
  return Temporal.Instant.compare(at, now.subtract({ hours: 24 * days })) > 0;
}

async function* purges({ records, log }: Parameters<typeof upkeep>[0], now: Temporal.Instant): Sweep {
  for await (const [key, { at }] of records.said.list("gone")) {
    if (isYoung(at, now, goneDays)) continue;
    const workspace = key.slice("gone/".length) as WorkspaceKey;
    for (let left = true; left; ) {
      left = (await purge({ records }, workspace, 1)) > 0;
      if (left) yield true;
    }
    log.warn("a workspace that the bot was removed from was purged", { workspace });
  }
}

/** The dates of a channel's deliveries of one kind are in order, so that only what is old is read, and one more. */
async function* oldDeliveries({ records }: Parameters<typeof upkeep>[0], now: Temporal.Instant): Sweep {
  const oldest = now.toZonedDateTimeISO("UTC").toPlainDate().subtract({ days: keptDays });
  for await (const [channel] of records.plans.list("")) {
    for (const kind of deliveryKinds) {
      for await (const [key, { date }] of records.deliveries.list(`${channel as ChannelKey}/${kind}/`)) {
        if (Temporal.PlainDate.compare(date, oldest) >= 0) break;
        await records.deliveries.delete(key);
        yield true;
      }
    }
  }
}

async function* oldReplies({ records }: Parameters<typeof upkeep>[0], now: Temporal.Instant): Sweep {
  for await (const [channel] of records.plans.list("")) {
    for await (const [key, { at }] of records.held.list(`${channel}/`)) {
      if (!isYoung(at, now, inboxDays)) await records.held.delete(key);
      yield !isYoung(at, now, inboxDays);
    }
  }
  for await (const [key, { at }] of records.removed.list("removed")) {
    if (!isYoung(at, now, inboxDays)) await records.removed.delete(key);
    yield !isYoung(at, now, inboxDays);
  }
}

async function* oldNotes({ records }: Parameters<typeof upkeep>[0], now: Temporal.Instant): Sweep {
  for (const prefix of ["hints", "notices", "passed"]) {
    for await (const [key, { at }] of records.said.list(prefix)) {
      if (!isYoung(at, now, keptDays)) await records.said.delete(key);
      yield !isYoung(at, now, keptDays);
    }
  }
}
