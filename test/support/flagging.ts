import { type Decision, flaggedMark } from "../../src/core/bank/flags.ts";
import type { QuestionId } from "../../src/core/keys.ts";
import type { Actor, Told } from "../contract/platform/rig.ts";
import { type AskedBot, toldText } from "./asked-bot.ts";

/** The question that `askedBot` asks. */
export const askedQuestion = "q8" as QuestionId;

/** Somebody flags the open or latest question; what they are told. */
export async function flagIt(
  bot: AskedBot,
  who: Actor,
  values: Readonly<{ kind: string; reason: string }> = { kind: "wrong", reason: "It is." },
): Promise<string> {
  await who.command("flag");
  const told = await who.submit(values);
  await bot.app.idle();
  return toldText(told);
}

/** Somebody presses a decision on the first thing that `review` shows them. */
export async function flagAs(bot: AskedBot, who: Actor, what: Decision): Promise<Told> {
  const told = await who.command("review");
  const action = told.kind === "message" ? told.message.actions.find(({ id }) => id.split("/")[2] === what) : undefined;
  if (told.kind !== "message" || action === undefined) throw new Error(`${what} is not offered: ${toldText(told)}`);
  const said = await who.press(told.message.id, action.id);
  await bot.app.idle();
  return said;
}

/** The action of a decision about `askedQuestion`, as a control carries it; `seen` in milliseconds. */
export const decision = (what: string, seen: number, question = askedQuestion): string =>
  `flagged/${flaggedMark(question)}/${what}/${seen.toString(36)}`;

/** Person, name, kind and reason of every flag that waits. */
export async function flagsOf(
  bot: AskedBot,
  question = askedQuestion,
): Promise<readonly (readonly [person: string, name: string, kind: string, reason: string])[]> {
  const stored = await bot.records.flags.get(`fake/W1/${question}`);
  return (stored?.flags ?? []).map(({ person, name, kind, reason }) => [person, name, kind, reason] as const);
}

/** Presses *Mend* on the first thing in review and sends the form with these texts changed. */
export async function mendAs(bot: AskedBot, who: Actor, changes: Readonly<Record<string, string>>): Promise<Told> {
  await flagAs(bot, who, "mend");
  return sendMended(bot, who, changes);
}

/** Sends the form that is open, with these texts changed. */
export async function sendMended(bot: AskedBot, who: Actor, changes: Readonly<Record<string, string>>): Promise<Told> {
  const form = who.form();
  if (form === null) throw new Error("no form is open");
  const told = await who.submit({ ...form.values, ...changes });
  await bot.app.idle();
  return told;
}
