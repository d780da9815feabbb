// Durable writes, 64 in flight, 500 characters each: the store's grouped ones beside raw @keyv/sqlite in the same run.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KeyvSqlite } from "@keyv/sqlite";
import { z } from "zod";
import { openStore } from "../src/adapters/keyv/open-store.ts";
import { codecOf } from "../src/core/codecs.ts";
import type { Log } from "../src/ports/log.ts";
import type { BenchRow } from "./row.ts";

const inFlight = 64;
const value = "x".repeat(500);
const quiet: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Writes per second, and the time within which 99 of 100 were done, in milliseconds. */
type Pace = Readonly<{ perSecond: number; p99: number }>;

async function paceOf(writes: number, write: (i: number) => Promise<unknown>): Promise<Pace> {
  const took: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < writes) {
      const i = next;
      next += 1;
      const begun = performance.now();
      await write(i);
      took.push(performance.now() - begun);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - begun) / 1000;
  return { perSecond: writes / seconds, p99: took.sort((a, b) => a - b)[Math.floor(writes * 0.99)] ?? 0 };
}

async function inFolder<T>(measure: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), "drill-bench-"));
  try {
    return await measure(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type Ours = Readonly<{ puts: Pace; commits: Pace; updates: Pace }>;

const ours = (): Promise<Ours> =>
  inFolder(async (dataDir) => {
    const store = await openStore({ dataDir, log: quiet });
    const answers = store.collection("answers", codecOf(z.string()));
    const inbox = store.collection("inbox", codecOf(z.string()));
    await paceOf(2000, (i) => answers.put(`warm/${i}`, value));
    const puts = await paceOf(40_000, (i) => answers.put(`put/${i}`, value));
    const commits = await paceOf(20_000, (i) =>
      store.commit({ kind: "create", row: answers.row(`commit/${i}`, value) }, [inbox.row(`commit/${i}`, "done")]),
    );
    const updates = await paceOf(20_000, (i) => answers.update(`put/${i}`, (text) => `${text}!`));
    await store.stop();
    return { puts, commits, updates };
  });

const raw = (): Promise<Pace> =>
  inFolder(async (dataDir) => {
    const keyv = new KeyvSqlite({ uri: `sqlite://${join(dataDir, "raw.sqlite")}`, busyTimeout: 5000 });
    await keyv.query("PRAGMA journal_mode = WAL");
    await keyv.query("PRAGMA synchronous = FULL");
    await paceOf(500, (i) => keyv.set(`warm/${i}`, value));
    const pace = await paceOf(5000, (i) => keyv.set(`put/${i}`, value));
    await keyv.disconnect();
    return pace;
  });

/** The middle one by pace, of three runs. */
function middle(paces: readonly Pace[]): Pace {
  const sorted = paces.toSorted((a, b) => a.perSecond - b.perSecond);
  return sorted[Math.floor(sorted.length / 2)] ?? { perSecond: 0, p99: 0 };
}

const told = ({ perSecond, p99 }: Pace): string =>
  `${Math.round(perSecond).toLocaleString("en")}/s, p99 ${p99.toFixed(1)} ms`;

/** Measures puts, commits of a new record with one put, and updates; medians of three runs. */
export async function run(): Promise<BenchRow[]> {
  const paces: Ours[] = [];
  const besides: Pace[] = [];
  for (let round = 0; round < 3; round += 1) {
    besides.push(await raw());
    paces.push(await ours());
  }
  const beside = middle(besides);
  const row = (what: string, pace: Pace, goal: string): BenchRow => ({
    what: `store, SQLite WAL FULL, ${inFlight} in flight, 500 characters: ${what}`,
    ours: `${told(pace)} (× ${(pace.perSecond / beside.perSecond).toFixed(1)})`,
    beside: `@keyv/sqlite set: ${told(beside)}`,
    goal,
  });
  return [
    row("put", middle(paces.map(({ puts }) => puts)), "≥ 25,000/s, p99 ≤ 10 ms"),
    row("commit of a new record and one put", middle(paces.map(({ commits }) => commits)), "≥ 25,000/s, p99 ≤ 10 ms"),
    row("update (read, compare, set)", middle(paces.map(({ updates }) => updates)), "as fast as can be without loss"),
  ];
}

if (import.meta.main) console.table(await run());
