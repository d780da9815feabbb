import { type Delivery, type DeliveryKind, deliveryKey } from "../../core/delivery/delivery.ts";
import type { DeliveryKey } from "../../core/keys.ts";
import type { Message, Place } from "../../core/message/message.ts";
import { partsOf } from "../../core/message/parts.ts";
import { type RevealContent, revealLine, revealMessages } from "../../core/message/reveal-messages.ts";
import { earliest } from "../../core/schedule/earliest.ts";
import { warnOfRefusal } from "../channels/notices.ts";
import { deliver, type Standing } from "../outgoing/deliver.ts";
import { platformOf, type World } from "../world.ts";

/** One message of a reveal, with the kind and number that its delivery has. */
export type RevealPart = Readonly<{ key: DeliveryKey; kind: DeliveryKind; part: number; to: Place; message: Message }>;

/** The line in the channel where the plan wants one, then the messages in the thread, in their order. */
export function revealParts(world: World, content: RevealContent): readonly RevealPart[] {
  const { channel, date, message: question, announceReveal } = content.drill;
  const { fit, linkTo } = platformOf(world, channel).facts;
  const inChannel: Place = { kind: "channel", channel };
  // Without its question there is no thread: the reveal stands in the channel (faults 27 and 28).
  const inThread: Place = content.questionGone ? inChannel : { kind: "thread", of: question };
  const part = (kind: DeliveryKind, number: number, to: Place, message: Message): RevealPart => ({
    key: deliveryKey(channel, kind, date, number),
    kind,
    part: number,
    to,
    message,
  });
  return [
    ...(announceReveal
      ? [part("reveal-line", 0, inChannel, revealLine(content, content.questionGone ? null : linkTo(question)))]
      : []),
    ...revealMessages(content)
      .flatMap((message) => partsOf(message, fit))
      .map((message, number) => part("reveal", number, inThread, message)),
  ];
}

/**
 * Brings out what is not out yet of a reveal; null when all of it is, else when to go on. What follows a message of the
 * thread waits for it; the line in the channel holds nothing up. A question found gone turns the rest towards the channel.
 */
export async function deliverReveal(world: World, content: RevealContent): Promise<Temporal.Instant | null> {
  const waits: Temporal.Instant[] = [];
  for (const part of revealParts(world, content)) {
    const standing = await deliverPart(world, content, part);
    if (standing.kind === "parked" && standing.why === "message-gone" && part.to.kind === "thread") {
      await moveToChannel(world, part);
      return deliverReveal(world, { ...content, questionGone: true });
    }
    if (standing.kind !== "waiting" && standing.kind !== "parked") continue;
    waits.push(standing.until);
    if (part.kind === "reveal") break;
  }
  return earliest(waits);
}

async function deliverPart(world: World, { drill }: RevealContent, part: RevealPart): Promise<Standing> {
  const { key, kind, to, message } = part;
  const planned: Delivery = {
    key,
    channel: drill.channel,
    kind,
    date: drill.date,
    part: part.part,
    to,
    state: { kind: "planned" },
    attempt: 0,
    lease: null,
    notBefore: null,
  };
  await world.records.deliveries.create(key, planned);
  const standing = await deliver(world, {
    key,
    message: () => message,
    deadline: null,
    whenUnreadable: "send",
    turn: "here",
  });
  if (standing.kind === "parked" && standing.why !== "message-gone") {
    world.aside(warnOfRefusal(world, drill.channel, drill.date, standing.why), "fault notice");
  }
  return standing;
}

/** From now on this part, and with the first one all others, is for the channel; written down before anything is sent. */
async function moveToChannel(world: World, { key, to }: RevealPart): Promise<void> {
  const channel = to.kind === "thread" ? to.of.channel : to.channel;
  await world.records.deliveries.update(key, (current) =>
    current?.state.kind === "parked"
      ? { ...current, to: { kind: "channel", channel }, state: { kind: "planned" } }
      : null,
  );
}
