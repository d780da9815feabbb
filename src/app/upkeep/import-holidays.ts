import { BotError } from "../../core/errors.ts";
import type { ChannelKey } from "../../core/keys.ts";
import { dayOf } from "../../core/schedule/calendar-day.ts";
import { formatDaysOff, sortDaysOff } from "../../core/schedule/days-off.ts";
import type { DateRange, Plan } from "../../core/schedule/plan.ts";
import type { World } from "../world.ts";

/** Which channel gets which days off; null for the only one with a plan. */
export type HolidayImport = Readonly<{ channel: ChannelKey | null; ranges: readonly DateRange[] }>;

/**
 * What came of it, in entries: new ones, ones that were there, ones over by the channel's own date, and how many the
 * plan holds now. The channel is to be woken.
 */
export type ImportedHolidays = Readonly<{
  channel: ChannelKey;
  added: number;
  known: number;
  over: number;
  total: number;
}>;

/** What it touches: the store alone, so that it works while no bot runs. */
export type Shelf = Pick<World, "records"> & Readonly<{ nowIn: (channel: ChannelKey) => Temporal.Instant }>;

/** The `holidays` form shows them all in one field, and 3,000 characters is the least that a platform's field takes. */
const mostCharacters = 3_000;
const mostListed = 20;

/**
 * Adds days off to a channel's plan. What is there stays, what is over goes; repeating it changes nothing. Raises
 * `input.invalid` where the channel is not clear, has no plan, or would hold more than its form can show.
 */
export async function importHolidays(shelf: Shelf, { channel, ranges }: HolidayImport): Promise<ImportedHolidays> {
  const { plans } = shelf.records;
  const target = channel ?? (await onlyPlanned(shelf));
  const before = await plans.get(target);
  if (before === null) throw await noPlan(shelf, target);
  const now = shelf.nowIn(target);
  const { daysOff, counts } = merge(before, ranges, now);
  refuseTooMany(target, daysOff);
  await plans.update(target, (plan) => plan && { ...plan, daysOff: merge(plan, ranges, now).daysOff });
  return { channel: target, ...counts };
}

type Merged = Readonly<{ daysOff: readonly DateRange[]; counts: Omit<ImportedHolidays, "channel"> }>;

function merge(plan: Plan, ranges: readonly DateRange[], now: Temporal.Instant): Merged {
  const today = dayOf(now.toZonedDateTimeISO(plan.zone).toPlainDate());
  // A question late in the evening may still go out after midnight, so yesterday's day off has work to do.
  const standing = plan.daysOff.filter(({ to }) => dayOf(to) >= today - 1);
  const given = sortDaysOff(ranges);
  const coming = given.filter(({ to }) => dayOf(to) >= today);
  // In this order the entry that is there wins, and keeps its name.
  const daysOff = sortDaysOff([...standing, ...coming]);
  const added = daysOff.length - sortDaysOff(standing).length;
  const counts = { added, known: coming.length - added, over: given.length - coming.length, total: daysOff.length };
  return { daysOff, counts };
}

function refuseTooMany(channel: ChannelKey, daysOff: readonly DateRange[]): void {
  const { length } = formatDaysOff(daysOff);
  if (length <= mostCharacters) return;
  const most = mostCharacters.toLocaleString("en");
  throw new BotError(
    "input.invalid",
    `${channel} would have ${daysOff.length} days off of ${length.toLocaleString("en")} characters with their names; its form shows ${most}`,
    { hint: "export a shorter stretch of the calendar, or write ranges and shorter names" },
  );
}

async function onlyPlanned(shelf: Shelf): Promise<ChannelKey> {
  const [only, ...others] = await planned(shelf);
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined) throw invalid("no channel has a plan yet", setUp);
  throw invalid(`which channel? These have a plan:${listed([only, ...others])}`, "name one with --channel");
}

async function noPlan(shelf: Shelf, channel: ChannelKey): Promise<BotError> {
  const others = await planned(shelf);
  if (others.length === 0) return invalid(`${channel} has no plan, nor has any other channel`, setUp);
  return invalid(`${channel} has no plan; these have one:${listed(others)}`, "name one of them with --channel");
}

/** Channels whose plan was not stopped, in order. */
async function planned({ records }: Shelf): Promise<readonly ChannelKey[]> {
  const channels: ChannelKey[] = [];
  for await (const [, plan] of records.plans.list("")) if (!plan.stopped) channels.push(plan.channel);
  return channels;
}

function listed(channels: readonly ChannelKey[]): string {
  const more = channels.length > mostListed ? [`and ${channels.length - mostListed} more`] : [];
  return [...channels.slice(0, mostListed), ...more].map((line) => `\n  ${line}`).join("");
}

const setUp = "a manager starts one with /drill setup in the channel";

const invalid = (problem: string, hint: string): BotError => new BotError("input.invalid", problem, { hint });
