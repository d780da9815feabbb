import type { Question } from "../../../src/core/bank/question.ts";
import type { MessageId } from "../../../src/core/keys.ts";
import type { Plan } from "../../../src/core/schedule/plan.ts";
import type { Told } from "../../contract/platform/rig.ts";
import type { PersonOpening } from "../../support/slack/control/opening.ts";
import { lines } from "../as-told.ts";
import { teamQuestions } from "../team-questions.ts";
import { type Person, type SlackDay, startSlackDay } from "./slack-day.ts";

/** A team in which Mira is an admin; Slack's limits hold for the bot. */
export const team = {
  people: [{ name: "mira", isAdmin: true }, { name: "jonas" }, { name: "priya" }],
  quirks: { rates: true },
};

type TeamOptions = Readonly<{
  plan?: Partial<Plan>;
  questions?: readonly Question[];
  /** People besides the three. */
  crowd?: readonly PersonOpening[];
}>;

/** Monday morning in the team's channel, which Mira has set up: Monday to Friday, 09:00, reveal 16:00. */
export function monday({ plan, questions = teamQuestions, crowd = [] }: TeamOptions = {}): Promise<SlackDay> {
  const postAt = Temporal.PlainTime.from("09:00");
  const since = Temporal.Instant.from("2027-03-15T07:00:00Z");
  const opening = { ...team, people: [...team.people, ...crowd] };
  return startSlackDay({ plan: { postAt, since, ...plan }, questions, opening });
}

/** A day whose first question is out; `asked` is its message. */
export type AskedDay = SlackDay &
  Readonly<{
    asked: MessageId;
    /** Opens the form by its button and saves a text. */
    fill: (who: Person, text: string) => Promise<Told>;
  }>;

/** The same at nine o'clock. */
export async function nineOClock(options: TeamOptions = {}): Promise<AskedDay> {
  const day = await monday(options);
  await day.at("2027-03-15T09:00");
  const asked = await day.question();
  const fill = async (who: Person, text: string): Promise<Told> => {
    await who.press(asked, "answer/2027-03-15");
    return who.submit({ text });
  };
  return { ...day, asked, fill };
}

/** The thread as everybody sees it, each message on a line, with the bot's receipts. */
export async function thread({ priya, asked }: AskedDay): Promise<readonly string[]> {
  const messages = await priya.thread(asked);
  return messages.map(({ text, marked }) => `${marked ? "📝 " : ""}${lines(text).join(" / ")}`);
}
