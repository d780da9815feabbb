import type { Question } from "../../src/core/bank/question.ts";
import type { MessageId, WorkspaceKey } from "../../src/core/keys.ts";
import type { Actor, SeenMessage, Told } from "../contract/platform/rig.ts";
import { type MemoryBank, memoryBank } from "../support/memory-bank.ts";
import { messageOf, read } from "./as-told.ts";
import { teamQuestions } from "./team-questions.ts";

/** A team on Monday morning, whose bank holds one question; Mira manages the channel. */
export type BankDay = Readonly<{
  mira: Actor;
  jonas: Actor;
  priya: Actor;
  ines: Actor;
  at: (local: string) => Promise<unknown>;
  settled: () => Promise<unknown>;
  /** The bot's last message in the channel. */
  question: () => Promise<MessageId>;
  bank: MemoryBank;
  workspace: WorkspaceKey;
  /** What the channel is called. */
  place: string;
  /** What stands below a notice and leads to a command: a button, or where there can be none, the words to type. */
  leads: (label: string, command: string) => string;
}>;

/** A bank of one question, with a topic that has none yet. */
export const smallBank = (): MemoryBank =>
  memoryBank(teamQuestions.slice(0, 1), [{ id: "data", title: "Data", line: "Data" }]);

/** The title that is made of what Jonas suggests. */
export const title = "When do you denormalise?";
/** What Jonas writes into the form. */
export const typed = {
  topic: "data",
  level: "mid",
  prompt: "When do you denormalise?\nGive an example.",
  answer: "When reads are many.",
  points: "Reads dominate\nbonus: Names drift",
} as const;
/** The answer after Mira edited it. */
export const editedAnswer = "When reads are many and writes are few.";

/** The workspace's question that is called so. */
export function suggested({ bank, workspace }: BankDay, called: string = title): Question {
  const own = [...bank.forWorkspace(workspace).questions.values()].find((question) => question.title === called);
  if (own === undefined) throw new Error(`"${called}" is not in the bank`);
  return own;
}

/** Presses the control that is called so, under a message. */
export function pressed(who: Actor, message: SeenMessage, label: string): Promise<Told> {
  const action = message.actions.find((each) => each.label === label);
  if (action === undefined) throw new Error(`there is no ${label} under ${message.text}`);
  return who.press(message.id, action.id);
}

/** What somebody is told of what they sent, with the controls below; resolves once nothing is under way. */
export async function done(day: Pick<BankDay, "settled">, sent: Promise<Told>): Promise<readonly string[]> {
  const said = await sent;
  await day.settled();
  return read([messageOf(said)])[0] ?? [];
}

/** What was last told to somebody alone. */
export const lastTold = async (who: Actor): Promise<readonly string[]> => read(await who.whispers()).at(-1) ?? [];

/** The bot's last message in the channel, as somebody sees it. */
export const lastInChannel = async (who: Actor): Promise<readonly string[]> => read(await who.channel()).at(-1) ?? [];
