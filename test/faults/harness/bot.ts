// The bot under fire, as a process of its own: the app as it ships, over SQLite and a platform, on a fast clock.
// Each line it is told is a day, or the rest of one after a kill; who has brought a day to its end begins another.
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "../../../src/adapters/keyv/open-store.ts";
import { systemChance } from "../../../src/adapters/runtime.ts";
import { type App, createApp } from "../../../src/app/app.ts";
import { openRecords, type Records } from "../../../src/app/records.ts";
import { answersOf } from "../../../src/core/drill/answers.ts";
import type { Entry } from "../../../src/core/drill/entry.ts";
import type { ChannelKey, PersonId } from "../../../src/core/keys.ts";
import type { Plan } from "../../../src/core/schedule/plan.ts";
import type { Log, LogFields } from "../../../src/ports/log.ts";
import type { Clock } from "../../../src/ports/runtime.ts";
import { fixedBank, someQuestions } from "../../support/bot.ts";
import { type FastTime, fastClock, fastTimer, onTheWall } from "../../support/model/fast-time.ts";
import { postsAt, revealsAt, startsAt } from "./day.ts";
import { KillSwitch } from "./kill-switch.ts";
import { type Held, type HeldChannel, type Task, task } from "./task.ts";
import { underFire } from "./under-fire.ts";

/** How often the shipped bot looks for what is due. */
const tickMs = 5_000;
/** After the last reveal people still talk for a moment, and none of that may count. */
const afterwardsMs = 4_000;

// Whoever gave the days is gone: nobody wants the rest of this one.
process.stdin.once("end", () => process.exit(0));
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await liveThrough(task.parse(JSON.parse(line))))}\n`);
}

/** Lives through one day, or what is left of it, and says what the bot holds at its end. */
async function liveThrough(told: Task): Promise<Held> {
  const log = fileLog(join(told.dataDir, "log.ndjson"), fastClock(told.time));
  const { platform, channels } = await underFire(told, log);
  const killSwitch = new KillSwitch(told.kill);
  const store = killSwitch.store(await openStore({ dataDir: told.dataDir, log }));
  const records = openRecords(store);
  for (const channel of channels) await records.plans.create(channel, planOf(channel));
  const app = createApp({
    clock: fastClock(told.time),
    timer: fastTimer(told.time),
    chance: systemChance,
    log,
    figures: { report: () => undefined },
    records,
    bank: fixedBank(someQuestions(12)),
    platforms: new Map([[platform.facts.name, killSwitch.platform(platform)]]),
    settings: { owner: "sole", leaseMs: 20_000, managers: new Set(), setup: "members" },
  });
  const isAllDone = async (): Promise<boolean> =>
    (await Promise.all(channels.map((channel) => isDone(records, channel)))).every(Boolean);
  await app.start();
  // What comes after a reveal may open it once more: the day is over when nothing more comes.
  do {
    await tickUntil(app, isAllDone, told.time);
    await sleep(onTheWall(afterwardsMs, told.time));
  } while (!(await isAllDone()));
  await app.stop();
  const held = { channels: await Promise.all(channels.map((channel) => heldOf(records, channel))) };
  await store.stop();
  return held;
}

/** Ticks until every channel's drill is revealed and shows it. */
async function tickUntil({ tick, world }: App, isAllDone: () => Promise<boolean>, time: FastTime): Promise<void> {
  while (!(await isAllDone())) {
    world.aside(tick(), "tick");
    await sleep(onTheWall(tickMs, time));
  }
}

async function isDone(records: Records, channel: ChannelKey): Promise<boolean> {
  const key = `${channel}/${startsAt.slice(0, 10)}`;
  const drill = await records.drills.get(key);
  if (drill?.stage === "missed") throw new Error(`${channel}: the slot was missed, ${drill.reason}`);
  return drill?.stage === "revealed" && (await records.openDrills.get(key)) === null;
}

async function heldOf(records: Records, channel: ChannelKey): Promise<HeldChannel> {
  const drill = await records.drills.get(`${channel}/${startsAt.slice(0, 10)}`);
  if (drill?.stage !== "revealed") throw new Error(`${channel}: not revealed`);
  const entries: Entry[] = [];
  for await (const [, entry] of records.entries.list(`${channel}/`)) entries.push(entry);
  const sent: string[] = [];
  for await (const [key] of records.deliveries.list(`${channel}/`)) sent.push(key);
  const answers = answersOf(entries, drill).map(({ person, text }) => ({ person, text }));
  return { channel: channel.split("/").at(-1) ?? "", cutoffAt: drill.cutoffAt.toString(), answers, sent };
}

function planOf(channel: ChannelKey): Plan {
  return {
    channel,
    zone: "UTC",
    postAt: Temporal.PlainTime.from(postsAt),
    days: [1, 2, 3, 4, 5],
    reveal: { kind: "same-day", at: Temporal.PlainTime.from(revealsAt) },
    mode: "open",
    topics: [],
    levels: [],
    daysOff: [],
    pause: null,
    graceMinutes: 120,
    announceReveal: true,
    ping: null,
    since: Temporal.Instant.from(startsAt),
    configuredBy: "P1" as PersonId,
    stopped: false,
  };
}

/** A log that outlives a kill, for whoever looks into a run that failed. */
function fileLog(path: string, clock: Clock): Log {
  const line =
    (level: string) =>
    (event: string, fields: LogFields = {}): void => {
      const said = fields["error"] instanceof Error ? { ...fields, error: String(fields["error"]) } : fields;
      appendFileSync(path, `${JSON.stringify({ level, at: clock.now(), pid: process.pid, event, ...said })}\n`);
    };
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
}
