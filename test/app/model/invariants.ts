import { entriesOf } from "../../../src/app/answers/save-heard.ts";
import { answersOf } from "../../../src/core/drill/answers.ts";
import type { Drill, PostedDrill } from "../../../src/core/drill/drill.ts";
import { words } from "../../../src/core/message/words.ts";
import type { FakeMessage } from "../../support/fake-memory.ts";
import { readable } from "../../support/readable.ts";
import { dateOf, isQuestion, isReveal } from "./shown.ts";
import type { Trial } from "./trial.ts";

/** A clock that is wrong by less goes unnoticed. */
const unnoticed = { seconds: 60 };

/** Raises what a person would complain about. */
function ensure(holds: boolean, complaint: string): void {
  if (!holds) throw new Error(complaint);
}

/** What holds after every step, whatever is broken just then; `Watch` keeps what was looked at already. */
export class Watch {
  readonly #trial: Trial;
  readonly #seen = new WeakSet<object>();
  #lines = 0;
  #bot: unknown = null;

  constructor(trial: Trial) {
    this.#trial = trial;
  }

  /** `mayFail`: something was broken during the step, so that errors in the log are right. */
  async look(mayFail: boolean): Promise<void> {
    const drills = await drillsOf(this.#trial);
    this.#noteSkips(drills);
    noQuestionTwice(this.#trial);
    noRevealTwice(this.#trial);
    noneCutOffEarly(this.#trial, drills);
    this.#nothingLeaks(drills);
    this.#noErrors(mayFail);
  }

  #noteSkips(drills: readonly Drill[]): void {
    const { reference } = this.#trial;
    for (const drill of drills) {
      const date = drill.date.toString();
      if (drill.stage !== "skipped") reference.skipped.delete(date);
      else if (!reference.skipped.has(date)) {
        reference.skipped.set(date, reference.expected(date, { mode: drill.mode, cutoffAt: null }).must);
      }
    }
  }

  /** What is new on the platform and in the log holds nothing of what is not revealed yet. */
  #nothingLeaks(drills: readonly Drill[]): void {
    const { platform, bot } = this.#trial;
    const closed = drills.flatMap((drill) => ("cutoffAt" in drill && drill.cutoffAt !== null ? [drill] : []));
    const revealed = new Set<string>(closed.map(({ question }) => question.slice(1)));
    const dates = new Set(closed.map(({ date }) => date.toString()));
    for (const one of [...platform.messages, ...platform.whispered, ...bot.log]) {
      if (this.#seen.has(one)) continue;
      this.#seen.add(one);
      const text = JSON.stringify(one);
      for (const [, number] of text.matchAll(/Canary answer (\d+)\./gu)) {
        ensure(revealed.has(number ?? ""), `the answer of question ${number} was seen before its reveal: ${text}`);
      }
      for (const [shown] of text.matchAll(/Form text \d+\./gu)) {
        const filled = this.#trial.reference.filled.find((form) => form.text === shown);
        const isOwn = "to" in one && one.to === filled?.person;
        ensure(isOwn || dates.has(filled?.date ?? ""), `"${shown}" was seen before its reveal: ${text}`);
      }
    }
  }

  #noErrors(mayFail: boolean): void {
    const { bot } = this.#trial;
    const fresh = bot.log.slice(this.#bot === bot ? this.#lines : 0);
    this.#bot = bot;
    this.#lines = bot.log.length;
    const error = mayFail ? undefined : fresh.find(({ level }) => level === "error");
    ensure(error === undefined, `an error without a cause: ${error?.event} ${String(error?.fields["error"])}`);
  }
}

/** What holds once nothing is broken any more, the plan was ended, and more than a week has gone by. */
export async function allIsDone(trial: Trial): Promise<void> {
  const drills = await drillsOf(trial);
  for (const question of trial.platform.messages.filter(isQuestion)) {
    const date = dateOf(question);
    const drill = drills.find((one) => one.date.toString() === date);
    if (drill?.stage === "skipped") skippedRightly(trial, question);
    else if (drill?.stage === "revealed") await revealedRightly(trial, question, drill);
    else ensure(false, `the question of ${date} stayed ${drill?.stage ?? "unknown"}`);
  }
  const unfinished = await Array.fromAsync(trial.records.openDrills.list(""), ([key]) => key);
  ensure(unfinished.length === 0, `unfinished: ${unfinished.join(", ")}`);
  const held = await Array.fromAsync(trial.records.held.list(""), ([key]) => key);
  ensure(held.length === 0, `held for ever: ${held.join(", ")}`);
}

function skippedRightly(trial: Trial, question: FakeMessage): void {
  const date = dateOf(question);
  const must = trial.reference.skipped.get(date) ?? [];
  ensure(must.length === 0, `the question of ${date} was skipped although ${must.join(", ")} had answered`);
  const isShown = textOf(question).includes(words.question.skipped) || trial.refusedEdits > 0;
  ensure(isShown, `the question of ${date} was skipped, and does not say so`);
}

async function revealedRightly(trial: Trial, question: FakeMessage, drill: PostedDrill): Promise<void> {
  const date = dateOf(question);
  const answers = answersOf(await entriesOf(trial, drill), drill);
  const counted = answers.map(({ person }) => person);
  const { must, may } = trial.reference.expected(date, drill);
  const lost = must.filter((person) => !counted.includes(person));
  ensure(lost.length === 0, `the answer of ${lost.join(", ")} to the question of ${date} was lost`);
  const wrong = counted.filter((person) => !may.has(person));
  ensure(wrong.length === 0, `${wrong.join(", ")} did not answer the question of ${date}, and was counted`);

  const reveal = trial.platform.messages.filter((one) => isReveal(one) && dateOf(one) === date).map(textOf);
  ensure(reveal.length > 0, `the question of ${date} has no reveal`);
  if (trial.refusedEdits > 0) return;
  const said = words.question.revealed(counted.length);
  ensure(textOf(question).includes(said), `the question of ${date} does not say "${said}": ${textOf(question)}`);
  for (const { text } of answers.filter(({ from }) => from === "form")) {
    ensure(reveal.join().includes(text), `"${text}" is missing from the reveal of ${date}`);
  }
}

function noQuestionTwice({ platform }: Trial): void {
  const questions = platform.messages.filter(isQuestion);
  const keys = questions.map(({ key }) => String(key));
  ensure(new Set(keys).size === keys.length, `two messages of one question: ${keys.join(", ")}`);
  // Within a minute of midnight a clock that is wrong by less may rightly take it for the other day.
  const days = questions
    .map(({ at }) => at.toZonedDateTimeISO("Europe/Berlin"))
    .filter((at) => at.subtract(unnoticed).toPlainDate().equals(at.add(unnoticed).toPlainDate()))
    .map((at) => at.toPlainDate().toString());
  ensure(new Set(days).size === days.length, `two questions on one day: ${days.join(", ")}`);
}

/** A reveal rather twice than not (delivery.md): only where the bot was kept from looking may it stand twice. */
function noRevealTwice({ platform, reference }: Trial): void {
  const keys = platform.messages.filter(isReveal).map(({ key }) => String(key));
  const twice = keys.length - new Set(keys).size;
  ensure(twice <= reference.blindLooks, `a message of a reveal stands twice: ${keys.join(", ")}`);
}

/** No drill is closed before the time that every plan of a trial names, unless a manager asked for it. */
function noneCutOffEarly({ reference }: Trial, drills: readonly Drill[]): void {
  for (const drill of drills) {
    if (!("cutoffAt" in drill) || drill.cutoffAt === null) continue;
    const date = drill.date.toString();
    const planned = drill.date.toZonedDateTime({ timeZone: "Europe/Berlin", plainTime: "16:00" }).toInstant();
    const asked = reference.asked.get(date) ?? planned;
    const earliest = (Temporal.Instant.compare(asked, planned) < 0 ? asked : planned).subtract(unnoticed);
    const isEarly = Temporal.Instant.compare(drill.cutoffAt, earliest) < 0;
    ensure(!isEarly, `the drill of ${date} was closed at ${drill.cutoffAt}, before ${earliest}`);
  }
}

const drillsOf = (trial: Trial): Promise<readonly Drill[]> =>
  Array.fromAsync(trial.records.drills.list(""), ([, drill]) => drill);

const textOf = ({ message }: FakeMessage): string => (message === null ? "" : readable(message.doc));
