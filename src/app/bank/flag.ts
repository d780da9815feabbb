import { type Flag, type FlagKind, flaggedMark, flagKinds, reasonChars } from "../../core/bank/flags.ts";
import type { Drill, DrillIn } from "../../core/drill/drill.ts";
import { cleanText } from "../../core/message/clean.ts";
import { flagForm } from "../../core/message/flag-message.ts";
import type { FieldValues, Response } from "../../core/message/message.ts";
import { dayText } from "../../core/message/moments.ts";
import { unmarked } from "../../core/message/spoken.ts";
import { words } from "../../core/message/words.ts";
import { parseDate } from "../../core/schedule/written-date.ts";
import type { IncomingAction, IncomingForm, Origin } from "../../ports/platform.ts";
import { dateOf, reply } from "../answers/write-answer.ts";
import { allDrillsOf, drillUnder } from "../drills/open-drills.ts";
import { questionOf } from "../drills/post-question.ts";
import { drillKey } from "../records.ts";
import { nowIn, type World } from "../world.ts";
import { keepFlag } from "./keep-flag.ts";
import { nameOf } from "./names.ts";

/** A drill whose question people have seen. */
type SeenDrill = DrillIn<"open" | "revealed" | "skipped">;

/** `flag [date]`: the form for the question of that date, of the thread it was said in, or else of the latest drill here. */
export async function flag(world: World, origin: Origin, rest: string): Promise<Response> {
  if (rest !== "") return flagThen(world, origin, rest);
  const inThread = origin.thread === null ? null : await drillUnder(world, origin.channel, origin.thread);
  const drill = isSeen(inThread) ? inThread : await latestOf(world, origin);
  return drill === undefined ? reply(words.flag.noneHere) : opened(world, drill);
}

/** *Flag* under a question: the form, whatever became of the drill meanwhile. */
export async function openFlag(world: World, action: IncomingAction, date: string): Promise<Response> {
  const drill = await seenOn(world, action, dateOf(date));
  return drill === null ? reply(words.flag.noneHere) : opened(world, drill);
}

/** Takes a flag; one a person and question. The form names its question: another one may stand there by now. */
export async function submitFlag(world: World, form: IncomingForm, date: string): Promise<Response> {
  const drill = await seenOn(world, form, dateOf(date));
  if (drill === null) return refused(words.flag.noneHere);
  if (form.form.split("/")[2] !== flaggedMark(drill.question)) return refused(words.flag.swapped);
  const said = readFlag(form.values);
  if ("errors" in said) return { kind: "errors", errors: said.errors };
  const { channel, person } = form;
  const name = await nameOf(world, form, form.name);
  const question = await questionOf(world, drill);
  return keepFlag(world, question, { channel, person, name, ...said, at: nowIn(world, channel) });
}

const refused = (text: string): Response => ({ kind: "errors", errors: { "": unmarked(text) } });

/** A date without its year is the latest such day: what was asked lies behind. */
async function flagThen(world: World, origin: Origin, typed: string): Promise<Response> {
  const zone = (await world.records.plans.get(origin.channel))?.zone ?? "UTC";
  const today = nowIn(world, origin.channel).toZonedDateTimeISO(zone).toPlainDate();
  const date = parseDate(typed, today.subtract({ years: 1 }).add({ days: 1 }));
  const drill = await seenOn(world, origin, date);
  return drill === null ? reply(words.flag.noneThen(dayText(date))) : opened(world, drill);
}

async function opened(world: World, drill: SeenDrill): Promise<Response> {
  return { kind: "form", form: flagForm(drill.date, await questionOf(world, drill)) };
}

async function seenOn(world: World, { channel }: Origin, date: Temporal.PlainDate | null): Promise<SeenDrill | null> {
  const drill = date === null ? null : await world.records.drills.get(drillKey(channel, date));
  return isSeen(drill) ? drill : null;
}

/** Whether people have seen a drill's question. */
export const isSeen = (drill: Drill | null): drill is SeenDrill =>
  drill?.stage === "open" || drill?.stage === "revealed" || drill?.stage === "skipped";

const latestOf = async (world: World, { channel }: Origin): Promise<DrillIn<"open" | "revealed"> | undefined> =>
  (await allDrillsOf(world, channel)).findLast((drill) => drill.stage === "open" || drill.stage === "revealed");

type Said = Pick<Flag, "kind" | "reason"> | Readonly<{ errors: Readonly<Record<string, string>> }>;

function readFlag(values: FieldValues): Said {
  const kind = kindIn(values["kind"]);
  const typed = values["reason"];
  const reason = typeof typed === "string" ? cleanText(typed).trim() : "";
  const errors = {
    ...(kind === null ? { kind: words.flag.kindMissing } : {}),
    ...(reason === "" ? { reason: words.flag.reasonMissing } : {}),
    ...([...reason].length > reasonChars ? { reason: words.flag.reasonTooLong(reasonChars) } : {}),
  };
  return kind === null || Object.keys(errors).length > 0 ? { errors } : { kind, reason };
}

/** Some platforms give a list for a single choice. */
function kindIn(value: FieldValues[string] | undefined): FlagKind | null {
  const one = typeof value === "string" ? value : value?.[0];
  return flagKinds.find((kind) => kind === one) ?? null;
}
