import { type Decided, type Decision, decidedOn, type Flagged, isSettled } from "../../core/bank/flags.ts";
import { type QuestionId, type WorkspaceKey, workspaceOf } from "../../core/keys.ts";
import { words } from "../../core/message/words.ts";
import type { Origin } from "../../ports/platform.ts";
import { flagsKey } from "../records.ts";
import { nowIn, type World } from "../world.ts";
import { nameOf } from "./names.ts";

/** Who decides what, now. */
export const decidedBy = async (world: World, origin: Origin, what: Decision): Promise<Decided> => ({
  what,
  person: origin.person,
  name: await nameOf(world, origin),
  at: nowIn(world, origin.channel),
});

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
