import { bankReach } from "../core/bank/reach.ts";
import { answersOf } from "../core/drill/answers.ts";
import type { DrillIn } from "../core/drill/drill.ts";
import { BotError } from "../core/errors.ts";
import { type ChannelKey, type PersonId, workspaceOf } from "../core/keys.ts";
import { note } from "../core/message/answer-messages.ts";
import type { Message } from "../core/message/message.ts";
import { words } from "../core/message/words.ts";
import { managersKey } from "./managing.ts";
import { allDrillsOf } from "./open-drills.ts";
import { askedIn } from "./start-drill.ts";
import { entriesOf } from "./take-reply.ts";
import { nowIn, platformOf, type World } from "./world.ts";

/** behaviour.md, *The question*: after ten drills in a row without an answer. */
const quietDrills = 10;

/** Says one thing to a manager once: to whoever set the channel up, else to the next one who can be reached. */
export async function tellManager(world: World, channel: ChannelKey, about: string, message: Message): Promise<void> {
  const key = `notices/${channel}/${about}`;
  if (!(await world.records.said.create(key, { at: nowIn(world, channel) }))) return;
  const plan = await world.records.plans.get(channel);
  const named = (await world.records.managers.get(managersKey(channel)))?.people ?? [];
  const people = [...(plan === null ? [] : [plan.configuredBy]), ...named, ...world.settings.managers];
  for (const person of people) {
    if (await reached(world, channel, person as PersonId, message)) return;
  }
  world.log.warn("no manager could be told", { channel, about });
}

/** Ten questions before a filter runs dry a manager hears of it, once per filter and round. */
export async function warnOfLowBank(world: World, channel: ChannelKey): Promise<void> {
  const plan = await world.records.plans.get(channel);
  if (plan === null) return;
  const bank = world.bank.forWorkspace(workspaceOf(channel));
  const { left, warning } = bankReach(bank, plan, askedIn(await allDrillsOf(world, channel)));
  if (warning !== null) await tellManager(world, channel, `low-bank/${warning}`, note(words.setup.lowBank(left)));
}

/** After ten drills in a row without an answer a manager gets one line that offers a pause. */
export async function offerPause(world: World, channel: ChannelKey): Promise<void> {
  const revealed = (await allDrillsOf(world, channel)).filter((drill) => drill.stage === "revealed");
  const latest = revealed.slice(-quietDrills);
  const [first] = latest;
  if (first === undefined || latest.length < quietDrills) return;
  for (const drill of latest) if (answersOf(await entriesOf(world, drill), drill).length > 0) return;
  // One line for one quiet stretch: a longer one has the same drill before it.
  if (await wasToldOf(world, channel, revealed, first)) return;
  const pause = { kind: "button", id: "command/pause", label: words.action.pause, style: "plain" } as const;
  await tellManager(world, channel, `quiet/${first.date}`, note(words.setup.quiet, [pause]));
}

/** A message that the platform refuses: the person who set the channel up is told once a day what to mend. */
export function warnOfRefusal(world: World, channel: ChannelKey, date: Temporal.PlainDate, why: string): Promise<void> {
  return tellManager(world, channel, `refused/${date}/${why}`, note(words.status.parked(why)));
}

async function wasToldOf(
  world: World,
  channel: ChannelKey,
  revealed: readonly DrillIn<"revealed">[],
  first: DrillIn<"revealed">,
): Promise<boolean> {
  const before = revealed.slice(0, revealed.indexOf(first)).slice(-quietDrills);
  for (const drill of before) {
    if ((await world.records.said.get(`notices/${channel}/quiet/${drill.date}`)) !== null) return true;
  }
  return false;
}

async function reached(world: World, channel: ChannelKey, person: PersonId, message: Message): Promise<boolean> {
  try {
    return await platformOf(world, channel).whisper(channel, person, message);
  } catch (error) {
    if (error instanceof BotError && error.code.startsWith("platform.")) return false;
    throw error;
  }
}
