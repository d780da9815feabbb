import { filtered } from "../../core/bank/bank.ts";
import { workspaceOf } from "../../core/keys.ts";
import { paragraph } from "../../core/message/build.ts";
import { parseMarkdown } from "../../core/message/markdown.ts";
import type { Response } from "../../core/message/message.ts";
import { topicTitle } from "../../core/message/question-message.ts";
import { titled } from "../../core/message/titled.ts";
import { words } from "../../core/message/words.ts";
import type { Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import { restingIn } from "../bank/flagged.ts";
import type { World } from "../world.ts";

/** *Show me one*: a question that fits the plan, for one person's eyes, without its answer. */
export async function showSample(world: World, origin: Origin): Promise<Response> {
  const plan = await world.records.plans.get(origin.channel);
  const bank = world.bank.forWorkspace(workspaceOf(origin.channel));
  const except = await restingIn(world, workspaceOf(origin.channel));
  const fitting = filtered(bank, { topics: [], levels: [], ...plan, except });
  const question = fitting[Math.floor(world.chance.number() * fitting.length)];
  if (question === undefined) return reply(words.now.none);
  const facts = `${topicTitle(bank.topics, question.topic)} · ${words.level[question.level]}`;
  const blocks = [...parseMarkdown(question.prompt), paragraph(facts), paragraph(words.setup.sample)];
  return { kind: "message", message: titled(question.title, blocks), replace: false };
}
