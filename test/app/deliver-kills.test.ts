import { expect, it } from "vitest";
import { answersOf } from "../../src/core/drill/answers.ts";
import { type Bot, buildBot, startBot } from "../support/bot.ts";
import { FakePlatform } from "../support/fake-platform.ts";
import { type MemoryRows, memoryStore } from "../support/memory-store.ts";
import { type Mortal, mortal } from "../support/mortal-store.ts";
import { dayEnd } from "../support/play-day.ts";

/** One step of a day; repeated on a fresh bot when the one that took it was killed. */
type Step = (bot: Bot) => Promise<void>;

const inThread: Step = async ({ platform }) => {
  const question = platform.messages.find(({ key }) => key !== null);
  if (question === undefined || platform.messages.some(({ author }) => author === "U2")) return;
  await platform.as(platform.people.first.id).say(question.ref.id, "An answer of more than twenty characters.");
};
const throughForm: Step = async ({ platform }) => {
  const question = platform.messages.find(({ key }) => key !== null);
  if (question === undefined) return;
  const person = platform.as(platform.people.second.id);
  await person.press(question.ref.id, "answer/2027-03-15");
  if (person.form() !== null) await person.submit({ text: "Through the form." });
};
const wait =
  (duration: Temporal.DurationLike): Step =>
  (bot) =>
    bot.pass(duration);
const at =
  (local: string): Step =>
  (bot) =>
    bot.at(local);
const many = (count: number, step: Step): readonly Step[] => Array.from({ length: count }, () => step);

const day: readonly Step[] = [
  at("2027-03-15T09:30"),
  ...many(8, wait({ seconds: 15 })),
  inThread,
  throughForm,
  at("2027-03-15T16:00"),
  ...many(30, wait({ seconds: 15 })),
  ...many(5, wait({ minutes: 30 })),
];

type Outcome = Readonly<{ end: unknown; answers: readonly string[]; held: number; wasKilled: boolean }>;

/** Plays the day on a process that is killed with its write number `lastWrite`; another one takes over at once. */
async function killedDay(lastWrite: number, sends: boolean, repeatSafeMs: number): Promise<Outcome> {
  const platform = new FakePlatform({ facts: { repeatSafeMs } });
  const rows: MemoryRows = new Map();
  await startBot({ platform, store: memoryStore(rows) });
  const process = mortal(memoryStore(rows), lastWrite, sends);
  let bot = await buildBot({ platform, store: process.store, port: process.port, plan: null });
  let wasKilled = false;
  const replaceIfDead = async (): Promise<boolean> => {
    if (wasKilled || !isDead(process)) return false;
    wasKilled = true;
    bot = await startBot({ platform, store: memoryStore(rows), plan: null });
    return true;
  };
  for (const step of [(first: Bot) => first.app.start(), ...day]) {
    await step(bot).catch((error: unknown) => {
      if (!isDead(process)) throw error;
    });
    if (await replaceIfDead()) await step(bot);
  }
  const drill = await bot.records.drills.get(`${platform.channel}/2027-03-15`);
  const entries = await Array.fromAsync(bot.records.entries.list(""), ([, entry]) => entry);
  const answers = drill?.stage !== "revealed" ? [] : answersOf(entries, drill).map(({ text }) => text);
  const held = await Array.fromAsync(bot.records.held.list(""));
  return { end: await dayEnd(bot), answers, held: held.length, wasKilled };
}

const isDead = (process: Mortal): boolean => process.isDead();

const whole = {
  end: {
    seen: { "question 0": 1, "reveal 0": 1, "reveal 1": 1, "reveal 2": 1 },
    stage: "revealed",
    unfinished: [],
  },
  answers: ["An answer of more than twenty characters.", "Through the form."],
  held: 0,
};

it.each([
  ["its last send has not left", false, 0],
  ["its last send has left and nobody hears the answer", true, 0],
  ["its last send has left, where a repeat is harmless for a minute", true, 60_000],
])(
  "killed with any write of a day, when %s: one question, one reveal, every answer, nothing left open",
  async (_name, sends, repeatSafeMs) => {
    const killed: number[] = [];
    for (let lastWrite = 1; ; lastWrite += 1) {
      const { wasKilled, ...outcome } = await killedDay(lastWrite, sends, repeatSafeMs);
      expect({ lastWrite, ...outcome }).toEqual({ lastWrite, ...whole });
      if (!wasKilled) break;
      killed.push(lastWrite);
    }
    // The day has at least a plan, claim, intent and record for each of its four messages.
    expect(killed.length).toBeGreaterThan(16);
  },
);
