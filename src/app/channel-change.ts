import { deliveryKinds } from "../core/delivery/delivery.ts";
import { released } from "../core/delivery/outcome.ts";
import type { ChannelKey } from "../core/keys.ts";
import { note } from "../core/message/answer-messages.ts";
import { words } from "../core/message/words.ts";
import { pauseUntil } from "../core/schedule/pause.ts";
import { tellManager } from "./notices.ts";
import { openDrillsOf } from "./open-drills.ts";
import { nowIn, type World } from "./world.ts";

/** The bot lost a channel: its plan is parked, so that no slot is tried or missed there. What is open stays owed. */
export async function loseChannel(world: World, channel: ChannelKey): Promise<void> {
  const now = nowIn(world, channel);
  const plan = await world.records.plans.get(channel);
  if (plan === null || plan.stopped) return;
  await world.records.said.put(lostKey(channel), { at: now });
  await world.records.plans.update(channel, (current) => current && pauseUntil(current, null, now));
  world.log.warn("a channel is lost; its plan is paused", { channel });
  world.aside(tellManager(world, channel, `lost/${now}`, note(words.channel.gone)), "lost-channel notice");
  await world.wake(channel);
}

/** The bot has a channel back: what is owed goes out at once, and nothing new is asked before somebody says so. */
export async function regainChannel(world: World, channel: ChannelKey): Promise<void> {
  const lost = await world.records.said.get(lostKey(channel));
  if (lost !== null) {
    await world.records.said.delete(lostKey(channel));
    const resume = { kind: "button", id: "command/resume", label: words.channel.resume, style: "primary" } as const;
    const back = note(words.channel.back, [resume]);
    world.aside(tellManager(world, channel, `back/${lost.at}`, back), "regained-channel notice");
  }
  await releaseParked(world, channel);
  await world.wake(channel);
}

async function releaseParked(world: World, channel: ChannelKey): Promise<void> {
  const { deliveries } = world.records;
  for (const { date } of await openDrillsOf(world, channel)) {
    for (const kind of deliveryKinds) {
      for await (const [key, { state }] of deliveries.list(`${channel}/${kind}/${date}`)) {
        if (state.kind === "parked") await deliveries.update(key, (current) => current && released(current));
      }
    }
  }
}

const lostKey = (channel: ChannelKey): string => `lost/${channel}`;
