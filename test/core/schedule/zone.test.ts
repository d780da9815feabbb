import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateOf, dayOf, weekdayOf } from "../../../src/core/schedule/calendar-day.ts";
import { dayAt } from "../../../src/core/schedule/offsets.ts";
import { parseZone, wallToInstant, zoneChoices } from "../../../src/core/schedule/zone.ts";
import { date, time } from "./some-plan.ts";

describe("wallToInstant", () => {
  type Row = readonly [what: string, zone: string, on: string, at: string, expected: string];
  // Expected instants by hand from the tz database's rules (2026c).
  const rows: readonly Row[] = [
    ["New York, the gap of spring", "America/New_York", "2027-03-14", "02:30", "2027-03-14T07:30:00Z"],
    ["New York, the end of the gap", "America/New_York", "2027-03-14", "03:00", "2027-03-14T07:00:00Z"],
    ["New York, the overlap of autumn", "America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00Z"],
    ["New York, the end of the overlap", "America/New_York", "2026-11-01", "02:00", "2026-11-01T07:00:00Z"],
    ["Berlin, the gap", "Europe/Berlin", "2027-03-28", "02:30", "2027-03-28T01:30:00Z"],
    ["Berlin, the overlap", "Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z"],
    ["Santiago, a gap at midnight", "America/Santiago", "2027-09-05", "00:00", "2027-09-05T04:00:00Z"],
    ["Lord Howe, a gap of half an hour", "Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45:00Z"],
    ["Lord Howe, an overlap of half an hour", "Australia/Lord_Howe", "2027-04-04", "01:45", "2027-04-03T14:45:00Z"],
    ["Apia, a date that never was", "Pacific/Apia", "2011-12-30", "09:00", "2011-12-30T19:00:00Z"],
    ["Casablanca, the clock goes back for Ramadan", "Africa/Casablanca", "2026-02-15", "02:30", "2026-02-15T01:30:00Z"],
    ["Casablanca, the clock goes on after Ramadan", "Africa/Casablanca", "2026-03-22", "02:30", "2026-03-22T02:30:00Z"],
    ["Godthab, a gap up to midnight", "America/Godthab", "2027-03-27", "23:30", "2027-03-28T01:30:00Z"],
    ["Kathmandu, three quarters of an hour", "Asia/Kathmandu", "2026-11-21", "09:00", "2026-11-21T03:15:00Z"],
    ["an alias", "US/Pacific", "2026-11-23", "09:00", "2026-11-23T17:00:00Z"],
    ["before the table", "Europe/Berlin", "1999-07-01", "09:00", "1999-07-01T07:00:00Z"],
    ["after the table", "Europe/Berlin", "2061-07-01", "09:00", "2061-07-01T07:00:00Z"],
  ];
  it.each(rows)("%s", (_what, zone, on, at, expected) => {
    expect(wallToInstant(date(on), time(at), zone).toString()).toBe(expected);
  });

  const zones = [...Intl.supportedValuesOf("timeZone"), "US/Pacific", "UTC"];
  const someDate = fc.integer({ min: dayOf(date("2018-01-01")), max: dayOf(date("2047-12-31")) });
  const someTime = fc.integer({ min: 0, max: 86_399_999 });

  it("is Temporal's reading in every zone, inside and outside the table", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), someDate, someTime, (zone, day, ms) => {
        const at = time("00:00").add({ milliseconds: ms });
        const expected = dateOf(day).toZonedDateTime({ timeZone: zone, plainTime: at }).toInstant();
        expect(wallToInstant(dateOf(day), at, zone).toString()).toBe(expected.toString());
      }),
      { numRuns: 5_000 },
    );
  });

  it("finds the local date of an instant as Temporal does", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), someDate, someTime, (zone, day, ms) => {
        const instant = Temporal.Instant.fromEpochMilliseconds(day * 86_400_000 + ms);
        const expected = instant.toZonedDateTimeISO(zone).toPlainDate();
        expect(dateOf(dayAt(instant.epochMilliseconds, zone)).toString()).toBe(expected.toString());
      }),
      { numRuns: 5_000 },
    );
  });

  it("stays right when more zones are asked for than it keeps tables", () => {
    // Case makes as many spellings of one zone as one likes.
    const spellings = Array.from({ length: 1_500 }, (_, bits) =>
      [..."europe/berlin"].map((letter, index) => ((bits >> index) & 1 ? letter.toUpperCase() : letter)).join(""),
    );
    const answers = new Set(spellings.map((zone) => wallToInstant(date("2027-03-28"), time("02:30"), zone).toString()));
    expect([...answers]).toEqual(["2027-03-28T01:30:00Z"]);
  });
});

