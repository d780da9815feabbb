import type { ChannelOpening, Keys, PersonOpening } from "../control/opening.ts";
import type { Channel, Person } from "./types.ts";
import type { Workspace } from "./workspace.ts";

const idOf = (prefix: string, name: string): string => `${prefix}${name.toUpperCase().replace(/[^A-Z0-9]/gu, "")}`;

const nobody: Omit<Person, "id" | "team" | "name" | "displayName" | "realName"> = {
  tz: "Europe/Berlin",
  isAdmin: false,
  isOwner: false,
  isRestricted: false,
  isUltraRestricted: false,
  isStranger: false,
  isBot: false,
  deleted: false,
};

/** A person from how they are opened. */
export const personFrom = (opening: PersonOpening, team: string): Person => ({
  ...nobody,
  id: idOf("U", opening.name),
  team,
  displayName: opening.name,
  realName: opening.name,
  ...opening,
});

/** The bot's own user. */
export const theBot = ({ botUser, team }: Keys): Person =>
  personFrom({ id: botUser, name: "drill", realName: "Daily Drill", isBot: true, tz: "America/Los_Angeles" }, team);

/** A channel from how it is opened. */
export function channelFrom(opening: ChannelOpening, workspace: Workspace): Channel {
  const { name, id, kind = "public", isGeneral = false, isArchived = false, sharedWith = [], withBot = true } = opening;
  const people = opening.members?.map((one) => workspace.person(one)) ?? [...workspace.people.values()];
  const members = people.filter(({ isBot }) => !isBot || opening.members !== undefined).map((one) => one.id);
  return {
    id: id ?? idOf("C", name),
    name,
    kind,
    isGeneral,
    isArchived,
    sharedWith: [...sharedWith],
    members: new Set(withBot ? [...members, workspace.keys.botUser] : members),
  };
}
