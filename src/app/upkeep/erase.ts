import { withoutFlagsOf } from "../../core/bank/flags.ts";
import { countedMessages } from "../../core/drill/answers.ts";
import type { Entry } from "../../core/drill/entry.ts";
import { emptied, forgotten, forgottenId, isEmptied, isForgotten } from "../../core/drill/forget.ts";
import { type ChannelKey, type PersonId, type WorkspaceKey, workspaceOf } from "../../core/keys.ts";
import { noteChange } from "../answers/note-change.ts";
import { entriesOf } from "../answers/save-heard.ts";
import { drillKey, entryKey, goneKey, learnerKey, replyKey } from "../records.ts";
import type { World } from "../world.ts";
import { forgetSuggestions } from "./forget-suggestions.ts";

/** Whose texts to forget: one person's in a workspace, everybody's in a channel, or everybody's in a workspace. */
export type Erasure =
  | Readonly<{ kind: "person"; workspace: WorkspaceKey; person: PersonId }>
  | Readonly<{ kind: "channel"; channel: ChannelKey }>
  | Readonly<{ kind: "workspace"; workspace: WorkspaceKey }>;

/** What was there to forget. `channels` have reveals to be edited: wake them. */
export type Erased = Readonly<{ answers: number; waiting: number; records: number; channels: readonly ChannelKey[] }>;

/**
 * What erasing touches: the store and the questions of workspaces alone, so that it works while no bot runs. `alone` keeps
 * a reveal from going on meanwhile.
 */
export type Archive = Pick<World, "records" | "bank" | "chance" | "clock" | "alone">;

/**
 * Forgets texts, names, replies that wait and what is kept about a person besides; counts stay (behaviour.md, *Figures*).
 * A workspace that the bot was removed from is purged: nothing of it stays. Reveals that quote it are noted as changed,
 * before each entry goes, so that repeating it after a crash finishes it; repeating it otherwise changes nothing.
 */
export async function erase(archive: Archive, erasure: Erasure): Promise<Erased> {
  const { records } = archive;
  if (erasure.kind === "workspace" && (await records.said.get(goneKey(erasure.workspace))) !== null) {
    const suggestions = await forgetSuggestions(archive, erasure.workspace, () => true);
    const purged = await purgeAll(archive, erasure.workspace);
    await records.store.scrub();
    return { answers: 0, waiting: 0, records: suggestions + purged, channels: [] };
  }
  const waiting = await forgetHeld(archive, erasure);
  // Before the entries: whoever answers again meanwhile is written down with that answer.
  await forgetParticipations(archive, erasure);
  const variants = await forgetVariants(archive, erasure);
  const flags = await forgetFlags(archive, erasure);
  const suggestions = await forgetSuggestions(archive, workspaceIn(erasure), (of) => isOf(erasure, of));
  const channels = new Set<ChannelKey>();
  let answers = 0;
  for await (const [, entry] of records.entries.list(`${scopeOf(erasure)}/`)) {
    if (!concerns(erasure, entry.person) || isForgotten(entry.person)) continue;
    if (await archive.alone(entry.channel, () => forgetEntry(archive, entry))) channels.add(entry.channel);
    answers += 1;
  }
  const kept = await forgetLearners(archive, erasure);
  const hints = await forgetHints(archive, erasure);
  await records.store.scrub();
  return { answers, waiting, records: variants + flags + suggestions + kept + hints, channels: [...channels] };
}

/** Replies heard in a channel while its post is in doubt belong to no entry yet. */
async function forgetHeld({ records }: Archive, erasure: Erasure): Promise<number> {
  let forgottenReplies = 0;
  for await (const [key, held] of records.held.list(`${scopeOf(erasure)}/`)) {
    if (!concerns(erasure, held.person)) continue;
    await records.held.delete(key);
    forgottenReplies += 1;
  }
  return forgottenReplies;
}

/** True when a reveal has to be made anew. */
async function forgetEntry(archive: Archive, listed: Entry): Promise<boolean> {
  const { records } = archive;
  const { channel, date, person } = listed;
  const drill = await records.drills.get(drillKey(channel, date));
  const posted = drill?.stage === "open" || drill?.stage === "revealed" ? drill : null;
  const key = entryKey(channel, date, person);
  for (let entry: Entry | null = listed; entry !== null && !isEmptied(entry); entry = await records.entries.get(key)) {
    const isClosed = posted !== null && posted.cutoffAt !== null;
    const counted = isClosed ? countedMessages(await entriesOf(archive, posted), posted) : null;
    const as = forgottenId(archive.chance.id());
    const rest = forgotten(entry, as, counted);
    const before = JSON.stringify(records.entries.row(key, entry).value);
    const change = (current: Entry | null): Entry | null =>
      current !== null && JSON.stringify(records.entries.row(key, current).value) === before ? emptied(current) : null;
    await records.store.commit({ kind: "update", in: records.entries, key, change }, [
      ...(isEmptied(rest) ? [] : [records.entries.row(entryKey(channel, date, as), rest)]),
      // Heard once more, as platforms do, a message of theirs is not taken in again.
      ...(posted === null ? [] : rest.thread).map(({ message }) => {
        const reply = { channel, thread: posted?.message.id ?? message, message };
        return records.removed.row(`removed/${replyKey(reply)}`, { at: archive.clock.now() });
      }),
    ]);
  }
  const changed = posted !== null && (await noteChange(archive, posted));
  // What was written since is a new answer.
  const left = await records.entries.get(key);
  if (left !== null && isEmptied(left)) await records.entries.delete(key);
  return changed;
}