describe("calendar days", () => {
  it("count as Temporal counts, and give the date back", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 3_000_000 }), (day) => {
        const on = date("1970-01-01").add({ days: day });
        expect([dayOf(on), dateOf(day).toString(), weekdayOf(day)]).toEqual([day, on.toString(), on.dayOfWeek]);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("parseZone", () => {
  it.each([
    ["Europe/Berlin", "Europe/Berlin"],
    [" us/pacific ", "US/Pacific"],
    ["America/Nuuk", "America/Nuuk"],
    ["America/Godthab", "America/Godthab"],
    ["utc", "UTC"],
    ["Etc/GMT+5", "Etc/GMT+5"],
  ])("takes %s", (typed, zone) => {
    expect(parseZone(typed)).toBe(zone);
  });

  it.each([
    ["Mars/Base", "give a zone as Region/City, perhaps Asia/Baku, America/Boise, Antarctica/Casey"],
    ["Europe/Berln", "give a zone as Region/City, perhaps Europe/Berlin"],
    ["New York", "give a zone as Region/City, perhaps America/New_York"],
    ["+05:30", "give a zone as Region/City, perhaps"],
    ["", "give a zone as Region/City, perhaps"],
  ])("refuses %j and names what is near", (typed, hint) => {
    let refusal: unknown = null;
    try {
      parseZone(typed);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({
      name: "BotError",
      code: "input.invalid",
      message: `there is no time zone ${JSON.stringify(typed)}`,
      hint: expect.stringMatching(new RegExp(`^${hint.replaceAll("+", "\\+")}`)),
    });
  });
});

describe("zoneChoices", () => {
  it.each([
    ["berlin", [["Europe/Berlin", "Berlin (Europe)"]]],
    ["new y", [["America/New_York", "New York (America)"]]],
    ["kyiv", [["Europe/Kyiv", "Kyiv (Europe)"]]],
    ["kiev", [["Europe/Kyiv", "Kyiv (Europe)"]]],
    ["calcutta", [["Asia/Kolkata", "Kolkata (Asia)"]]],
    ["indiana/k", [["America/Indiana/Knox", "Knox (America/Indiana)"]]],
    ["US/Pacific", [["US/Pacific", "US/Pacific"]]],
    ["utc", [["UTC", "UTC"]]],
  ])("finds %s", (typed, expected) => {
    expect(zoneChoices(typed, 5).map(({ value, label }) => [value, label])).toEqual(expected);
  });

  it("puts a city before a region, and gives no more than were asked for", () => {
    expect(zoneChoices("in", 2).map(({ label }) => label)).toEqual([
      "Indianapolis (America/Indiana)",
      "Inuvik (America)",
    ]);
    expect(zoneChoices("york", 1).map(({ value }) => value)).toEqual(["America/New_York"]);
    expect(zoneChoices("", 25).length).toBe(25);
  });

  it("offers the nearest when nothing matches", () => {
    expect(zoneChoices("Berlni", 1).map(({ value }) => value)).toEqual(["Europe/Berlin"]);
  });

  it("offers only zones that parseZone takes", () => {
    const choices = zoneChoices("", 1_000);
    expect(choices.filter(({ value }) => parseZone(value) !== value)).toEqual([]);
    expect(choices.length).toBe(Intl.supportedValuesOf("timeZone").length + 1);
  });
});
