import type { Question } from "../../../src/core/bank/question.ts";
import type { Plan } from "../../../src/core/schedule/plan.ts";
import type { BankSource } from "../../../src/ports/bank.ts";
import type { GuildOpening, Opening } from "../../support/discord/control/opening.ts";
import { lines } from "../as-told.ts";
import { type Asked, askedAtNine } from "../asked-day.ts";
import { teamQuestions } from "../team-questions.ts";
import { type DiscordDay, startDiscordDay } from "./discord-day.ts";
import { acme } from "./discord-rig.ts";

/** Where questions can be asked. */
export type Kind = "text" | "announcement";
export const kinds: readonly Kind[] = ["text", "announcement"];

/** The server, with its channel; everybody but the owner, who is not there, may be named. */
const server = (kind: Kind, crowd: readonly string[] = []): GuildOpening => ({
  ...acme,
  members: [...(acme.members ?? []), ...crowd.map((user) => ({ user }))],
  channels: [{ name: "drills", kind }],
});

/** A team in which Mira manages the channel; Discord's limits hold for the bot. */
export const team = (kind: Kind, crowd: readonly string[] = []): Opening => ({
  app: "drill",
  users: ["owner", "mira", "jonas", "priya", ...crowd].map((name) => ({ name })),
  guilds: [server(kind, crowd)],
  identify: { maxConcurrency: 16 },
  quirks: { rates: true },
});

type TeamOptions = Readonly<{
  kind?: Kind;
  /** Whether the bot may read replies; it may unless given. */
  messageContent?: Opening["messageContent"];
  plan?: Partial<Plan> | null;
  questions?: readonly Question[];
  /** In place of `questions`: a bank that takes new ones. */
  bank?: BankSource;
  /** People besides the three. */
  crowd?: readonly string[];
}>;

/** Monday morning in the team's channel, which Mira has set up: Monday to Friday, 09:00, reveal 16:00. */
export function monday(options: TeamOptions = {}): Promise<DiscordDay> {
  const { kind = "text", messageContent = "granted", plan, questions = teamQuestions, bank, crowd = [] } = options;
  const postAt = Temporal.PlainTime.from("09:00");
  const since = Temporal.Instant.from("2027-03-15T07:00:00Z");
  return startDiscordDay({
    plan: plan === null ? null : { postAt, since, ...plan },
    ...(bank === undefined ? { questions } : { bank }),
    opening: { ...team(kind, crowd), messageContent },
  });
}

/** A day whose question is out; `asked` is also the thread under it. */
export type AskedDay = Asked<DiscordDay>;

/** The same at nine o'clock. */
export const nineOClock = async (options: TeamOptions = {}): Promise<AskedDay> => askedAtNine(await monday(options));

/** What people wrote in the thread, each message on a line, with the bot's receipts. */
export async function thread({ priya, asked }: AskedDay): Promise<readonly string[]> {
  const written = (await priya.thread(asked)).filter(({ author }) => author !== null);
  return written.map(({ text, marked }) => `${marked ? "📝 " : ""}${lines(text).join(" / ")}`);
}
