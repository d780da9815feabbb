import { expect } from "vitest";
import type { Records } from "../../src/app/records.ts";
import type { MessageId } from "../../src/core/keys.ts";
import type { Told } from "../contract/platform/rig.ts";
import { cachingQuestion } from "../support/caching-question.ts";

/** How a person got to their result, and what they can do with it. */
type Reading = Readonly<{
  pressResult: () => Promise<Told>;
  press: (message: MessageId, action: string, value: string) => Promise<Told>;
  records: Records;
}>;

/** What the person of this story answered to the question about caching. */
export const answerAboutCaching = "It keeps hot data in memory. There is no stale data.";

const [first, second, third] = cachingQuestion.points.map(({ say }) => say);
const lines = (told: Told): readonly string[] =>
  told.kind === "message" ? told.message.text.trim().split(/\s*\n\s*/u) : [told.kind];

/** *My result* says what that answer covers, offers to correct it, and keeps what the person chooses. */
export async function readsResult({ pressResult, press, records }: Reading): Promise<void> {
  const told = await pressResult();
  expect(lines(told).slice(3)).toEqual([
    "1 of 3 points covered",
    "Covered",
    first,
    "“keeps hot data in memory”",
    "I did not spot",
    second,
    third,
    "Worth a second look: “stale data” reads like the opposite to me.",
    "I go by words, so I miss things. The reference answer is what counts.",
  ]);
  if (told.kind !== "message") throw new Error("a result is a message");
  const [didSay, notRight] = told.message.actions;
  expect(didSay?.choices.map(({ label }) => label)).toEqual([second, third]);
  expect(notRight?.choices.map(({ label }) => label)).toEqual([first]);
  const kept = await press(told.message.id, didSay?.id ?? "", didSay?.choices[1]?.value ?? "");
  expect(lines(kept).slice(0, 2)).toEqual([`I did say that: ${third}`, "There is no stale data."]);
  const stored = (await Array.fromAsync(records.variants.list(""))).map(([, { say, words }]) => [say, words]);
  expect(stored).toEqual([[third, "There is no stale data."]]);
}
