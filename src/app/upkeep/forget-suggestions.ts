import { type Suggestion, uncredited } from "../../core/bank/suggestion.ts";
import { forgottenId } from "../../core/drill/forget.ts";
import type { ChannelKey, PersonId, QuestionId, WorkspaceKey } from "../../core/keys.ts";
import type { World } from "../world.ts";

/** Whether something said by that person, in that channel (null: in no one channel), is to be forgotten. */
type IsMeant = (of: Readonly<{ person: PersonId; channel: ChannelKey | null }>) => boolean;

/**
 * Forgets what people suggested, and who decided about what others did. An approved question stays, without its author's
 * name. How many suggestions went; doing it again after a crash finishes it.
 */
export async function forgetSuggestions(
  world: Pick<World, "records" | "bank" | "chance">,
  workspace: WorkspaceKey,
  isMeant: IsMeant,
): Promise<number> {
  const { suggestions } = world.records;
  const credited: (readonly [key: string, id: QuestionId])[] = [];
  for await (const [key, { id }] of suggestions.list(`${workspace}/`)) {
    // The name first: an approval that is under way finds it gone, and takes it out of its file.
    const left = await suggestions.update(key, (current) => current && nameless(world, current, isMeant));
    if (left !== null && isMeant(left)) credited.push([key, id]);
  }
  if (credited.length > 0) await takeNamesOut(world, workspace, new Set(credited.map(([, id]) => id)));
  for (const [key] of credited) await suggestions.delete(key);
  return credited.length;
}

/** Without the names that are to be forgotten; null where there is none of them. */
function nameless({ chance }: Pick<World, "chance">, current: Suggestion, isMeant: IsMeant): Suggestion | null {
  const { state } = current;
  if (isMeant(current)) return { ...current, name: "" };
  if (state.kind === "waiting" || !isMeant({ person: state.by, channel: null })) return null;
  return { ...current, state: { ...state, by: forgottenId(chance.id()), name: "" } };
}

/** From the files of questions, and from those that were posted. */
async function takeNamesOut(
  { records, bank }: Pick<World, "records" | "bank">,
  workspace: WorkspaceKey,
  ids: ReadonlySet<QuestionId>,
): Promise<void> {
  const { questions } = bank.forWorkspace(workspace);
  for (const id of ids) {
    const question = questions.get(id);
    if (question?.origin?.author !== undefined) await bank.save(workspace, uncredited(question));
  }
  for await (const [key, { id, origin }] of records.posted.list(`${workspace}/`)) {
    if (!ids.has(id) || origin?.author === undefined) continue;
    await records.posted.update(key, (current) => current && uncredited(current));
  }
}
