import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { createApp } from "../../../src/app/app.ts";
import { openRecords, type Records } from "../../../src/app/records.ts";
import type { ChannelKey, PersonId } from "../../../src/core/keys.ts";
import type { Plan } from "../../../src/core/schedule/plan.ts";
import { usualPlan } from "../../../src/core/schedule/usual-plan.ts";
import { fixedBank, someQuestions } from "../bot.ts";
import type { Enforced } from "../enforced-limits.ts";
import { memoryStore } from "../memory-store.ts";
import { type LogLine, listeningLog } from "../silent-log.ts";
import { modelChannel, modelName, modelPlatform } from "./adapter.ts";
import type { BehaviourName } from "./behaviour.ts";
import type { AdapterOptions } from "./connection.ts";
import { fastClock, fastTimer } from "./fast-time.ts";
import type { Model } from "./model.ts";
import type { ModelMessage, WireFault } from "./wire.ts";

/** A bot in this process on a workspace of the model, on a fast clock: a Monday, two seconds before its questions. */
export type ModelBot = Readonly<{
  workspace: string;
  records: Records;
  log: readonly LogLine[];
  /** Sets the clock of the bot's machine, so far from the model's time. */
  setClock: (off: Temporal.DurationLike) => void;
  channels: readonly ChannelKey[];
  /** Ticks until `holds`; the test's own time limit is the patience. */
  until: (holds: () => Promise<boolean>) => Promise<void>;
  /** Ticks until every channel's question is out, as far as the bot knows. */
  untilOpen: () => Promise<void>;
  /** The bot's messages, as the platform has them. */
  posts: () => Promise<readonly ModelMessage[]>;
}>;

/** Ten seconds, the limit of a request, are 250 ms of the wall. */
const speed = 40;
const startsAt = "2027-03-15T08:59:58Z";
const date = "2027-03-15";

let opened = 0;

export type ModelBotOptions = Readonly<{
  channels?: number;
  call?: string;
  fault?: WireFault;
  clockOff?: Temporal.DurationLike;
  /** What the platform enforces. */
  limits?: Enforced;
  /** What the bot is told of that. */
  pacing?: NonNullable<AdapterOptions["pacing"]>;
}>;

/** Starts the bot; `fault` meets its first request of that call. */
export async function modelBot(
  model: Model,
  behaviour: BehaviourName,
  options: ModelBotOptions = {},
): Promise<ModelBot> {
  opened += 1;
  const workspace = `T${opened}`;
  const time = { startsAt, wallMs: Date.now(), speed };
  const { channels: count = 1, call = "post", fault, limits, pacing } = options;
  const enforced = limits === undefined ? {} : { limits };
  await model.open({ workspace, behaviour, time, seed: opened, acts: [], calm: true, ...enforced });
  if (fault !== undefined) await model.fault(workspace, call, fault);
  let off: Temporal.DurationLike = options.clockOff ?? { seconds: 0 };
  const clock = { now: () => fastClock(time).now().add(Temporal.Duration.from(off)) };
  const place = { port: model.port, workspace, time, clock };
  const told = pacing === undefined ? {} : { pacing };
  const platform = modelPlatform({ ...place, behaviour, nonces: true, ackFirst: false, ...told });
  const log: LogLine[] = [];
  const records = openRecords(memoryStore());
  const channels = Array.from({ length: count }, (_, index) => modelChannel(workspace, `c${index + 1}`));
  for (const channel of channels) await records.plans.create(channel, planOf(channel));
  const app = createApp({
    clock,
    timer: fastTimer(time),
    chance: { id: () => "id", number: () => 0.5 },
    log: listeningLog(log),
    records,
    bank: fixedBank(someQuestions(12)),
    platforms: new Map([[modelName, platform]]),
    figures: { report: () => undefined },
    settings: { owner: "test", leaseMs: 20_000, managers: new Set(), setup: "members" },
  });
  onTestFinished(async () => {
    await app.stop();
    await model.close(workspace);
  });
  await app.start();
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) {
      await app.tick();
      await sleep(5);
    }
  };
  const isOpen = async (channel: ChannelKey): Promise<boolean> =>
    (await records.drills.get(`${channel}/${date}`))?.stage === "open";
  return {
    workspace,
    records,
    log,
    setClock: (duration) => {
      off = duration;
    },
    channels,
    until,
    untilOpen: () => until(async () => (await Promise.all(channels.map(isOpen))).every(Boolean)),
    posts: async () => (await model.log(workspace)).messages.filter(({ person }) => person === null),
  };
}

const planOf = (channel: ChannelKey): Plan =>
  usualPlan({ channel, zone: "UTC", configuredBy: "P1" as PersonId, since: Temporal.Instant.from(startsAt) });
