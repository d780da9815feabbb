import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ended, runDrill } from "../support/run-drill.ts";

const drill = (...args: readonly string[]): Promise<Ended> => runDrill("cli.ts", args).ended;
const ended = (code: number, out: string, err = "") => ({ code, signal: null, out, err });

describe("drill preview", () => {
  const newYork = ["preview", "--zone", "America/New_York", "--at", "02:30", "--days", "mon-sun"];
  const overTheGap = [...newYork, "--from", "2027-03-13", "--count", "3"];

  it("prints the dates over New York's spring change as JSON", async () => {
    expect(await drill(...overTheGap, "--json")).toEqual(
      ended(
        0,
        '[{"date":"2027-03-13","postAt":"2027-03-13T07:30:00Z","revealAt":"2027-03-13T21:00:00Z"},' +
          '{"date":"2027-03-14","postAt":"2027-03-14T07:30:00Z","revealAt":"2027-03-14T20:00:00Z"},' +
          '{"date":"2027-03-15","postAt":"2027-03-15T06:30:00Z","revealAt":"2027-03-15T20:00:00Z"}]\n',
      ),
    );
  });

  it("prints them for a person in the zone's own time", async () => {
    expect(await drill(...overTheGap)).toEqual(
      ended(
        0,
        [
          "Date        Question           Reveal",
          "----------  -----------------  -----------------",
          "2027-03-13  Sat 13 Mar, 02:30  Sat 13 Mar, 16:00",
          "2027-03-14  Sun 14 Mar, 03:30  Sun 14 Mar, 16:00",
          "2027-03-15  Mon 15 Mar, 02:30  Mon 15 Mar, 16:00",
          "",
          "Times in America/New_York.",
          "",
        ].join("\n"),
      ),
    );
  });

  it("says what is wrong with a flag and how to write it, without a stack", async () => {
    expect(await drill("preview", "--zone", "Mars/Base")).toEqual(
      ended(
        1,
        "",
        'there is no time zone "Mars/Base"\n' +
          "  → give a zone as Region/City, perhaps Asia/Baku, America/Boise, Antarctica/Casey\n",
      ),
    );
  });
});

describe("drill bank check", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "drill-bank-"));
    await mkdir(join(folder, "http"));
    await writeFile(join(folder, "topics.yaml"), "- { id: http, title: HTTP, line: The web. }\n");
    await writeFile(join(folder, "http", "broken.md"), "---\ntitle: Broken\nlevel: mid\n---\nWhy?\n");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("ends with 0 where there is nothing to mend", async () => {
    // No workspace's folder of whoever runs the tests.
    const { code, out } = await runDrill("cli.ts", ["bank", "check", "--json"], { DATA_DIR: folder }).ended;
    const { questions, topics, problems } = JSON.parse(out);
    expect({ code, enough: questions >= 20, topics, problems }).toEqual({
      code: 0,
      enough: true,
      topics: 7,
      problems: [],
    });
  });

  it("prints every problem with file, line and fix as JSON, and ends with 1", async () => {
    const { code, out } = await drill("bank", "check", folder, "--json");
    const check: { problems: readonly Record<string, unknown>[] } = JSON.parse(out);
    expect(code).toBe(1);
    expect(Object.keys(check)).toEqual(["questions", "topics", "problems", "drafts", "notes", "folders"]);
    expect(check.problems.map((problem) => Object.keys(problem))).toEqual(
      check.problems.map(() => ["file", "line", "message", "fix"]),
    );
    expect(check.problems.map(({ file }) => file).includes(join(folder, "http", "broken.md"))).toBe(true);
  });

  it("lists them for a person, the figures last", async () => {
    const missing = join(folder, "nowhere");
    expect(await drill("bank", "check", missing)).toEqual(
      ended(
        1,
        `${missing}:1: the folder does not exist\n  → make it, or correct the path\n\n` +
          `${missing}: 0 questions, 0 topics, 1 problem\n`,
      ),
    );
  });
});

describe("drill", () => {
  it("names its commands", async () => {
    const { code, out } = await drill("--help");
    const named = out.split("\n").flatMap((line) => /^ {2}(?<name>[a-z]+)\s/u.exec(line)?.groups?.["name"] ?? []);
    expect({ code, named }).toEqual({
      code: 0,
      named: ["start", "demo", "preview", "bank", "holidays", "data", "slack", "discord", "doctor"],
    });
  });

  it("guesses what was meant by a misspelt command", async () => {
    expect(await drill("dmeo")).toEqual(
      ended(1, "", "error: unknown command 'dmeo'\n(Did you mean demo?)\n→ `drill --help` shows what there is\n"),
    );
  });
});
