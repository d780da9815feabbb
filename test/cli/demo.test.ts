import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Ended, runDrill } from "../support/run-drill.ts";

let place = "";
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "drill-demo-test-"));
});
afterEach(() => rm(place, { recursive: true, force: true }));

const demo = (...args: readonly string[]): Promise<Ended> =>
  runDrill("cli.ts", ["demo", ...args], { TMPDIR: place }).ended;

describe("drill demo --json", () => {
  it("plays the whole day, one event a line, and leaves nothing behind", async () => {
    const { code, out, err } = await demo("--json");
    expect({ code, err, left: await readdir(place) }).toEqual({ code: 0, err: "", left: [] });
    const events = out
      .trim()
      .split("\n")
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(events.map((event) => [event["at"], event["event"], Object.keys(event).toSorted().join(" ")])).toEqual([
      ["2027-03-15T09:00:00Z", "posted", "at event message prompt question"],
      ["2027-03-15T10:12:00Z", "answered", "at by event late person text"],
      ["2027-03-15T10:12:00Z", "receipt", "at event message person"],
      ["2027-03-15T11:47:00Z", "answered", "at by event late person text"],
      ["2027-03-15T16:00:00Z", "revealed", "answer answers at event points question"],
      ["2027-03-15T17:05:00Z", "answered", "at by event late person text"],
      ["2027-03-15T17:05:00Z", "figures", "at event people"],
    ]);
    const [posted, first, receipt, second, revealed, third, figures] = events;
    expect([posted?.["question"], revealed?.["question"]]).toEqual(["authn-vs-authz", "authn-vs-authz"]);
    expect([first, second, third].map((event) => [event?.["person"], event?.["late"], event?.["by"]])).toEqual([
      ["Mira", false, "thread"],
      ["Jonas", false, "form"],
      ["Priya", true, "form"],
    ]);
    expect([posted?.["message"], receipt?.["person"], receipt?.["message"]]).toEqual(["1", "Mira", "2"]);
    expect(revealed?.["answers"]).toEqual([
      { person: "Mira", text: first?.["text"] },
      { person: "Jonas", text: second?.["text"] },
    ]);
    expect(figures?.["people"]).toEqual([
      { person: "Mira", asked: 1, answered: 1, late: 0, streak: 1, longestStreak: 1 },
      { person: "Jonas", asked: 1, answered: 1, late: 0, streak: 1, longestStreak: 1 },
      { person: "Priya", asked: 1, answered: 0, late: 1, streak: 0, longestStreak: 0 },
    ]);
  });
});

describe("drill demo", () => {
  it("tells the day as lines of at most 78 columns, without colours where nobody looks", async () => {
    const { code, out, err } = await demo();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.split("\n").filter((line) => line.length > 78)).toEqual([]);
    expect(out.includes("\u001b")).toBe(false);
    const heads = out.split("\n").filter((line) => /^ {2}\d\d:\d\d {2}/u.test(line));
    expect(heads).toEqual([
      "  09:00  Daily Drill  asks in #backend-drill",
      "  10:12  Mira  answers in the thread",
      "  11:47  Jonas  answers through the form, unseen until the reveal",
      "  16:00  Daily Drill  reveals in the thread",
      "  17:05  Priya  answers late, after the reveal",
      "  17:05  Daily Drill  keeps the figures; each person sees their own",
    ]);
  });

  it("colours where it is asked to, and not where NO_COLOR stands", async () => {
    const coloured = await runDrill("cli.ts", ["demo"], { TMPDIR: place, FORCE_COLOR: "1" }).ended;
    expect(coloured.out.includes("\u001b[1m\u001b[35mMira\u001b[39m\u001b[22m")).toBe(true);
    const plain = await runDrill("cli.ts", ["demo"], { TMPDIR: place, NO_COLOR: "1" }).ended;
    expect(plain.out.includes("\u001b")).toBe(false);
  });
});
