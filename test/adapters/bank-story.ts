import type { BankDay } from "./bank-day.ts";
import { flagsIt, mendsIt } from "./flag-story.ts";
import { declinesOne, suggestsOne } from "./suggest-story.ts";

/**
 * A week with a bank of the team's own: a question is suggested, approved and asked; flagged by three it rests; mended it is
 * asked again; and another suggestion is declined.
 */
export async function ownBankWeek(day: BankDay): Promise<void> {
  await suggestsOne(day);
  const question = await day.question();
  await flagsIt(day);
  await mendsIt(day, question);
  await declinesOne(day);
}
