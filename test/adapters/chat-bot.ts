import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { type App, createApp } from "../../src/app/app.ts";
import { openRecords, type Records } from "../../src/app/records.ts";
import type { World } from "../../src/app/world.ts";
import type { Question } from "../../src/core/bank/question.ts";
import type { Plan } from "../../src/core/schedule/plan.ts";
import { usualPlan } from "../../src/core/schedule/usual-plan.ts";
import type { BankSource } from "../../src/ports/bank.ts";
import type { Store } from "../../src/ports/collection.ts";
import type { Platform } from "../../src/ports/platform.ts";
import type { PlatformRig } from "../contract/platform/rig.ts";
import { fixedBank, someQuestions } from "../support/bot.ts";
import { allAnswered } from "../support/in-flight.ts";
import { memoryStore } from "../support/memory-store.ts";
import { type LogLine, listeningLog } from "../support/silent-log.ts";
import type { TestClock } from "../support/test-clock.ts";

/** A rig over a stand-in, whose time a test moves and whose people's doings it can wait for. */
export type ChatRig = PlatformRig &
  Readonly<{
    clock: TestClock;
    /** Resolves when the bot has heard everything and said what it had to say. */
    settled: () => Promise<void>;
    /** Resolves when the stand-in's time is the rig's. */
    moved: () => Promise<unknown>;
  }>;

/** The whole bot in this process, over a stand-in. */
export type ChatBot = Readonly<{
  app: App;
  records: Records;
  log: readonly LogLine[];
  /** Lets so much time pass, then does what is due; resolves once nothing is under way. */
  pass: (duration: Temporal.DurationLike) => Promise<void>;
  /** Lets a person do something, and the bot hear and answer it; what waits for its turn meanwhile gets it. */
  does: <T>(act: () => Promise<T>) => Promise<T>;
}>;

export type ChatBotOptions = Readonly<{
  /** Null: no plan. */
  plan?: Partial<Plan> | null;
  store?: Store;
  questions?: readonly Question[];
  /** In place of `questions`: a bank that takes new ones. */
  bank?: BankSource;
  settings?: Partial<World["settings"]>;
}>;

/** Waits of the wall that a test can sit through. */
export const shortPatience = { postMs: 1_000, readMs: 2_000, interactMs: 2_500, answerMs: 2_300 };

/** A started bot with a plan for the rig's channel: every weekday, 09:30 in Berlin, reveal 16:00, open. */
export async function startChatBot(
  rig: ChatRig,
  platform: Platform,
  log: LogLine[],
  options: ChatBotOptions,
): Promise<ChatBot> {
  const records = openRecords(options.store ?? memoryStore());
  if (options.plan !== null) await records.plans.create(rig.channel, { ...planOf(rig), ...options.plan });
  const app = createApp({
    clock: rig.clock,
    timer: rig.clock,
    chance: { id: () => crypto.randomUUID(), number: () => 0.5 },
    log: listeningLog(log),
    figures: { report: () => undefined },
    records,
    bank: options.bank ?? fixedBank(options.questions ?? someQuestions(12)),
    platforms: new Map([[platform.facts.name, platform]]),
    settings: { owner: "test", leaseMs: 20_000, managers: new Set(), setup: "members", ...options.settings },
  });
  onTestFinished(async () => {
    await app.stop();
    await rig.close();
  });
  await app.start();
  return {
    app,
    records,
    log,
    pass: async (duration) => {
      rig.clock.pass(Temporal.Duration.from(duration).total("milliseconds"));
      await rig.moved();
      await goOn(rig, heardOut(app, rig, app.tick()));
    },
    does: (act) => goOn(rig, heardOut(app, rig, act())),
  };
}

/** The same task, done when nothing is under way any more. */
async function heardOut<T>(app: App, rig: ChatRig, task: Promise<T>): Promise<T> {
  const value = await task;
  await app.idle();
  await rig.settled();
  await app.idle();
  return value;
}

/** What waits for its turn in the queue waits on the rig's clock: it goes on from timer to timer until the task is done. */
export async function goOn<T>(rig: Readonly<{ clock: TestClock }>, task: Promise<T>): Promise<T> {
  let isDone = false;
  const done = task.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await Promise.race([done, setTimeout(busyMs).then(allAnswered)]);
    const nextMs = isDone ? null : rig.clock.untilNext();
    if (nextMs !== null && nextMs <= longestTurnMs) rig.clock.pass(nextMs);
  }
  return done;
}

/** Lets minutes pass from timer to timer, with a tick every five seconds; nothing waits for what takes its turn. */
export async function flow(rig: ChatRig, app: App, minutes: number): Promise<void> {
  const until = rig.clock.now().epochMilliseconds + minutes * 60_000;
  for (;;) {
    const now = rig.clock.now().epochMilliseconds;
    if (now >= until) return;
    rig.clock.pass(Math.min(until - now, 5_000 - (now % 5_000), Math.max(1, rig.clock.untilNext() ?? 5_000)));
    await rig.moved();
    if (rig.clock.now().epochMilliseconds % 5_000 === 0) app.world.aside(app.tick(), "tick");
    await allAnswered();
  }
}

/** So long on the wall, what was heard is dealt with; what still waits then, with no request on its way, waits for its turn. */
const busyMs = 40;
/** Turns in the queue come within seconds; later timers are other waits. */
const longestTurnMs = 5_000;

const planOf = (rig: ChatRig): Plan => ({
  ...usualPlan({
    channel: rig.channel,
    zone: "Europe/Berlin",
    configuredBy: rig.people.manager.id,
    since: rig.clock.now(),
  }),
  postAt: Temporal.PlainTime.from("09:30"),
});
