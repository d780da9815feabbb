import { deliveryKey } from "../core/delivery/delivery.ts";
import { answersOf, lateAnswersOf } from "../core/drill/answers.ts";
import type { DrillIn, PostedDrill } from "../core/drill/drill.ts";
import type { Answer } from "../core/drill/entry.ts";
import { BotError } from "../core/errors.ts";
import { answersPage } from "../core/message/all-answers-message.ts";
import type { Response } from "../core/message/message.ts";
import { words } from "../core/message/words.ts";
import type { Origin } from "../ports/platform.ts";
import { mayManage } from "./managing.ts";
import { questionOf } from "./post-question.ts";
import { entryKey } from "./records.ts";
import { contentOf, revealParts } from "./reveal.ts";
import { entriesOf } from "./take-reply.ts";
import { platformOf, type World } from "./world.ts";
import { reply } from "./write-answer.ts";

/** *All answers*: what came through the form, late ones too, privately and page by page; never before the reveal. */
export async function showAllAnswers(
  world: World,
  origin: Origin,
  drill: PostedDrill,
  page: string,
): Promise<Response> {
  if (drill.stage !== "revealed") return reply(words.result.early);
  const plan = await world.records.plans.get(drill.channel);
  const message = answersPage({
    drill,
    question: await questionOf(world, drill),
    answers: await formAnswers(world, drill),
    page: Number.parseInt(page, 10) || 0,
    mayHide: await mayManage(world, origin, plan),
    fit: platformOf(world, drill.channel).facts.fit,
  });
  return { kind: "message", message, replace: true };
}

/** *Hide answer*: a manager takes an answer out of the reveal, and the posted reveal is edited. */
export async function hideAnswer(
  world: World,
  origin: Origin,
  drill: PostedDrill,
  person: string | null,
): Promise<Response> {
  const plan = await world.records.plans.get(drill.channel);
  if (!(await mayManage(world, origin, plan))) return reply(words.command.managersOnly);
  const answer = (await formAnswers(world, drill)).find((each) => each.person === person);
  if (drill.stage !== "revealed" || answer === undefined) return reply(words.answer.notOpen);
  await world.records.entries.update(entryKey(drill.channel, drill.date, answer.person), (entry) =>
    entry === null ? null : { ...entry, hidden: true },
  );
  await editReveal(world, drill);
  return showAllAnswers(world, origin, drill, "0");
}

/** Shows the posted reveal anew, after an answer was hidden or erased. Parts keep their places. */
export async function editReveal(world: World, drill: DrillIn<"revealed">): Promise<void> {
  const content = await contentOf(world, drill, true);
  for (const part of revealParts(world, content)) {
    const delivery = await world.records.deliveries.get(deliveryKey(drill.channel, part.kind, drill.date, part.part));
    if (delivery?.state.kind !== "sent") continue;
    try {
      await platformOf(world, drill.channel).edit(delivery.state.ref, part.message);
    } catch (error) {
      // The message is gone, and what was to be hidden with it.
      if (!(error instanceof BotError && error.why === "message-gone")) throw error;
    }
  }
}

async function formAnswers(world: World, drill: PostedDrill): Promise<readonly Answer[]> {
  const entries = await entriesOf(world, drill);
  return [...answersOf(entries, drill).filter((answer) => answer.from === "form"), ...lateAnswersOf(entries)];
}
