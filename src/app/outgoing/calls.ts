// The platforms' calls for use cases: each waits for its turn, and rejects with `platform.busy` when that does not come.
import type { Urgency } from "../../core/delivery/lines.ts";
import type { ChannelKey, PersonId } from "../../core/keys.ts";
import type { Message, MessageRef, Place } from "../../core/message/message.ts";
import type { Grant, PacedCall } from "../../ports/pacing.ts";
import type { Channel, Person, Platform, ThreadReading } from "../../ports/platform.ts";
import { platformOf, type World } from "../world.ts";
import { anErrand } from "./errand.ts";
import type { Wanted } from "./queues.ts";
import { putOffError } from "./turn.ts";

/** As `Platform.readThread`. */
export const readThread = (world: World, of: MessageRef, since: Temporal.Instant | null): Promise<ThreadReading> =>
  read(world, of.channel, { kind: "readThread", of }, (platform, grant) => platform.readThread(of, since, grant));

/** As `Platform.person`. */
export const personOf = (world: World, channel: ChannelKey, person: PersonId): Promise<Person> =>
  read(world, channel, { kind: "person", channel, person }, (platform, grant) =>
    platform.person(channel, person, grant),
  );

/** As `Platform.channel`. */
export const channelIn = (world: World, channel: ChannelKey): Promise<Channel> =>
  read(world, channel, { kind: "channel", channel }, (platform, grant) => platform.channel(channel, grant));

/** As `Platform.edit`. */
export function edit(world: World, ref: MessageRef, message: Message, urgency: Urgency): Promise<void> {
  const wanted = inErrand(world, { channel: ref.channel, call: { kind: "edit", ref }, urgency });
  return inTurn(world, wanted, (platform, grant) => platform.edit(ref, message, grant));
}

/** As `Platform.whisper`; nobody waits for it, so it may wait as long as it takes. */
export const whisper = (world: World, channel: ChannelKey, person: PersonId, message: Message): Promise<boolean> =>
  inTurn(world, aside(channel, { kind: "whisper", channel, person }, "notice"), (platform, grant) =>
    platform.whisper(channel, person, message, grant),
  );

/** As `Platform.mark`, for receipts: behind all else, and left out when its turn does not come within a minute. */
export async function giveMark(world: World, ref: MessageRef): Promise<void> {
  const wanted = aside(ref.channel, { kind: "mark", ref }, "receipt");
  await world.queues.run(wanted, (ask) => ask((grant) => platformOf(world, ref.channel).mark(ref, grant)));
}

/** Something to be shown on behalf of the errand that the world is on. */
export const inErrand = ({ errand }: World, wanted: Pick<Wanted, "channel" | "call" | "urgency">): Wanted => ({
  ...wanted,
  notBefore: errand.notBefore,
  until: errand.sendsUntil,
  givesWay: errand.givesWay,
  rest: errand.rest,
});

/** The channel of a place. */
export const channelOf = (to: Place): ChannelKey => (to.kind === "channel" ? to.channel : to.of.channel);

const aside = (channel: ChannelKey, call: PacedCall, urgency: Urgency): Wanted => ({
  channel,
  call,
  urgency,
  notBefore: null,
  until: null,
  givesWay: false,
  rest: anErrand.rest,
});

type Call<T> = (platform: Platform, grant: Grant | undefined) => Promise<T>;

function read<T>(world: World, channel: ChannelKey, call: PacedCall, make: Call<T>): Promise<T> {
  const { urgency, readsUntil } = world.errand;
  const wanted = { ...inErrand(world, { channel, call, urgency }), until: readsUntil };
  return inTurn(world, wanted, make);
}

async function inTurn<T>(world: World, wanted: Wanted, make: Call<T>): Promise<T> {
  const platform = platformOf(world, wanted.channel);
  const carried = await world.queues.run(wanted, (ask) => ask((grant) => make(platform, grant)));
  if (carried.kind === "put-off") throw putOffError();
  return carried.value;
}
