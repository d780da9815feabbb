import { answersOf } from "../../core/drill/answers.ts";
import type { DrillIn, PostedDrill } from "../../core/drill/drill.ts";
import { blankEntry, point, writeForm } from "../../core/drill/entries.ts";
import type { Entry } from "../../core/drill/entry.ts";
import { BotError } from "../../core/errors.ts";
import type { PersonId } from "../../core/keys.ts";
import { answerForm, note, savedMessage } from "../../core/message/answer-messages.ts";
import type { FieldValues, Response } from "../../core/message/message.ts";
import { words } from "../../core/message/words.ts";
import type { IncomingForm, IncomingPointing, Origin } from "../../ports/platform.ts";
import { drillUnder, openDrillsOf, type UnfinishedDrill } from "../drills/open-drills.ts";
import { questionOf } from "../drills/post-question.ts";
import { personOf } from "../outgoing/calls.ts";
import { anErrand } from "../outgoing/errand.ts";
import { drillKey, entryKey } from "../records.ts";
import { nowIn, platformOf, type World } from "../world.ts";
import { changeEntry } from "./keep-entry.ts";
import { answerSaved } from "./note-change.ts";
import { entriesOf, heardOf } from "./save-heard.ts";
import { giveReceipt } from "./take-reply.ts";

/** The form for one drill, with what the person wrote so far; late when it is revealed. */
export async function openAnswerForm(world: World, origin: Origin, drill: PostedDrill): Promise<Response> {
  const question = await questionOf(world, drill);
  const written = await writtenBy(world, drill, origin.person);
  const { fieldChars } = platformOf(world, origin.channel).facts;
  return { kind: "form", form: answerForm(drill, question, written, fieldChars) };
}

/** `/drill answer`: the form of the open question here, or of the thread it was asked from. */
export async function answerHere(world: World, origin: Origin): Promise<Response> {
  const open = (await openDrillsOf(world, origin.channel)).filter(isAnswerable);
  const inThread = open.filter((drill) => drill.message.id === origin.thread);
  const [drill, another] = inThread.length > 0 ? inThread : open;
  if (drill === undefined) return reply(words.answer.noneOpen);
  return another === undefined ? openAnswerForm(world, origin, drill) : reply(words.answer.pickOne);
}

const isAnswerable = (drill: UnfinishedDrill): drill is DrillIn<"open"> =>
  drill.stage === "open" && drill.cutoffAt === null;

/** Saves what came through the form. Resolves only once it is safe; a failing store rejects. */
export async function saveAnswer(world: World, form: IncomingForm, drill: PostedDrill): Promise<Response> {
  const text = textOf(form.values);
  const { fieldChars } = platformOf(world, form.channel).facts;
  if (text.trim() === "") return { kind: "errors", errors: { text: words.answer.empty } };
  if ([...text].length > fieldChars) return { kind: "errors", errors: { text: words.answer.tooLong(fieldChars) } };

  const now = nowIn(world, form.channel);
  const late = drill.cutoffAt !== null;
  const { channel, date } = drill;
  const blank = blankEntry({ channel, date, person: form.person, name: form.person });
  const saved = await changeEntry(world, blank, (current) =>
    writeForm(called(current ?? blank, form), text, now, late),
  );
  // Nobody's "saved" waits for their name.
  if (saved !== null && isCalledAsIn(form, saved)) world.aside(learnName(world, form, drill), "learning a name");
  world.figures.report({ kind: "saved", from: "form" });
  // A reveal that began while this was saved takes it in: nobody is told "saved" and then left out.
  if (!late) await answerSaved(world, drill);
  const asked = form.form.startsWith("late/");
  const kind = late ? (asked ? "late" : "late-instead") : "in-time";
  return { kind: "message", message: savedMessage(drill, kind), replace: false };
}

/** *Use as my answer* and *Not my answer*. */
export async function pointAt(world: World, pointing: IncomingPointing): Promise<Response> {
  const { reply: target, channel } = pointing;
  if (target.person !== pointing.person) return reply(words.answer.notYours);
  const drill = await drillUnder(world, channel, target.thread);
  if (drill?.stage !== "open" && drill?.stage !== "revealed") return reply(words.answer.notUnderDrill);
  if (drill.cutoffAt !== null) return reply(words.answer.tooLate);
  if (drill.mode === "sealed") return reply(words.answer.sealedForm);

  const { person, name } = target;
  const blank = blankEntry({ channel, date: drill.date, person, name });
  const counts = pointing.as === "mine" ? "yes" : "no";
  const saved = await changeEntry(world, blank, (current) => point(current ?? blank, heardOf(target), counts));
  await answerSaved(world, drill);
  if (saved?.form != null) return reply(words.answer.formCounts);
  if (pointing.as === "not-mine") return reply(words.answer.nowNotMine);
  giveReceipt(world, target);
  return reply(words.answer.nowMine);
}

/** A short private response. */
export const reply = (text: string): Response => ({ kind: "message", message: note(text), replace: false });

/** What the form opens with: what was saved through it, else what counts in the thread. */
async function writtenBy(world: World, drill: PostedDrill, person: PersonId): Promise<string> {
  const own = await world.records.entries.get(entryKey(drill.channel, drill.date, person));
  if (own === null) return "";
  if (drill.cutoffAt !== null) return own.late?.text ?? "";
  if (own.form !== null) return own.form.text;
  const answers = answersOf(await entriesOf(world, drill), drill);
  return answers.find((answer) => answer.person === person)?.text ?? "";
}

function unlessBusy(error: unknown): null {
  if (error instanceof BotError && error.code === "platform.busy") return null;
  throw error;
}

const isNameless = ({ name, person }: Entry): boolean => name === "" || name === person;

/** Under the name that came with a form until the platform tells a better one; in a crowd, or over a restart, it may never. */
const called = (entry: Entry, { name }: IncomingForm): Entry =>
  name !== "" && isNameless(entry) ? { ...entry, name } : entry;

/** Whether nothing better is known of who answered than what came with a form. */
const isCalledAsIn = ({ name }: IncomingForm, entry: Entry): boolean => isNameless(entry) || entry.name === name;

/** Puts the name of who answered with their answer, once the platform has told it. */
async function learnName(world: World, form: IncomingForm, drill: PostedDrill): Promise<void> {
  const { channel, person } = form;
  // Behind all else: a crowd's names may take minutes, and nothing that a drill shows may stand in line with them.
  const errand = { ...anErrand, urgency: "receipt" } as const;
  const known = await personOf({ ...world, errand }, channel, person).catch(unlessBusy);
  if (known === null) return;
  const { name } = known;
  const { store, entries } = world.records;
  const change = (entry: Entry | null): Entry | null =>
    entry === null || !isCalledAsIn(form, entry) || name === person || name === entry.name ? null : { ...entry, name };
  const key = entryKey(channel, drill.date, person);
  if (await store.commit({ kind: "update", in: entries, key, change }, [])) await answerSaved(world, drill);
}

function textOf(values: FieldValues): string {
  const value = values["text"];
  return typeof value === "string" ? value : "";
}

/** The drill that an action or a form names by its date, looked up in the channel it came from, never from the payload. */
export async function drillNamed(world: World, origin: Origin, date: string): Promise<PostedDrill | null> {
  const day = dateOf(date);
  const drill = day === null ? null : await world.records.drills.get(drillKey(origin.channel, day));
  return drill?.stage === "open" || drill?.stage === "revealed" ? drill : null;
}

/** An ISO date; null for anything else, as a forged press may bring it. */
export function dateOf(text: string): Temporal.PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return null;
  }
}
