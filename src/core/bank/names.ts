import type { QuestionId } from "../keys.ts";
import { ID_CHARS } from "./limits.ts";

const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether a text can name a question, a topic or a bank folder: kebab-case, at most 50 characters. */
export const isName = (text: string): boolean => text.length <= ID_CHARS && kebab.test(text);

/** How to mend a name that is none, for problems. */
export const NAME_FIX = `use small letters, digits and single dashes, at most ${ID_CHARS} of them, such as \`idempotency-keys\``;

/** The id of the question in `name.md`: as it is, or `namespace:name`. Null when the name is none. */
export function questionIdOf(name: string, namespace: string | null): QuestionId | null {
  if (!isName(name)) return null;
  return (namespace === null ? name : `${namespace}:${name}`) as QuestionId;
}
