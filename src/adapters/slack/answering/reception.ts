import { z } from "zod";
import type { Log } from "../../../ports/log.ts";
import { RecentIds } from "../../chat/recent-ids.ts";
import { type Happening, happeningOf } from "../hearing/happenings.ts";
import { type Interaction, interactionOf } from "../hearing/interactions.ts";
import type { Identity } from "../ids.ts";
import type { Acknowledgement } from "../lines/line.ts";
import type { Desk, DeskParts } from "./desk.ts";

export type ReceptionParts = Pick<DeskParts, "handlers" | "nameOf" | "aside"> &
  Readonly<{
    identity: Identity;
    desk: Desk;
    /** Shows a person their page; `pressed` is the control they pressed on it. */
    showHome: (person: Extract<Happening, { kind: "home" }>["person"], pressed: string | null) => Promise<void>;
    log: Log;
  }>;

const event = z.looseObject({ type: z.literal("event_callback"), event_id: z.string().optional(), event: z.unknown() });
const team = z.looseObject({ team_id: z.string().nullish() });
const teams = z.looseObject({
  team_id: z.string().nullish(),
  context_team_id: z.string().nullish(),
  team: z.looseObject({ id: z.string() }).nullish(),
  authorizations: z.array(team).nullish(),
  view: z.looseObject({ app_installed_team_id: z.string().nullish() }).nullish(),
});

/** Takes every payload of Slack: reads what it means, and hands it on. Rejects when what it means was not saved. */
export class Reception {
  readonly #parts: ReceptionParts;
  readonly #asked = new RecentIds();

  constructor(parts: ReceptionParts) {
    this.#parts = parts;
  }

  async take(payload: unknown): Promise<Acknowledgement> {
    const { identity, log } = this.#parts;
    if (!isFor(payload, identity)) {
      log.warn("a payload for another workspace was passed over");
      return null;
    }
    const happened = event.safeParse(payload);
    if (!happened.success) return this.#interaction(interactionOf(payload, identity));
    return this.#event(happeningOf(happened.data.event, identity), happened.data.event_id ?? null);
  }

  async #event(happening: Happening, id: string | null): Promise<null> {
    const { handlers, nameOf, identity } = this.#parts;
    switch (happening.kind) {
      case "replied":
      case "edited": {
        const { spoken, kind } = happening;
        await handlers()[kind]({ ...spoken, name: await nameOf(spoken.person) });
        return null;
      }
      case "deleted":
        await handlers().deleted(happening.removed);
        return null;
      case "channel":
        await handlers().channel(happening.change);
        return null;
      case "workspace-gone":
        await handlers().workspaceGone(identity.workspace);
        return null;
      case "asked":
        // A command is carried out once: what Slack sends again while it runs is the same one.
        return this.#asked.isNew(id) ? this.#parts.desk.command({ ...happening, back: null }) : null;
      case "home":
        return this.#home(happening.person, null);
      case "nothing":
        return null;
    }
  }

  async #interaction(done: Interaction): Promise<Acknowledgement> {
    const { desk } = this.#parts;
    switch (done.kind) {
      case "command":
        return desk.command(done);
      case "pressed":
        return desk.press(done);
      case "pointed":
        return desk.point(done);
      case "submitted":
        return desk.submit(done);
      case "typed":
        return desk.offer(done);
      case "home-pressed":
        return this.#home(done.person, done.action);
      case "nothing":
        return null;
    }
  }

  /** Nothing is saved for it, so it is acknowledged at once. */
  #home(person: Extract<Happening, { kind: "home" }>["person"], pressed: string | null): null {
    this.#parts.aside(this.#parts.showHome(person, pressed), "a person's page");
    return null;
  }
}

/** Whether a payload says that it is for our workspace; in shared channels the outer one may be another's. */
function isFor(payload: unknown, { team: own }: Identity): boolean {
  const told = teams.safeParse(payload).data;
  const named = [
    told?.team_id,
    told?.context_team_id,
    told?.team?.id,
    told?.view?.app_installed_team_id,
    ...(told?.authorizations ?? []).map(({ team_id: id }) => id),
  ];
  return named.includes(own);
}
