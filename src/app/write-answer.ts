import { answersOf, countedMessages, lateAnswersOf } from "../core/drill/answers.ts";
import type { PostedDrill } from "../core/drill/drill.ts";
import { blankEntry, point, writeForm } from "../core/drill/entries.ts";
import type { PersonId } from "../core/keys.ts";
import { answerForm, note, resultMessage, savedMessage } from "../core/message/answer-messages.ts";
import type { FieldValues, Response } from "../core/message/message.ts";
import { words } from "../core/message/words.ts";
import type { IncomingForm, IncomingPointing, Origin } from "../ports/platform.ts";
import { drillUnder, openDrillsOf } from "./open-drills.ts";
import { questionOf } from "./post-question.ts";
import { drillKey, entryKey } from "./records.ts";
import { entriesOf } from "./take-reply.ts";
import { nowIn, platformOf, type World } from "./world.ts";

/** The form for one drill, with what the person wrote so far; late when it is revealed. */
export async function openAnswerForm(world: World, origin: Origin, drill: PostedDrill): Promise<Response> {
  const question = await questionOf(world, drill);
  const written = await writtenBy(world, drill, origin.person);
  const { fieldChars } = platformOf(world, origin.channel).facts;
  return { kind: "form", form: answerForm(drill, question, written, fieldChars) };
}

/** `/drill answer`: the form of the open question here, or of the thread it was asked from. */
export async function answerHere(world: World, origin: Origin): Promise<Response> {
  const open = (await openDrillsOf(world, origin.channel)).filter((drill) => drill.stage === "open");
  const inThread = open.filter((drill) => drill.message.id === origin.thread);
  const [drill, another] = inThread.length > 0 ? inThread : open;
  if (drill === undefined) return reply(words.answer.noneOpen);
  return another === undefined ? openAnswerForm(world, origin, drill) : reply(words.answer.pickOne);
}

/** Saves what came through the form. Resolves only once it is safe; a failing store rejects. */
export async function saveAnswer(world: World, form: IncomingForm, drill: PostedDrill): Promise<Response> {
  const text = textOf(form.values);
  const { fieldChars } = platformOf(world, form.channel).facts;
  if (text.trim() === "") return { kind: "errors", errors: { text: words.answer.empty } };
  if ([...text].length > fieldChars) return { kind: "errors", errors: { text: words.answer.tooLong(fieldChars) } };

  const now = nowIn(world, form.channel);
  const late = drill.cutoffAt !== null;
  const { name } = await platformOf(world, form.channel).person(form.channel, form.person);
  const blank = blankEntry({ channel: drill.channel, date: drill.date, person: form.person, name });
  await world.records.entries.update(entryKey(drill.channel, drill.date, form.person), (current) =>
    writeForm(current ?? blank, text, now, late),
  );
  const asked = form.form.startsWith("late/");
  const kind = late ? (asked ? "late" : "late-instead") : "in-time";
  return { kind: "message", message: savedMessage(drill, kind), replace: false };
}

/** *Use as my answer* and *Not my answer*. */
export async function pointAt(world: World, pointing: IncomingPointing): Promise<Response> {
  const { reply: target } = pointing;
  if (target.person !== pointing.person) return reply(words.answer.notYours);
  const drill = await drillUnder(world, pointing.channel, target.thread);
  if (drill === null) return reply(words.answer.notUnderDrill);
  if (drill.stage !== "open" || drill.cutoffAt !== null) return reply(words.answer.tooLate);
  if (drill.mode === "sealed") return reply(words.answer.sealedForm);

  const { message, text, at, editedAt, person, name } = target;
  const blank = blankEntry({ channel: drill.channel, date: drill.date, person, name });
  const counts = pointing.as === "mine" ? "yes" : "no";
  await world.records.entries.update(entryKey(drill.channel, drill.date, person), (current) =>
    point(current ?? blank, { message, text, at, editedAt }, counts),
  );
  return reply(pointing.as === "mine" ? words.answer.nowMine : words.answer.nowNotMine);
}

/** *My result*: private, whenever it is pressed after the reveal. */
export async function showResult(world: World, origin: Origin, drill: PostedDrill): Promise<Response> {
  if (drill.stage !== "revealed") return reply(words.result.early);
  const entries = await entriesOf(world, drill);
  const answer = answersOf(entries, drill).find((each) => each.person === origin.person) ?? null;
  const late = lateAnswersOf(entries).find((each) => each.person === origin.person) ?? null;
  const question = await questionOf(world, drill);
  return { kind: "message", message: resultMessage(question, answer, late), replace: false };
}

/** A short private response. */
export const reply = (text: string): Response => ({ kind: "message", message: note(text), replace: false });

/** What the form opens with: the saved form, else what the person wrote in the thread. */
async function writtenBy(world: World, drill: PostedDrill, person: PersonId): Promise<string> {
  const own = await world.records.entries.get(entryKey(drill.channel, drill.date, person));
  if (own === null) return "";
  if (drill.stage === "revealed") return own.late?.text ?? "";
  if (own.form !== null) return own.form.text;
  const counted = countedMessages(await entriesOf(world, drill), drill);
  return own.thread
    .filter((said) => counted.has(said.message))
    .map((said) => said.text ?? "")
    .join("\n");
}

function textOf(values: FieldValues): string {
  const value = values["text"];
  return typeof value === "string" ? value : "";
}

/** The drill that an action or a form names by its date, looked up in the channel it came from, never from the payload. */
export async function drillNamed(world: World, origin: Origin, date: string): Promise<PostedDrill | null> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const drill = await world.records.drills.get(drillKey(origin.channel, Temporal.PlainDate.from(date)));
  return drill?.stage === "open" || drill?.stage === "revealed" ? drill : null;
}
