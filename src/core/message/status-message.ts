import type { Problem, Question } from "../bank/question.ts";
import type { BankReach } from "../bank/reach.ts";
import type { Drill } from "../drill/drill.ts";
import { dayOf } from "../schedule/calendar-day.ts";
import type { ClockOff } from "../schedule/clock-check.ts";
import { dayOffAt } from "../schedule/days-off.ts";
import { isPaused } from "../schedule/pause.ts";
import type { Plan, Slot } from "../schedule/plan.ts";
import { list, paragraph } from "./build.ts";
import { clockOffText } from "./clock-off-text.ts";
import type { Doc } from "./doc.ts";
import type { Message } from "./message.ts";
import { dayText, momentText } from "./moments.ts";
import { refusalText } from "./refusal-text.ts";
import { spoken } from "./spoken.ts";
import { titled } from "./titled.ts";
import { words } from "./words.ts";

/** What `status` tells. */
export type StatusContent = Readonly<{
  plan: Plan;
  today: Temporal.PlainDate;
  drills: readonly Drill[];
  last: Readonly<{ drill: Drill; question: Question | null }> | null;
  next: Slot | null;
  /** Why nothing at all is sent where the channel is; null: it is. */
  lockedOut: string | null;
  /** What needs mending; null for who may not see it. */
  faults: Readonly<{
    missed: readonly Temporal.PlainDate[];
    parked: readonly string[];
    /** What keeps the bot from working in the channel, and how to mend it; null when nothing does, or nobody knows. */
    lacks: Readonly<{ why: string; hint: string }> | null;
    /** Null while the clock is right. */
    clockOff: ClockOff | null;
    /** Null while the nightly backup goes well. */
    backupFailingSince: Temporal.Instant | null;
    problems: readonly Problem[];
    reach: BankReach;
    /** How many suggested questions wait for the managers of the channel. */
    suggested: number;
    /** How many questions that were flagged here wait to be looked at. */
    flagged: number;
  }> | null;
}>;

const missedShown = 5;
const problemsShown = 5;

/** The last and the next drill, why there is none today, and for managers what needs mending. */
export function statusMessage(content: StatusContent): Message {
  const { plan, next } = content;
  const today = whyNoneToday(content);
  const lines = [
    lastLine(content),
    next === null ? words.status.nextNone : words.status.next(momentText(next.postAt, plan.zone)),
    ...(today === null ? [] : [today]),
  ];
  const pinged = plan.ping === null ? [] : [words.setup.pings(plan.ping.name)];
  return titled(words.status.title, [list([...lines.map(spoken), ...pinged]), ...faultBlocks(content)]);
}

function lastLine({ last }: StatusContent): string {
  if (last === null || last.drill.stage === "missed" || last.question === null) return words.status.lastNone;
  return words.status.last(dayText(last.drill.date), last.question.title, words.status.stage[last.drill.stage]);
}

/** Null when today has, had or will have a question and the plan goes on. */
function whyNoneToday({ plan, today, drills, next }: StatusContent): string | null {
  if (plan.stopped) return words.status.today.stopped;
  const drill = drills.find((each) => each.date.equals(today));
  if (drill?.stage === "missed") return words.status.today.missed[drill.reason];
  if (drill !== undefined || next?.date.equals(today) === true) return null;
  if (isPaused(plan, today)) return words.status.today.paused;
  const dayOff = dayOffAt(plan.daysOff, dayOf(today));
  if (dayOff !== null) return words.status.today.dayOff(dayOff.name);
  return plan.days.includes(today.dayOfWeek) ? words.status.today.changed : words.status.today.notPosting;
}

function faultBlocks({ plan, lockedOut, faults }: StatusContent): Doc {
  if (faults === null) return lockedOut === null ? [] : [list([words.status.parked(refusalText(lockedOut))])];
  const { missed, parked, lacks, clockOff, backupFailingSince, problems, reach, suggested, flagged } = faults;
  const lines = [
    words.status.left(reach.left, reach.questions),
    ...(suggested === 0 ? [] : [words.suggest.waiting(suggested)]),
    ...(flagged === 0 ? [] : [words.flagged.waits(flagged)]),
    ...(clockOff === null ? [] : [clockOffText(clockOff)]),
    ...(backupFailingSince === null ? [] : [words.status.backupFailing(momentText(backupFailingSince, plan.zone))]),
    ...(lacks === null ? [] : [words.setup.needsMending(refusalText(lacks.why), lacks.hint)]),
    ...parked.filter((why) => why !== lacks?.why).map((why) => words.status.parked(refusalText(why))),
    ...(missed.length === 0 ? [] : [words.status.missed(missed.slice(-missedShown).map(dayText).join(", "))]),
  ];
  const shown = problems.slice(0, problemsShown);
  return [
    list(lines.map(spoken)),
    ...(shown.length === 0
      ? []
      : [
          paragraph(words.status.problems(problems.length)),
          list(shown.map(({ file, line, message }) => words.status.problem(file, line, message))),
        ]),
  ];
}
