import { filtered } from "../../core/bank/bank.ts";
import type { Bank } from "../../core/bank/question.ts";
import { type QuestionId, workspaceOf } from "../../core/keys.ts";
import { list, paragraph, strong } from "../../core/message/build.ts";
import type { Inline } from "../../core/message/doc.ts";
import type { Message, Response } from "../../core/message/message.ts";
import { dayText, momentText } from "../../core/message/moments.ts";
import { topicTitle } from "../../core/message/question-message.ts";
import { titled } from "../../core/message/titled.ts";
import { words } from "../../core/message/words.ts";
import { dayOf } from "../../core/schedule/calendar-day.ts";
import { dayOffAt } from "../../core/schedule/days-off.ts";
import type { Plan, PreviewedSlot } from "../../core/schedule/plan.ts";
import type { Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import { restingIn } from "../bank/flagged.ts";
import { isShownAsManager } from "../channels/managing.ts";
import { comingSlots } from "../drills/coming-slots.ts";
import { allDrillsOf } from "../drills/open-drills.ts";
import { askedIn } from "../drills/start-drill.ts";
import type { World } from "../world.ts";

const mostPreviewed = 20;
const usuallyPreviewed = 5;
const mostFound = 8;

/** `preview [n]`: the next dates of the plan, days off among them, and what they draw from. */
export async function preview(world: World, origin: Origin, rest: string): Promise<Response> {
  const plan = await world.records.plans.get(origin.channel);
  if (plan === null) return reply(words.command.noPlan);
  const count = rest === "" ? usuallyPreviewed : Number(rest);
  if (!Number.isInteger(count) || count < 1 || count > mostPreviewed) {
    return reply(words.preview.badNumber(mostPreviewed));
  }
  const slots = await comingSlots(world, plan, count);
  if (slots.length === 0) return said(titled(words.preview.title, [paragraph(words.preview.none)]));
  const lines = slots.map((slot) => slotLine(plan, slot));
  const from = filterText(plan, world.bank.forWorkspace(workspaceOf(plan.channel)));
  return said(titled(words.preview.title, [list(lines), paragraph(from)]));
}

/** `topics`: what the bank holds for this channel, and how much of it was asked. */
export async function topics(world: World, origin: Origin): Promise<Response> {
  const bank = world.bank.forWorkspace(workspaceOf(origin.channel));
  const resting = await restingIn(world, workspaceOf(origin.channel));
  const asked = new Set(askedIn(await allDrillsOf(world, origin.channel)).map(({ question }) => question));
  const lines = bank.topics.flatMap((topic) => {
    const questions = filtered(bank, { topics: [topic.id], levels: [], except: resting });
    if (questions.length === 0) return [];
    const askedHere = questions.filter(({ id }) => asked.has(id)).length;
    return [words.topics.line(topic.title, questions.length, askedHere)];
  });
  return said(titled(words.topics.title, lines.length === 0 ? [paragraph(words.topics.empty)] : [list(lines)]));
}

/** `search words`: titles alone; what may still come is not spoilt. That a question rests is for managers to know. */
export async function search(world: World, origin: Origin, rest: string): Promise<Response> {
  if (rest === "") return reply(words.search.usage);
  const bank = world.bank.forWorkspace(workspaceOf(origin.channel));
  const found = world.bank.search(workspaceOf(origin.channel), { words: rest, limit: mostFound, keep: () => true });
  if (found.length === 0) return reply(words.search.none(rest));
  const lastAsked = new Map(
    askedIn(await allDrillsOf(world, origin.channel)).map((each) => [each.question, each.date]),
  );
  const resting = await restingShown(world, origin);
  const lines = found.map((question): readonly (string | Inline)[] => {
    const date = lastAsked.get(question.id);
    const when = date === undefined ? words.search.toCome : words.search.asked(dayText(date));
    const topic = topicTitle(bank.topics, question.topic);
    const facts = [
      topic,
      words.level[question.level],
      when,
      ...(resting.has(question.id) ? [words.search.resting] : []),
    ];
    return [strong(question.title), ` · ${facts.join(" · ")}`];
  });
  return said(titled(words.search.title(rest), [list(lines)]));
}

/** The resting questions of the workspace, for managers; none for anybody else, and nobody is looked up where none rests. */
async function restingShown(world: World, origin: Origin): Promise<ReadonlySet<QuestionId>> {
  const resting = await restingIn(world, workspaceOf(origin.channel));
  if (resting.size === 0) return resting;
  const plan = await world.records.plans.get(origin.channel);
  return (await isShownAsManager(world, origin, plan)) ? resting : new Set();
}

function slotLine(plan: Plan, slot: PreviewedSlot): string {
  const when = momentText(slot.postAt, plan.zone);
  if (slot.skipped === null) return words.preview.line(when, momentText(slot.revealAt, plan.zone));
  if (slot.skipped === "paused") return `${dayText(slot.date)}: ${words.preview.paused}`;
  const name = dayOffAt(plan.daysOff, dayOf(slot.date))?.name ?? null;
  return `${dayText(slot.date)}: ${words.preview.dayOff(name)}`;
}

function filterText(plan: Plan, bank: Bank): string {
  const topics = plan.topics.map((id) => topicTitle(bank.topics, id)).join(", ");
  const levels = plan.levels.map((level) => words.level[level]).join(", ");
  return words.preview.from(topics || words.preview.allTopics, levels || words.preview.allLevels);
}

const said = (message: Message): Response => ({ kind: "message", message, replace: false });
