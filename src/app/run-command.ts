import { type CommandName, commands, commandsWhere, parseCommand } from "../core/commands/grammar.ts";
import { helpMessage, unknownMessage } from "../core/message/help-message.ts";
import type { Response } from "../core/message/message.ts";
import { words } from "../core/message/words.ts";
import type { Plan } from "../core/schedule/plan.ts";
import type { IncomingForm, Origin } from "../ports/platform.ts";
import { answerHere, reply } from "./answers/write-answer.ts";
import { flag } from "./bank/flag.ts";
import { review } from "./bank/review.ts";
import { suggest } from "./bank/suggest.ts";
import { mayManage, maySetUp } from "./channels/managing.ts";
import { another, now, revealNow, skip } from "./commands/drill-now.ts";
import { openHolidays, saveHolidays } from "./commands/holidays.ts";
import { preview, search, topics } from "./commands/looking.ts";
import { managers } from "./commands/managers.ts";
import { away, me } from "./commands/me.ts";
import { pause, resume, stop } from "./commands/plan-life.ts";
import { openSetup, saveSetup } from "./commands/setup.ts";
import { status } from "./commands/status.ts";
import { personOf } from "./outgoing/calls.ts";
import { platformOf, type World } from "./world.ts";

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
  suggest,
  flag,
  review,
  status,
  help: async (world, { channel }) => message(helpMessage(commandsWhere(platformOf(world, channel).facts))),
};

/** Reads what was typed after `/drill`, checks that the person may, and carries it out. */
export async function runCommand(world: World, origin: Origin, text: string): Promise<Response> {
  const parsed = parseCommand(text);
  if (parsed.kind === "unknown") return message(unknownMessage(parsed.typed, parsed.nearest));
  const spec = commands.find((command) => command.name === parsed.name);
  const plan = await world.records.plans.get(origin.channel);
  const refusal = spec?.manager === true ? await whyRefused(world, origin, parsed.name, plan) : null;
  return refusal === null ? runs[parsed.name](world, origin, parsed.words) : reply(refusal);
}

/** Forms of commands, by their id. Rights are checked again: what opened the form proves nothing. */
export async function submitCommandForm(world: World, form: IncomingForm): Promise<Response> {
  if (form.form !== "setup" && form.form !== "holidays") return reply(words.answer.notOpen);
  const plan = await world.records.plans.get(form.channel);
  const refusal = await whyRefused(world, form, form.form, plan);
  if (refusal !== null) return { kind: "errors", errors: { "": refusal } };
  return form.form === "setup" ? saveSetup(world, form, plan) : saveHolidays(world, form);
}

/** What a channel without a plan has as well. */
const needsNoPlan: ReadonlySet<CommandName> = new Set(["setup", "managers", "review"]);

/** Null when the person may; else what to say, with whom to ask. */
async function whyRefused(world: World, origin: Origin, name: CommandName, plan: Plan | null): Promise<string | null> {
  const may = name === "setup" ? await maySetUp(world, origin, plan) : await mayManage(world, origin, plan);
  if (may) return null;
  if (plan === null) return needsNoPlan.has(name) ? words.command.managersOnly : words.command.noPlan;
  const configurer = await personOf(world, origin.channel, plan.configuredBy);
  if (configurer.standing !== "member") return words.command.managersOnly;
  return `${words.command.managersOnly} ${words.command.askConfigurer(configurer.name)}`;
}

const message = (said: ReturnType<typeof helpMessage>): Response => ({
  kind: "message",
  message: said,
  replace: false,
});
