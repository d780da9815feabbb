import type { PersonId } from "../../../src/core/keys.ts";
import type { Fault } from "../../support/fake-faults.ts";
import type { FakeMessage } from "../../support/fake-memory.ts";
import { dateOf, isQuestion } from "./shown.ts";
import type { Trial } from "./trial.ts";
import type { Troubled } from "./troubles.ts";

type Act = (trial: Trial) => Promise<void>;

const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

const wait =
  (ms: number): Act =>
  (trial) =>
    trial.pass(ms);
const until =
  (time: string): Act =>
  (trial) =>
    trial.until(time);
const type =
  (text: string): Act =>
  (trial) =>
    trial.command(text);
const setClock =
  (ms: number): Act =>
  async (trial) => {
    trial.setClock(ms);
    await trial.tick();
  };
const boot =
  (lastWrite?: number, sends?: boolean): Act =>
  (trial) =>
    trial.boot(lastWrite, sends);
const breaks =
  (call: Troubled, fault: Fault): Act =>
  async (trial) => {
    trial.troubles.set(call, fault);
    if (call === "find" && fault.kind === "refuse") trial.reference.blindLooks += 1;
    if (call === "edit" && fault.kind === "refuse") trial.refusedEdits += 1;
  };

const lastQuestion = (trial: Trial): FakeMessage | undefined => trial.platform.messages.findLast(isQuestion);

/** A text that is nowhere else. */
const longText = (trial: Trial): string =>
  `Answer number ${trial.reference.said.length}. of more than twenty characters`;

const says =
  (who: "first" | "second" | "manager", isLong: boolean): Act =>
  async (trial) => {
    const question = lastQuestion(trial);
    if (question === undefined) return;
    const { id: person } = trial.platform.people[who];
    const at = trial.platform.clock.now();
    const isHeard = !trial.platform.deaf;
    const date = dateOf(question);
    const isLate = await isClosed(trial, date);
    const { told, message } = await trial.as(person).say(question.ref.id, isLong ? longText(trial) : "so be it");
    const isTaken = message !== null && isHeard;
    const versions = [{ isLong, at, isTaken }];
    trial.reference.said.push({ person, date, message, isLate, versions, deleted: false });
    trial.taken(told);
  };

const edits =
  (isLong: boolean): Act =>
  async (trial) => {
    const { id: person } = trial.platform.people.first;
    const said = trial.reference.newest(person);
    if (said?.message == null) return;
    const at = trial.platform.clock.now();
    const isHeard = !trial.platform.deaf;
    const told = await trial.as(person).edit(said.message, isLong ? longText(trial) : "on second thought");
    said.versions.push({ isLong, at, isTaken: isHeard && told.kind !== "not-saved" });
    // Times of edits are whole seconds on some platforms: of two within one, nobody can say which is the newer.
    trial.platform.clock.pass(1000);
    trial.taken(told);
  };

const deletes: Act = async (trial) => {
  const { id: person } = trial.platform.people.first;
  const said = trial.reference.newest(person);
  if (said?.message == null) return;
  said.deleted = true;
  trial.taken(await trial.as(person).remove(said.message));
};

async function fillsIn(trial: Trial, person: PersonId): Promise<void> {
  const question = lastQuestion(trial);
  if (question === undefined) return;
  const date = dateOf(question);
  const somebody = trial.as(person);
  const opened = trial.taken(await somebody.press(question.ref.id, `answer/${date}`));
  if (opened.kind !== "form" || opened.form.id !== `answer/${date}`) return;
  const text = `Form text ${trial.reference.filled.length}.`;
  const told = await somebody.submit({ text });
  trial.reference.filled.push({ person, date, text, isTaken: told.kind === "message" });
  trial.taken(told);
}

const setUp =
  (changes: Readonly<Record<string, string>>): Act =>
  async (trial) => {
    const manager = trial.as(trial.platform.people.manager.id);
    const opened = trial.taken(await manager.command("setup"));
    // It looks whether the bot can work here, and is rightly refused while that cannot be told.
    const isHindered = trial.troubles.has("find");
    if (opened.kind !== "form") return;
    const told = await manager.submit({ ...opened.form.values, ...changes });
    if (!isHindered) trial.taken(told);
    await trial.bot.app.idle();
  };

async function isClosed(trial: Trial, date: string): Promise<boolean> {
  const drill = await trial.records.drills.get(`${trial.platform.channel}/${date}`);
  return drill !== null && "cutoffAt" in drill && drill.cutoffAt !== null;
}

const reveals: Act = async (trial) => {
  const open = await newestOpen(trial);
  if (open !== null && !trial.reference.asked.has(open)) trial.reference.asked.set(open, trial.platform.clock.now());
  await trial.command("reveal");
};

/** The date of the newest drill that is open: a manager's `reveal` means it. */
async function newestOpen(trial: Trial): Promise<string | null> {
  const drills = await Array.fromAsync(trial.records.drills.list(""), ([, drill]) => drill);
  return drills.findLast((drill) => drill.stage === "open")?.date.toString() ?? null;
}

