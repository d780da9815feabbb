// `npm run bench`, or some by name: `npm run bench -- bank start`. Prints one table and writes it into README.md.
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { BenchRow } from "./row.ts";
import { withSection } from "./sections.ts";

/** Each is a file of this folder that exports `run`; the order of the page. */
const titles = {
  schedule: "P1: scheduling, all channels due in the same minute",
  pacing: "P2: pacing, in simulation",
  delivery: "P2: delivery, the whole bot against enforced limits",
  store: "P3: the store alone",
  answers: "P3: answers",
  interaction: "P4: interaction, on Slack while questions go out",
  "discord-interaction": "P4: interaction, on Discord while questions go out",
  bank: "P5: the bank",
  import: "P5: the bank, brought in from elsewhere",
  start: "P6: start",
  reveal: "P7: the reveal",
  "slack-crowd": "P7: the reveal of a crowd on Slack",
  feedback: "P7: feedback, what an answer covers",
} as const;
type Name = keyof typeof titles;

const readme = fileURLToPath(new URL("README.md", import.meta.url));
const rowsField = z.array(z.object({ what: z.string(), ours: z.string(), beside: z.string(), goal: z.string() }));
const isName = (text: string): text is Name => Object.hasOwn(titles, text);

async function rowsOf(name: Name): Promise<readonly BenchRow[]> {
  const child = fork(fileURLToPath(new URL("rows-of.ts", import.meta.url)), [name]);
  const received: unknown[] = [];
  child.on("message", (message) => received.push(message));
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`the bench "${name}" ended with ${code}; what it said stands above`);
  return rowsField.parse(received[0]);
}

const loads = (): string =>
  loadavg()
    .map((load) => load.toFixed(1))
    .join(", ");

async function measure(name: Name): Promise<readonly BenchRow[]> {
  const before = loads();
  const rows = await rowsOf(name);
  const date = Temporal.Now.plainDateISO("UTC").toString();
  const load = `load average over 1, 5, 15 minutes ${before} before, ${loads()} after`;
  const ran = `${date}, Node ${process.versions.node}, ${availableParallelism()} cores, ${load}: \`npm run bench -- ${name}\``;
  writeFileSync(readme, withSection(readFileSync(readme, "utf8"), { name, title: titles[name], ran, rows }));
  return rows;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !isName(name));
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(", ")} → choose from ${Object.keys(titles).join(", ")}`);
  process.exitCode = 1;
} else {
  const names = Object.keys(titles).filter(isName);
  const chosen = asked.length === 0 ? names : names.filter((name) => asked.includes(name));
  const all: BenchRow[] = [];
  for (const name of chosen) {
    console.error(`measuring ${name} …`);
    all.push(...(await measure(name)));
  }
  console.table(all);
}
