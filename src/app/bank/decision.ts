import { type Decided, type Decision, decidedOn, type Flagged, isSettled } from "../../core/bank/flags.ts";
import { type QuestionId, type WorkspaceKey, workspaceOf } from "../../core/keys.ts";
import { words } from "../../core/message/words.ts";
import type { Origin } from "../../ports/platform.ts";
import { unlessRefused } from "../host.ts";
import { personOf } from "../outgoing/calls.ts";
import { flagsKey } from "../records.ts";
import { nowIn, type World } from "../world.ts";

/** Who decides what, now. */
export async function decidedBy(world: World, { channel, person }: Origin, what: Decision): Promise<Decided> {
  const name = (await personOf(world, channel, person).catch(unlessRefused))?.name ?? person;
  return { what, person, name, at: nowIn(world, channel) };
}

/** Which question is decided about, and up to which flag it was looked at. */
type About = Readonly<{ workspace: WorkspaceKey; question: QuestionId; seen: Temporal.Instant }>;

/** Carries a decision out, if it is one still: of two at once the second finds the first. */
export async function decide(
  { records }: Pick<World, "records">,
  { workspace, question, seen }: About,
  by: Decided,
): Promise<boolean> {
  let isCarriedOut = false;
  await records.flags.update(flagsKey(workspace, question), (current) => {
    const after = current === null ? null : decidedOn(current, by, seen);
    isCarriedOut = after !== null;
    return after;
  });
  return isCarriedOut;
}

/** Why a decision is none any more, for who came second. */
export async function whyDecided(world: World, { channel }: Origin, { question }: Flagged): Promise<string> {
  const now = await world.records.flags.get(flagsKey(workspaceOf(channel), question));
  if (now === null) return words.flagged.notThere;
  const isDecided = isSettled(now) || now.rest?.by === "manager";
  if (!isDecided) return words.flagged.changed;
  return now.decided === null
    ? words.flagged.decided
    : words.flagged.decidedBy(now.decided.name, words.flagged.did[now.decided.what]);
}

/** The latest flag that a control was drawn in view of, from its id; null for what is no time. */
export function seenAt(text: string): Temporal.Instant | null {
  return /^[0-9a-z]{1,9}$/.test(text) ? Temporal.Instant.fromEpochMilliseconds(Number.parseInt(text, 36)) : null;
}
