import type { ChannelKey, PersonId } from "../../core/keys.ts";
import { note } from "../../core/message/answer-messages.ts";
import type { Action } from "../../core/message/message.ts";
import { words } from "../../core/message/words.ts";
import { nowIn, type World } from "../world.ts";
import { maySetUp } from "./managing.ts";
import { isReached } from "./notices.ts";

const setUp: Action = { kind: "button", id: "command/setup", label: words.channel.setUp, style: "primary" };

/**
 * Says once, to whoever invited the bot into a channel without a plan, how it goes on: with the form for who may set the
 * channel up, else with whom to ask.
 */
export async function welcome(world: World, channel: ChannelKey, by: PersonId): Promise<void> {
  const { plans, said } = world.records;
  if ((await plans.get(channel)) !== null) return;
  const may = await maySetUp(world, { channel, person: by, thread: null }, null);
  const message = may ? note(words.channel.welcome, [setUp]) : note(words.channel.welcomeOnly);
  if (!(await said.create(welcomeKey(channel), { at: nowIn(world, channel) }))) return;
  if (!(await isReached(world, channel, by, message))) await said.delete(welcomeKey(channel));
}

/** In `said`: that whoever invited the bot was welcomed; gone when the bot loses the channel. */
export const welcomeKey = (channel: ChannelKey): string => `notices/${channel}/welcome`;
