import { type DeliveryKind, deliveryKinds } from "../../core/delivery/delivery.ts";
import type { ChannelKey, DeliveryKey } from "../../core/keys.ts";
import type { Unsettled } from "../../ports/figures.ts";

export const unsettled = ["due", "doubt", "parked"] as const satisfies readonly Unsettled["is"][];

/** The deliveries that are not out yet, by key: as many as are open, never as many as there ever were. */
export type Standings = Readonly<{
  set: (key: DeliveryKey, of: DeliveryKind, stands: Unsettled | null, at: Temporal.Instant) => void;
  /** Forgets the deliveries of a channel. */
  clear: (channel: ChannelKey) => void;
  /** How many stand how, those that are none included. */
  counts: () => readonly Readonly<{ of: DeliveryKind; is: Unsettled["is"]; count: number }>[];
  /** Since when the oldest doubt lasts; null without one. */
  oldestDoubt: () => Temporal.Instant | null;
}>;

type Open = Readonly<{ of: DeliveryKind; is: Unsettled["is"]; doubtSince: Temporal.Instant | null }>;

/** Nothing is open yet. */
export function createStandings(): Standings {
  const open = new Map<DeliveryKey, Open>();
  return {
    set: (key, of, stands, at) => {
      if (stands === null) open.delete(key);
      else open.set(key, { of, is: stands.is, doubtSince: sinceWhen(stands, at) });
    },
    clear: (channel) => {
      for (const key of open.keys()) if (key.startsWith(`${channel}/`)) open.delete(key);
    },
    counts: () =>
      deliveryKinds.flatMap((of) =>
        unsettled.map((is) => ({
          of,
          is,
          count: [...open.values()].filter((one) => one.of === of && one.is === is).length,
        })),
      ),
    oldestDoubt: () =>
      [...open.values()].flatMap(({ doubtSince }) => doubtSince ?? []).toSorted(Temporal.Instant.compare)[0] ?? null,
  };
}

const sinceWhen = (stands: Unsettled, at: Temporal.Instant): Temporal.Instant | null =>
  stands.is === "doubt" ? at.subtract({ milliseconds: stands.forMs }) : null;
