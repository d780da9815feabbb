import { type Flagged, mayDecide } from "../../core/bank/flags.ts";
import { changedTexts, mendable, mended, textMark } from "../../core/bank/mend.ts";
import type { Question } from "../../core/bank/question.ts";
import { BotError } from "../../core/errors.ts";
import { type QuestionId, workspaceOf } from "../../core/keys.ts";
import { decidedMessage } from "../../core/message/flag-message.ts";
import { mendErrors, mendForm, tooLongFor } from "../../core/message/mend-form.ts";
import type { FieldValues, Response } from "../../core/message/message.ts";
import { unmarked } from "../../core/message/spoken.ts";
import { words } from "../../core/message/words.ts";
import type { IncomingAction, IncomingForm, Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import { flagsKey } from "../records.ts";
import { nowIn, platformOf, type World } from "../world.ts";
import { correctPosted } from "./correct-posted.ts";
import { decide, decidedBy, seenAt, whyDecided } from "./decision.ts";
import { flaggedNamed } from "./flagged.ts";

/** *Mend*: the question's texts in a form, or where it is written, if a form here cannot hold them. */
export async function openMend(
  world: World,
  origin: Origin,
  flagged: Flagged,
  seen: Temporal.Instant,
): Promise<Response> {
  if (!mayDecide(flagged).includes("mend")) return reply(await whyDecided(world, origin, flagged));
  const question = questionIn(world, origin, flagged.question);
  if (question === null) return reply(words.mend.goneFromBank);
  const { fieldChars } = platformOf(world, origin.channel).facts;
  const long = tooLongFor(question, fieldChars);
  if (long === null) {
    return { kind: "form", form: mendForm(question, seen.epochMilliseconds.toString(36), fieldChars) };
  }
  const place = words.flagged.at(question.file, question.line);
  return reply(words.mend.tooLong(words.mend.field[long.field], long.chars, fieldChars, place));
}

/** The form once more, for a platform that closes it whatever comes of it: `mend/question/seen/text`. */
export async function reopenMend(world: World, action: IncomingAction, mark: string): Promise<Response> {
  const seen = seenAt(action.action.split("/")[2] ?? "");
  const flagged = seen === null ? null : await flaggedNamed(world, action, mark);
  return seen === null || flagged === null ? reply(words.flagged.notThere) : openMend(world, action, flagged, seen);
}

/**
 * Takes another text of a question: an override in the workspace's own folder, in rotation at once. Of two who mend the same
 * text the second is told what differs by now, and nothing of theirs is written.
 */
export async function submitMend(world: World, form: IncomingForm, mark: string): Promise<Response> {
  const [, , seenText = "", opened = ""] = form.form.split("/");
  const seen = seenAt(seenText);
  const flagged = seen === null ? null : await flaggedNamed(world, form, mark);
  if (seen === null || flagged === null) return refused(words.flagged.notThere);
  const before = questionIn(world, form, flagged.question);
  if (before === null) return refused(words.mend.goneFromBank);
  const read = mended(before, textsIn(form.values));
  if (textMark(before) !== opened)
    return refused(meanwhile(flagged, before, read.kind === "question" ? read.question : null));
  if (read.kind === "faults") return { kind: "errors", errors: mendErrors(read.faults) };
  if (changedTexts(before, read.question).length === 0) return refused(words.mend.unchanged);
  return save(world, form, { flagged, seen, before, after: read.question });
}

const refused = (text: string): Response => ({ kind: "errors", errors: { "": unmarked(text) } });

/** A question that is mended: what it says and is to say, and the flags in view of which. */
type Mending = Readonly<{ flagged: Flagged; seen: Temporal.Instant; before: Question; after: Question }>;

async function save(world: World, form: IncomingForm, mending: Mending): Promise<Response> {
  const { flagged, seen, before, after } = mending;
  const workspace = workspaceOf(form.channel);
  const claim = await claimMending(world, form, flagged.question);
  const overtaken = await whyOvertaken(world, form, mending);
  if (overtaken !== null) {
    if (claim === "claimed") await release(world, form, flagged.question);
    return refused(overtaken);
  }
  if (claim === "under-way") return refused(words.mend.underWay);
  if (claim === "decided") return refused(await whyDecided(world, form, flagged));
  try {
    await world.bank.save(workspace, after);
  } catch (error) {
    await release(world, form, flagged.question);
    if (error instanceof BotError && error.code === "bank.invalid") return refused(`${error.message}: ${error.hint}`);
    throw error;
  }
  const shown = await correctPosted(world, workspace, before, after);
  await decide(world, { workspace, question: after.id, seen }, await decidedBy(world, form, "mend"));
  world.log.info("a question was mended", { workspace, question: after.id });
  const text = [words.flagged.done.mend, words.mend.corrected(shown)].filter((part) => part !== "").join(" ");
  return { kind: "message", message: decidedMessage(text), replace: false };
}

/** Whoever was first may have saved just before this one's claim; null where the text is still the one that was mended. */
async function whyOvertaken(world: World, { channel }: Origin, { before, after }: Mending): Promise<string | null> {
  const now = questionIn(world, { channel }, before.id);
  if (now === null) return words.mend.goneFromBank;
  if (textMark(now) === textMark(before)) return null;
  const stored = await world.records.flags.get(flagsKey(workspaceOf(channel), before.id));
  return meanwhile(stored, now, after);
}

/** Longer than writing a file takes; after a crash in between nobody waits longer than that. */
const claimMs = 60_000;

/** Of those who save at once one goes on. */
async function claimMending(
  world: World,
  { channel }: Origin,
  question: QuestionId,
): Promise<"claimed" | "under-way" | "decided"> {
  const now = nowIn(world, channel);
  let claim: "claimed" | "under-way" | "decided" = "decided";
  await world.records.flags.update(flagsKey(workspaceOf(channel), question), (current) => {
    claim = "decided";
    if (current === null || !mayDecide(current).includes("mend")) return null;
    claim = isFree(current, now) ? "claimed" : "under-way";
    return claim === "claimed" ? { ...current, mending: now } : null;
  });
  return claim;
}

/** A claim from after now is of a clock that was set back: it holds nobody up. */
function isFree({ mending }: Flagged, now: Temporal.Instant): boolean {
  if (mending === null || Temporal.Instant.compare(mending, now) > 0) return true;
  return Temporal.Instant.compare(mending.add({ milliseconds: claimMs }), now) <= 0;
}

async function release({ records }: World, { channel }: Origin, question: QuestionId): Promise<void> {
  await records.flags.update(
    flagsKey(workspaceOf(channel), question),
    (current) => current && { ...current, mending: null },
  );
}

/** Tells who comes second in which texts the question now differs from theirs. */
function meanwhile(flagged: Flagged | null, now: Question, typed: Question | null): string {
  const fields = typed === null ? [] : changedTexts(now, typed);
  const differing =
    fields.length === 0 ? words.mend.same : fields.map((field) => words.mend.differing[field]).join(", ");
  const decided = flagged?.decided ?? null;
  return words.mend.meanwhile(decided?.what === "mend" ? decided.name : words.mend.somebody, differing);
}

const questionIn = (world: World, { channel }: Pick<Origin, "channel">, id: QuestionId): Question | null =>
  world.bank.forWorkspace(workspaceOf(channel)).questions.get(id) ?? null;

function textsIn(values: FieldValues) {
  const [title = "", prompt = "", answer = "", points = ""] = mendable.map((field) => {
    const value = values[field];
    return typeof value === "string" ? value : "";
  });
  return { title, prompt, answer, points };
}
