import type { Workspace } from "../state/workspace.ts";
import { Refused } from "./reply.ts";

/** platform-facts.md 1.4 [Q]: a trigger is good for 3 s and once. */
const triggerMs = 3_000;

/** The triggers that what a person did gave the app: each opens one form for that person. */
export class Triggers {
  readonly #workspace: Workspace;
  readonly #given = new Map<string, { user: string; view: string | null; until: number; isUsed: boolean }>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** A new one; `view` is the form it came from. */
  give(user: string, view: string | null = null): string {
    const id = `${this.#workspace.name("trigger.")}.${this.#workspace.keys.team}`;
    this.#given.set(id, { user, view, until: this.#workspace.clock.now() + triggerMs, isUsed: false });
    return id;
  }

  /** Who it is good for; used up. Refuses as `expired_trigger_id`, `exchanged_trigger_id`, `invalid_trigger_id`. */
  use(id: string): Readonly<{ user: string; view: string | null }> {
    const trigger = this.#given.get(id);
    if (trigger === undefined) throw new Refused("invalid_trigger_id");
    if (trigger.isUsed) throw new Refused("exchanged_trigger_id");
    if (this.#workspace.clock.now() > trigger.until) throw new Refused("expired_trigger_id");
    trigger.isUsed = true;
    return trigger;
  }
}
