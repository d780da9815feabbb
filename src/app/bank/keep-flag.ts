import { type Flag, type Flagged, flaggedMark, withFlag } from "../../core/bank/flags.ts";
import type { Question } from "../../core/bank/question.ts";
import { type QuestionId, workspaceOf } from "../../core/keys.ts";
import { flaggedNotice } from "../../core/message/flag-message.ts";
import type { Response } from "../../core/message/message.ts";
import { words } from "../../core/message/words.ts";
import { reply } from "../answers/write-answer.ts";
import { tellManager } from "../channels/notices.ts";
import { flagsKey } from "../records.ts";
import type { World } from "../world.ts";

/** Keeps what somebody says of a question, tells its managers where that is new to them, and thanks. */
export async function keepFlag(world: World, question: Question, added: Flag): Promise<Response> {
  const put = await putFlag(world, question.id, added);
  if (put === null) return reply(words.flag.enough);
  world.aside(tellOf(world, question, put), "notice of a flag");
  if (isNewlyResting(put)) return reply(words.flag.resting);
  const isAgain = put.before?.flags.some(({ person }) => person === added.person) === true;
  return reply(isAgain ? words.flag.replaced : words.flag.thanks);
}

/** A question before and after a flag. */
type Put = Readonly<{ before: Flagged | null; after: Flagged; added: Flag }>;

/** Compare-and-set, so that of any number at once each counts the ones before; null when no more are kept. */
async function putFlag(world: World, question: QuestionId, added: Flag): Promise<Put | null> {
  let put: Put | null = null;
  await world.records.flags.update(flagsKey(workspaceOf(added.channel), question), (before) => {
    const after = withFlag(before, question, added);
    put = after === null ? null : { before, after, added };
    return after;
  });
  return put;
}

const isNewlyResting = ({ before, after }: Put): boolean => after.rest !== null && (before?.rest ?? null) === null;

/** The first flag that comes from a channel is told to a manager there, and that the question rests to one of each channel. */
async function tellOf(world: World, { id, title }: Question, put: Put): Promise<void> {
  const { before, after, added } = put;
  const rests = isNewlyResting(put);
  const isFirst = before?.flags.some(({ channel }) => channel === added.channel) !== true;
  if (!rests && !isFirst) return;
  const about = `${rests ? "rests" : "flagged"}/${flaggedMark(id)}/${added.at.epochMilliseconds}`;
  for (const channel of rests ? after.channels : [added.channel]) {
    await tellManager(world, channel, about, flaggedNotice(title, rests));
  }
}
