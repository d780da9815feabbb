import type { DeliveryKey } from "../../src/core/keys.ts";
import type { Bot } from "./bot.ts";

/** What stands on the platform and in the store once a day is over. */
export type DayEnd = Readonly<{
  /** How many messages people see for each key that was ever sent. */
  seen: Readonly<Record<string, number>>;
  stage: string;
  /** What is still on the list of unfinished drills. */
  unfinished: readonly string[];
}>;

/**
 * Plays Monday, 15 March 2027, from 09:30 to 22:00 in Berlin: ticks every 15 seconds for ten minutes around the question
 * and the reveal and every five minutes in between; somebody answers as soon as they see the question.
 */
export async function playDay(bot: Bot): Promise<DayEnd> {
  await bot.at("2027-03-15T09:30");
  await ticks(bot, 40, { seconds: 15 });
  await ticks(bot, 75, { minutes: 5 });
  await ticks(bot, 60, { seconds: 15 });
  await ticks(bot, 70, { minutes: 5 });
  return dayEnd(bot);
}

async function ticks(bot: Bot, count: number, step: Temporal.DurationLike): Promise<void> {
  for (let tick = 0; tick < count; tick += 1) {
    await bot.pass(step);
    await answer(bot);
  }
}

async function answer({ platform }: Bot): Promise<void> {
  const question = platform.messages.find(({ key }) => key?.includes("/question/") === true);
  const hasAnswered = platform.messages.some(({ author }) => author !== null);
  if (question === undefined || hasAnswered) return;
  await platform.as(platform.people.first.id).say(question.ref.id, "An answer of more than twenty characters.");
}

/** What stands on the platform and in the store now. */
export async function dayEnd({ platform, records }: Bot): Promise<DayEnd> {
  const count = (key: DeliveryKey): number =>
    platform.messages.filter((message) => message.key === key && !message.deleted).length;
  const short = (key: DeliveryKey): string => key.replace(`${platform.channel}/`, "").replace("/2027-03-15/", " ");
  const keys = [...new Set(platform.sends.map(({ key }) => key))].sort();
  const unfinished: string[] = [];
  for await (const [key] of records.openDrills.list("")) unfinished.push(key);
  const drill = await records.drills.get(`${platform.channel}/2027-03-15`);
  return {
    seen: Object.fromEntries(keys.map((key) => [short(key), count(key)])),
    stage: drill?.stage === "missed" ? `missed: ${drill.reason}` : (drill?.stage ?? "none"),
    unfinished,
  };
}
