import { BotError } from "../errors.ts";
import type { Plan } from "./plan.ts";
import { formatTime } from "./words.ts";
import { parseZone } from "./zone.ts";

/** What is wrong with one setting of a plan, and how to mend it. */
export type PlanProblem = Readonly<{ field: "zone" | "days" | "reveal"; problem: string; hint: string }>;

function zoneProblem(zone: string): readonly PlanProblem[] {
  try {
    parseZone(zone);
    return [];
  } catch (error) {
    if (error instanceof BotError) return [{ field: "zone", problem: error.message, hint: error.hint }];
    throw error;
  }
}

function daysProblem(days: Plan["days"]): readonly PlanProblem[] {
  if (days.length === 0) return [{ field: "days", problem: "no day is chosen", hint: "choose at least one day" }];
  const isAscending = days.every((day, index) => day > (days[index - 1] ?? 0));
  const isWeek = days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  if (isAscending && isWeek) return [];
  const problem = `${days.join(", ")} are not weekdays in order`;
  return [{ field: "days", problem, hint: "give ISO weekdays, 1 Monday to 7 Sunday, ascending, each once" }];
}

function revealProblem({ postAt, reveal }: Pick<Plan, "postAt" | "reveal">): readonly PlanProblem[] {
  if (reveal.kind !== "same-day" || Temporal.PlainTime.compare(reveal.at, postAt) > 0) return [];
  const problem = `the reveal at ${formatTime(reveal.at)} is not after the question at ${formatTime(postAt)}`;
  return [{ field: "reveal", problem, hint: "choose a later reveal time, or reveal on the next posting day" }];
}

/** Every problem of a plan's times at once, by form field; empty when they are sound. */
export const validatePlan = (plan: Pick<Plan, "zone" | "postAt" | "days" | "reveal">): readonly PlanProblem[] => [
  ...zoneProblem(plan.zone),
  ...daysProblem(plan.days),
  ...revealProblem(plan),
];
