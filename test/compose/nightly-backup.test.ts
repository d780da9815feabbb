import { mkdirSync, readdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type NightlyBackup, nightlyBackup } from "../../src/compose/nightly-backup.ts";
import { type LogLine, listeningLog } from "../support/silent-log.ts";
import { filledFolder } from "../support/store-folder.ts";
import { freshFolder } from "../support/store-place.ts";
import { TestClock } from "../support/test-clock.ts";

/** 02:00 in Berlin on Monday, 15 March 2027. */
const beforeThree = "2027-03-15T01:00:00Z";

/** `notes` are what it says after each attempt: when it failed, or null. */
type Night = Readonly<{ order: NightlyBackup; clock: TestClock; lines: LogLine[]; notes: (string | null)[] }>;

async function aNight(start: string): Promise<Night> {
  const clock = new TestClock(start);
  const lines: LogLine[] = [];
  const backupDir = join(freshFolder(), "backups");
  const now = () => clock.now();
  const notes: (string | null)[] = [];
  const note = (failedAt: Temporal.Instant | null) => void notes.push(failedAt?.toString() ?? null);
  const log = listeningLog(lines);
  const order = { dataDir: await filledFolder(1), backupDir, zone: "Europe/Berlin", now, log, note };
  return { order, clock, lines, notes };
}

it("makes the night's backup after three, once, and at once when the bot starts later that day", async () => {
  const { order, clock, lines } = await aNight(beforeThree);
  const tick = nightlyBackup(order);
  await tick();
  expect(readdirSync(order.backupDir)).toEqual(["drill-2027-03-14.sqlite"]);
  clock.pass(3_600_000);
  await tick();
  await tick();
  await nightlyBackup(order)();
  expect(readdirSync(order.backupDir)).toEqual(["drill-2027-03-14.sqlite", "drill-2027-03-15.sqlite"]);
  expect(lines.map(({ level, event }) => [level, event])).toEqual([
    ["info", "backed up"],
    ["info", "backed up"],
  ]);
});

it("keeps the newest seven, and touches no file of another name", async () => {
  const { order, clock } = await aNight(beforeThree);
  mkdirSync(order.backupDir);
  writeFileSync(join(order.backupDir, "drill-mine.sqlite"), "");
  const tick = nightlyBackup(order);
  for (let night = 0; night < 9; night += 1) {
    await tick();
    clock.pass(86_400_000);
  }
  expect(readdirSync(order.backupDir)).toEqual([
    ...["16", "17", "18", "19", "20", "21", "22"].map((day) => `drill-2027-03-${day}.sqlite`),
    "drill-mine.sqlite",
  ]);
});

it("logs a failure and says so, waits an hour, and tries again", async () => {
  const { order, clock, lines, notes } = await aNight("2027-03-15T08:00:00Z");
  const file = join(order.backupDir, "drill-2027-03-15.sqlite");
  // Where its first bytes would go there is a folder.
  mkdirSync(`${file}.part`, { recursive: true });
  const tick = nightlyBackup(order);
  await tick();
  await tick();
  expect(lines.map(({ level, event, fields }) => [level, event, fields["file"]])).toEqual([
    ["error", "the nightly backup failed; it is tried again in an hour", file],
  ]);
  rmdirSync(`${file}.part`);
  clock.pass(3_599_999);
  await tick();
  expect(readdirSync(order.backupDir)).toEqual([]);
  clock.pass(1);
  await tick();
  expect(readdirSync(order.backupDir)).toEqual(["drill-2027-03-15.sqlite"]);
  expect(notes).toEqual(["2027-03-15T08:00:00Z", null]);
});
