import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { BehaviourName } from "../../support/model/behaviour.ts";
import type { FastTime } from "../../support/model/fast-time.ts";
import { onTheWall } from "../../support/model/fast-time.ts";
import type { Model } from "../../support/model/model.ts";
import { seeded } from "../../support/model/seeded.ts";
import { type Counts, count } from "./count.ts";
import { actsOf, channels, startsAt } from "./day.ts";
import type { Life } from "./points.ts";
import { held, type Task } from "./task.ts";

/** One day of the bot: its lives, each cut short but the last, and what it does without. */
export type Run = Readonly<{
  behaviour: BehaviourName;
  lives: readonly Life[];
  without: Task["without"];
  seed: number;
}>;

/** What came of a run. `problem`: what went wrong, and where its files are; without counts it did not get to its end. */
export type Outcome = Readonly<{ kills: number; counts: Counts | null; problem: string | null }>;

const script = fileURLToPath(new URL("bot.ts", import.meta.url));
/** A day takes two to six seconds of the wall, eight more where no thread is read; a bot that lives so long has hung. */
const longestMs = 60_000;

let runs = 0;

/** Lives through one day in a workspace of its own, and counts. */
export async function carryOut(model: Model, run: Run, speed: number): Promise<Outcome> {
  runs += 1;
  const workspace = `W${runs}`;
  const time: FastTime = { startsAt, wallMs: Date.now(), speed };
  const dataDir = mkdtempSync(join(tmpdir(), "drill-faults-"));
  const { behaviour, seed, without } = run;
  const calm = without.length > 0;
  const acts = [...actsOf(seeded(seed))];
  await model.open({ workspace, behaviour, time, seed, acts, calm });
  const told: Task = {
    dataDir,
    port: model.port,
    workspace,
    behaviour,
    time,
    channels: [...channels],
    without,
    kill: null,
  };
  let kills = 0;
  try {
    for (const life of run.lives) {
      const end = await live(model, told, life);
      kills += end.killed && !end.hung ? 1 : 0;
      if (!end.killed || end.hung) return await counted(model, told, end, kills);
      await sleep(onTheWall(life.deadMs, time));
    }
    return await counted(model, told, await live(model, told, null), kills);
  } finally {
    await model.close(workspace);
  }
}

type End = Readonly<{ killed: boolean; hung: boolean; said: string; complaint: string }>;

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
async function live(model: Model, told: Task, life: Life | null): Promise<End> {
  const kill = life?.kill.kind === "inside" ? life.kill : null;
  const child = spawn(process.execPath, [script, JSON.stringify({ ...told, kill })], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
  const dueMs = life?.kill.kind === "after" ? life.kill.wallMs : null;
  let hung = false;
  const timer = setTimeout(() => {
    hung = dueMs === null;
    child.kill("SIGKILL");
  }, dueMs ?? longestMs);
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once("close", (_code, signal) => resolve(signal)),
  );
  if (life?.kill.kind === "by-platform") {
    const { call, nth, inThread } = life.kill;
    await model.fault(told.workspace, call, { kind: "kill", pid: child.pid ?? 0 }, { nth, inThread });
  }
  const signal = await ended;
  clearTimeout(timer);
  const complaint = Buffer.concat(complaints).toString("utf8");
  return { killed: signal === "SIGKILL", hung, said: Buffer.concat(said).toString("utf8").trim(), complaint };
}
