import type { PersonId } from "../../src/core/keys.ts";
import type { Told } from "../contract/platform/rig.ts";
import type { Bot } from "./bot.ts";

/** What somebody was told, as text; other outcomes as JSON. */
export const textOf = (told: Told): string => (told.kind === "message" ? told.message.text : JSON.stringify(told));

/** Types a command as the channel's manager unless told otherwise, and gives the words of the answer. */
export async function typed(bot: Bot, text: string, by: PersonId = bot.platform.people.manager.id): Promise<string> {
  const told = await bot.platform.as(by).command(text);
  await bot.app.idle();
  return textOf(told);
}

/** Opens a command's form and sends it with these changes. */
export async function filledIn(
  bot: Bot,
  command: string,
  changes: Readonly<Record<string, string | readonly string[]>> = {},
  by: PersonId = bot.platform.people.manager.id,
): Promise<Told> {
  const person = bot.platform.as(by);
  const opened = await person.command(command);
  if (opened.kind !== "form") throw new Error(`no form: ${textOf(opened)}`);
  const told = await person.submit({ ...opened.form.values, ...changes });
  await bot.app.idle();
  return told;
}

/** What a person was told out of turn, in order. */
export async function whispered(bot: Bot, to: PersonId = bot.platform.people.manager.id): Promise<readonly string[]> {
  await bot.app.idle();
  return (await bot.platform.as(to).whispers()).map(({ text }) => text);
}
