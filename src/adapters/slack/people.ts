import { z } from "zod";
import type { PersonId } from "../../core/keys.ts";
import type { Person } from "../../ports/platform.ts";
import type { Clock } from "../../ports/runtime.ts";
import type { SlackClients } from "./calls/client.ts";
import { slackCodeOf } from "./calls/refusals.ts";
import { asPerson, slackId } from "./ids.ts";

/** A person as `users.info` tells it (web-api, UsersInfoResponse.d.ts). */
const user = z.looseObject({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  tz: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_primary_owner: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  profile: z.looseObject({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
});
type User = z.output<typeof user>;
const answer = z.looseObject({ user });

/** Rights are checked at submit, so what is known of a person is asked again after this. */
const rightsMs = 30_000;
/** A name may be a day old. */
const namesMs = 86_400_000;
/** How long a reply waits for the name of its author: it has to be saved within 3 s. */
const nameWaitMs = 1_000;
/** So many names are kept. */
const mostNames = 20_000;

type Known<T> = Readonly<{ value: T; at: number }>;

export type PeopleParts = Readonly<{
  clients: SlackClients;
  team: () => string | null;
  now: Clock["now"];
}>;

/** Who people are, kept for a moment. */
export class People {
  readonly #parts: PeopleParts;
  readonly #rights = new Map<string, Known<Promise<Person>>>();
  readonly #names = new Map<string, Known<string>>();

  constructor(parts: PeopleParts) {
    this.#parts = parts;
  }

  /** Whether `person` would be answered without asking Slack. */
  knows(id: PersonId): boolean {
    return this.#fresh(id, this.#now()) !== null;
  }

  /** The person; `gone` when Slack knows nobody by that id. */
  person(id: PersonId): Promise<Person> {
    const now = this.#now();
    const known = this.#fresh(id, now);
    if (known !== null) return known;
    // Oldest first, so what is over stands in front.
    for (const [other, { at }] of this.#rights) {
      if (isFresh(at, now)) break;
      this.#rights.delete(other);
    }
    const asked = this.#ask(id);
    this.#rights.set(id, { value: asked, at: now });
    asked.catch(() => this.#rights.delete(id));
    return asked;
  }

  /** What people call themselves, by id; those whom Slack does not tell of in time are left out. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const id of new Set(ids)) {
      const name = await this.#name(asPerson(id));
      if (name === null) break;
      names.set(id, name);
    }
    return names;
  }

  /** A person's name; empty when Slack does not tell it in time. */
  async nameOf(id: PersonId): Promise<string> {
    return (await this.#name(id)) ?? "";
  }

  #fresh(id: PersonId, now: number): Promise<Person> | null {
    const known = this.#rights.get(id);
    return known !== undefined && isFresh(known.at, now) ? known.value : null;
  }

  async #name(id: PersonId): Promise<string | null> {
    const known = this.#names.get(id);
    if (known !== undefined && this.#now() - known.at < namesMs) return known.value;
    const timeout = Promise.withResolvers<null>();
    const timer = setTimeout(() => timeout.resolve(null), nameWaitMs);
    try {
      const person = await Promise.race([this.person(id), timeout.promise]);
      return person?.name ?? known?.value ?? null;
    } catch {
      // The name comes with a later event or the read-back; the words must not wait for it.
      return known?.value ?? null;
    } finally {
      clearTimeout(timer);
    }
  }

  async #ask(id: PersonId): Promise<Person> {
    if (!slackId.safeParse(id).success) return nobody(id);
    try {
      const read = await this.#parts.clients.read("users.info", { user: id }, answer);
      const person = personOf(read.user, this.#parts.team());
      this.#keepName(id, person.name);
      return person;
    } catch (error) {
      if (unknownPeople.has(slackCodeOf(error) ?? "")) return nobody(id);
      throw error;
    }
  }

  #keepName(id: PersonId, name: string): void {
    const [oldest] = this.#names.keys();
    if (this.#names.size >= mostNames && oldest !== undefined) this.#names.delete(oldest);
    this.#names.delete(id);
    this.#names.set(id, { value: name, at: this.#now() });
  }

  #now = (): number => this.#parts.now().epochMilliseconds;
}

/** A clock that was set back keeps nobody's rights longer. */
const isFresh = (at: number, now: number): boolean => Math.abs(now - at) < rightsMs;

const unknownPeople: ReadonlySet<string> = new Set(["user_not_found", "user_not_visible", "users_not_found"]);

const nobody = (id: PersonId): Person => ({
  id,
  name: id,
  zone: null,
  manager: false,
  maySetUp: false,
  standing: "gone",
  roles: [],
});

/** Workspace admins and owners manage (behaviour.md, *Managers*); guests and people of other workspaces never do. */
export function personOf(told: User, team: string | null): Person {
  const standing = standingOf(told, team);
  const isMember = standing === "member";
  const manages = told.is_admin === true || told.is_owner === true || told.is_primary_owner === true;
  const named = [told.profile?.display_name, told.profile?.real_name, told.real_name, told.name];
  return {
    id: asPerson(told.id),
    name: named.map((name) => name?.trim() ?? "").find((name) => name !== "") ?? told.id,
    zone: told.tz ?? null,
    manager: isMember && manages,
    maySetUp: isMember && told.is_bot !== true,
    standing,
    roles: [],
  };
}

function standingOf(told: User, team: string | null): Person["standing"] {
  if (told.deleted === true) return "gone";
  const isOurs = told.team_id === undefined || team === null || told.team_id === team;
  if (told.is_stranger === true || !isOurs) return "outsider";
  return told.is_restricted === true || told.is_ultra_restricted === true ? "guest" : "member";
}
