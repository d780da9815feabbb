import { between } from "../../support/model/seeded.ts";
import type { Act } from "../../support/model/wire.ts";

/** A Monday; the slot comes two seconds after the fast clock starts, and its reveal two minutes later. */
export const startsAt = "2027-03-15T08:59:58Z";
export const postsAt = "09:00:00";
export const revealsAt = "09:02:00";
/** One question in each. */
export const channels: readonly string[] = ["c1", "c2", "c3"];

/**
 * Most begin to write soon, and whoever deletes is done a minute before the reveal: what is missing from a history is
 * believed to be deleted only when it is 30 s old.
 */
const firstMs = [1_000, 7_000] as const;
const furtherMs = [500, 7_000] as const;
/** Where the reveal comes two minutes after the question: right before it, and around it. */
const lastMs = [108_000, 119_500] as const;
const aroundRevealMs = [117_000, 126_000] as const;

/**
 * What people do in a day: in each channel one answers, one answers and edits, one answers and deletes, one only
 * chats, one writes after the reveal, one answers in the last moment, and one answers and edits while it is revealed.
 */
export function actsOf(random: () => number): readonly Act[] {
  return channels.flatMap((channel) => {
    const at = (person: string, after: Act["after"], afterMs: number, does: Act["does"], text = ""): Act => ({
      channel,
      person,
      after,
      afterMs,
      does,
      text,
    });
    const soon = (): number => between(random, ...firstMs);
    const [second, third] = [soon(), soon()];
    return [
      at("P1", "question", soon(), "say", `P1 answers in ${channel}, plainly.`),
      at("P2", "question", second, "say", `P2 answers in ${channel}, at first.`),
      at("P2", "question", second + between(random, ...furtherMs), "edit", `P2 answers in ${channel}, edited.`),
      at("P3", "question", third, "say", `P3 answers in ${channel}, for now.`),
      at("P3", "question", third + between(random, ...furtherMs), "delete"),
      at("P4", "question", soon(), "say", "me neither"),
      at("P6", "question", between(random, ...lastMs), "say", `P6 answers in ${channel}, in the end.`),
      at("P7", "question", soon(), "say", `P7 answers in ${channel}, early.`),
      at("P7", "question", between(random, ...aroundRevealMs), "edit", `P7 answers in ${channel}, knowing more.`),
      at("P5", "reveal", between(random, 100, 2_000), "say", `P5 comes too late in ${channel}.`),
    ];
  });
}
