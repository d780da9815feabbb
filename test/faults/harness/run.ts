import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastTime } from "../../support/model/fast-time.ts";
import { onTheWall } from "../../support/model/fast-time.ts";
import type { Model } from "../../support/model/model.ts";
import { seeded } from "../../support/model/seeded.ts";
import { BotProcess, type End, longestMs } from "./bot-process.ts";
import { type Counts, count } from "./count.ts";
import { actsOf, channels, startsAt } from "./day.ts";
import { behaviourOf, type PlatformName } from "./platforms.ts";
import type { Life } from "./points.ts";
import type { Platforms } from "./start-platforms.ts";
import { held, type Task } from "./task.ts";

/** One day of the bot: its lives, each cut short but the last, and what it does without. */
export type Run = Readonly<{
  platform: PlatformName;
  lives: readonly Life[];
  without: Task["without"];
  seed: number;
}>;

/** What came of a run. `problem`: what went wrong, and where its files are; without counts it did not get to its end. */
export type Outcome = Readonly<{ kills: number; counts: Counts | null; problem: string | null }>;

let runs = 0;

/** A place where one day follows the other: the bot that has brought one to its end begins the next. */
export type Place = { bot: BotProcess | null };

/** Lives through one day in a workspace of its own, and counts. */
export async function carryOut(platforms: Platforms, run: Run, speed: number, place: Place): Promise<Outcome> {
  runs += 1;
  const model = platforms.of(run.platform);
  const workspace = `W${runs}`;
  const time: FastTime = { startsAt, wallMs: Date.now(), speed };
  const dataDir = mkdtempSync(join(tmpdir(), "drill-faults-"));
  const { platform, seed, without } = run;
  const calm = without.length > 0;
  const acts = [...actsOf(seeded(seed))];
  await model.open({ workspace, behaviour: behaviourOf(platform), time, seed, acts, calm });
  const told: Task = {
    dataDir,
    port: model.port,
    workspace,
    platform,
    time,
    channels: [...channels],
    without,
    kill: null,
  };
  let kills = 0;
  try {
    for (const life of run.lives) {
      const end = await live(model, told, life, place);
      kills += end.killed && !end.hung ? 1 : 0;
      if (!end.killed || end.hung) return await counted(model, told, end, kills);
      await sleep(onTheWall(life.deadMs, time));
    }
    return await counted(model, told, await live(model, told, null, place), kills);
  } finally {
    await model.close(workspace);
  }
}

async function counted(model: Model, told: Task, end: End, kills: number): Promise<Outcome> {
  const { dataDir, workspace } = told;
  const failed = (problem: string): Outcome => ({ kills, counts: null, problem: `${problem}; see ${dataDir}` });
  if (end.hung) return failed(`not done after ${longestMs / 1_000} s`);
  if (end.said === "") return failed(end.complaint);
  const log = await model.log(workspace);
  const counts = count(log, held.parse(JSON.parse(end.said)));
  // A control is meant to go wrong, and nobody looks into it.
  if (told.without.length === 0 && Object.values(counts).some(Boolean)) {
    // What was there and what the bot held, beside the bot's own log: enough to see why.
    writeFileSync(join(dataDir, "platform.json"), JSON.stringify({ held: JSON.parse(end.said), log }, null, 1));
    return { kills, counts, problem: `see ${dataDir}` };
  }
  rmSync(dataDir, { recursive: true, force: true });
  return { kills, counts, problem: null };
}

/** One life of the bot, until it has done its day or is killed. */
async function live(model: Model, told: Task, life: Life | null, place: Place): Promise<End> {
  const kill = life?.kill ?? null;
  // A life that is cut short after a time counts from the start of its process, which may be where it ends.
  if (kill?.kind === "after") await retire(place);
  const bot = place.bot ?? new BotProcess();
  place.bot = bot;
  if (kill?.kind === "by-platform") {
    const { call, nth, inThread } = kill;
    await model.fault(told.workspace, call, { kind: "kill", pid: bot.pid }, { nth, inThread });
  }
  const inside = kill?.kind === "inside" ? kill : null;
  const end = await bot.live({ ...told, kill: inside }, kill?.kind === "after" ? kill.wallMs : null);
  if (bot.isOver) place.bot = null;
  return end;
}

/** Ends the bot of a place that has nothing more to do. */
export async function retire(place: Place): Promise<void> {
  await place.bot?.stop();
  place.bot = null;
}
