import type { PersonId } from "../keys.ts";

/** What decides whether somebody manages a channel, all of it by id and by the platform's own word. */
export type Standing = Readonly<{
  person: PersonId;
  /** The platform's own roles make them a manager here. */
  byPlatform: boolean;
  /** A full member: no guest, nobody of another workspace. */
  fullMember: boolean;
  /** Who set the channel up first, null without a plan. */
  configuredBy: PersonId | null;
  /** People named by `managers add`. */
  named: readonly string[];
  /** People named in the environment (`MANAGERS`). */
  operators: ReadonlySet<string>;
}>;

/** Whether a person may change a channel's plan (behaviour.md, *Managers*). */
export function manages(standing: Standing): boolean {
  if (standing.operators.has(standing.person)) return true;
  if (!standing.fullMember) return false;
  return standing.byPlatform || standing.configuredBy === standing.person || standing.named.includes(standing.person);
}
