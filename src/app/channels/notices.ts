import { bankReach } from "../../core/bank/reach.ts";
import { answersOf } from "../../core/drill/answers.ts";
import type { DrillIn } from "../../core/drill/drill.ts";
import { BotError } from "../../core/errors.ts";
import { type ChannelKey, type PersonId, workspaceOf } from "../../core/keys.ts";
import { note } from "../../core/message/answer-messages.ts";
import type { Message } from "../../core/message/message.ts";
import { refusalText } from "../../core/message/refusal-text.ts";
import { words } from "../../core/message/words.ts";
import { entriesOf } from "../answers/save-heard.ts";
import { restingIn } from "../bank/flagged.ts";
import { allDrillsOf } from "../drills/open-drills.ts";
import { askedIn } from "../drills/start-drill.ts";
import { whisper } from "../outgoing/calls.ts";
import { isLockout } from "../outgoing/lockouts.ts";
import { nowIn, type World } from "../world.ts";
import { managersKey, mayManage } from "./managing.ts";

/** behaviour.md, *The question*: after ten drills in a row without an answer. */
const quietDrills = 10;

/**
 * Says one thing to a manager once: to whoever set the channel up, else to the next one who can be reached. While nobody
 * can be, the next call tries again.
 */
export const tellManager = (world: World, channel: ChannelKey, about: string, message: Message): Promise<void> =>
  onceAbout(world, channel, about, () => tellOne(world, channel, message));

/** The same, but first to one person, where they manage the channel. */
export const tellManagerFirst = (
  world: World,
  channel: ChannelKey,
  about: string,
  message: Message,
  first: PersonId,
): Promise<void> =>
  onceAbout(world, channel, about, async () => {
    const plan = await world.records.plans.get(channel);
    const may = await mayManage(world, { channel, person: first, thread: null }, plan);
    return (may && (await isReached(world, channel, first, message))) || tellOne(world, channel, message);
  });

/** Runs `tell` unless it was told before; while nobody could be told, the next call tries again. */
async function onceAbout(
  world: World,
  channel: ChannelKey,
  about: string,
  tell: () => Promise<boolean>,
): Promise<void> {
  const key = `notices/${channel}/${about}`;
  if (!(await world.records.said.create(key, { at: nowIn(world, channel) }))) return;
  if (!(await tell())) await world.records.said.delete(key);
}

/** Ten questions before a filter runs dry a manager hears of it, once per filter and round. */
export async function warnOfLowBank(world: World, channel: ChannelKey): Promise<void> {
  const plan = await world.records.plans.get(channel);
  if (plan === null) return;
  const bank = world.bank.forWorkspace(workspaceOf(channel));
  const filter = { ...plan, except: await restingIn(world, workspaceOf(channel)) };
  const { left, warning } = bankReach(bank, filter, askedIn(await allDrillsOf(world, channel)));
  if (warning === null || !(await isNewWarning(world, channel, warning))) return;
  if (await tellOne(world, channel, note(words.setup.lowBank(left)))) return;
  const withoutIt = (all: readonly string[]): readonly string[] => all.filter((one) => one !== warning);
  await world.records.lowBank.update(lowBankKey(channel), (current) => current && { of: withoutIt(current.of) });
}

/** After ten drills in a row without an answer a manager gets one line that offers a pause; one for the whole stretch. */
export async function offerPause(world: World, channel: ChannelKey): Promise<void> {
  const revealed = (await allDrillsOf(world, channel)).filter((drill) => drill.stage === "revealed");
  const quiet = await quietStretch(world, revealed);
  const first = quiet.at(-1);
  if (first === undefined || quiet.length < quietDrills) return;
  const pause = { kind: "button", id: "command/pause", label: words.action.pause, style: "plain" } as const;
  await tellManager(world, channel, `quiet/${first.date}`, note(words.setup.quiet, [pause]));
}

/** A message that the platform refuses: a manager is told what to mend, once a drill and reason. */
export async function warnOfRefusal(
  world: World,
  channel: ChannelKey,
  date: Temporal.PlainDate,
  why: string,
): Promise<void> {
  // Locked out, the bot can tell nobody (`after-lockout.ts`).
  if (isLockout(why)) return;
  return tellManager(world, channel, `refused/${date}/${why}`, note(words.status.parked(refusalText(why))));
}

/** The newest drills that nobody answered, newest first, up to the first that somebody did. */
async function quietStretch(
  world: World,
  revealed: readonly DrillIn<"revealed">[],
): Promise<readonly DrillIn<"revealed">[]> {
  const quiet: DrillIn<"revealed">[] = [];
  for (const drill of revealed.toReversed()) {
    if (answersOf(await entriesOf(world, drill), drill).length > 0) break;
    quiet.push(drill);
  }
  return quiet;
}

/** The names of filters can be longer than a key may be, so they are kept in one record. */
async function isNewWarning(world: World, channel: ChannelKey, warning: string): Promise<boolean> {
  let isNew = false;
  await world.records.lowBank.update(lowBankKey(channel), (current) => {
    isNew = current?.of.includes(warning) !== true;
    return isNew ? { of: [...(current?.of ?? []), warning] } : null;
  });
  return isNew;
}

const lowBankKey = (channel: ChannelKey): string => `low-bank/${channel}`;

async function tellOne(world: World, channel: ChannelKey, message: Message): Promise<boolean> {
  const plan = await world.records.plans.get(channel);
  const named = (await world.records.managers.get(managersKey(channel)))?.people ?? [];
  const people = new Set([...(plan === null ? [] : [plan.configuredBy]), ...named, ...world.settings.managers]);
  for (const person of people) {
    if (await isReached(world, channel, person as PersonId, message)) return true;
  }
  world.log.warn("no manager could be told", { channel, what: message.summary });
  return false;
}

/** Tells one person something unseen by others; false when the platform cannot now. */
export async function isReached(
  world: World,
  channel: ChannelKey,
  person: PersonId,
  message: Message,
): Promise<boolean> {
  try {
    return await whisper(world, channel, person, message);
  } catch (error) {
    if (error instanceof BotError && error.code.startsWith("platform.")) return false;
    throw error;
  }
}
