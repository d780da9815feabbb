import type { DateRange } from "../schedule/plan.ts";
import type { Drill } from "./drill.ts";

/** What became of one drill for one person. */
export type Turn = Readonly<{
  date: Temporal.PlainDate;
  /** `open` while it can still be answered in time. */
  stage: "open" | "revealed";
  took: "in-time" | "late" | "not";
}>;

/** One person's figures in one channel. */
export type Figures = Readonly<{
  /** Drills since their first answer that they could have answered, days away left out. */
  asked: number;
  answered: number;
  late: number;
  /** Drills answered in time in a row, up to now. Only days with a question count; days away neither count nor break. */
  streak: number;
  longestStreak: number;
}>;

/** The drills of a channel as turns of one person; skipped and missed ones count for nobody. */
export function turnsOf(
  drills: readonly Drill[],
  answered: ReadonlySet<string>,
  late: ReadonlySet<string>,
): readonly Turn[] {
  return drills
    .flatMap((drill): Turn[] => {
      if (drill.stage !== "open" && drill.stage !== "revealed") return [];
      const date = drill.date.toString();
      const took = answered.has(date) ? "in-time" : late.has(date) ? "late" : "not";
      return [{ date: drill.date, stage: drill.stage, took }];
    })
    .sort((one, other) => Temporal.PlainDate.compare(one.date, other.date));
}

/** Figures from a person's turns in order of date. A person is asked from their first answer on (behaviour.md, *Figures*). */
export function figuresOf(turns: readonly Turn[], away: readonly DateRange[]): Figures {
  const first = turns.findIndex((turn) => turn.took !== "not");
  const asked = (first < 0 ? [] : turns.slice(first)).filter((turn) => counts(turn, away));
  const runs = streaksOf(asked);
  return {
    asked: asked.length,
    answered: asked.filter((turn) => turn.took === "in-time").length,
    late: asked.filter((turn) => turn.took === "late").length,
    streak: runs.at(-1) ?? 0,
    longestStreak: Math.max(0, ...runs),
  };
}

/** Figures of several channels as one: counts add up, streaks are the best of them. */
export const summed = (figures: readonly Figures[]): Figures => ({
  asked: sum(figures.map((each) => each.asked)),
  answered: sum(figures.map((each) => each.answered)),
  late: sum(figures.map((each) => each.late)),
  streak: Math.max(0, ...figures.map((each) => each.streak)),
  longestStreak: Math.max(0, ...figures.map((each) => each.longestStreak)),
});

/** An open drill not answered yet breaks nothing; a day away counts only when it was answered all the same. */
function counts(turn: Turn, away: readonly DateRange[]): boolean {
  if (turn.took === "in-time") return true;
  return turn.stage === "revealed" && !away.some((range) => holds(range, turn.date));
}

function streaksOf(turns: readonly Turn[]): readonly number[] {
  const runs = [0];
  for (const turn of turns) {
    const run = runs.at(-1) ?? 0;
    if (turn.took === "in-time") runs[runs.length - 1] = run + 1;
    else runs.push(0);
  }
  return runs;
}

const holds = (range: DateRange, date: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(range.from, date) <= 0 && Temporal.PlainDate.compare(date, range.to) <= 0;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
