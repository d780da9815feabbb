import type { MessageId } from "../../../src/core/keys.ts";
import type { Plan } from "../../../src/core/schedule/plan.ts";
import type { PersonOpening } from "../../support/slack/control/opening.ts";
import { lines, type SlackDay, startSlackDay } from "./slack-day.ts";
import { teamQuestions } from "./team-questions.ts";

/** A team in which Mira is an admin; Slack's limits hold for the bot. */
export const team = {
  people: [{ name: "mira", isAdmin: true }, { name: "jonas" }, { name: "priya" }],
  quirks: { rates: true },
};

/** A day whose first question is out; `asked` is its message. */
export type AskedDay = SlackDay & Readonly<{ asked: MessageId }>;

/** Monday, nine o'clock, in a channel with a plan; `crowd` are people besides the three. */
export async function nineOClock(plan: Partial<Plan> = {}, crowd: readonly PersonOpening[] = []): Promise<AskedDay> {
  const postAt = Temporal.PlainTime.from("09:00");
  const since = Temporal.Instant.from("2027-03-15T07:00:00Z");
  const opening = { ...team, people: [...team.people, ...crowd] };
  const day = await startSlackDay({ plan: { postAt, since, ...plan }, questions: teamQuestions, opening });
  await day.at("2027-03-15T09:00");
  return { ...day, asked: await day.question() };
}

/** The thread as everybody sees it, each message on a line, with the bot's receipts. */
export async function thread({ priya, asked }: AskedDay): Promise<readonly string[]> {
  const messages = await priya.thread(asked);
  return messages.map(({ text, marked }) => `${marked ? "📝 " : ""}${lines(text).join(" / ")}`);
}
