import type { Draft } from "../../bank/draft.ts";
import { questionIdOf } from "../../bank/names.ts";
import { parseQuestion } from "../../bank/parse.ts";
import type { Question } from "../../bank/question.ts";
import { normalised } from "../../bank/words.ts";
import { fingerprint } from "../../fingerprint.ts";
import type { QuestionId } from "../../keys.ts";
import { isUntouched } from "./mark.ts";

/** A question's file as it stands in the folder that is written to. `path` is relative to it, with `/`. */
export type StandingFile = Readonly<{ path: string; text: string }>;

/** The same, read. */
export type Standing = StandingFile &
  Readonly<{
    id: QuestionId;
    topic: string;
    /** Null where it cannot be read as either. */
    content: Question | Draft | null;
    /** Whether it is as an import wrote it. */
    untouched: boolean;
  }>;

/** Reads what stands in `<topic>/<id>.md`; null for a file of any other name, which no import writes. Never throws. */
export function standingOf({ path, text }: StandingFile): Standing | null {
  const [topic = "", name = "", ...deeper] = path.split("/");
  const id = questionIdOf(name.replace(/\.md$/, ""), null);
  if (id === null || deeper.length > 0 || !name.endsWith(".md")) return null;
  const parsed = parseQuestion({ file: path, id, folder: topic, text });
  return { path, text, id, topic, content: parsed.question ?? parsed.draft ?? null, untouched: isUntouched(text) };
}

/** What a text is known by within its source: the words of its prompt, or where it asks nothing those it has. */
export const identityOf = ({ prompt, answer }: Readonly<{ prompt: string; answer: string }>): string =>
  normalised(prompt) || normalised(answer) || prompt || answer;

/** What stands for its words, without keeping them: two files that hold the same are one question, wherever they come from. */
export const contentOf = ({ prompt, answer }: Readonly<{ prompt: string; answer: string }>): number =>
  fingerprint(`${normalised(prompt) || prompt}\n${normalised(answer) || answer}`);
