import { describe, expect, it } from "vitest";
import type { Shut } from "../../src/app/entrance.ts";
import { failureText } from "../../src/cli/failure.ts";
import { olderNode } from "../../src/cli/node-version.ts";
import { type PreviewFlags, previewRows } from "../../src/cli/preview.ts";
import { startUpText } from "../../src/cli/start-up-text.ts";
import { wrap } from "../../src/cli/wrap.ts";
import type { Environment } from "../../src/config/environment.ts";
import { readConfig } from "../../src/config.ts";
import { BotError } from "../../src/core/errors.ts";

describe("an older Node", () => {
  const fix = " → run `npm ci`, then `npm start`: it brings its own";
  it.each([
    ["26.0.0", true, null],
    ["27.1.0", true, null],
    ["24.14.0", true, `Daily Drill needs Node 26 or newer, and this is Node 24.14.0${fix}`],
    ["9.0.0", false, `Daily Drill needs Node 26 or newer, and this is Node 9.0.0${fix}`],
    ["26.1.0", false, `Daily Drill needs Node 26 or newer, and this is Node 26.1.0 without Temporal${fix}`],
  ])("%s (Temporal: %s) is told so in one line", (version, hasTemporal, expected) => {
    expect(olderNode(version, hasTemporal)).toBe(expected);
  });
});

describe("a failure", () => {
  it("is told with what to do next", () => {
    expect(failureText(new BotError("store.locked", "in use", { hint: "stop it" }), false)).toBe("in use\n  → stop it");
  });

  it("of our own making asks for a report", () => {
    expect(failureText(new Error("oops"), false)).toBe(
      "oops\n  → this is a bug of Daily Drill: run it again with LOG_LEVEL=debug and report what it says",
    );
  });

  it("of several is told as several", () => {
    const errors = ["one", "two"].map((name) => new BotError("config.invalid", name, { hint: `mend ${name}` }));
    expect(failureText(new AggregateError(errors, "none"), false)).toBe("one\n  → mend one\ntwo\n  → mend two");
  });

  it("shows its stack where debug asks for it", () => {
    const error = Object.assign(new BotError("store.locked", "in use", { hint: "stop it" }), { stack: "at x" });
    expect(failureText(error, true)).toBe("in use\n  → stop it\nat x");
  });
});

describe("the first screen", () => {
  const bank = { questions: 51, topics: 1, problems: [] };
  const screen = (
    env: Environment,
    address: string,
    problems: (typeof bank)["problems"] | { folder: string; count: number }[] = [],
    metrics: string | null = null,
    shut: readonly Shut[] = [],
  ) => {
    const read = readConfig(env, () => "");
    if (read.kind === "problems") throw new Error(JSON.stringify(read.problems));
    return startUpText(read.config, { addresses: [address], bank: { ...bank, problems }, metrics, shut })
      .split("\n")
      .slice(3);
  };

  it("says where the playground is, what is kept where, and how many questions there are", () => {
    expect(screen({}, "http://127.0.0.1:3000/")).toEqual([
      "  Playground  http://127.0.0.1:3000/",
      "  Data        data",
      "  Questions   51 about 1 topic",
      "",
    ]);
  });

  it("says where backups go, when they go anywhere", () => {
    expect(screen({ BACKUP_DIR: "/srv/backups" }, "http://127.0.0.1:3000/")[2]).toBe(
      "  Backups     every night in /srv/backups",
    );
  });

  it("says why the port is another one, unless any was asked for", () => {
    expect(screen({}, "http://127.0.0.1:3002/")[0]).toBe(
      "  Playground  http://127.0.0.1:3002/  (port 3000 is taken by another program)",
    );
    expect(screen({ PORT: "0" }, "http://127.0.0.1:40001/")[0]).toBe("  Playground  http://127.0.0.1:40001/");
  });

  it("says where metrics are served, last, and why the port is another one", () => {
    const metrics = (env: Environment, address: string) => screen(env, "http://127.0.0.1:3000/", [], address).at(-2);
    expect(metrics({}, "http://127.0.0.1:9464")).toBe("  Metrics     http://127.0.0.1:9464/metrics");
    expect(metrics({}, "http://127.0.0.1:9465")).toBe(
      "  Metrics     http://127.0.0.1:9465/metrics  (port 9464 is taken by another program)",
    );
    expect(metrics({ METRICS_PORT: "0" }, "http://127.0.0.1:40002")).toBe(
      "  Metrics     http://127.0.0.1:40002/metrics",
    );
  });

  it("never shows the database's address", () => {
    expect(screen({ DATABASE_URL: "postgres://u:s3cret@db/d" }, "http://127.0.0.1:3000/")[1]).toBe(
      "  Data        the database of DATABASE_URL, and data",
    );
  });

  it("says last which platform does not run, why, and what to do", () => {
    const error = new BotError("platform.refused", "slack: refused", { hint: "mend the token", why: "token-revoked" });
    const shut = [{ platform: "slack", error }];
    expect(screen({}, "http://127.0.0.1:3000/", [], null, shut).slice(-3)).toEqual([
      "  Slack       does not run: slack: refused",
      "                → mend the token",
      "",
    ]);
  });

  it("counts the problems of each folder, with the command that lists them", () => {
    expect(screen({}, "http://127.0.0.1:3000/", [{ folder: "ours", count: 2 }])[3]).toBe(
      "  Problems    2 in ours: npm run drill -- bank check ours",
    );
  });
});