const doubt = (accepted: boolean): Fault => ({ kind: "doubt", accepted });
const busy: Fault = { kind: "busy", retryAfterMs: 45_000 };
const unsent: Fault = { kind: "unsent" };
const refused: Fault = { kind: "refuse", why: "missing-permission" };

const time = {
  "15 seconds pass": wait(15 * seconds),
  "a minute passes": wait(minutes),
  "10 minutes pass": wait(10 * minutes),
  "an hour passes": wait(hours),
  "a day passes": wait(24 * hours),
  "three days pass": wait(72 * hours),
  "until 09:30": until("09:30"),
  "until 15:59": until("15:59"),
  "until 16:00": until("16:00"),
} as const satisfies Readonly<Record<string, Act>>;

const people = {
  "Jonas answers in the thread": says("first", true),
  "Jonas says a word in the thread": says("first", false),
  "Priya answers in the thread": says("second", true),
  "Mira answers in the thread": says("manager", true),
  "Jonas makes his message shorter": edits(false),
  "Jonas makes his message longer": edits(true),
  "Jonas deletes his message": deletes,
  "Jonas fills in the form": (trial) => fillsIn(trial, trial.platform.people.first.id),
  "Priya fills in the form": (trial) => fillsIn(trial, trial.platform.people.second.id),
} as const satisfies Readonly<Record<string, Act>>;

const manager = {
  now: type("now"),
  skip: type("skip"),
  another: type("another"),
  reveal: reveals,
  pause: type("pause"),
  resume: type("resume"),
  stop: type("stop"),
  "setup as it is": setUp({}),
  "setup: sealed": setUp({ mode: "sealed" }),
  "setup: open": setUp({ mode: "open" }),
  "setup: reveal with the next question": setUp({ reveal: "next-question" }),
  "setup: reveal the next posting day": setUp({ reveal: "next-posting-day", revealAt: "16:00" }),
} as const satisfies Readonly<Record<string, Act>>;

const kills = {
  "the bot is killed": boot(),
  "the bot will be killed with its next write": boot(1, false),
  "the bot will be killed with its 5th write": boot(5, false),
  "the bot will be killed with its 8th write, its last send leaving": boot(8, true),
  "the bot will be killed with its 12th write, its last send leaving": boot(12, true),
} as const satisfies Readonly<Record<string, Act>>;

const clocks = {
  "the bot's clock goes 50 seconds ahead": setClock(50 * seconds),
  "the bot's clock goes 50 seconds back": setClock(-50 * seconds),
  "the bot's clock goes an hour ahead": setClock(hours),
  "the bot's clock goes an hour back": setClock(-hours),
  "the bot's clock is set right": async (trial) => trial.mendClock(),
} as const satisfies Readonly<Record<string, Act>>;

const faults = {
  "the next post is refused": breaks("post", refused),
  "the next post meets a busy platform": breaks("post", busy),
  "the next post never leaves": breaks("post", unsent),
  "the next post is carried out, unanswered": breaks("post", doubt(true)),
  "the next post gets lost, unanswered": breaks("post", doubt(false)),
  "the next edit is refused": breaks("edit", refused),
  "the next edit meets a busy platform": breaks("edit", busy),
  "the next edit is carried out, unanswered": breaks("edit", doubt(true)),
  "the next edit gets lost, unanswered": breaks("edit", doubt(false)),
  "the next search is refused": breaks("find", refused),
  "the next search gets lost": breaks("find", doubt(false)),
  "the next reading of a thread is refused": breaks("readThread", refused),
  "the next reading of a thread gets lost": breaks("readThread", doubt(false)),
} as const satisfies Readonly<Record<string, Act>>;

const outages = {
  "the connection breaks, unnoticed": async (trial) => {
    trial.platform.deaf = true;
  },
  "the connection is back": (trial) => trial.platform.reconnect(),
  "the store fails": async (trial) => {
    trial.store.failing = true;
  },
  "the store works again": async (trial) => {
    trial.store.failing = false;
  },
} as const satisfies Readonly<Record<string, Act>>;

/** Everything that can happen, by the words that a failing sequence is told in. */
export const steps = { ...time, ...people, ...manager, ...kills, ...clocks, ...faults, ...outages };

export type StepName = keyof typeof steps;

const namesIn = (group: Readonly<Record<string, Act>>): readonly StepName[] =>
  Object.keys(group).filter((name): name is StepName => name in steps);

/** How often steps of each kind are taken. */
export const rates: readonly (readonly [weight: number, names: readonly StepName[]])[] = [
  [3, ["until 09:30", "until 16:00"]],
  [2, namesIn(time)],
  [5, namesIn(people)],
  [2, namesIn(manager)],
  [1, namesIn(kills)],
  [1, namesIn(clocks)],
  [3, namesIn(faults)],
  [2, namesIn(outages)],
];
