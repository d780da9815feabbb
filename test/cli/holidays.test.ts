import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/adapters/keyv/open-store.ts";
import { openRecords } from "../../src/app/records.ts";
import { holidaysText } from "../../src/cli/holidays-text.ts";
import { type ChannelKey, channelKey, type PersonId } from "../../src/core/keys.ts";
import type { Plan } from "../../src/core/schedule/plan.ts";
import { usualPlan } from "../../src/core/schedule/usual-plan.ts";
import { type Ended, runDrill } from "../support/run-drill.ts";
import { silentLog } from "../support/silent-log.ts";

const backend = channelKey("playground", "local", "backend");
const today = Temporal.Now.plainDateISO("UTC");
const inDays = (days: number): Temporal.PlainDate => today.add({ days });

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "drill-holidays-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const importing = (...args: readonly string[]): Promise<Ended> =>
  runDrill("cli.ts", ["holidays", "import", ...args], { DATA_DIR: dataDir }).ended;

function fileOf(name: string, lines: readonly string[]): string {
  const file = join(dataDir, name);
  writeFileSync(file, lines.join("\r\n"));
  return file;
}

const planOf = (channel: ChannelKey): Plan =>
  usualPlan({
    channel,
    zone: "UTC",
    configuredBy: "mira" as PersonId,
    since: today.toZonedDateTime("UTC").toInstant(),
  });

/** Puts plans into the store of a stopped bot. */
async function seed(...channels: readonly ChannelKey[]): Promise<void> {
  const store = await openStore({ dataDir, log: silentLog });
  for (const channel of channels) await openRecords(store).plans.put(channel, planOf(channel));
  await store.stop();
}

async function daysOff(channel: ChannelKey): Promise<readonly string[] | null> {
  const store = await openStore({ dataDir, log: silentLog });
  const plan = await openRecords(store).plans.get(channel);
  await store.stop();
  return plan?.daysOff.map(({ from, to, name }) => `${from}..${to} ${name ?? "-"}`) ?? null;
}

const compact = (date: Temporal.PlainDate): string => date.toString().replaceAll("-", "");

/** A calendar with two days called Fair, a meeting, and an event of last month. */
const calendar = (): string =>
  fileOf("fair.ics", [
    "\uFEFFBEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//test//EN",
    ...eventLines("fair", "Fair", `;VALUE=DATE:${compact(inDays(30))}`, `;VALUE=DATE:${compact(inDays(32))}`),
    ...eventLines("meet", "Meeting", `:${compact(inDays(40))}T100000Z`, `:${compact(inDays(40))}T110000Z`),
    ...eventLines("past", "Past", `;VALUE=DATE:${compact(inDays(-30))}`, `;VALUE=DATE:${compact(inDays(-29))}`),
    "END:VCALENDAR",
    "",
  ]);

const eventLines = (uid: string, title: string, start: string, end: string): readonly string[] => [
  "BEGIN:VEVENT",
  `UID:${uid}`,
  `DTSTAMP:${compact(today)}T000000Z`,
  `DTSTART${start}`,
  `DTEND${end}`,
  `SUMMARY:${title}`,
  "END:VEVENT",
];

const left = '  "Meeting" is not all day and was left out\n';

