import { answersOf, lateAnswersOf } from "../../core/drill/answers.ts";
import type { PostedDrill } from "../../core/drill/drill.ts";
import type { Answer } from "../../core/drill/entry.ts";
import { isForgotten } from "../../core/drill/forget.ts";
import { answersPage, placeNamed } from "../../core/message/all-answers-message.ts";
import type { Response } from "../../core/message/message.ts";
import { words } from "../../core/message/words.ts";
import type { Origin } from "../../ports/platform.ts";
import { isShownAsManager, mayManage } from "../channels/managing.ts";
import { questionOf } from "../drills/post-question.ts";
import { entryKey } from "../records.ts";
import { platformOf, type World } from "../world.ts";
import { noteChange } from "./note-change.ts";
import { entriesOf } from "./save-heard.ts";
import { reply } from "./write-answer.ts";

/**
 * *All answers*: what came through the form, late ones too, privately and page by page; never before the reveal. `place`
 * is empty where the reveal itself was pressed; a page takes the place of the one before.
 */
export async function showAllAnswers(
  world: World,
  origin: Origin,
  drill: PostedDrill,
  place: string,
): Promise<Response> {
  if (drill.stage !== "revealed") return reply(words.result.early);
  const plan = await world.records.plans.get(drill.channel);
  const message = answersPage({
    drill,
    question: await questionOf(world, drill),
    answers: await shownAnswers(world, drill),
    place: placeNamed(place),
    mayHide: await isShownAsManager(world, origin, plan),
    fit: platformOf(world, drill.channel).facts.fit,
  });
  return { kind: "message", message, replace: place !== "" };
}

/** *Hide answer*: a manager takes an answer out of the reveal, and the posted reveal is edited. */
export async function hideAnswer(
  world: World,
  origin: Origin & Readonly<{ value: string | null }>,
  drill: PostedDrill,
  place: string,
): Promise<Response> {
  const plan = await world.records.plans.get(drill.channel);
  if (!(await mayManage(world, origin, plan))) return reply(words.command.managersOnly);
  if (drill.stage !== "revealed") return reply(words.result.early);
  const answer = (await shownAnswers(world, drill)).find((each) => each.person === origin.value);
  if (answer === undefined) return reply(words.allAnswers.notThere);
  await world.records.entries.update(entryKey(drill.channel, drill.date, answer.person), (entry) =>
    entry === null ? null : { ...entry, hidden: true },
  );
  await noteChange(world, drill);
  await world.wake(drill.channel);
  return showAllAnswers(world, origin, drill, place);
}

/** What came through the form, then what came late. */
async function shownAnswers(world: World, drill: PostedDrill): Promise<readonly Answer[]> {
  const entries = await entriesOf(world, drill);
  const fromForm = answersOf(entries, drill).filter(({ from, person }) => from === "form" && !isForgotten(person));
  return [...fromForm, ...lateAnswersOf(entries, drill)];
}
