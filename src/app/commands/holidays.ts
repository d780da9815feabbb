import type { Form, Response } from "../../core/message/message.ts";
import { words } from "../../core/message/words.ts";
import { type DaysOffReading, formatDaysOff, parseDaysOff } from "../../core/schedule/days-off.ts";
import type { IncomingForm, Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import { nowIn, platformOf, type World } from "../world.ts";

/** `holidays`: the form with the dates as they stand. */
export async function openHolidays(world: World, origin: Origin): Promise<Response> {
  const plan = await world.records.plans.get(origin.channel);
  if (plan === null) return reply(words.command.noPlan);
  const { fieldChars } = platformOf(world, origin.channel).facts;
  return { kind: "form", form: holidaysForm(formatDaysOff(plan.daysOff), fieldChars) };
}

/** Saves the dates; every line that cannot be read comes back with its number, and what was typed stays. */
export async function saveHolidays(world: World, form: IncomingForm): Promise<Response> {
  const plan = await world.records.plans.get(form.channel);
  if (plan === null) return reply(words.command.noPlan);
  const typed = form.values["dates"];
  const now = nowIn(world, form.channel);
  const today = now.toZonedDateTimeISO(plan.zone).toPlainDate();
  const reading = parseDaysOff(typeof typed === "string" ? typed : "", today);
  const wrong = whatIsWrong(reading, platformOf(world, form.channel).facts.fieldChars);
  if (wrong !== null) return { kind: "errors", errors: { dates: wrong } };
  // A date that is no day off any more is not asked afterwards: `since` starts anew, as with every change.
  await world.records.plans.update(form.channel, (current) =>
    current === null ? null : { ...current, daysOff: reading.ranges, since: now },
  );
  await world.wake(form.channel);
  return reply([words.holidays.saved(reading.ranges.length), ...reading.notes].join(" "));
}

/** A form says so much at most under its field; the rest shows once these lines are mended. */
const problemsShown = 3;

/** Null when all of it can be saved, and shown in the form again: dates written out take more room than short ones. */
function whatIsWrong({ problems, ranges }: DaysOffReading, maxChars: number): string | null {
  const shown = problems
    .slice(0, problemsShown)
    .map(({ line, problem, fix }) => words.holidays.line(line, problem, fix));
  const more = problems.length - shown.length;
  if (shown.length > 0) return [...shown, ...(more > 0 ? [words.holidays.moreLines(more)] : [])].join(" ");
  const { length } = formatDaysOff(ranges);
  return length > maxChars ? words.holidays.tooLong(length, maxChars) : null;
}

const holidaysForm = (value: string, maxChars: number): Form => ({
  id: "holidays",
  title: words.holidays.title,
  submit: words.holidays.save,
  intro: [],
  fields: [
    {
      kind: "text",
      name: "dates",
      label: words.holidays.field,
      hint: words.holidays.hint,
      required: false,
      value,
      multiline: true,
      maxChars,
    },
  ],
});
