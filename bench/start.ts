/*
 * P6: from spawning the process to the first page it served whole, and its memory after a few pages; beside it, in turns
 * with it, a process that loads every package and serves one page with express. The share is CPU time, which other work
 * on the machine moves less than the clock.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { inFolder, mb, median, ms } from "./figures.ts";
import type { BenchRow } from "./row.ts";

/** `took` in ms to the first page, `cpu` in ms until then, `memory` in MB after some pages. */
type Start = Readonly<{ took: number; cpu: number; memory: number }>;
/** `flags`: what Node is given before the file; `cache`: where Node keeps what it compiled, null for its usual place. */
type Program = Readonly<{ flags: readonly string[]; file: string; dataDir: string; cache: string | null }>;

const rounds = 7;
const pollMs = 5;
const patienceMs = 30_000;
const pagesAfterwards = 5;

const inRepository = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const manifest = z.object({ scripts: z.object({ start: z.string() }) });
const { scripts } = manifest.parse(JSON.parse(readFileSync(inRepository("package.json"), "utf8")));
/** What `npm start` gives Node; `./` is the repository there. */
const startFlags = scripts.start
  .split(" ")
  .slice(1, -1)
  .map((word) => (word.startsWith("./") ? inRepository(word) : word));
/** The same thrift for what stands beside it: one thread for V8 and a small young generation. */
const besideFlags = ["--v8-pool-size=1", "--max-semi-space-size=2"];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address === "object" && address !== null) return address.port;
  throw new Error("the machine gave no free port");
}

async function started({ flags, file, dataDir, cache }: Program): Promise<Start> {
  const port = await freePort();
  const place = { PATH: process.env["PATH"], TMPDIR: process.env["TMPDIR"], DATA_DIR: dataDir, PORT: String(port) };
  const env = cache === null ? place : { ...place, NODE_COMPILE_CACHE: cache };
  const began = performance.now();
  // Away from the checkout, whose .env is the operator's.
  const child = spawn(process.execPath, [...flags, inRepository(file)], {
    env,
    cwd: dataDir,
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    await firstPage(child, port, began);
    const took = performance.now() - began;
    const cpu = cpuMs(child);
    for (let page = 0; page < pagesAfterwards; page += 1) await isServed(port);
    return { took, cpu, memory: residentMb(child) };
  } finally {
    if (child.exitCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
  }
}

async function firstPage(child: ChildProcess, port: number, began: number): Promise<void> {
  while (!(await isServed(port))) {
    if (child.exitCode !== null) throw new Error(`the process ended with ${child.exitCode} before it served a page`);
    if (performance.now() - began > patienceMs) throw new Error(`no page after ${patienceMs / 1000} s`);
    await setTimeout(pollMs);
  }
}

async function isServed(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`);
    const page = await response.text();
    return response.ok && page.includes("<title>");
  } catch {
    // Nobody listens yet; who waits for ever is told by `firstPage`.
    return false;
  }
}

// Linux: proc(5).
const procFile = ({ pid }: ChildProcess, name: string): string => readFileSync(`/proc/${pid}/${name}`, "utf8");

const residentMb = (child: ChildProcess): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(procFile(child, "status"))?.[1]) / 1024;

/** User and system time; a tick is 10 ms. */
function cpuMs(child: ChildProcess): number {
  const fields = procFile(child, "stat").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const middle = (starts: readonly Start[]): Start => ({
  took: median(starts.map(({ took }) => took)),
  cpu: median(starts.map(({ cpu }) => cpu)),
  memory: median(starts.map(({ memory }) => memory)),
});

async function nodeAlone(): Promise<number> {
  const began = performance.now();
  await once(spawn(process.execPath, ["-e", ""], { stdio: "ignore" }), "exit");
  return performance.now() - began;
}

type Sides = Record<"ever" | "first" | "second" | "packages", Start[]> & { node: number[] };

/** Measures P6. Takes about 30 s. */
export async function run(): Promise<BenchRow[]> {
  const sides: Sides = { ever: [], first: [], second: [], packages: [], node: [] };
  for (let round = 0; round < rounds; round += 1) {
    await inFolder(async (dataDir) => {
      const bot = { flags: startFlags, file: "src/main.ts", dataDir, cache: null };
      sides.first.push(await started(bot));
      sides.second.push(await started(bot));
      const packages = { flags: besideFlags, file: "bench/all-packages.ts", dataDir, cache: null };
      sides.packages.push(await started(packages));
    });
    // As after `npm ci`: nothing compiled yet, nothing kept yet.
    await inFolder(async (dataDir) => {
      const cache = join(dataDir, "compiled");
      sides.ever.push(await started({ flags: startFlags, file: "src/main.ts", dataDir, cache }));
    });
    sides.node.push(await nodeAlone());
  }
  return rowsOf(sides);
}

function rowsOf(sides: Sides): BenchRow[] {
  const packages = middle(sides.packages);
  const row = (what: string, one: string, other: string, goal: string): BenchRow => ({
    what,
    ours: one,
    beside: `all packages and express: ${other}`,
    goal,
  });
  const toPage = ({ took }: Start, all: readonly Start[]): string =>
    `${ms(took)}, worst ${ms(Math.max(...all.map((each) => each.took)))} (× ${(took / packages.took).toFixed(2)})`;
  const [ever, first, second] = [middle(sides.ever), middle(sides.first), middle(sides.second)];
  return [
    row("the very first start, nothing compiled yet", toPage(ever, sides.ever), ms(packages.took), "≤ 1.0 s"),
    row("its memory", mb(ever.memory), mb(packages.memory), "≤ 130 MB"),
    row("start to the first served page, no data yet", toPage(first, sides.first), ms(packages.took), "≤ 1.0 s"),
    row("the same on existing data", toPage(second, sides.second), ms(packages.took), "≤ 1.0 s"),
    row("CPU time until the page, no data yet", ms(first.cpu), ms(packages.cpu), "–"),
    row(`memory after ${pagesAfterwards} more pages`, mb(first.memory), mb(packages.memory), "≤ 130 MB"),
    { what: "node alone, to its end", ours: ms(median(sides.node)), beside: "–", goal: "–" },
  ];
}

if (import.meta.main) console.table(await run());
