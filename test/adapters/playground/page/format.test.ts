import { describe, expect, it } from "vitest";
import { backOffMs } from "../../../../src/adapters/playground/page/back-off.ts";
import { clockNow, nextText, zoneText } from "../../../../src/adapters/playground/page/clock-words.ts";
import { heldValue, problemOf } from "../../../../src/adapters/playground/page/field-values.ts";
import {
  countOf,
  dateText,
  dayName,
  fullText,
  relativeText,
  sentence,
  spanText,
  timeText,
} from "../../../../src/adapters/playground/page/format.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const at = Date.UTC(2026, 10, 24, 8, 5);

describe("instants", () => {
  it("are written in 24 hours, in the zone asked for", () => {
    expect([timeText(at, "Europe/Berlin"), dateText(at, "Europe/Berlin")]).toEqual(["09:05", "Tue 24 Nov"]);
    expect(fullText(at, "America/New_York")).toBe("Tue 24 Nov 2026, 03:05");
    expect(timeText(Date.UTC(2026, 10, 24), "UTC")).toBe("00:00");
  });

  it("in a zone that the browser does not know are written in its own", () => {
    expect(timeText(at, "Nowhere/Atlantis")).toBe(timeText(at));
  });

  it.each([
    [0, "Today"],
    [-day, "Yesterday"],
    [-2 * day, "Sun 22 Nov"],
    [-365 * day, "Mon 24 Nov 2025"],
  ])("%i ms from now fall on %s", (far, name) => {
    expect(dayName(at + far, at, "UTC")).toBe(name);
  });

  it.each([
    [20_000, "now"],
    [40 * minute, "in 40 minutes"],
    [-3 * hour, "3 hours ago"],
    [35 * hour, "in 35 hours"],
    [-3 * day, "3 days ago"],
  ])("%i ms away are %s", (far, words) => {
    expect(relativeText(at + far, at)).toBe(words);
  });
});

describe("lengths and counts", () => {
  it.each([
    [59_000, ""],
    [12 * minute, "12 min"],
    [7 * hour, "7 h"],
    [7 * hour + minute, "7 h 1 min"],
    [2 * day + 7 * hour + minute, "2 d 7 h"],
    [2 * day + minute, "2 d"],
  ])("%i ms are %j", (ms, words) => {
    expect(spanText(ms)).toBe(words);
  });

  it.each([
    ["the store is busy", "The store is busy."],
    ["Wait. Then try again…", "Wait. Then try again…"],
    ["", ""],
  ])("%j is the sentence %j", (words, said) => {
    expect(sentence(words)).toBe(said);
  });

  it("say one reply and two replies", () => {
    expect([countOf(1, "reply", "replies"), countOf(2, "reply", "replies")]).toEqual(["1 reply", "2 replies"]);
  });
});

describe("the clock", () => {
  const clock = { now: at, aheadMs: 0, zone: "Europe/Berlin" };

  it("runs on from when it was heard", () => {
    expect(clockNow({ clock: { ...clock, next: null }, heardAt: 100 }, 350)).toBe(at + 250);
  });

  it.each([
    [{ at: at + 7 * hour, what: "reveal" }, "Next: reveal at 16:05"],
    [{ at: at + day, what: "question" }, "Next: question on Wed 25 Nov, 09:05"],
    [null, "Nothing planned yet"],
  ])("says what comes: %j", (next, words) => {
    expect(nextText({ ...clock, next }, at)).toBe(words);
  });

  it("adds the reader's own time where that is another", () => {
    expect(zoneText("America/New_York", "UTC", at)).toBe("America/New York · 08:05 here");
    expect(zoneText("Europe/Berlin", "Europe/Vienna", at)).toBe("Europe/Berlin");
  });
});

describe("fields", () => {
  const text = { name: "a", label: "A", hint: null, kind: "text", value: "", multiline: true, maxChars: 4 } as const;
  const days = { name: "d", label: "D", hint: null, kind: "choices", values: [], choices: [] } as const;

  it.each([
    [{ ...text, required: true }, " ", "Please fill this in."],
    [{ ...text, required: true }, "four", null],
    [{ ...text, required: false }, "", null],
    [{ ...text, required: false }, "sixsix", "Please shorten this by 2 characters."],
    [{ ...days, required: true }, [], "Choose at least one."],
    [{ ...days, required: true }, ["mon"], null],
  ])("%j with %j: %j", (field, value, problem) => {
    expect(problemOf(field, value)).toBe(problem);
  });

  const berlin = { value: "Europe/Berlin", label: "Berlin" };
  it.each([
    ["Berlin", berlin, [], "Europe/Berlin"],
    ["berlin ", null, [berlin], "Europe/Berlin"],
    ["Paris", berlin, [], "Paris"],
    ["", berlin, [], ""],
  ])("a search with %j holds what was meant", (typed, taken, offered, held) => {
    expect(heldValue(typed, taken, offered)).toBe(held);
  });
});

describe("trying again", () => {
  it.each([
    [0, 0, 375],
    [0, 1, 625],
    [3, 0.5, 4000],
    [20, 0.5, 15_000],
  ])("attempt %i with chance %d waits %i ms", (attempt, chance, ms) => {
    expect(backOffMs(attempt, chance)).toBe(ms);
  });
});