describe("preview's flags", () => {
  const now = Temporal.Instant.from("2027-03-15T23:30:00Z");
  const flags: PreviewFlags = { zone: "Asia/Tokyo", at: "09:00", days: "mon-fri", count: "1" };
  const reveal = (text: string): string | undefined => previewRows({ ...flags, reveal: text }, now)[0]?.revealAt;

  it("begin with today as it is in the zone", () => {
    expect(previewRows(flags, now)).toEqual([
      { date: "2027-03-16", postAt: "2027-03-16T00:00:00Z", revealAt: "2027-03-16T07:00:00Z" },
    ]);
  });

  it.each([
    ["17:30", "2027-03-16T08:30:00Z"],
    ["next-day 10:00", "2027-03-17T01:00:00Z"],
    ["next-posting-day 10:00", "2027-03-17T01:00:00Z"],
    ["next-question", "2027-03-17T00:00:00Z"],
  ])("reveal %s", (text, expected) => {
    expect(reveal(text)).toBe(expected);
  });

  it.each([
    [{ count: "many" }, 'count: "many" is not a number of dates'],
    [{ at: "25:00" }, '"25:00" is not a time of day'],
    [{ days: "moonday" }, '"moonday" names no weekday'],
    [{ from: "31 Feb" }, '"31 Feb" is not a date'],
    [{ reveal: "soon" }, '"soon" is not a time of day'],
  ])("refuse %o", (changes, message) => {
    expect(() => previewRows({ ...flags, ...changes }, now)).toThrow(message);
  });
});

describe("wrapped text", () => {
  it.each([
    ["a short line", "one two", 10, ["one two"]],
    ["a long line", "one two three", 8, ["one two", "three"]],
    ["a word longer than the width, whole", "a abcdefghijkl b", 6, ["a", "abcdefghijkl", "b"]],
    ["an item under its text", "- one two three", 9, ["- one two", "  three"]],
    ["a numbered item", "10. one two", 8, ["10. one", "    two"]],
    ["a quote inside its marks", "> one two three", 9, ["> one two", "> three"]],
    ["empty lines", "one\n\ntwo", 10, ["one", "", "two"]],
    ["wide characters by their columns", "日本 日本", 8, ["日本", "日本"]],
    ["blanks inside", "a  b", 10, ["a  b"]],
  ])("keeps %s", (_name, text, width, expected) => {
    expect(wrap(text, width)).toEqual(expected);
  });
});
