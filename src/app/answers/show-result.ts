import type { Question } from "../../core/bank/question.ts";
import { answersOf, lateAnswersOf } from "../../core/drill/answers.ts";
import type { DrillIn, PostedDrill } from "../../core/drill/drill.ts";
import type { Answer } from "../../core/drill/entry.ts";
import { type PersonId, workspaceOf } from "../../core/keys.ts";
import type { Response } from "../../core/message/message.ts";
import { type Result, resultMessage } from "../../core/message/result-message.ts";
import { words } from "../../core/message/words.ts";
import type { Origin } from "../../ports/platform.ts";
import { questionOf } from "../drills/post-question.ts";
import type { World } from "../world.ts";
import { entriesOf } from "./save-heard.ts";
import { reply } from "./write-answer.ts";

/** *My result*: private, whenever it is pressed after the reveal. */
export async function showResult(world: World, origin: Origin, drill: PostedDrill): Promise<Response> {
  if (drill.stage !== "revealed") return reply(words.result.early);
  const result = await resultOf(world, drill, origin.person);
  return { kind: "message", message: resultMessage(result), replace: false };
}

/** What a person gave, and what of it was read: what counts, else what came late. */
export async function resultOf(world: World, drill: DrillIn<"revealed">, person: PersonId): Promise<Result> {
  const entries = await entriesOf(world, drill);
  const isOwn = (each: Answer): boolean => each.person === person;
  const answer = answersOf(entries, drill).find(isOwn) ?? null;
  const late = lateAnswersOf(entries, drill).find(isOwn) ?? null;
  const question = await questionOf(world, drill);
  return { question, answer, late, reading: readingOf(world, drill, question, answer ?? late), date: drill.date };
}

function readingOf({ reader }: World, { channel }: DrillIn<"revealed">, question: Question, answer: Answer | null) {
  if (answer === null || answer.text === "") return null;
  return reader.read(workspaceOf(channel), question, answer.text);
}
