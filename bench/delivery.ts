/*
 * P2 of performance.md, with the whole bot: the app with its store in SQLite and a queue before the port, and the model
 * platform as a process of its own that enforces its limits on loopback. Beside it the same bot that is told of no limit and
 * sends all at once. In real time: a faster clock would make each late timer of the machine as many times later.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { openStore } from "../src/adapters/keyv/open-store.ts";
import { createApp } from "../src/app/app.ts";
import { openRecords } from "../src/app/records.ts";
import type { PacingLimits } from "../src/core/delivery/pacing.ts";
import { type ChannelKey, channelKey, type PersonId } from "../src/core/keys.ts";
import { usualPlan } from "../src/core/schedule/usual-plan.ts";
import { fixedBank, someQuestions } from "../test/support/bot.ts";
import type { Enforced } from "../test/support/enforced-limits.ts";
import { modelName, modelPlatform } from "../test/support/model/adapter.ts";
import { fastClock, fastTimer } from "../test/support/model/fast-time.ts";
import { type CountingModel, startModel } from "../test/support/model/model.ts";
import { quiet } from "./figures.ts";
import type { BenchRow } from "./row.ts";

const perSecond = 50;
const enforced: Enforced = {
  overall: { requests: perSecond, windowMs: 1_000 },
  channel: null,
  route: { requests: 5, windowMs: 5_000 },
};
const plenty = { perSecond: 1_000, burst: 1_000 };
const limits: PacingLimits = {
  overall: { perSecond: 49.4, burst: 1.45, kept: 0.4, window: { sends: 50, ms: 1_012 } },
  channel: plenty,
  routes: {},
};

type Run = Readonly<{ messages: number; paced: boolean; blocked?: boolean }>;
type Came = Readonly<{ tookMs: number; limited: number; addedMb: number }>;

const startsAt = "2027-03-15T08:59:50Z";
const dueAt = Temporal.Instant.from("2027-03-15T09:00:00Z");
let opened = 0;

/** All questions are due at once; counted is the time to the last one that the platform took. */
async function broadcast(model: CountingModel, run: Run): Promise<Came> {
  await using bot = await openBot(model, run);
  const { app, workspace } = bot;
  await app.start();
  const before = heapMb();
  const wanted = run.messages - (run.blocked === true ? 1 : 0);
  let most = before;
  for (let second = 0; ; second += 1) {
    app.world.aside(app.tick(), "tick");
    await sleep(1_000);
    if (second % 10 > 0) continue;
    most = Math.max(most, heapMb());
    if ((await model.count(workspace)).messages >= wanted) break;
  }
  const { messages } = await model.log(workspace);
  const { limited } = await model.count(workspace);
  const lastAt = Math.max(...messages.map(({ at }) => Temporal.Instant.from(at).epochMilliseconds));
  return { tookMs: lastAt - dueAt.epochMilliseconds, limited, addedMb: most - before };
}

/** A bot with a plan in each channel, ten seconds before the questions are due. */
async function openBot(model: CountingModel, { messages, paced, blocked = false }: Run) {
  await using parts = new AsyncDisposableStack();
  opened += 1;
  const workspace = `B${opened}`;
  const folder = await mkdtemp(join(tmpdir(), "daily-drill-bench-"));
  parts.defer(() => rm(folder, { recursive: true }));
  const store = await openStore({ dataDir: folder, log: quiet });
  parts.defer(() => store.stop());
  const records = openRecords(store);
  const channels = Array.from({ length: messages }, (_, index) => channelOf(index));
  await Promise.all(channels.map((channel) => records.plans.create(channel, planOf(channel))));

  const time = { startsAt, wallMs: Date.now(), speed: 1 };
  await model.open({ workspace, behaviour: "like-slack", time, seed: opened, acts: [], calm: true, limits: enforced });
  parts.defer(() => model.close(workspace));
  if (blocked) await model.fault(workspace, "post", { kind: "busy", retryAfter: "3600" });
  const pacing = paced ? { pacing: { limits, queue: "bot" as const } } : {};
  const place = { port: model.port, workspace, time, behaviour: "like-slack" as const };
  const platform = modelPlatform({ ...place, nonces: false, ackFirst: false, ...pacing });
  const app = createApp({
    clock: fastClock(time),
    timer: fastTimer(time),
    chance: { id: () => "id", number: () => 0.5 },
    log: quiet,
    figures: { report: () => undefined },
    records,
    bank: fixedBank(someQuestions(12)),
    platforms: new Map([[modelName, platform]]),
    settings: { owner: "bench", leaseMs: 20_000, managers: new Set(), setup: "members" },
  });
  parts.defer(() => app.stop());
  const whole = parts.move();
  return { app, workspace, [Symbol.asyncDispose]: () => whole.disposeAsync() };
}

/** Ten channels a workspace, as a bot of many teams has them. */
const channelOf = (index: number): ChannelKey => channelKey(modelName, `W${Math.floor(index / 10)}`, `c${index}`);

const planOf = (channel: ChannelKey) =>
  usualPlan({ channel, zone: "UTC", configuredBy: "P1" as PersonId, since: Temporal.Instant.from(startsAt) });

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");
function heapMb(): number {
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const amount = (count: number): string => count.toLocaleString("en");
const ratio = ({ tookMs }: Came, messages: number): string => (tookMs / ((messages * 1000) / perSecond)).toFixed(3);

async function whole(model: CountingModel, messages: number): Promise<BenchRow> {
  const came = await broadcast(model, { messages, paced: true });
  const fewer = messages > 500 ? null : await broadcast(model, { messages, paced: false });
  const beside = fewer === null ? "–" : `told of no limit: ${ratio(fewer, messages)}, ${amount(fewer.limited)} × 429`;
  return {
    what: `${amount(messages)} questions, ${perSecond} in any second: time ÷ ideal; heap added`,
    ours: `${ratio(came, messages)}, ${amount(came.limited)} × 429; ${came.addedMb.toFixed(0)} MB`,
    beside,
    goal: "≤ 1.02, 0 × 429; ≤ 80 MB",
  };
}

/** What 500 others lose by a channel that is told to wait for an hour. */
async function blocked(model: CountingModel): Promise<BenchRow> {
  const messages = 500;
  const free = await broadcast(model, { messages, paced: true });
  const beside = await broadcast(model, { messages, paced: true, blocked: true });
  return {
    what: `one of ${messages} channels waits for an hour: the others are out later by`,
    ours: `${beside.tookMs - free.tookMs} ms`,
    beside: `without it: ${(free.tookMs / 1000).toFixed(1)} s in all`,
    goal: "nothing: within what two runs differ",
  };
}

/** Measures P2 with the whole bot, in real time. Takes about six minutes, 200 s of them for 10,000 questions. */
export async function run(): Promise<BenchRow[]> {
  const model = await startModel();
  try {
    return [await whole(model, 500), await whole(model, 10_000), await blocked(model)];
  } finally {
    await model.stop();
  }
}

if (import.meta.main) console.table(await run());
