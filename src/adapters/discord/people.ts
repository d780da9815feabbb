import { Routes } from "discord-api-types/v10";
import type { ChannelKey, PersonId } from "../../core/keys.ts";
import { partsOf } from "../../core/keys.ts";
import type { Grant } from "../../ports/pacing.ts";
import type { Person } from "../../ports/platform.ts";
import type { Clock } from "../../ports/runtime.ts";
import type { Call } from "./calls/client.ts";
import { codes, discordCodeOf } from "./calls/refusals.ts";
import { isSnowflake } from "./ids.ts";
import { countedAs } from "./pacing.ts";
import type { Directory } from "./servers/directory.ts";
import { isManager, permissionsOf } from "./servers/permissions.ts";
import { memberShape, overwritesOf, type ToldMember } from "./servers/shapes.ts";

/** Rights are checked at submit, so what is known of a person is asked again after this. */
const rightsMs = 30_000;
/** So many names are kept. */
const mostNames = 20_000;

type Known = Readonly<{ member: Promise<ToldMember | null>; at: number }>;

export type PeopleParts = Readonly<{ read: Call; directory: Directory; now: Clock["now"] }>;

/** Who people are in their servers, kept for a moment. */
export class People {
  readonly #parts: PeopleParts;
  /** By server and person; oldest first. */
  readonly #members = new Map<string, Known>();
  readonly #nicks = new Map<string, string>();

  constructor(parts: PeopleParts) {
    this.#parts = parts;
  }

  /** Whether `person` would be answered without asking Discord. */
  knows(channel: ChannelKey, person: PersonId): boolean {
    const { workspace: guild } = partsOf(channel);
    return this.#parts.directory.knows(guild) && this.#fresh(guild, person) !== null;
  }

  /** Somebody as an interaction shows them: nothing is newer. */
  met(guild: string, member: ToldMember): void {
    const id = member.user?.id;
    if (id === undefined) return;
    this.#keep(guild, id, Promise.resolve(member));
    this.sawNick(guild, id, member.nick ?? null);
  }

  /** What somebody is called in a server, where they have a name of their own there. */
  sawNick(guild: string, person: string, nick: string | null): void {
    const key = `${guild}/${person}`;
    this.#nicks.delete(key);
    if (nick === null) return;
    const [oldest] = this.#nicks.keys();
    if (this.#nicks.size >= mostNames && oldest !== undefined) this.#nicks.delete(oldest);
    this.#nicks.set(key, nick);
  }

  /** The name of an author in a server: histories do not tell what they are called there. */
  nameOf(guild: string, author: Author): string {
    return this.#nicks.get(`${guild}/${author.id}`) ?? usualName(author);
  }

  /** The person, with what they may in that channel; `gone` when they are not in the server. */
  async person(channel: ChannelKey, id: PersonId, grant?: Grant): Promise<Person> {
    const { workspace: guild, channel: room } = partsOf(channel);
    if (!isSnowflake(id)) return nobody(id);
    const member = await this.#member(guild, id, grant);
    if (member === null) return nobody(id);
    const { directory } = this.#parts;
    if (!directory.knows(guild)) await grant?.more(countedAs.server(guild));
    const rules = await directory.rules(guild, grant);
    if (!directory.knows(guild)) await grant?.more(countedAs.channel(room));
    const told = await directory.channel(guild, room, grant);
    const permissions = permissionsOf(rules, told === null ? [] : overwritesOf(told), {
      user: id,
      roles: member.roles,
    });
    const manages = isManager(permissions) && member.user?.bot !== true;
    return {
      id,
      name: member.nick ?? usualName({ id, ...member.user }),
      zone: null,
      manager: manages,
      maySetUp: manages,
      standing: "member",
      roles: member.roles,
    };
  }

  #fresh(guild: string, person: string): Promise<ToldMember | null> | null {
    const known = this.#members.get(`${guild}/${person}`);
    return known !== undefined && this.#isFresh(known) ? known.member : null;
  }

  /** A clock that was set back keeps nobody's rights longer. */
  readonly #isFresh = ({ at }: Known): boolean => Math.abs(this.#parts.now().epochMilliseconds - at) < rightsMs;

  #member(guild: string, person: PersonId, grant?: Grant): Promise<ToldMember | null> {
    const known = this.#fresh(guild, person);
    if (known !== null) return known;
    const asked = this.#ask(guild, person, grant);
    this.#keep(guild, person, asked);
    return asked;
  }

  #keep(guild: string, person: string, member: Promise<ToldMember | null>): void {
    const key = `${guild}/${person}`;
    for (const [other, known] of this.#members) {
      if (this.#isFresh(known)) break;
      this.#members.delete(other);
    }
    this.#members.delete(key);
    this.#members.set(key, { member, at: this.#parts.now().epochMilliseconds });
    member.catch(() => this.#members.delete(key));
  }

  async #ask(guild: string, person: PersonId, grant?: Grant): Promise<ToldMember | null> {
    try {
      const member = await this.#parts.read(
        { method: "GET", route: Routes.guildMember(guild, person), grant },
        memberShape,
      );
      this.sawNick(guild, person, member.nick ?? null);
      return member;
    } catch (error) {
      const code = discordCodeOf(error);
      if (code === codes.unknownMember || code === codes.unknownUser) return null;
      throw error;
    }
  }
}

/** Whoever wrote a message. */
export type Author = Readonly<{
  id: string;
  username?: string | null | undefined;
  global_name?: string | null | undefined;
}>;

/** What somebody calls themselves everywhere. */
export const usualName = ({ id, username, global_name: shown }: Author): string =>
  [shown, username].map((name) => name?.trim() ?? "").find((name) => name !== "") ?? id;

const nobody = (id: PersonId): Person => ({
  id,
  name: id,
  zone: null,
  manager: false,
  maySetUp: false,
  standing: "gone",
  roles: [],
});
