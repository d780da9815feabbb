import { type CommandName, commands, parseCommand } from "../core/commands/grammar.ts";
import { BotError } from "../core/errors.ts";
import { helpMessage, unknownMessage } from "../core/message/help-message.ts";
import type { Response } from "../core/message/message.ts";
import { words } from "../core/message/words.ts";
import type { IncomingForm, Origin } from "../ports/platform.ts";
import { another, now, revealNow, skip } from "./commands/drill-now.ts";
import { openHolidays, saveHolidays } from "./commands/holidays.ts";
import { preview, search, topics } from "./commands/looking.ts";
import { managers } from "./commands/managers.ts";
import { away, me } from "./commands/me.ts";
import { pause, resume, stop } from "./commands/plan-life.ts";
import { openSetup, saveSetup } from "./commands/setup.ts";
import { status } from "./commands/status.ts";
import { mayManage } from "./managing.ts";
import type { World } from "./world.ts";
import { answerHere, reply } from "./write-answer.ts";

/** Carries one command out; `rest` is what followed its name. */
export type Command = (world: World, origin: Origin, rest: string) => Promise<Response>;

const runs: Readonly<Record<CommandName, Command>> = {
  setup: openSetup,
  now,
  reveal: revealNow,
  skip,
  another,
  pause,
  resume,
  stop,
  holidays: openHolidays,
  managers,
  preview,
  answer: answerHere,
  me,
  away,
  topics,
  search,
  status,
  help: async () => message(helpMessage()),
};

/** Reads what was typed after `/drill`, checks that the person may, and carries it out. */
export async function runCommand(world: World, origin: Origin, text: string): Promise<Response> {
  const parsed = parseCommand(text);
  if (parsed.kind === "unknown") return message(unknownMessage(parsed.typed, parsed.nearest));
  const spec = commands.find((command) => command.name === parsed.name);
  if (spec?.manager === true && !(await isManager(world, origin))) return reply(words.command.managersOnly);
  return explained(() => runs[parsed.name](world, origin, parsed.words));
}

/** Forms of commands, by their id. Rights are checked again: what opened the form proves nothing. */
export async function submitCommandForm(world: World, form: IncomingForm): Promise<Response> {
  if (!(await isManager(world, form))) return { kind: "errors", errors: { "": words.command.managersOnly } };
  switch (form.form) {
    case "setup":
      return saveSetup(world, form);
    case "holidays":
      return saveHolidays(world, form);
    default:
      return reply(words.answer.notOpen);
  }
}

const isManager = async (world: World, origin: Origin): Promise<boolean> =>
  mayManage(world, origin, await world.records.plans.get(origin.channel));

/** What a person typed wrong comes back to them in words; everything else stays an error. */
async function explained(run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof BotError && error.code === "input.invalid") return reply(`${error.message}: ${error.hint}`);
    throw error;
  }
}

const message = (said: ReturnType<typeof helpMessage>): Response => ({
  kind: "message",
  message: said,
  replace: false,
});
