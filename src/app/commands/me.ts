import { answersOf, lateAnswersOf } from "../../core/drill/answers.ts";
import type { Drill } from "../../core/drill/drill.ts";
import { type Figures, figuresOf, summed, turnsOf } from "../../core/drill/figures.ts";
import { type ChannelKey, type PersonId, workspaceOf } from "../../core/keys.ts";
import { note } from "../../core/message/answer-messages.ts";
import { paragraph, table } from "../../core/message/build.ts";
import type { Response } from "../../core/message/message.ts";
import { dayText } from "../../core/message/moments.ts";
import { titled } from "../../core/message/titled.ts";
import { words } from "../../core/message/words.ts";
import type { DateRange } from "../../core/schedule/plan.ts";
import { parseDate } from "../../core/schedule/written-date.ts";
import type { Origin } from "../../ports/platform.ts";
import { allDrillsOf } from "../open-drills.ts";
import { entryKey, learnerKey } from "../records.ts";
import { entriesOf } from "../take-reply.ts";
import { nowIn, type World } from "../world.ts";
import { reply } from "../write-answer.ts";
import { myDataActions } from "./my-data.ts";

/** `me`: a person's figures here, and in all channels of the workspace together; `me away until DATE` is `away`. */
export async function me(world: World, origin: Origin, rest: string): Promise<Response> {
  const [verb = "", ...more] = rest.split(" ");
  if (verb.toLowerCase() === "away") return away(world, origin, more.join(" "));
  const daysAway = await awayOf(world, origin);
  const here = await figuresIn(world, origin.channel, origin.person, daysAway);
  const everywhere = await figuresEverywhere(world, origin, daysAway);
  if (everywhere.asked === 0) return { kind: "message", message: note(words.me.none, myDataActions), replace: false };
  const rows = figureRows(here).map((row, index) => [...row, figureRows(everywhere)[index]?.[1] ?? ""]);
  const upcoming = daysAway.map(({ from, to }) => `${dayText(from)} to ${dayText(to)}`).join(", ");
  const blocks = [
    table(["", words.me.here, words.me.everywhere], rows, [null, "right", "right"]),
    ...(upcoming === "" ? [] : [paragraph(words.me.away(upcoming))]),
  ];
  const message = titled(words.me.title, blocks, myDataActions);
  return { kind: "message", message, replace: false };
}

/** `away until DATE`: from today on, days that neither count nor break a streak. */
export async function away(world: World, origin: Origin, rest: string): Promise<Response> {
  const typed = rest.replace(/^until\b/iu, "").trim();
  if (typed === "") return reply(words.me.awayUsage);
  const today = await todayIn(world, origin.channel);
  const until = parseDate(typed, today);
  if (Temporal.PlainDate.compare(until, today) < 0) return reply(words.me.awayUsage);
  await world.records.learners.update(learnerKey(workspaceOf(origin.channel), origin.person), (current) => ({
    away: awayUntil(current?.away ?? [], today, until),
  }));
  return reply(words.me.awaySaved(dayText(until)));
}

/** What is over stays; what is running is stretched or cut to `until`. */
function awayUntil(
  before: readonly DateRange[],
  today: Temporal.PlainDate,
  until: Temporal.PlainDate,
): readonly DateRange[] {
  const isOver = (range: DateRange): boolean => Temporal.PlainDate.compare(range.to, today) < 0;
  const running = before.find((range) => !isOver(range));
  return [...before.filter(isOver), { from: running?.from ?? today, to: until, name: null }];
}

/** One person's figures in one channel, from what is stored. */
export async function figuresIn(
  world: World,
  channel: ChannelKey,
  person: PersonId,
  away: readonly DateRange[],
): Promise<Figures> {
  const drills = await allDrillsOf(world, channel);
  const took = await Promise.all(drills.map((drill) => tookPart(world, drill, person)));
  const dates = (kind: "in-time" | "late"): ReadonlySet<string> =>
    new Set(drills.flatMap((drill, index) => (took[index] === kind ? [drill.date.toString()] : [])));
  return figuresOf(turnsOf(drills, dates("in-time"), dates("late")), away);
}

async function figuresEverywhere(world: World, origin: Origin, away: readonly DateRange[]): Promise<Figures> {
  const figures: Figures[] = [];
  for await (const [, plan] of world.records.plans.list(`${workspaceOf(origin.channel)}/`)) {
    figures.push(await figuresIn(world, plan.channel, origin.person, away));
  }
  return summed(figures);
}

/** Whether a person answered a drill; the thread of others is read only when their own entry cannot tell. */
async function tookPart(world: World, drill: Drill, person: PersonId): Promise<"in-time" | "late" | "not"> {
  if (drill.stage !== "open" && drill.stage !== "revealed") return "not";
  const own = await world.records.entries.get(entryKey(drill.channel, drill.date, person));
  if (own === null) return "not";
  if (own.form !== null) return "in-time";
  const entries = own.thread.length === 0 ? [own] : await entriesOf(world, drill);
  if (answersOf(entries, drill).some((answer) => answer.person === person)) return "in-time";
  return lateAnswersOf([own], drill).length > 0 ? "late" : "not";
}

async function awayOf(world: World, origin: Origin): Promise<readonly DateRange[]> {
  const learner = await world.records.learners.get(learnerKey(workspaceOf(origin.channel), origin.person));
  return learner?.away ?? [];
}

async function todayIn(world: World, channel: ChannelKey): Promise<Temporal.PlainDate> {
  const zone = (await world.records.plans.get(channel))?.zone ?? "UTC";
  return nowIn(world, channel).toZonedDateTimeISO(zone).toPlainDate();
}

const figureRows = (figures: Figures): readonly (readonly [string, string])[] => [
  [words.me.asked, String(figures.asked)],
  [words.me.answered, String(figures.answered)],
  [words.me.late, String(figures.late)],
  [words.me.streak, String(figures.streak)],
  [words.me.longest, String(figures.longestStreak)],
];
