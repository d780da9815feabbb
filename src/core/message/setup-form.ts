import { levels, type Topic } from "../bank/question.ts";
import { nameRole } from "../commands/grammar.ts";
import type { Group, Plan } from "../schedule/plan.ts";
import type { Choice, Field, Form } from "./message.ts";
import { words } from "./words.ts";

/** What the setup form opens with: the plan as it is, or the defaults of behaviour.md. */
export type SetupStart = Readonly<{
  plan: Plan | null;
  /** The zone of the person, where the platform tells it. */
  zone: Choice | null;
  /** The local time there, to confirm the zone by. */
  timeThere: string | null;
  topics: readonly Topic[];
  /** The group that may be pinged, as just named or as planned; null leaves the field out: there is nothing to choose. */
  ping: Group | null;
}>;

/** Weekdays by ISO number, for a form. */
export const weekdayChoices: readonly Choice[] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map(
  (label, index) => ({ value: String(index + 1), label }),
);

/** The `setup` form. Sent untouched it is Monday to Friday, 09:00, reveal 16:00 the same day, open, everything. */
export function setupForm({ plan, zone, timeThere, topics, ping }: SetupStart): Form {
  const labels = words.setup;
  const revealAt = plan !== null && plan.reveal.kind !== "next-question" ? shortTime(plan.reveal.at) : "16:00";
  return {
    id: "setup",
    title: labels.title,
    submit: labels.save,
    intro: [],
    fields: [
      {
        kind: "search",
        name: "zone",
        label: labels.zone,
        hint: timeThere === null ? null : labels.zoneHint(timeThere),
        required: true,
        value: zone,
      },
      {
        kind: "choices",
        name: "days",
        label: labels.days,
        hint: null,
        required: true,
        values: (plan?.days ?? [1, 2, 3, 4, 5]).map(String),
        choices: weekdayChoices,
      },
      {
        kind: "time",
        name: "postAt",
        label: labels.postAt,
        hint: null,
        required: true,
        value: plan === null ? "09:00" : shortTime(plan.postAt),
      },
      {
        kind: "choice",
        name: "reveal",
        label: labels.reveal,
        hint: null,
        required: true,
        value: plan?.reveal.kind ?? "same-day",
        choices: [
          { value: "same-day", label: labels.sameDay },
          { value: "next-posting-day", label: labels.nextDay },
          { value: "next-question", label: labels.nextQuestion },
        ],
      },
      {
        kind: "time",
        name: "revealAt",
        label: labels.revealAt,
        hint: labels.revealAtHint,
        required: false,
        value: revealAt,
      },
      {
        kind: "choice",
        name: "mode",
        label: labels.mode,
        hint: null,
        required: true,
        value: plan?.mode ?? "open",
        choices: [
          { value: "open", label: labels.open },
          { value: "sealed", label: labels.sealed },
        ],
      },
      {
        kind: "choices",
        name: "topics",
        label: labels.topics,
        hint: labels.topicsHint,
        required: false,
        values: plan?.topics ?? [],
        choices: topics.map(({ id, title }) => ({ value: id, label: title })),
      },
      {
        kind: "choices",
        name: "levels",
        label: labels.levels,
        hint: labels.levelsHint,
        required: false,
        values: plan?.levels ?? [],
        choices: levels.map((level) => ({ value: level, label: words.level[level] })),
      },
      ...(ping === null ? [] : [pingField(ping)]),
    ],
  };
}

/** One group, which stays chosen unless somebody takes it out. */
function pingField(ping: Group): Field {
  const value = nameRole(ping);
  const choices = [{ value, label: `@${ping.name}` }];
  return {
    kind: "choices",
    name: "ping",
    label: words.setup.ping,
    hint: null,
    required: false,
    values: [value],
    choices,
  };
}

const shortTime = (time: Temporal.PlainTime): string => time.toString({ smallestUnit: "minute" });
