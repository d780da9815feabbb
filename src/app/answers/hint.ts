import { type Delivery, deliveryKey } from "../../core/delivery/delivery.ts";
import type { PostedDrill } from "../../core/drill/drill.ts";
import type { PersonId } from "../../core/keys.ts";
import { sealedHint, unreadHint } from "../../core/message/answer-messages.ts";
import { whisper } from "../outgoing/calls.ts";
import { deliver } from "../outgoing/deliver.ts";
import { drillKey } from "../records.ts";
import { nowIn, platformOf, type World } from "../world.ts";

/** A hint that comes later than that after the reply helps nobody. */
const hintMs = 60_000;

/** Tells a person once that replies under a sealed question do not count, where they can be told unseen by others. */
export async function hintSealed(world: World, drill: PostedDrill, person: PersonId): Promise<void> {
  const hint = `hints/${drillKey(drill.channel, drill.date)}/${person}`;
  if (!platformOf(world, drill.channel).facts.whispers) return;
  if (!(await world.records.said.create(hint, { at: nowIn(world, drill.channel) }))) return;
  world.aside(whisper(world, drill.channel, person, sealedHint(drill)), "hint");
}

/** Says once in a thread that replies cannot be read there, with the button that can be used instead. */
export async function hintUnread(world: World, drill: PostedDrill): Promise<void> {
  const { channel, date } = drill;
  const key = deliveryKey(channel, "hint", date, 0);
  const planned: Delivery = {
    key,
    channel,
    kind: "hint",
    date,
    part: 0,
    to: { kind: "thread", of: drill.message },
    state: { kind: "planned" },
    attempt: 0,
    lease: null,
    notBefore: null,
  };
  await world.records.deliveries.create(key, planned);
  const deadline = nowIn(world, channel).add({ milliseconds: hintMs });
  const order = { key, message: () => unreadHint(drill), deadline, whenUnreadable: "park", turn: "here" } as const;
  world.aside(deliver(world, order), "hint");
}
