import type { QuestionId } from "../keys.ts";
import type { Origin } from "./question.ts";

/** What keeps a file of the bank's own format from being a question yet: its key `draft` says so. */
export const draftNeeds = ["needs an answer", "needs a question", "needs shortening"] as const;
export type DraftNeed = (typeof draftNeeds)[number];

/** A file with the key `draft`, which the bank passes over. A text that it lacks is empty. */
export type Draft = Readonly<{
  draft: DraftNeed;
  id: QuestionId;
  title: string;
  topic: string;
  prompt: string;
  answer: string;
  origin?: Origin | undefined;
  file: string;
}>;
