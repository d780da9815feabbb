import type { Variant, VariantKind } from "../core/bank/variant.ts";
import { workspaceOf } from "../core/keys.ts";
import { cleanLine } from "../core/message/clean.ts";
import { words } from "../core/message/words.ts";
import { counted } from "./counted.ts";

/** One person's words, without who it was. */
type Kept = Readonly<{ kind: VariantKind; words: string; date: string; workspace: string }>;
/** What was kept about one point of one question, oldest first. */
export type VariantGroup = Readonly<{ question: string; point: number; say: string; variants: readonly Kept[] }>;

/** Variants by question and point, in the order of ids and files; a point that was reworded is another one. No person is named. */
export function groupVariants(variants: readonly Variant[]): readonly VariantGroup[] {
  const groups = Map.groupBy(variants, ({ question, point, say }) => JSON.stringify([question, point, say]));
  return [...groups.values()]
    .flatMap((several): VariantGroup[] => {
      const [first] = several;
      if (first === undefined) return [];
      const { question, point, say } = first;
      return [{ question, point, say, variants: several.map(keptOf).toSorted(inOrder) }];
    })
    .toSorted(
      (one, other) =>
        compareText(one.question, other.question) || one.point - other.point || compareText(one.say, other.say),
    );
}

const keptOf = ({ kind, words: said, date, channel }: Variant): Kept => ({
  kind,
  words: said,
  date: date.toString(),
  workspace: workspaceOf(channel),
});

/** By words within a day: the order of the store is that of people's ids. */
const inOrder = (one: Kept, other: Kept): number =>
  compareText(one.date, other.date) || compareText(one.words, other.words) || compareText(one.kind, other.kind);

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The groups for a person: each point with what was said of it, the figures last. */
export function variantsText(groups: readonly VariantGroup[]): string {
  if (groups.length === 0) return "Nothing is kept for review.";
  const all = groups.reduce((sum, { variants }) => sum + variants.length, 0);
  const next = "Take what is meant into the aliases, and mistakes into `reject`; then run `drill bank check`.";
  return [...groups.map(groupText), `${counted(all, "variant")} of ${counted(groups.length, "point")}. ${next}`].join(
    "\n\n",
  );
}

const groupText = ({ question, point, say, variants }: VariantGroup): string =>
  [`${question}, point ${point}: ${cleanLine(say)}`, ...variants.map(keptText)].join("\n");

const keptText = ({ kind, words: said, date, workspace }: Kept): string =>
  `  ${words.variant.label[kind]} (${date}, ${workspace})\n    "${cleanLine(said)}"`;
