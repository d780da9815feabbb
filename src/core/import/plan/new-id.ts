import { fingerprint } from "../../fingerprint.ts";
import type { QuestionId } from "../../keys.ts";
import type { Proposal } from "./proposal.ts";
import { slugOf } from "./slug.ts";
import { identityOf } from "./standing.ts";

const SLUG_CHARS = 40;
/** 36 bits: of the 10,000 questions of a large import two with one title share them once in a thousand imports. */
const HASH_CHARS = 7;

/**
 * The id of a question that an import brings for the first time: its title, and what stands for its source and prompt.
 * Where `isTaken`, its topic counts too, and then its place among those that share all of that.
 */
export function newIdOf(proposal: Proposal, isTaken: (id: QuestionId) => boolean): QuestionId {
  const slug = slugOf(proposal.text.title, SLUG_CHARS) || "question";
  const identity = `${proposal.text.origin.source}\n${identityOf(proposal.text)}`;
  for (let round = 0; ; round += 1) {
    const about = round === 0 ? identity : `${identity}\n${proposal.topic.id}\n${round === 1 ? "" : round}`;
    const id = `${slug}-${hashOf(about)}` as QuestionId;
    if (!isTaken(id)) return id;
  }
}

const hashOf = (text: string): string => (fingerprint(text) % 36 ** HASH_CHARS).toString(36).padStart(HASH_CHARS, "0");
