import { type App, createApp } from "../../src/app/app.ts";
import { openRecords, type Records } from "../../src/app/records.ts";
import type { World } from "../../src/app/world.ts";
import type { Bank, Question } from "../../src/core/bank/question.ts";
import type { QuestionId } from "../../src/core/keys.ts";
import type { Plan } from "../../src/core/schedule/plan.ts";
import { usualPlan } from "../../src/core/schedule/usual-plan.ts";
import type { BankSource } from "../../src/ports/bank.ts";
import type { Store } from "../../src/ports/collection.ts";
import type { Figures } from "../../src/ports/figures.ts";
import type { Log } from "../../src/ports/log.ts";
import type { Platform } from "../../src/ports/platform.ts";
import { type FakeOptions, FakePlatform } from "./fake-platform.ts";
import { memoryStore } from "./memory-store.ts";
import { type LogLine, listeningLog } from "./silent-log.ts";
import { TestClock } from "./test-clock.ts";

/** A bot on a fake platform and a store in memory: Monday, 15 March 2027, 08:00 UTC, which is 09:00 in Berlin. */
export type Bot = Readonly<{
  app: App;
  platform: FakePlatform;
  clock: TestClock;
  records: Records;
  log: readonly LogLine[];
  /** Sets the bot's own clock that much ahead of the platform's, or back. */
  step: (duration: Temporal.DurationLike) => void;
  /** Lets time pass and ticks; resolves once nothing is under way. */
  pass: (duration: Temporal.DurationLike) => Promise<void>;
  /** Puts the clock to a time of day of a date in Berlin and ticks. */
  at: (local: string) => Promise<void>;
}>;

export type BotOptions = Readonly<{
  /** Null: no plan. */
  plan?: Partial<Plan> | null;
  questions?: readonly Question[];
  /** In place of `questions`. */
  bank?: BankSource;
  settings?: Partial<World["settings"]>;
  fake?: FakeOptions;
  start?: string;
  store?: Store;
  /** In place of the one whose lines `Bot.log` holds. */
  log?: Log;
  figures?: Figures;
  platform?: FakePlatform;
  /** What the bot gets of the platform, where that is not all of it. */
  port?: (platform: Platform) => Platform;
}>;

/** A started bot with a plan for the fake's channel: every weekday, 09:30 in Berlin, reveal 16:00, open. */
export async function startBot(options: BotOptions = {}): Promise<Bot> {
  const bot = await buildBot(options);
  await bot.app.start();
  await bot.app.tick();
  await bot.app.idle();
  return bot;
}

/** The same, not started: for a store or a platform that fails from the first step on. */
export async function buildBot(options: BotOptions = {}): Promise<Bot> {
  const clock = options.platform?.clock ?? options.fake?.clock ?? new TestClock(options.start);
  const platform = options.platform ?? new FakePlatform({ ...options.fake, clock });
  const lines: LogLine[] = [];
  const store = options.store ?? memoryStore();
  const records = openRecords(store);
  if (options.plan !== null) {
    const plan = { ...defaultPlan(platform), since: clock.now(), ...options.plan };
    await records.plans.create(platform.channel, plan);
  }
  let ids = 0;
  let ahead = new Temporal.Duration();
  const app = createApp({
    clock: { now: () => clock.now().add(ahead) },
    timer: clock,
    chance: { id: () => `id${ids++}`, number: () => 0.5 },
    log: options.log ?? listeningLog(lines),
    figures: options.figures ?? { report: () => undefined },
    records,
    bank: options.bank ?? fixedBank(options.questions ?? someQuestions(12)),
    platforms: new Map([[platform.facts.name, (options.port ?? same)(await platform.open())]]),
    settings: { owner: "test", leaseMs: 20_000, managers: new Set(), setup: "members", ...options.settings },
  });
  const at = async (local: string): Promise<void> => {
    const target = Temporal.PlainDateTime.from(local).toZonedDateTime("Europe/Berlin").epochMilliseconds;
    clock.pass(target - clock.now().epochMilliseconds);
    await app.tick();
    await app.idle();
  };
  const pass = async (duration: Temporal.DurationLike): Promise<void> => {
    clock.pass(Temporal.Duration.from(duration).total("milliseconds"));
    await app.tick();
    await app.idle();
  };
  const step = (duration: Temporal.DurationLike): void => {
    ahead = ahead.add(duration);
  };
  return { app, platform, clock, records, log: lines, step, pass, at };
}

const same = (platform: Platform): Platform => platform;

const defaultPlan = (platform: FakePlatform): Plan => ({
  ...usualPlan({
    channel: platform.channel,
    zone: "Europe/Berlin",
    configuredBy: platform.people.manager.id,
    since: platform.clock.now(),
  }),
  postAt: Temporal.PlainTime.from("09:30"),
});

/** A bank that stays as it is. */
export function fixedBank(questions: readonly Question[]): BankSource {
  const topics = [...new Set(questions.map((question) => question.topic))];
  const bank: Bank = {
    questions: new Map(questions.map((question) => [question.id, question])),
    topics: topics.map((id) => ({ id, title: `Topic ${id}`, line: "" })),
    problems: [],
  };
  return {
    forWorkspace: () => bank,
    search: (_workspace, { words, keep, limit }) =>
      questions.filter((each) => keep(each) && each.title.includes(words)).slice(0, limit),
    save: async () => {
      throw new Error("this bank stays as it is; a test that saves takes `memoryBank`");
    },
    start: async () => undefined,
    stop: async () => undefined,
  };
}

/** So many questions, `q1` on, over three topics and all levels, each with a canary in its answer. */
export const someQuestions = (count: number): readonly Question[] =>
  Array.from({ length: count }, (_, index): Question => {
    const number = index + 1;
    return {
      id: `q${number}` as QuestionId,
      title: `Title ${number}`,
      topic: ["a", "b", "c"][index % 3] ?? "a",
      level: (["junior", "mid", "senior"] as const)[index % 3] ?? "mid",
      tags: [],
      prompt: `Prompt ${number}?`,
      answer: `Canary answer ${number}.`,
      points: [
        { say: `Point one of ${number}`, aliases: ["point one"], reject: [], must: true },
        { say: `Bonus of ${number}`, aliases: ["bonus point"], reject: [], must: false },
      ],
      followUps: [`Follow-up ${number}?`],
      sources: ["RFC 9110"],
      file: `content/${number}.md`,
      line: 1,
    };
  });
