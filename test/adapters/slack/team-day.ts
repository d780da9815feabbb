import type { Question } from "../../../src/core/bank/question.ts";
import type { Plan } from "../../../src/core/schedule/plan.ts";
import type { BankSource } from "../../../src/ports/bank.ts";
import type { PersonOpening } from "../../support/slack/control/opening.ts";
import { lines } from "../as-told.ts";
import { type Asked, askedAtNine } from "../asked-day.ts";
import { teamQuestions } from "../team-questions.ts";
import { type SlackDay, startSlackDay } from "./slack-day.ts";

/** A team in which Mira is an admin; Slack's limits hold for the bot. */
export const team = {
  people: [{ name: "mira", isAdmin: true }, { name: "jonas" }, { name: "priya" }],
  quirks: { rates: true },
};

type TeamOptions = Readonly<{
  plan?: Partial<Plan>;
  questions?: readonly Question[];
  /** In place of `questions`: a bank that takes new ones. */
  bank?: BankSource;
  /** People besides the three. */
  crowd?: readonly PersonOpening[];
}>;

/** Monday morning in the team's channel, which Mira has set up: Monday to Friday, 09:00, reveal 16:00. */
export function monday({ plan, questions = teamQuestions, bank, crowd = [] }: TeamOptions = {}): Promise<SlackDay> {
  const postAt = Temporal.PlainTime.from("09:00");
  const since = Temporal.Instant.from("2027-03-15T07:00:00Z");
  const opening = { ...team, people: [...team.people, ...crowd] };
  const asked = bank === undefined ? { questions } : { bank };
  return startSlackDay({ plan: { postAt, since, ...plan }, ...asked, opening });
}

/** A day whose question is out. */
export type AskedDay = Asked<SlackDay>;

/** The same at nine o'clock. */
export const nineOClock = async (options: TeamOptions = {}): Promise<AskedDay> => askedAtNine(await monday(options));

/** The thread as everybody sees it, each message on a line, with the bot's receipts. */
export async function thread({ priya, asked }: AskedDay): Promise<readonly string[]> {
  const messages = await priya.thread(asked);
  return messages.map(({ text, marked }) => `${marked ? "📝 " : ""}${lines(text).join(" / ")}`);
}
