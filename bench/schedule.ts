/*
 * P1 of performance.md: many channels, all due in the same minute. Each side runs in a process of its own, so that memory
 * and start-up are its own. Ours plans 100,000 channels; node-cron runs one task a channel, at 1,000 and 10,000: at 100,000
 * it was measured before (performance.md, "Known": 80,391 of 100,000 slots missed) and takes too long to repeat here.
 */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { schedule } from "node-cron";
import { type ChannelKey, channelKey } from "../src/core/keys.ts";
import { createAgenda } from "../src/core/schedule/agenda.ts";
import type { Schedule } from "../src/core/schedule/slots.ts";
import { slotsAt } from "../src/core/schedule/slots-at.ts";
import { mb, ms, percentile } from "./figures.ts";
import type { BenchRow } from "./row.ts";

const here = fileURLToPath(import.meta.url);
const inProcess = promisify(execFile);

/** What one side's process reports. Times in ms, memory in MB; `late` is the 99th percentile. */
type Figures = Readonly<{ start: number; memory: number; late: number; done: number; idlePercent: number | null }>;
type Planned = Readonly<{ key: ChannelKey; schedule: Schedule }>;

const dueAt = Temporal.Instant.from("2027-03-15T08:00:00Z");
const tickMs = 5_000;

function residentMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** A channel in the next of all zones, whose post time there is `dueAt`: another schedule for each zone. */
function planned(index: number, zones: readonly string[]): Planned {
  const zone = zones[index % zones.length] ?? "UTC";
  const postAt = dueAt.toZonedDateTimeISO(zone).toPlainTime();
  const schedule: Schedule = {
    zone,
    postAt,
    days: [...everyDay],
    reveal: { kind: "next-question" },
    daysOff: [],
    pause: null,
    stopped: false,
    since: dueAt.subtract({ hours: 1 }),
    graceMinutes: 120,
  };
  return { key: channelKey("playground", "W1", `C${index}`), schedule };
}

function ours(channels: number): Figures {
  const zones = Intl.supportedValuesOf("timeZone");
  const all = Array.from({ length: channels }, (_, index) => planned(index, zones));
  const schedules = new Map(all.map(({ key, schedule }) => [key, schedule]));
  const before = residentMb();

  const loading = performance.now();
  const agenda = createAgenda();
  const atStart = slotsAt(dueAt.subtract({ minutes: 1 }));
  for (const { key, schedule } of all) agenda.set(key, atStart.nextPostMs(schedule));
  const start = performance.now() - loading;
  const memory = residentMb() - before;

  const tick = performance.now();
  const atTick = slotsAt(dueAt);
  const late: number[] = [];
  for (const key of agenda.due(dueAt.epochMilliseconds)) {
    const schedule = schedules.get(key);
    if (schedule === undefined || atTick.due(schedule)?.standing !== "due") continue;
    agenda.set(key, atTick.nextPostMs(schedule));
    late.push(performance.now() - tick);
  }
  return { start, memory, late: percentile(late, 0.99), done: late.length, idlePercent: idlePercent(agenda.due) };
}

/** What ticks with nothing due cost, as a share of one core. */
function idlePercent(due: (now: number) => readonly ChannelKey[]): number {
  const ticks = 100_000;
  const began = performance.now();
  for (let index = 0; index < ticks; index += 1) due(dueAt.epochMilliseconds);
  return ((performance.now() - began) / ticks / tickMs) * 100;
}

async function nodeCron(channels: number): Promise<Figures> {
  const before = residentMb();
  // Far enough ahead for all tasks to be there: performance.md knows 0.9 s for 10,000.
  const due = Math.ceil(Date.now() / 1000) * 1000 + 5_000;
  const at = new Date(due);
  const expression = `${at.getSeconds()} ${at.getMinutes()} ${at.getHours()} * * *`;
  const late: number[] = [];
  const loading = performance.now();
  const run = (): void => {
    late.push(Date.now() - due);
  };
  for (let index = 0; index < channels; index += 1) schedule(expression, run, { suppressMissedWarning: true });
  const start = performance.now() - loading;
  const memory = residentMb() - before;
  await new Promise((resolve) => setTimeout(resolve, due + 10_000 - Date.now()));
  return { start, memory, late: percentile(late, 0.99), done: late.length, idlePercent: null };
}

function isFigures(value: unknown): value is Figures {
  return typeof value === "object" && value !== null && "start" in value && "late" in value && "done" in value;
}

async function measure(side: "ours" | "node-cron", channels: number): Promise<Figures> {
  const { stdout } = await inProcess(process.execPath, ["--expose-gc", here, side, String(channels)]);
  const figures: unknown = JSON.parse(stdout);
  if (isFigures(figures)) return figures;
  throw new Error(`the ${side} process reported no figures: ${stdout.slice(0, 200)}`);
}

const share = (done: number, of: number): string => `${((done / of) * 100).toFixed(done === of ? 0 : 2)} %`;

const sizes = { ours: 100_000, some: 1_000, many: 10_000 } as const;

/** Measures P1. Takes about 40 s: node-cron's tasks wait for their second. */
export async function run(): Promise<BenchRow[]> {
  const our = await measure("ours", sizes.ours);
  const some = await measure("node-cron", sizes.some);
  const many = await measure("node-cron", sizes.many);
  const row = (
    what: string,
    mine: string,
    of: (figures: Figures, channels: number) => string,
    goal: string,
  ): BenchRow => ({
    what: `scheduling: ${what}`,
    ours: `${mine} (100,000 channels)`,
    beside: `node-cron ${of(some, sizes.some)} (1,000), ${of(many, sizes.many)} (10,000)`,
    goal,
  });
  return [
    row("start-up", ms(our.start), ({ start }) => ms(start), "≤ 1.5 s"),
    row("memory added", mb(our.memory), ({ memory }) => mb(memory), "≤ 60 MB"),
    row("p99 after the tick, all due at once", ms(our.late), ({ late }) => ms(late), "≤ 500 ms"),
    row("slots carried out", share(our.done, sizes.ours), ({ done }, of) => share(done, of), "100 %"),
    {
      what: "scheduling: a tick with nothing due, share of one core",
      ours: `${(our.idlePercent ?? 0).toExponential(1)} % (100,000 channels)`,
      beside: "–",
      goal: "≤ 0.1 %",
    },
  ];
}

if (import.meta.main) {
  const [side, channels] = process.argv.slice(2);
  if (side === "ours") console.log(JSON.stringify(ours(Number(channels))));
  else if (side === "node-cron") {
    console.log(JSON.stringify(await nodeCron(Number(channels))));
    process.exit(0);
  } else console.table(await run());
}
