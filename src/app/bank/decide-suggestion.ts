// A decision is written down before it is carried out, so that of two who decide at once exactly one does; whoever meets
// one that was not carried out to its end does the rest.
import {
  type Proposed,
  type Suggestion,
  type SuggestionIn,
  suggestedQuestion,
  uncredited,
} from "../../core/bank/suggestion.ts";
import { BotError } from "../../core/errors.ts";
import { workspaceOf } from "../../core/keys.ts";
import { cleanText } from "../../core/message/clean.ts";
import { words } from "../../core/message/words.ts";
import type { Origin } from "../../ports/platform.ts";
import { replaceIf, suggestionKey } from "../records.ts";
import { nowIn, type World } from "../world.ts";
import { nameOf } from "./names.ts";
import { tellAuthor } from "./tell-author.ts";

/** What came of it, in words; `done` when the decision is made and carried out. */
export type Came = Readonly<{ done: boolean; said: string }>;

/**
 * Approves a suggestion with these texts: its file is in the workspace's folder, and in rotation, when this resolves. One
 * whose file could not be written before is written as it was approved then.
 */
export async function approve(world: World, origin: Origin, suggestion: Suggestion, proposed: Proposed): Promise<Came> {
  if (isApproving(suggestion)) return carriedOut(world, suggestion);
  const state = { kind: "approving", ...(await decisionBy(world, origin)) } as const;
  const claimed = await decided(world, suggestion, (current) => ({ ...current, proposed, state }));
  return claimed === null ? decidedMeanwhile(world, suggestion) : carriedOut(world, claimed);
}

/** Declines a suggestion; its author is told, with the reason where there is one. */
export async function decline(world: World, origin: Origin, suggestion: Suggestion, reason: string): Promise<Came> {
  const told = suggestion.person === origin.person;
  const decision = { ...(await decisionBy(world, origin)), told, reason: cleanText(reason) };
  const state = { kind: "declined", ...decision } as const;
  const declined = await decided(world, suggestion, (current) => ({ ...current, state }));
  if (declined === null) return decidedMeanwhile(world, suggestion);
  world.log.info("a suggestion was declined", { channel: suggestion.channel });
  if (!told) world.aside(tellAuthor(world, declined), "telling what came of a suggestion");
  return { done: true, said: words.suggest.declined(suggestion.proposed.title) };
}

/**
 * Null while nobody has decided; else what to say to who comes too late. What was approved and not written is written
 * first, unless that is what they came to do.
 */
export async function seenThrough(
  world: World,
  suggestion: Suggestion,
  to: "approve" | "change",
): Promise<string | null> {
  const { state } = suggestion;
  if (state.kind === "waiting" || (state.kind === "approving" && to === "approve")) return null;
  if (!isApproving(suggestion)) return alreadyText(state);
  const came = await carriedOut(world, suggestion);
  return came.done ? alreadyText(state) : came.said;
}

/** Writes the file of what was approved, and notes that it is there. Doing it twice writes the same file. */
async function carriedOut(world: World, claimed: SuggestionIn<"approving">): Promise<Came> {
  const question = suggestedQuestion(claimed);
  const workspace = workspaceOf(claimed.channel);
  try {
    await world.bank.save(workspace, question);
  } catch (error) {
    return notSaved(world, claimed, error);
  }
  const told = claimed.person === claimed.state.by;
  const approved = { ...claimed, state: { ...claimed.state, kind: "approved", told } } as const;
  const { suggestions } = world.records;
  // Its author may have been forgotten since, and that may have come too early to find their name in the file.
  const isAsClaimed = (current: Suggestion | null): boolean =>
    current?.state.kind === "approving" && current.name === claimed.name;
  if (await replaceIf(suggestions, keyOf(claimed), isAsClaimed, approved)) {
    world.log.info("a suggestion was approved", { suggestion: claimed.id });
    if (!told) world.aside(tellAuthor(world, approved), "telling what came of a suggestion");
  } else if ((await suggestions.get(keyOf(claimed)))?.name !== claimed.name) {
    await world.bank.save(workspace, uncredited(question));
  }
  return { done: true, said: words.suggest.approved(claimed.proposed.title) };
}

/** A text that no file can hold goes back to whoever decides; a folder that cannot be written is tried again. */
async function notSaved(world: World, claimed: SuggestionIn<"approving">, error: unknown): Promise<Came> {
  if (!(error instanceof BotError)) throw error;
  world.log.error("an approved suggestion could not be saved", { suggestion: claimed.id, error });
  if (error.code === "bank.invalid") {
    const waiting = { ...claimed, state: { kind: "waiting" } } as const;
    await replaceIf(world.records.suggestions, keyOf(claimed), (now) => now?.state.kind === "approving", waiting);
  }
  return { done: false, said: words.suggest.notSaved(error.message, error.hint) };
}

/** Decides as the record stands now: for exactly one who tries, null for all others. */
async function decided<T extends Suggestion>(
  world: World,
  suggestion: Suggestion,
  decide: (current: Suggestion) => T,
): Promise<T | null> {
  let made: T | null = null;
  await world.records.suggestions.update(keyOf(suggestion), (current) => {
    made = current?.state.kind === "waiting" ? decide(current) : null;
    return made;
  });
  return made;
}

async function decidedMeanwhile(world: World, { channel, id }: Suggestion): Promise<Came> {
  const now = await world.records.suggestions.get(suggestionKey(workspaceOf(channel), id));
  if (now === null) return { done: false, said: words.review.gone };
  return { done: false, said: (await seenThrough(world, now, "change")) ?? words.review.gone };
}

function alreadyText(state: Exclude<Suggestion["state"], { kind: "waiting" }>): string {
  const did = state.kind === "declined" ? words.suggest.did.declined : words.suggest.did.approved;
  return words.suggest.already(state.name === "" ? words.suggest.somebody : state.name, did);
}

const decisionBy = async (world: World, origin: Origin) => ({
  by: origin.person,
  name: await nameOf(world, origin),
  at: nowIn(world, origin.channel),
});

const isApproving = (each: Suggestion): each is SuggestionIn<"approving"> => each.state.kind === "approving";

const keyOf = ({ channel, id }: Suggestion): string => suggestionKey(workspaceOf(channel), id);