async function forgetLearners({ records }: Archive, erasure: Erasure): Promise<number> {
  if (erasure.kind === "channel") return 0;
  let learners = 0;
  for await (const [key] of records.learners.list(
    erasure.kind === "person" ? learnerKey(erasure.workspace, erasure.person) : `${erasure.workspace}/`,
  )) {
    await records.learners.delete(key);
    learners += 1;
  }
  return learners;
}

/** Where people took part; who answers again is written down anew. */
async function forgetParticipations({ records }: Archive, erasure: Erasure): Promise<void> {
  const workspace = workspaceIn(erasure);
  const prefix = erasure.kind === "person" ? learnerKey(workspace, erasure.person) : workspace;
  for await (const [key, { channel }] of records.participations.list(`${prefix}/`)) {
    if (erasure.kind !== "channel" || channel === erasure.channel) await records.participations.delete(key);
  }
}

/** Words of people that were kept for review. */
async function forgetVariants({ records }: Archive, erasure: Erasure): Promise<number> {
  let variants = 0;
  for await (const [key, { person }] of records.variants.list(`${scopeOf(erasure)}/`)) {
    if (!concerns(erasure, person)) continue;
    await records.variants.delete(key);
    variants += 1;
  }
  return variants;
}

/** What people said of questions, and who decided about it; that a question rests stays until somebody looks at it. */
async function forgetFlags({ records }: Archive, erasure: Erasure): Promise<number> {
  const workspace = workspaceIn(erasure);
  let flags = 0;
  for await (const [key] of records.flags.list(`${workspace}/`)) {
    let gone = 0;
    await records.flags.update(key, (current) => {
      const left = current === null ? null : withoutFlagsOf(current, (of) => isOf(erasure, of));
      gone = current === null || left === null ? 0 : current.flags.length - left.flags.length;
      return left;
    });
    flags += gone;
  }
  return flags;
}

/** Whether something said by that person, in that channel (null: in no one channel), is to be forgotten. */
const isOf = (
  erasure: Erasure,
  { person, channel }: Readonly<{ person: PersonId; channel: ChannelKey | null }>,
): boolean => (erasure.kind === "channel" ? erasure.channel === channel : concerns(erasure, person));

/** That a person was told something once is kept under their id. */
async function forgetHints({ records }: Archive, erasure: Erasure): Promise<number> {
  let hints = 0;
  for await (const [key] of records.said.list(`hints/${scopeOf(erasure)}/`)) {
    if (!concerns(erasure, key.slice(key.lastIndexOf("/") + 1))) continue;
    await records.said.delete(key);
    hints += 1;
  }
  return hints;
}

/** Deletes at most `most` rows of a workspace, its plans first; how many there were. Nothing is left when it is fewer. */
export async function purge(
  { records }: Pick<World, "records">,
  workspace: WorkspaceKey,
  most: number,
): Promise<number> {
  let purged = 0;
  for (const { rows, prefix } of records.everythingOf(workspace)) {
    for await (const [key] of rows.list(prefix, { limit: most - purged })) {
      await rows.delete(key);
      purged += 1;
    }
    if (purged >= most) return purged;
  }
  return purged;
}

const mostAtOnce = 1000;

async function purgeAll(archive: Archive, workspace: WorkspaceKey): Promise<number> {
  let all = 0;
  for (;;) {
    const purged = await purge(archive, workspace, mostAtOnce);
    all += purged;
    if (purged < mostAtOnce) return all;
  }
}

const workspaceIn = (erasure: Erasure): WorkspaceKey =>
  erasure.kind === "channel" ? workspaceOf(erasure.channel) : erasure.workspace;

const scopeOf = (erasure: Erasure): ChannelKey | WorkspaceKey =>
  erasure.kind === "channel" ? erasure.channel : erasure.workspace;

const concerns = (erasure: Erasure, person: string): boolean => erasure.kind !== "person" || erasure.person === person;
