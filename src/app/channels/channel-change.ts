import { deliveryKinds } from "../../core/delivery/delivery.ts";
import { released } from "../../core/delivery/outcome.ts";
import { type ChannelKey, type PersonId, partsOf } from "../../core/keys.ts";
import { note } from "../../core/message/answer-messages.ts";
import type { Action } from "../../core/message/message.ts";
import { words } from "../../core/message/words.ts";
import { pauseUntil } from "../../core/schedule/pause.ts";
import { moveFlags } from "../bank/flagged.ts";
import { moveSuggestions } from "../bank/suggestions.ts";
import { openDrillsOf } from "../drills/open-drills.ts";
import { nowIn, type World } from "../world.ts";
import { managersKey } from "./managing.ts";
import { tellManager, tellManagerFirst } from "./notices.ts";
import { welcome, welcomeKey } from "./welcome.ts";

/** The bot lost a channel: its plan is parked, so that no slot is tried or missed there. What is open stays owed. */
export async function loseChannel(world: World, channel: ChannelKey): Promise<void> {
  const lost = await parkChannel(world, channel);
  if (lost === null) return;
  if (lost.isNew) world.log.warn("a channel is lost; its plan is paused", { channel });
  world.aside(tellManager(world, channel, `lost/${lost.at}`, note(words.channel.gone)), "lost-channel notice");
  await world.wake(channel);
}

/** Since when a channel is lost, and whether that was heard of only now: platforms tell of one loss twice. */
type Loss = Readonly<{ at: Temporal.Instant; isNew: boolean }>;

/** The same without telling anybody, to be woken; null without a plan that runs. */
export async function parkChannel(world: World, channel: ChannelKey): Promise<Loss | null> {
  world.queues.abandon(channel);
  await world.records.said.delete(welcomeKey(channel));
  return park(world, channel);
}

/**
 * The bot has a channel, or has it back: what is owed goes out at once, and nothing new is asked before somebody says
 * so. Who invited it into a channel without a plan is welcomed; in the channel itself nothing is said.
 */
export async function regainChannel(world: World, channel: ChannelKey, by: PersonId | null): Promise<void> {
  const lost = await world.records.said.get(lostKey(channel));
  if (lost !== null) {
    await world.records.said.delete(lostKey(channel));
    world.aside(offerResume(world, channel, lost.at, by), "regained-channel notice");
  }
  if (by !== null) world.aside(welcome(world, channel, by), "welcome");
  await releaseParked(world, channel);
  await world.wake(channel);
}

/**
 * The platform gave a channel another id (docs/decisions/011): to the bot it is another channel. Its settings, paused until
 * somebody says *Resume*, and what was flagged and suggested there come along; what was asked and answered stays under the
 * old id. Safe to repeat.
 */
export async function moveChannel(world: World, from: ChannelKey, to: ChannelKey): Promise<void> {
  const { plans, managers } = world.records;
  const plan = await plans.get(from);
  if (plan !== null && !plan.stopped) {
    const named = await managers.get(managersKey(from));
    if (named !== null) await managers.create(managersKey(to), named);
    await plans.create(to, { ...pauseUntil(plan, null, nowIn(world, to)), channel: to });
    await moveFlags(world, from, to);
    await moveSuggestions(world, from, to);
    world.log.warn("a channel has another id; its plan came along, paused", { channel: from, to });
    const isPaused = (await plans.get(to))?.pause != null;
    const moved = note(words.channel.moved, [resume]);
    if (isPaused) world.aside(tellManager(world, to, `moved/${partsOf(from).channel}`, moved), "moved-channel notice");
  }
  await park(world, from);
  await world.wake(from);
}

/** To whoever invited the bot, where they manage the channel: they are there now. */
function offerResume(world: World, channel: ChannelKey, lostAt: Temporal.Instant, by: PersonId | null): Promise<void> {
  const message = note(words.channel.back, [resume]);
  if (by === null) return tellManager(world, channel, `back/${lostAt}`, message);
  return tellManagerFirst(world, channel, `back/${lostAt}`, message, by);
}

const resume: Action = { kind: "button", id: "command/resume", label: words.channel.resume, style: "primary" };

/** Pauses the plan of a channel that is lost; null without a plan that runs. */
async function park(world: World, channel: ChannelKey): Promise<Loss | null> {
  const { said, plans } = world.records;
  const plan = await plans.get(channel);
  if (plan === null || plan.stopped) return null;
  const now = nowIn(world, channel);
  const isNew = await said.create(lostKey(channel), { at: now });
  await plans.update(channel, (current) => current && pauseUntil(current, null, now));
  return { at: (await said.get(lostKey(channel)))?.at ?? now, isNew };
}

/** Lets what was refused in a channel be tried again at once; whether there was anything. */
export async function releaseParked(world: World, channel: ChannelKey): Promise<boolean> {
  const { deliveries } = world.records;
  let hasReleased = false;
  for (const { date } of await openDrillsOf(world, channel)) {
    for (const kind of deliveryKinds) {
      for await (const [key, { state }] of deliveries.list(`${channel}/${kind}/${date}`)) {
        if (state.kind !== "parked") continue;
        await deliveries.update(key, (current) => current && released(current));
        hasReleased = true;
      }
    }
  }
  return hasReleased;
}

const lostKey = (channel: ChannelKey): string => `${lostPrefix}${channel}`;

/** In `said`: channels with a plan that the bot lost, until it has them back. */
export const lostPrefix = "lost/";
