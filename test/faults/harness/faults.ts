// `npm run faults`: kills the bot at every named point and at random times, and counts what people saw.
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { liveThroughAll } from "./live-through-all.ts";
import { acknowledgingSeries, contractSeries, fullSize, reconcileOffSeries, type Series, shortSize } from "./plan.ts";
import { acknowledges, platformNames } from "./platforms.ts";
import { points } from "./points.ts";
import { faultsOf, head, jsonLine, row } from "./report.ts";
import { startPlatforms } from "./start-platforms.ts";

const { values } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    /** One only. */
    platform: { type: "string" },
    /** One only, by its name in the table; no random times and no controls. */
    point: { type: "string" },
    /** The same seed kills at the same places. */
    seed: { type: "string", default: "1" },
    /** How many times as fast as the wall's the bot's clock runs. */
    speed: { type: "string", default: "40" },
    /** Days at once: they mostly wait, so more than there are processors. */
    jobs: { type: "string", default: String(availableParallelism() * 8) },
    /** Days at each point, instead of the size's own. */
    each: { type: "string" },
    random: { type: "string" },
  },
});

const size = {
  ...(values.short ? shortSize : fullSize),
  ...given("each", values.each),
  ...given("randomKills", values.random),
};
if (values.point !== undefined && ![...points, "random times"].includes(values.point)) {
  throw new Error(`--point ${values.point}: there are ${[...points, "random times"].join(", ")}`);
}
const names = platformNames.filter((name) => values.platform === undefined || values.platform === name);
if (names.length === 0) throw new Error(`--platform ${values.platform}: there are ${platformNames.join(", ")}`);
const seed = Number(values.seed);
const tell = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);

// Bots start by the hundred; what Node has compiled once it need not compile again.
const cache = mkdtempSync(join(tmpdir(), "drill-compiled-"));
process.env["NODE_COMPILE_CACHE"] = cache;
const platforms = await startPlatforms(names);
const began = performance.now();
try {
  tell(head);
  const isMeant = ({ name }: Series): boolean => values.point === undefined || name === values.point;
  const controlled = values.point === undefined ? names : [];
  const contract = names.flatMap((name) => contractSeries(name, size, seed)).filter(isMeant);
  const reconcileOff = controlled.flatMap((name) => reconcileOffSeries(name, size, seed));
  const acknowledging = controlled.filter(acknowledges);
  const ackFirst = acknowledging.map((name) => acknowledgingSeries(name, size, seed, false));
  const savedFirst = acknowledging.map((name) => acknowledgingSeries(name, size, seed, true));
  const lived = await liveThroughAll([...contract, ...reconcileOff, ...ackFirst, ...savedFirst], {
    platforms,
    places: Number(values.jobs),
    speed: Number(values.speed),
    tell: (tallied) => tell(row(tallied)),
  });
  const findings = {
    contract: contract.map(lived),
    reconcileOff: reconcileOff.map(lived),
    ackFirst: ackFirst.map(lived),
    savedFirst: savedFirst.map(lived),
  };
  const faults = faultsOf(findings);
  for (const fault of faults) tell(fault);
  tell(`${faults.length === 0 ? "the contract held" : `${faults.length} faults`}, seed ${seed}, ${seconds()} s`);
  if (values.json) process.stdout.write(`${jsonLine(findings)}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await platforms.stop();
  rmSync(cache, { recursive: true, force: true });
}

function given<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, number>> {
  const amount: Partial<Record<Name, number>> = {};
  if (value !== undefined) amount[name] = Number(value);
  return amount;
}

function seconds(): number {
  return Math.round((performance.now() - began) / 1_000);
}
