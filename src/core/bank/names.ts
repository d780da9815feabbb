import type { QuestionId } from "../keys.ts";
import { ID_CHARS } from "./limits.ts";

const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether a text can name a question, a topic or a bank folder: kebab-case, at most 50 characters. */
export const isName = (text: string): boolean => text.length <= ID_CHARS && kebab.test(text);

/** How to mend a name that is none, for problems. */
export const NAME_FIX = `use small letters, digits and single dashes, at most ${ID_CHARS} of them, such as \`idempotency-keys\``;

/**
 * The id of the question in `name.md`: as it is, or `namespace:name`. In a folder without a namespace `namespace.name.md`
 * stands for that question of another folder. Null when the name is none.
 */
export function questionIdOf(name: string, namespace: string | null): QuestionId | null {
  if (namespace !== null) return isName(name) ? (`${namespace}:${name}` as QuestionId) : null;
  const parts = name.split(".");
  return parts.length <= 2 && parts.every(isName) ? (parts.join(":") as QuestionId) : null;
}

/** The name of the file, without `.md`, that stands for a question in a folder without a namespace: some file systems refuse a colon. */
export const fileNameOf = (id: QuestionId): string => id.replace(":", ".");
