import { type Figures, summed } from "../../core/drill/figures.ts";
import { type ChannelKey, workspaceOf } from "../../core/keys.ts";
import { note } from "../../core/message/answer-messages.ts";
import { paragraph, table } from "../../core/message/build.ts";
import type { Response } from "../../core/message/message.ts";
import { dayText } from "../../core/message/moments.ts";
import { newsBlocks } from "../../core/message/suggestion-message.ts";
import { titled } from "../../core/message/titled.ts";
import { words } from "../../core/message/words.ts";
import type { DateRange } from "../../core/schedule/plan.ts";
import { parseDate } from "../../core/schedule/written-date.ts";
import type { Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import { newsFor } from "../bank/tell-author.ts";
import { awayOf, figuresIn } from "../channels/my-figures.ts";
import { learnerKey } from "../records.ts";
import { nowIn, type World } from "../world.ts";
import { myDataActions } from "./my-data.ts";

/** `me`: a person's figures here, and in all channels of the workspace together; `me away until DATE` is `away`. */
export async function me(world: World, origin: Origin, rest: string): Promise<Response> {
  const [verb = "", ...more] = rest.split(" ");
  if (verb.toLowerCase() === "away") return away(world, origin, more.join(" "));
  const daysAway = await awayOf(world, workspaceOf(origin.channel), origin.person);
  const here = await figuresIn(world, origin.channel, origin.person, daysAway);
  const everywhere = await figuresEverywhere(world, origin, daysAway);
  const news = newsBlocks(await newsFor(world, origin));
  if (everywhere.asked === 0) {
    const none = note(words.me.none, myDataActions);
    return { kind: "message", message: { ...none, doc: [...none.doc, ...news] }, replace: false };
  }
  const rows = figureRows(here).map((row, index) => [...row, figureRows(everywhere)[index]?.[1] ?? ""]);
  const upcoming = daysAway.map(({ from, to }) => `${dayText(from)} to ${dayText(to)}`).join(", ");
  const blocks = [
    table(["", words.me.here, words.me.everywhere], rows, [null, "right", "right"]),
    ...(upcoming === "" ? [] : [paragraph(words.me.away(upcoming))]),
    ...news,
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

async function figuresEverywhere(world: World, origin: Origin, away: readonly DateRange[]): Promise<Figures> {
  const figures: Figures[] = [];
  const own = learnerKey(workspaceOf(origin.channel), origin.person);
  for await (const [, { channel }] of world.records.participations.list(`${own}/`)) {
    figures.push(await figuresIn(world, channel, origin.person, away));
  }
  return summed(figures);
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
