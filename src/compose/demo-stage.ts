import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBank } from "../adapters/content/load.ts";
import { openStore } from "../adapters/keyv/open-store.ts";
import { openLog } from "../adapters/log/pino-log.ts";
import { systemChance, systemTimer } from "../adapters/runtime.ts";
import { openTerminal, type Terminal, type TerminalEvent } from "../adapters/terminal/terminal.ts";
import { createApp } from "../app/app.ts";
import { openRecords } from "../app/records.ts";
import type { World } from "../app/world.ts";
import type { Question } from "../core/bank/question.ts";
import { BotError } from "../core/errors.ts";
import { channelKey, type PersonId, workspaceOf } from "../core/keys.ts";
import type { Plan } from "../core/schedule/plan.ts";
import { usualPlan } from "../core/schedule/usual-plan.ts";
import type { BankSource } from "../ports/bank.ts";
import { shippedBank } from "./banks.ts";

/** The whole bot on one question, a store in a temporary folder and a clock that is told what time it is. */
export type DemoStage = Readonly<{
  world: World;
  terminal: Terminal;
  question: Question;
  channel: Plan["channel"];
  date: Temporal.PlainDate;
  now: () => Temporal.Instant;
  /** What was seen in the channel since this was last asked, in order. */
  seen: () => readonly TerminalEvent[];
  /** Moves the clock to a time of the day and does what is due. */
  at: (time: string) => Promise<void>;
  close: () => Promise<void>;
}>;

/** Who plays; the first one manages the channel. */
export const cast = [
  { id: "mira" as PersonId, name: "Mira" },
  { id: "jonas" as PersonId, name: "Jonas" },
  { id: "priya" as PersonId, name: "Priya" },
] as const;

export type Player = (typeof cast)[number];

const channel = channelKey("terminal", "demo", "backend-drill");
const date = Temporal.PlainDate.from("2027-03-15");
const zone = "UTC";

/** Builds it, an hour before the question. Raises `bank.invalid` when the shipped bank has lost the question. */
export async function openDemoStage(question: string): Promise<DemoStage> {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "daily-drill-demo-"));
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  const log = openLog({ level: "error", secrets: [] });
  const store = await openStore({ dataDir: folder, log });
  parts.defer(() => store.stop());

  const seen: TerminalEvent[] = [];
  let now = instantAt("08:00");
  const clock = { now: () => now };
  const terminal = openTerminal({ channel, people: cast, zone, now: clock.now, listen: (event) => seen.push(event) });
  const shared = openBank({ shared: shippedBank(), named: [], workspaces: join(folder, "bank"), log });
  const asked = questionOf(shared, question);
  const app = createApp({
    clock,
    timer: systemTimer,
    chance: systemChance,
    log,
    figures: { report: () => undefined },
    records: openRecords(store),
    bank: onlyWith(shared, asked),
    platforms: new Map([[terminal.facts.name, terminal]]),
    settings: { owner: "demo", leaseMs: 20_000, managers: new Set(), setup: "members" },
  });
  parts.defer(() => app.stop());
  await app.world.records.plans.create(channel, usualPlan({ channel, zone, configuredBy: cast[0].id, since: now }));
  await app.start();
  const whole = parts.move();
  return {
    world: app.world,
    terminal,
    question: asked,
    channel,
    date,
    now: clock.now,
    seen: () => seen.splice(0),
    at: async (time) => {
      now = instantAt(time);
      await app.tick();
    },
    close: () => whole.disposeAsync(),
  };
}

const instantAt = (time: string): Temporal.Instant =>
  date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();

function questionOf(bank: BankSource, id: string): Question {
  const found = bank.forWorkspace(workspaceOf(channel)).questions.get(id);
  if (found !== undefined) return found;
  throw new BotError("bank.invalid", `${shippedBank()}: the demo's question \`${id}\` is not there`, {
    hint: "see what `npm run drill -- bank check` says, or fetch the file again",
  });
}

/** The bank with one question left to pick. */
function onlyWith(bank: BankSource, question: Question): BankSource {
  const only = { ...bank.forWorkspace(workspaceOf(channel)), questions: new Map([[question.id, question]]) };
  return { ...bank, forWorkspace: () => only };
}
