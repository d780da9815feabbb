import type { PersonId } from "../keys.ts";

/** What decides whether somebody manages a channel, all of it by id and by the platform's own word. */
export type Standing = Readonly<{
  person: PersonId;
  /** `outsider`: a person of another workspace. */
  standing: "member" | "guest" | "outsider" | "gone";
  /** The platform's own roles make them a manager here. */
  byPlatform: boolean;
  /** Who set the channel up first, null without a plan. */
  configuredBy: PersonId | null;
  /** People named by `managers add`. */
  named: readonly string[];
  /** Whether a role of theirs was named by `managers add`. */
  byRole: boolean;
  /** People named in the environment (`MANAGERS`). */
  operators: ReadonlySet<string>;
}>;

/** Whether a person may change a channel's plan (behaviour.md, *Managers*). */
export function manages(who: Standing): boolean {
  // Whatever named a guest: who is let in for a part of the workspace decides for none of it.
  if (who.standing !== "member") return false;
  const isNamed = who.operators.has(who.person) || who.named.includes(who.person);
  return isNamed || who.byPlatform || who.byRole || who.configuredBy === who.person;
}
