import { z } from "zod";
import { TEXT_CHARS } from "../../bank/limits.ts";
import { withPlainLineEnds } from "../../bank/line-ends.ts";
import { questionIdOf } from "../../bank/names.ts";
import { faultsOf, questionFields } from "../../bank/schema.ts";
import type { QuestionId } from "../../keys.ts";
import type { Own, OwnQuestion } from "./own.ts";

const text = (most: number) =>
  z
    .string()
    .transform((value) =>
      withPlainLineEnds(value)
        .replace(/^(?:[^\S\n]*\n)+/, "")
        .trimEnd(),
    )
    .pipe(z.string().min(1).max(most));

const fields = questionFields.omit({ draft: true }).extend({
  id: z.string(),
  prompt: text(TEXT_CHARS.prompt),
  answer: text(TEXT_CHARS.answer),
});

/** A question from the fields of an export, or why it is none. */
export function ownQuestion(raw: unknown, line: number): Own {
  if (typeof raw === "object" && raw !== null && Object.hasOwn(raw, "draft")) {
    return { questions: [], skipped: [{ line, reason: "a draft: take its key `draft` out once it is whole" }] };
  }
  const read = fields.safeParse(raw, { reportInput: true });
  const id = read.success ? idOf(read.data.id) : null;
  if (!read.success || id === null) {
    const [fault] = read.success ? [] : faultsOf(read.error, () => line);
    const reason = fault === undefined ? "its id is none of a bank's" : `${fault.message}: ${fault.fix}`;
    return { questions: [], skipped: [{ line, reason }] };
  }
  const points = read.data.points.map(({ bonus, ...point }) => ({ ...point, must: !bonus }));
  const question: OwnQuestion = { ...read.data, id, points, line };
  return { questions: [question], skipped: [] };
}

/** In a bank file names have a full stop where the id has a colon; here it is written as it is. */
function idOf(written: string): QuestionId | null {
  const id = questionIdOf(written.replace(":", "."), null);
  return id === written ? id : null;
}

/** What several places hold, as one. */
export const ownTogether = (parts: readonly Own[]): Own => ({
  questions: parts.flatMap(({ questions }) => questions),
  skipped: parts.flatMap(({ skipped }) => skipped),
});
