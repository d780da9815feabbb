import { type CalendarDay, dateOf, dayOf, msPerDay } from "./calendar-day.ts";

/**
 * A zone's offsets from UTC over the years of the table, in milliseconds. `offsets[i]` holds from `instants[i - 1]`, and
 * for readings of the wall clock from `walls[i - 1]`.
 */
type OffsetTable = Readonly<{ instants: Float64Array; walls: Float64Array; offsets: Float64Array }>;

// Inside these years a look-up costs a tenth of Temporal's; outside them Temporal itself answers, so both ends are safe.
const tableStart = Temporal.Instant.from("2020-01-01T00:00Z");
const tableEnd = Temporal.Instant.from("2045-01-01T00:00Z");
// No zone is more than 14 hours from UTC; two days keep every reading of the wall clock inside the table.
const firstSafeMs = tableStart.epochMilliseconds + 2 * msPerDay;
const lastSafeMs = tableEnd.epochMilliseconds - 2 * msPerDay;

// Node 26 knows about 600 names, aliases included; the oldest table makes room, and is built again in 50 µs when asked for.
const mostTables = 700;
const tables = new Map<string, OffsetTable>();

const offsetMs = (at: Temporal.ZonedDateTime): number => at.offsetNanoseconds / 1_000_000;

function buildTable(zone: string): OffsetTable {
  let at = tableStart.toZonedDateTimeISO(zone);
  const instants: number[] = [];
  const walls: number[] = [];
  const offsets = [offsetMs(at)];
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds >= tableEnd.epochMilliseconds) break;
    instants.push(next.epochMilliseconds);
    // The earlier offset reads the wall clock until the later of the two ends: in a gap that moves a reading forward
    // by the gap, in an overlap it takes the first of the two instants. That is Temporal's "compatible".
    walls.push(next.epochMilliseconds + Math.max(offsetMs(at), offsetMs(next)));
    offsets.push(offsetMs(next));
    at = next;
  }
  return {
    instants: Float64Array.from(instants),
    walls: Float64Array.from(walls),
    offsets: Float64Array.from(offsets),
  };
}

function tableOf(zone: string): OffsetTable {
  const known = tables.get(zone);
  if (known) return known;
  const built = buildTable(zone);
  const oldest = tables.size >= mostTables ? tables.keys().next().value : undefined;
  if (oldest !== undefined) tables.delete(oldest);
  tables.set(zone, built);
  return built;
}

/** How many of the ascending `marks` are at or before `value`. */
function countUpTo(marks: Float64Array, value: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks[middle] ?? Number.POSITIVE_INFINITY) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isInTable = (ms: number): boolean => ms >= firstSafeMs && ms <= lastSafeMs;

/** Milliseconds from midnight to a wall-clock time; parts below a millisecond are left out. */
export const msOfDay = (time: Temporal.PlainTime): number =>
  ((time.hour * 60 + time.minute) * 60 + time.second) * 1000 + time.millisecond;

/**
 * Epoch milliseconds at which the wall clock of `zone` shows `timeMs` (since midnight) on `day`: a gap moves it forward
 * by the gap, of an overlap it is the first. Raises RangeError for a zone that `parseZone` refuses.
 */
export function wallMs(day: CalendarDay, timeMs: number, zone: string): number {
  const wall = day * msPerDay + timeMs;
  if (isInTable(wall)) {
    const { walls, offsets } = tableOf(zone);
    return wall - (offsets[countUpTo(walls, wall)] ?? 0);
  }
  const plain = dateOf(day).toPlainDateTime().add({ milliseconds: timeMs });
  return plain.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
}

/** The local date in `zone` at an instant given in epoch milliseconds. Raises RangeError as `wallMs` does. */
export function dayAt(ms: number, zone: string): CalendarDay {
  if (isInTable(ms)) {
    const { instants, offsets } = tableOf(zone);
    return Math.floor((ms + (offsets[countUpTo(instants, ms)] ?? 0)) / msPerDay);
  }
  return dayOf(Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate());
}
