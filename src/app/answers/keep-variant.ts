import { maySay, pointName, type Variant, type VariantKind, wordsToKeep } from "../../core/bank/variant.ts";
import type { DrillIn, PostedDrill } from "../../core/drill/drill.ts";
import type { PointReading } from "../../core/feedback/read-answer.ts";
import type { Response } from "../../core/message/message.ts";
import { keptMessage } from "../../core/message/variant-message.ts";
import { words } from "../../core/message/words.ts";
import type { IncomingAction } from "../../ports/platform.ts";
import { variantKey } from "../records.ts";
import { nowIn, type World } from "../world.ts";
import { resultOf } from "./show-result.ts";
import { reply } from "./write-answer.ts";

/**
 * *I did say that* and *That is not right*: keeps the person's own words of the chosen point for review, once a point and
 * drill. What was pressed proves nothing: the answer is read again, and only what its result offers is kept.
 */
export async function keepVariant(
  world: World,
  action: IncomingAction,
  drill: PostedDrill,
  kind: VariantKind,
): Promise<Response> {
  if (drill.stage !== "revealed") return reply(words.result.early);
  const variant = await variantOf(world, action, drill, kind);
  if (variant === null) return reply(words.variant.notThere);
  let isKnown = false;
  await world.records.variants.update(variantKey(variant), (current) => {
    isKnown = current?.kind === kind;
    return isKnown ? null : variant;
  });
  if (isKnown) return reply(words.variant.known);
  return { kind: "message", message: keptMessage(variant), replace: false };
}

/** Null where the person's result offers no such thing. */
async function variantOf(
  world: World,
  { person, value }: IncomingAction,
  drill: DrillIn<"revealed">,
  kind: VariantKind,
): Promise<Variant | null> {
  const { question, answer, late, reading } = await resultOf(world, drill, person);
  const given = answer ?? late;
  if (given === null || reading === null || reading.cannotTell !== null) return null;
  const isMeant = (each: PointReading): boolean => pointName(each.point) === value && maySay(kind, each);
  const at = reading.points.findIndex(isMeant);
  const read = reading.points[at];
  if (read === undefined) return null;
  const { channel, date } = drill;
  return {
    channel,
    date,
    person,
    question: question.id,
    point: at + 1,
    say: read.point.say,
    kind,
    words: wordsToKeep(kind, read, given.text),
    at: nowIn(world, channel),
  };
}
