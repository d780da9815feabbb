// Durable writes, 64 in flight, 500 characters each: the store's grouped ones beside raw @keyv/sqlite in the same run.
import { z } from "zod";
import { openStore } from "../src/adapters/keyv/open-store.ts";
import { codecOf } from "../src/core/codecs.ts";
import { inFolder, middlePace, type Pace, paceOf, paceText, quiet } from "./figures.ts";
import { rawKeyvPace } from "./raw-keyv.ts";
import type { BenchRow } from "./row.ts";

const inFlight = 64;
const value = "x".repeat(500);

type Ours = Readonly<{ puts: Pace; commits: Pace; updates: Pace }>;

const ours = (): Promise<Ours> =>
  inFolder(async (dataDir) => {
    const store = await openStore({ dataDir, log: quiet });
    const answers = store.collection("answers", codecOf(z.string()));
    const inbox = store.collection("inbox", codecOf(z.string()));
    await paceOf(2000, inFlight, (i) => answers.put(`warm/${i}`, value));
    const puts = await paceOf(40_000, inFlight, (i) => answers.put(`put/${i}`, value));
    const commits = await paceOf(20_000, inFlight, (i) =>
      store.commit({ kind: "create", row: answers.row(`commit/${i}`, value) }, [inbox.row(`commit/${i}`, "done")]),
    );
    const updates = await paceOf(20_000, inFlight, (i) => answers.update(`put/${i}`, (text) => `${text}!`));
    await store.stop();
    return { puts, commits, updates };
  });

/** Measures puts, commits of a new record with one put, and updates; medians of three runs. */
export async function run(): Promise<BenchRow[]> {
  const paces: Ours[] = [];
  const besides: Pace[] = [];
  for (let round = 0; round < 3; round += 1) {
    besides.push(await rawKeyvPace(inFlight));
    paces.push(await ours());
  }
  const beside = middlePace(besides);
  const row = (what: string, pace: Pace, goal: string): BenchRow => ({
    what: `store, SQLite WAL FULL, ${inFlight} in flight, 500 characters: ${what}`,
    ours: `${paceText(pace)} (× ${(pace.perSecond / beside.perSecond).toFixed(1)})`,
    beside: `@keyv/sqlite set: ${paceText(beside)}`,
    goal,
  });
  return [
    row("put", middlePace(paces.map(({ puts }) => puts)), "≥ 25,000/s, p99 ≤ 10 ms"),
    row(
      "commit of a new record and one put",
      middlePace(paces.map(({ commits }) => commits)),
      "≥ 25,000/s, p99 ≤ 10 ms",
    ),
    row(
      "update (read, compare, set)",
      middlePace(paces.map(({ updates }) => updates)),
      "as fast as can be without loss",
    ),
  ];
}

if (import.meta.main) console.table(await run());