describe("drill holidays import", () => {
  it("adds the days off of an iCalendar file to the only plan while no bot runs, and twice does no harm", async () => {
    await seed(backend);
    const file = calendar();
    const first = "1 entry added. The plan has 1 entry of days off now.\n";
    expect(await importing(file)).toEqual({ code: 0, signal: null, out: `${backend}: ${first}${left}`, err: "" });
    expect(await daysOff(backend)).toEqual([`${inDays(30)}..${inDays(31)} Fair`]);
    expect(await importing(file, "--json")).toEqual({
      code: 0,
      signal: null,
      out: `{"channel":"${backend}","added":0,"known":1,"over":0,"total":1,"notes":["\\"Meeting\\" is not all day and was left out"]}\n`,
      err: "",
    });
    expect(await daysOff(backend)).toEqual([`${inDays(30)}..${inDays(31)} Fair`]);
  });

  it("reads a text as the form takes it, for the channel that was named", async () => {
    const frontend = channelKey("playground", "local", "frontend");
    await seed(backend, frontend);
    const file = fileOf("days.txt", [`\uFEFF${inDays(9)} Trip`, `${inDays(3)}..${inDays(4)}`]);
    const unclear = await importing(file);
    expect([unclear.code, unclear.out, unclear.err]).toEqual([
      1,
      "",
      `which channel? These have a plan:\n  ${backend}\n  ${frontend}\n  → name one with --channel\n`,
    ]);
    expect((await importing(file, "--channel", frontend)).out).toBe(
      `${frontend}: 2 entries added. The plan has 2 entries of days off now.\n`,
    );
    expect([await daysOff(backend), await daysOff(frontend)]).toEqual([
      [],
      [`${inDays(3)}..${inDays(4)} -`, `${inDays(9)}..${inDays(9)} Trip`],
    ]);
  });

  it("names every line that cannot be read, and takes none of them", async () => {
    await seed(backend);
    const file = fileOf("days.txt", [`${inDays(3)}`, "some day", `${inDays(9)}..${inDays(8)}`]);
    const { code, out, err } = await importing(file);
    expect([code, out, err]).toEqual([
      1,
      "",
      `${file}:2: not a date: some day (write 2026-12-24, or 2026-12-24..2027-01-02, with a name after it if you like)\n` +
        `${file}:3: ${inDays(8)} is before ${inDays(9)} (write ${inDays(8)}..${inDays(9)}, or check the years)\n` +
        "  → mend these lines, or give an iCalendar (.ics) file; nothing was changed\n",
    ]);
    expect(await daysOff(backend)).toEqual([]);
  });

  it("says so when there is no such file, one too large, or no store", async () => {
    const missing = await importing(join(dataDir, "none.ics"));
    expect([missing.code, missing.err]).toEqual([
      1,
      `${join(dataDir, "none.ics")}: the file cannot be read\n` +
        "  → give the path of an iCalendar (.ics) file, or of a text with a date or a range a line\n",
    ]);
    const large = fileOf("large.txt", ["x".repeat(1_048_577)]);
    expect((await importing(large)).err).toBe(
      `${large}: the file is larger than 1 MB\n` +
        "  → export only the calendar with the days off, or a shorter stretch of it\n",
    );
    expect((await importing(calendar())).err).toBe(
      `${join(dataDir, "drill.sqlite")}: there is no store\n  → set DATA_DIR to the folder that the bot uses\n`,
    );
  });

  it("has a running bot do it, which alone may write its store", async () => {
    const bot = runDrill("main.ts", [], { DATA_DIR: dataDir, PORT: "0", METRICS_PORT: "off" });
    try {
      await bot.line(/Playground\s+(\S+)/u);
      const told = await importing(calendar());
      expect([told.code, told.err]).toEqual([0, ""]);
      const [, channel = ""] = /^(\S+): 1 entry added\. The plan has 1 entry of days off now\.\n/u.exec(told.out) ?? [];
      expect(channel.split("/")[0]).toBe("playground");
      expect(readdirSync(join(dataDir, "requests"))).toEqual([]);
      const elsewhere = await importing(calendar(), "--channel", "playground/local/nowhere");
      expect([elsewhere.code, elsewhere.err]).toEqual([
        1,
        `playground/local/nowhere has no plan; these have one:\n  ${channel}\n  → name one of them with --channel\n`,
      ]);
      bot.child.kill("SIGTERM");
      await bot.ended;
      expect(await daysOff(channel as ChannelKey)).toEqual([`${inDays(30)}..${inDays(31)} Fair`]);
    } finally {
      bot.child.kill("SIGKILL");
      await bot.ended;
    }
  });
});

describe("what an import tells", () => {
  it.each([
    [{ added: 1, known: 0, over: 0, total: 1 }, "c: 1 entry added. The plan has 1 entry of days off now."],
    [
      { added: 0, known: 2, over: 1, total: 3 },
      "c: 0 entries added, 2 already there, 1 over and left out. The plan has 3 entries of days off now.",
    ],
  ])("%o", (counts, text) => {
    expect(holidaysText({ channel: "c", ...counts }, [])).toBe(text);
  });
});
