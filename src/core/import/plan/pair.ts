import { nearIndex } from "../../bank/near.ts";
import type { Proposal } from "./proposal.ts";
import { identityOf, type Standing } from "./standing.ts";

/** The file that each proposal goes to, of those that stand there; the others are new. */
export type Pairs = ReadonlyMap<Proposal, Standing>;

/**
 * Finds what an import wrote before: by the id that a question brings along, else within its source by the same prompt,
 * and under the same topic first where that stands there several times, else by one that is nearly the same. Each file
 * is given once.
 */
export function pairsOf(proposals: readonly Proposal[], standing: readonly Standing[]): Pairs {
  const pairs = new Map<Proposal, Standing>();
  const taken = new Set<Standing>();
  const pair = (proposal: Proposal, file: Standing | undefined): void => {
    if (file === undefined || pairs.has(proposal) || taken.has(file)) return;
    pairs.set(proposal, file);
    taken.add(file);
  };
  const byId = new Map<string, Standing>(standing.map((file) => [file.id, file]));
  for (const proposal of proposals) if (proposal.id !== null) pair(proposal, byId.get(proposal.id));
  const byWords = Map.groupBy(standing, (file) => wordsOfFile(file) ?? "");
  const samePrompt = (proposal: Proposal): readonly Standing[] =>
    (byWords.get(wordsOf(proposal)) ?? []).filter((file) => !taken.has(file));
  const found = proposals.filter(({ id }) => id === null);
  for (const proposal of found) {
    pair(
      proposal,
      samePrompt(proposal).find(({ topic }) => topic === proposal.topic.id),
    );
  }
  for (const proposal of found) pair(proposal, samePrompt(proposal)[0]);
  pairNear(
    found.filter((proposal) => !pairs.has(proposal)),
    standing.filter((file) => !taken.has(file)),
    (proposal, file) => pair(proposal, file),
  );
  return pairs;
}

/** A source and what is asked in it. */
const wordsOf = ({ text }: Proposal): string => `${text.origin.source}\n${identityOf(text)}`;

function wordsOfFile({ content }: Standing): string | null {
  return content?.origin === undefined ? null : `${content.origin.source}\n${identityOf(content)}`;
}

/** A prompt that was reworded in its source keeps its file. */
function pairNear(
  proposals: readonly Proposal[],
  standing: readonly Standing[],
  pair: (proposal: Proposal, file: Standing) => void,
): void {
  const bySource = Map.groupBy(standing, ({ content }) => content?.origin?.source);
  for (const [source, several] of Map.groupBy(proposals, ({ text }) => text.origin.source)) {
    const files = bySource.get(source);
    if (files === undefined) continue;
    const near = nearIndex(files, ({ content }) => (content === null ? "" : content.prompt || content.answer));
    for (const proposal of several) {
      const left = near(proposal.text.prompt || proposal.text.answer);
      for (const { item } of left) pair(proposal, item);
    }
  }
}
