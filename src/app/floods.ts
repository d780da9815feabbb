import { type Allowance, createAllowance } from "../core/commands/allowance.ts";
import { type ChannelKey, type PersonId, type WorkspaceKey, workspaceOf } from "../core/keys.ts";
import type { World } from "./world.ts";

/** What each person may have done for them, so that nobody's flood holds others up. Answers are always taken. */
export type Floods = Readonly<{
  /** Commands, presses, forms and pages of one's own. */
  asks: Allowance;
  /** Marks on what a person wrote: beyond it they are left out. */
  receipts: Allowance;
}>;

/** Far more than hands can do (faults.md, 69 and 84: hundreds in ten seconds), and nothing that slows others down. */
export const createFloods = (): Floods => ({
  asks: createAllowance({ perSecond: 1, burst: 30 }),
  receipts: createAllowance({ perSecond: 1, burst: 20 }),
});

/** Whether one thing more may be done for a person now; if so, it counts. */
export function hasRoom(
  world: Pick<World, "floods" | "clock" | "log">,
  what: keyof Floods,
  by: Readonly<{ workspace: WorkspaceKey; person: PersonId }>,
): boolean {
  const now = world.clock.now().epochMilliseconds;
  const isThere = world.floods[what].takes(`${by.workspace}/${by.person}`, now);
  if (!isThere) world.log.debug("a person asks for too much at once", { ...by, what });
  return isThere;
}

/** Who acts in a channel. */
export const actorOf = ({ channel, person }: Readonly<{ channel: ChannelKey; person: PersonId }>) => ({
  workspace: workspaceOf(channel),
  person,
});
