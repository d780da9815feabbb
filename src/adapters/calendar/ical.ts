import ICAL from "ical.js";
import { BotError } from "../../core/errors.ts";
import { sortDaysOff } from "../../core/schedule/days-off.ts";
import type { DateRange } from "../../core/schedule/plan.ts";

/** What a calendar says about days off. `notes` are sentences about events that were left out. */
export type CalendarReading = Readonly<{ ranges: readonly DateRange[]; notes: readonly string[] }>;

type EventReading = Readonly<{ ranges: readonly DateRange[]; note: string | null }>;
type Span = Readonly<{ from: Temporal.PlainDate; to: Temporal.PlainDate }>;

const mostBytes = 1_048_576;
const mostRanges = 2_000;
// ical.js takes up to 0.4 s over a rule that never comes true; this bounds what a hostile file can cost.
const mostRepeating = 300;
const mostSteps = 1_000;
const longestDays = 366;
const yearsAhead = 2;

const unreadable = (what: string, hint: string, cause?: unknown): BotError =>
  new BotError("input.invalid", `the calendar cannot be read: ${what}`, { hint, cause });

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 120);

function parseCalendar(text: string): ICAL.Component {
  const exportAgain = "export it again as an iCalendar (.ics) file, one calendar a file";
  if (Buffer.byteLength(text) > mostBytes) {
    throw unreadable(
      "it is larger than 1 MB",
      "export only the calendar with the days off, or a shorter stretch of it",
    );
  }
  let calendar: ICAL.Component;
  try {
    calendar = ICAL.Component.fromString(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw unreadable(reasonOf(error), exportAgain, error);
  }
  if (calendar.name !== "vcalendar")
    throw unreadable("it is not one calendar, BEGIN:VCALENDAR to END:VCALENDAR", exportAgain);
  return calendar;
}

const dateOf = (time: ICAL.Time): Temporal.PlainDate => new Temporal.PlainDate(time.year, time.month, time.day);

function rangeOf(start: ICAL.Time, end: ICAL.Time, event: ICAL.Event): DateRange {
  const from = dateOf(start);
  // DTEND is the first day after an all-day event (RFC 5545, 3.6.1); some exports repeat the start there.
  const last = dateOf(end).subtract({ days: 1 });
  const name = (event.summary ?? "").replaceAll(/\s+/g, " ").trim();
  return { from, to: Temporal.PlainDate.compare(last, from) < 0 ? from : last, name: name === "" ? null : name };
}

const isCancelled = (event: ICAL.Event): boolean =>
  String(event.component.getFirstPropertyValue("status") ?? "").toUpperCase() === "CANCELLED";

const isInWindow = ({ from, to }: Span, window: Span): boolean =>
  Temporal.PlainDate.compare(to, window.from) >= 0 && Temporal.PlainDate.compare(from, window.to) <= 0;

const titleOf = (event: ICAL.Event): string => JSON.stringify((event.summary ?? "(no title)").slice(0, 60));

/** Yearly rules come true on their own month and day only; ical.js moves 29 and 30 February on to March. */
function isOnItsDay(rule: ICAL.Recur | null, start: ICAL.Time, occurrence: ICAL.Time): boolean {
  if (rule === null) return true;
  const months: readonly unknown[] = rule.parts["BYMONTH"] ?? [];
  const days: readonly unknown[] = rule.parts["BYMONTHDAY"] ?? [];
  const isPlain = Object.keys(rule.parts).length === 0;
  if (isPlain) return occurrence.month === start.month && occurrence.day === start.day;
  const isInMonth = months.length === 0 || months.includes(occurrence.month);
  const isOnDay = days.length === 0 || days.some((day) => Number(day) < 0 || Number(day) === occurrence.day);
  return isInMonth && isOnDay;
}

function ruleOf(event: ICAL.Event): ICAL.Recur | null {
  const rule = event.component.getFirstPropertyValue("rrule");
  return rule instanceof ICAL.Recur ? rule : null;
}

function occurrences(event: ICAL.Event, window: Span): readonly DateRange[] {
  const found: DateRange[] = [];
  const rule = ruleOf(event);
  const iterator = event.iterator();
  for (let step = 0; step < mostSteps; step += 1) {
    const at: ICAL.Time | null | undefined = iterator.next();
    if (!at || Temporal.PlainDate.compare(dateOf(at), window.to) > 0) break;
    const details = event.getOccurrenceDetails(at);
    const range = rangeOf(details.startDate, details.endDate, details.item);
    if (isOnItsDay(rule, event.startDate, at) && !isCancelled(details.item) && isInWindow(range, window))
      found.push(range);
  }
  return found;
}

function readEvent(event: ICAL.Event, window: Span): EventReading {
  const leftOut = (why: string): EventReading => ({ ranges: [], note: `${titleOf(event)} ${why} and was left out` });
  const start: ICAL.Time | null = event.startDate;
  if (start === null) return leftOut("has no date");
  if (isCancelled(event)) return leftOut("is cancelled");
  if (!start.isDate) return leftOut("is not all day");
  const first = rangeOf(start, event.endDate, event);
  if (first.from.until(first.to).days >= longestDays) return leftOut("is longer than a year");
  if (!event.isRecurring()) return { ranges: isInWindow(first, window) ? [first] : [], note: null };
  const frequency = ruleOf(event)?.freq ?? "YEARLY";
  if (frequency !== "YEARLY") return leftOut(`repeats ${frequency.toLowerCase()}, not yearly,`);
  const repeated = occurrences(event, window);
  // Listed dates (RDATE) come in addition to the start, which ical.js leaves out unless a rule gives it.
  const isListed = !event.component.hasProperty("rrule") && isInWindow(first, window);
  return { ranges: isListed ? [first, ...repeated] : repeated, note: null };
}

/** The events of a calendar, each with the single occurrences that were moved or cancelled. */
function eventsOf(calendar: ICAL.Component): readonly ICAL.Event[] {
  const components = calendar.getAllSubcomponents("vevent");
  const uidOf = (component: ICAL.Component): string => String(component.getFirstPropertyValue("uid") ?? "");
  const changes = Map.groupBy(
    components.filter((component) => component.hasProperty("recurrence-id")),
    uidOf,
  );
  const masters = components.filter((component) => !component.hasProperty("recurrence-id"));
  return masters.map((master) => new ICAL.Event(master, { exceptions: changes.get(uidOf(master)) ?? [] }));
}

function readSafely(event: ICAL.Event, window: Span): EventReading {
  try {
    return readEvent(event, window);
  } catch (error) {
    return { ranges: [], note: `${titleOf(event)} cannot be read (${reasonOf(error)}) and was left out` };
  }
}

/**
 * The days off in an iCalendar text: all-day events from `today` to two years on, yearly ones repeated. Raises
 * `input.invalid` for a text over 1 MB, one that is no calendar, and one with too many events.
 */
export function readCalendar(text: string, today: Temporal.PlainDate): CalendarReading {
  const window = { from: today, to: today.add({ years: yearsAhead }) };
  const events = eventsOf(parseCalendar(text));
  const fewer = "export only the calendar with the days off";
  if (events.filter((event) => event.isRecurring()).length > mostRepeating) {
    throw unreadable(`more than ${mostRepeating} of its events repeat`, fewer);
  }
  const readings = events.map((event) => readSafely(event, window));
  const ranges = readings.flatMap((reading) => reading.ranges);
  if (ranges.length > mostRanges) throw unreadable(`it holds more than ${mostRanges} days off`, fewer);
  return { ranges: sortDaysOff(ranges), notes: readings.flatMap(({ note }) => (note === null ? [] : [note])) };
}
