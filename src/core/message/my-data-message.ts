import type { Flag } from "../bank/flags.ts";
import type { Suggestion } from "../bank/suggestion.ts";
import type { Variant } from "../bank/variant.ts";
import type { Entry } from "../drill/entry.ts";
import type { DateRange } from "../schedule/plan.ts";
import { heading, paragraph } from "./build.ts";
import type { Block, Doc } from "./doc.ts";
import { flagBlocks } from "./flag-message.ts";
import { quoteOf } from "./markdown.ts";
import type { Action, Message } from "./message.ts";
import { dayText } from "./moments.ts";
import { partsOf } from "./parts.ts";
import { proposedBlocks } from "./suggestion-message.ts";
import { titled } from "./titled.ts";
import { variantBlocks } from "./variant-message.ts";
import { words } from "./words.ts";

/** What a person wrote, what of it is kept for review, and when they were away. */
type Mine = Readonly<{
  answers: readonly Entry[];
  waiting: readonly Readonly<{ text: string }>[];
  away: readonly DateRange[];
  variants: readonly Variant[];
  flags: readonly Flag[];
  suggestions: readonly Suggestion[];
}>;

/** One page, counted from 0, of everything that is kept of a person; past the end it is the last one. */
export function myDataPage(mine: Mine, page: number, fit: (doc: Doc) => readonly Doc[]): Message {
  const whole = titled(words.myData.title, blocksOf(mine));
  const parts = partsOf(whole, fit);
  const at = Math.min(page, parts.length - 1);
  const turns = [
    ...(at > 0 ? [turn(at - 1, words.action.previous)] : []),
    ...(at + 1 < parts.length ? [turn(at + 1, words.action.next)] : []),
  ];
  return { ...(parts[at] ?? whole), actions: turns };
}

function blocksOf({ answers, waiting, away, variants, flags, suggestions }: Mine): readonly Block[] {
  const ranges = away.map(({ from, to }) => `${dayText(from)} to ${dayText(to)}`).join(", ");
  const blocks = [
    ...answers.flatMap(entryBlocks),
    ...(variants.length === 0 ? [] : [heading(3, words.myData.forReview), ...variants.flatMap(variantBlocks)]),
    ...(flags.length === 0
      ? []
      : [heading(3, words.myData.flagged), ...flags.flatMap((flag) => flagBlocks(flag, "UTC"))]),
    ...(suggestions.length === 0
      ? []
      : [heading(3, words.suggest.mine), ...suggestions.flatMap(({ proposed }) => proposedBlocks(proposed))]),
    ...waiting.flatMap(({ text }) => quoteOf(text)),
    ...(ranges === "" ? [] : [paragraph(words.me.away(ranges))]),
  ];
  return blocks.length === 0 ? [paragraph(words.myData.nothing)] : blocks;
}

function entryBlocks({ date, thread, form, late }: Entry): readonly Block[] {
  const texts = [
    ...thread.flatMap(({ text, later }) => [text, later?.text ?? null]),
    form?.text ?? null,
    late?.text ?? null,
  ].filter((text) => text !== null);
  return [heading(3, dayText(date)), ...texts.flatMap((text) => [...quoteOf(text)])];
}

const turn = (page: number, label: string): Action => ({
  kind: "button",
  id: `me/export/${page}`,
  label,
  style: "plain",
});
