import type { Flag } from "../../core/bank/flags.ts";
import type { Suggestion } from "../../core/bank/suggestion.ts";
import type { Variant } from "../../core/bank/variant.ts";
import type { Entry } from "../../core/drill/entry.ts";
import type { PersonId, QuestionId, WorkspaceKey } from "../../core/keys.ts";
import type { DateRange } from "../../core/schedule/plan.ts";
import { entryKey, type Held, learnerKey, suggestionKey, variantKey } from "../records.ts";
import type { World } from "../world.ts";

/** All that a workspace holds of one person's. */
export type PersonalData = Readonly<{
  workspace: WorkspaceKey;
  person: PersonId;
  /** In order of channel and date. */
  answers: readonly Entry[];
  /** Replies that wait for their question's message to be known. */
  waiting: readonly Held[];
  away: readonly DateRange[];
  /** Words kept for review. */
  variants: readonly Variant[];
  /** What they said of questions, with the question's id. */
  flags: readonly (Flag & Readonly<{ question: QuestionId }>)[];
  /** Questions that they suggested. */
  suggestions: readonly Suggestion[];
}>;

/** Gathers what is kept of a person; one pass over the workspace's answers, beside whatever else goes on. */
export async function dataOf(
  { records }: Pick<World, "records">,
  workspace: WorkspaceKey,
  person: PersonId,
): Promise<PersonalData> {
  const answers: Entry[] = [];
  for await (const [, entry] of records.entries.list(`${workspace}/`)) {
    if (entry.person === person) answers.push(entry);
  }
  const waiting: Held[] = [];
  for await (const [, held] of records.held.list(`${workspace}/`)) if (held.person === person) waiting.push(held);
  const away = (await records.learners.get(learnerKey(workspace, person)))?.away ?? [];
  const variants: Variant[] = [];
  for await (const [, variant] of records.variants.list(`${workspace}/`)) {
    if (variant.person === person) variants.push(variant);
  }
  const flags: PersonalData["flags"][number][] = [];
  for await (const [, { question, flags: all }] of records.flags.list(`${workspace}/`)) {
    flags.push(...all.filter((flag) => flag.person === person).map((flag) => ({ ...flag, question })));
  }
  const suggestions: Suggestion[] = [];
  for await (const [, suggestion] of records.suggestions.list(`${workspace}/`)) {
    if (suggestion.person === person) suggestions.push(suggestion);
  }
  return { workspace, person, answers, waiting, away, variants, flags, suggestions };
}

/** The same in plain JSON values: dates and times as ISO text. */
export function encodedData({ records }: Pick<World, "records">, data: PersonalData): unknown {
  const { workspace, person, answers, waiting, away, variants, flags, suggestions } = data;
  return {
    workspace,
    person,
    answers: answers.map((entry) => records.entries.row(entryKey(entry.channel, entry.date, person), entry).value),
    waiting: waiting.map((held) => records.held.row("waiting", held).value),
    away: records.learners.row(learnerKey(workspace, person), { away }).value,
    variants: variants.map((variant) => records.variants.row(variantKey(variant), variant).value),
    flags: flags.map((each) => ({ ...each, at: each.at.toString() })),
    suggestions: suggestions.map((each) => records.suggestions.row(suggestionKey(workspace, each.id), each).value),
  };
}
