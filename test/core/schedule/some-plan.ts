import { channelKey, type PersonId } from "../../../src/core/keys.ts";
import type { Plan } from "../../../src/core/schedule/plan.ts";
import { usualPlan } from "../../../src/core/schedule/usual-plan.ts";

/** A plan as `setup` sent untouched makes it (behaviour.md), in Berlin, since long ago; `with` changes it. */
export const somePlan = (changes: Partial<Plan> = {}): Plan => ({
  ...usualPlan({
    channel: channelKey("playground", "W1", "C1"),
    zone: "Europe/Berlin",
    configuredBy: "U1" as PersonId,
    since: Temporal.Instant.from("2000-01-01T00:00Z"),
  }),
  ...changes,
});

export const date = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
export const time = (text: string): Temporal.PlainTime => Temporal.PlainTime.from(text);
export const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);
export const everyDay = [1, 2, 3, 4, 5, 6, 7] as const;
