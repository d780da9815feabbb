// A bot that serves one channel of the model until a signal ends it, as `npm start` does: its own process, over SQLite.
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { openStore } from "../../../src/adapters/keyv/open-store.ts";
import { openLog } from "../../../src/adapters/log/pino-log.ts";
import { systemChance } from "../../../src/adapters/runtime.ts";
import { createApp } from "../../../src/app/app.ts";
import { openRecords } from "../../../src/app/records.ts";
import { endOnCrash, endOnSignal } from "../../../src/cli/process-end.ts";
import { stopPatiently } from "../../../src/compose/stop-patiently.ts";
import type { PersonId } from "../../../src/core/keys.ts";
import { usualPlan } from "../../../src/core/schedule/usual-plan.ts";
import { fixedBank, someQuestions } from "../bot.ts";
import { modelChannel, modelName, modelPlatform } from "./adapter.ts";
import { fastClock, fastTimer } from "./fast-time.ts";

const time = z.object({ startsAt: z.string(), wallMs: z.number(), speed: z.number() });
/** What it is told on its command line. */
const told = z
  .object({ dataDir: z.string(), port: z.number(), workspace: z.string(), time })
  .parse(JSON.parse(process.argv[2] ?? ""));

const log = openLog({ level: "info", secrets: [] });
const crash = endOnCrash(log);
const store = await openStore({ dataDir: told.dataDir, log });
const records = openRecords(store);
const channel = modelChannel(told.workspace, "c1");
const since = Temporal.Instant.from(told.time.startsAt);
await records.plans.create(channel, usualPlan({ channel, zone: "UTC", configuredBy: "P1" as PersonId, since }));
const app = createApp({
  clock: fastClock(told.time),
  timer: fastTimer(told.time),
  chance: systemChance,
  log,
  figures: { report: () => undefined },
  records,
  bank: fixedBank(someQuestions(12)),
  platforms: new Map([[modelName, modelPlatform({ ...told, behaviour: "like-slack", nonces: true, ackFirst: false })]]),
  settings: { owner: "sole", leaseMs: 20_000, managers: new Set(), setup: "members" },
});
await app.start();
let stopping = false;
endOnSignal(async () => {
  stopping = true;
  await stopPatiently(app, log);
  await store.stop();
}, crash);
while (!stopping) {
  app.world.aside(app.tick(), "tick");
  await sleep(10);
}
