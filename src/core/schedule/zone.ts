import { distance } from "fastest-levenshtein";
import { BotError } from "../errors.ts";
import type { Choice } from "../message/message.ts";
import { dayOf } from "./calendar-day.ts";
import { msOfDay, wallMs } from "./offsets.ts";

// Places whose IANA name changed; Intl lists the old spelling (CLDR keeps its ids), people type the new one.
const renamed: ReadonlyMap<string, string> = new Map([
  ["Africa/Asmera", "Africa/Asmara"],
  ["America/Buenos_Aires", "America/Argentina/Buenos_Aires"],
  ["America/Coral_Harbour", "America/Atikokan"],
  ["America/Godthab", "America/Nuuk"],
  ["America/Indianapolis", "America/Indiana/Indianapolis"],
  ["America/Louisville", "America/Kentucky/Louisville"],
  ["Asia/Calcutta", "Asia/Kolkata"],
  ["Asia/Katmandu", "Asia/Kathmandu"],
  ["Asia/Rangoon", "Asia/Yangon"],
  ["Asia/Saigon", "Asia/Ho_Chi_Minh"],
  ["Atlantic/Faeroe", "Atlantic/Faroe"],
  ["Europe/Kiev", "Europe/Kyiv"],
  ["Pacific/Enderbury", "Pacific/Kanton"],
  ["Pacific/Ponape", "Pacific/Pohnpei"],
  ["Pacific/Truk", "Pacific/Chuuk"],
]);

/** `words` are what a person may type for it, lower case: the city, then the city under its old name. */
type KnownZone = Readonly<{ name: string; choice: Choice; words: readonly string[] }>;

const plainWords = (text: string): string => text.replaceAll(/[_/]+/g, " ").trim().toLowerCase();
const cityOf = (name: string): string => name.slice(name.lastIndexOf("/") + 1).replaceAll("_", " ");

function knownZone(listed: string): KnownZone {
  const name = renamed.get(listed) ?? listed;
  const region = name.slice(0, Math.max(0, name.lastIndexOf("/"))).replaceAll("_", " ");
  const label = region === "" ? name : `${cityOf(name)} (${region})`;
  return { name, choice: { value: name, label }, words: [cityOf(name), cityOf(listed)].map(plainWords) };
}

const byCity = (a: KnownZone, b: KnownZone): number => (a.choice.label < b.choice.label ? -1 : 1);
const knownZones: readonly KnownZone[] = ["UTC", ...Intl.supportedValuesOf("timeZone")].map(knownZone).sort(byCity);

/** The name as Temporal spells it, or null when it knows no such place. Offsets such as `+05:30` are no place. */
function spelled(name: string): string | null {
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    return new Temporal.ZonedDateTime(0n, name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** How far a zone is from what was typed, by its city or its whole name, in single-letter edits. */
const strayOf = (zone: KnownZone, typed: string): number =>
  Math.min(distance(plainWords(zone.name), typed), ...zone.words.map((word) => distance(word, typed)));

function nearestZones(typed: string): readonly string[] {
  const whole = plainWords(typed);
  const city = plainWords(cityOf(typed));
  const ranked = knownZones.map((zone) => ({ zone, stray: Math.min(strayOf(zone, whole), strayOf(zone, city)) }));
  ranked.sort((a, b) => a.stray - b.stray);
  return ranked.slice(0, 3).map(({ zone }) => zone.name);
}

/**
 * The IANA zone that was named, as it was named but in its usual spelling: `us/pacific` gives `US/Pacific`. Raises
 * `input.invalid` with the three nearest names for anything else, offsets included.
 */
export function parseZone(name: string): string {
  const zone = spelled(name.trim());
  if (zone !== null) return zone;
  throw new BotError("input.invalid", `there is no time zone ${JSON.stringify(name.trim().slice(0, 60))}`, {
    hint: `give a zone as Region/City, perhaps ${nearestZones(name.slice(0, 60)).join(", ")}`,
  });
}

/** 0 for a city that starts so, 1 for a later word of a city, 2 for another part of the name, null for no match. */
function rankOf(zone: KnownZone, typed: string): number | null {
  if (zone.words.some((word) => word.startsWith(typed))) return 0;
  if (zone.words.some((word) => ` ${word}`.includes(` ${typed}`))) return 1;
  return plainWords(zone.name).includes(typed) ? 2 : null;
}

/**
 * At most `limit` zones for what a person has typed, cities first: `new y` finds `New York (America)`. A whole name that
 * is no city of the list (`US/Pacific`) comes first; when nothing matches, the nearest names by spelling.
 */
export function zoneChoices(typed: string, limit: number): readonly Choice[] {
  const words = plainWords(typed);
  const matches = knownZones.flatMap((zone) => {
    const rank = rankOf(zone, words);
    return rank === null ? [] : [{ choice: zone.choice, rank }];
  });
  matches.sort((a, b) => a.rank - b.rank);
  const found = matches.map(({ choice }) => choice);
  const exact = spelled(typed.trim());
  const isListed = found.some(({ value }) => value === exact);
  const alias = exact === null || isListed ? [] : [{ value: exact, label: exact }];
  const nearest = found.length + alias.length === 0 ? nearestZones(typed.slice(0, 60)) : [];
  return [...alias, ...found, ...nearest.map((name) => knownZone(name).choice)].slice(0, limit);
}

/**
 * The instant at which the wall clock of `zone` shows `time` on `date`. A gap moves it forward by the gap, of an overlap
 * it is the first ("compatible"). Exact to the millisecond. Raises RangeError for a zone that `parseZone` refuses.
 */
export const wallToInstant = (date: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(wallMs(dayOf(date), msOfDay(time), zone));
