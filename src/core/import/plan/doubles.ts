import type { Proposal } from "./proposal.ts";
import { contentOf, identityOf } from "./standing.ts";

/** Something that is there already: `of` is the place of the first, as people find it. */
export type Duplicate = Readonly<{ file: string; line: number; of: string }>;

/** Proposals each once, and those that say what an earlier one says. */
export type Distinct = Readonly<{ proposals: readonly Proposal[]; duplicates: readonly Duplicate[] }>;

/**
 * Leaves out what is found twice: the same prompt with the same answer, wherever; and in one source a prompt without an
 * answer that has one elsewhere in it, as in a list of all questions before the guide itself. Prompts alone make no
 * duplicate: "What is it?" is asked of many things.
 */
export function distinctOf(all: readonly Proposal[]): Distinct {
  const answered = new Map<string, Proposal>();
  for (const proposal of all) {
    const asked = askedIn(proposal);
    if (proposal.draft !== "needs an answer" && !answered.has(asked)) answered.set(asked, proposal);
  }
  const first = new Map<string, Proposal>();
  const proposals: Proposal[] = [];
  const duplicates: Duplicate[] = [];
  for (const proposal of all) {
    const known = proposal.draft === "needs an answer" ? answered.get(askedIn(proposal)) : undefined;
    const before = known ?? first.get(wordsOf(proposal));
    if (before === undefined) {
      first.set(wordsOf(proposal), proposal);
      proposals.push(proposal);
    } else duplicates.push(duplicateOf(proposal, `${before.file}:${before.line}`));
  }
  return { proposals, duplicates };
}

export const duplicateOf = ({ file, line }: Proposal, of: string): Duplicate => ({ file, line, of });

// "What is it?" asks of what stands above it.
const asksOfWhatIsAbove = /\b(?:it|its|them|they|these|this|those)\b/i;

const askedIn = ({ text, topic }: Proposal): string =>
  [text.origin.source, asksOfWhatIsAbove.test(text.prompt) ? topic.id : "", identityOf(text)].join("\n");

/** Without an answer the topic has to tell two questions apart; an id does by itself. */
function wordsOf({ id, text, topic, draft }: Proposal): string {
  if (id !== null) return `id ${id}`;
  return `${draft === "needs an answer" ? topic.id : ""} ${contentOf(text)}`;
}
