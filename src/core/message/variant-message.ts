import { maySay, pointName, type Variant, type VariantKind, variantKinds } from "../bank/variant.ts";
import type { AnswerReading } from "../feedback/read-answer.ts";
import { paragraph } from "./build.ts";
import type { Doc } from "./doc.ts";
import { parseInline, quoteOf } from "./markdown.ts";
import type { Action, Message } from "./message.ts";
import { plainInline } from "./plain.ts";
import { spoken } from "./spoken.ts";
import { words } from "./words.ts";

/** *I did say that* and *That is not right* under a result, each with the points that it may be said of. */
export function variantActions(date: Temporal.PlainDate, reading: AnswerReading | null): readonly Action[] {
  if (reading === null || reading.cannotTell !== null) return [];
  return variantKinds.flatMap((kind): Action[] => {
    const choices = reading.points
      .filter((each) => maySay(kind, each))
      .map(({ point }) => ({ value: pointName(point), label: plainPoint(point.say) }));
    if (choices.length === 0) return [];
    return [{ kind: "select", id: `${kind}/${date}`, label: words.variant.label[kind], choices }];
  });
}

/** Tells a person what was kept of theirs, and how to take it back. */
export const keptMessage = (variant: Variant): Message => ({
  summary: words.variant.kept,
  doc: [...variantBlocks(variant), paragraph(...spoken(words.variant.whatIsKept))],
  actions: [],
  pictures: [],
  thread: null,
});

/** What is kept: of which point the person said what, and their words. */
export const variantBlocks = ({ kind, say, words: said }: Pick<Variant, "kind" | "say" | "words">): Doc => [
  paragraph(words.variant.about(words.variant.label[kind], plainPoint(say))),
  ...quoteOf(said),
];

const plainPoint = (say: string): string => plainInline(parseInline(say));

/** The kind of variant that an action's name stands for; null for any other. */
export const variantKindOf = (name: string): VariantKind | null => variantKinds.find((kind) => kind === name) ?? null;
