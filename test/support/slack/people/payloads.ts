import type { Room } from "../room.ts";
import type { Fields } from "../state/types.ts";
import { entities } from "./typed.ts";

/** The part that all interactions share (bolt types/actions/block-action.d.ts [P]). */
export function interactionBase({ workspace }: Room, user: string): Fields {
  const { team, appId } = workspace.keys;
  const person = workspace.person(user);
  const { id, name, team: theirs } = person;
  return {
    token: "verification-token",
    api_app_id: appId,
    // A person of another workspace acts in theirs: the payload can name the foreign team (platform-facts.md 1.6 [P]).
    team: { id: theirs, domain: theirs.toLowerCase() },
    user: { id, username: name, name, team_id: theirs },
    enterprise: null,
    is_enterprise_install: false,
    context_team_id: team,
  };
}

/** How a channel is named in interactions. */
export function channelPart({ workspace }: Room, id: string): Fields {
  const { name, kind } = workspace.channel(id);
  return { channel: { id, name: kind === "public" ? name : kind === "private" ? "privategroup" : "directmessage" } };
}

/** A slash command (bolt types/command/index.d.ts [P]); it knows of no thread. */
export function commandPayload(
  room: Room,
  said: Readonly<{ user: string; channel: string; text: string; command: string }>,
): Fields {
  const { workspace, triggers, responses } = room;
  const { team, appId } = workspace.keys;
  const person = workspace.person(said.user);
  const channel = workspace.channel(said.channel);
  return {
    token: "verification-token",
    team_id: person.team,
    team_domain: person.team.toLowerCase(),
    context_team_id: team,
    channel_id: channel.id,
    channel_name:
      channel.kind === "public" ? channel.name : channel.kind === "private" ? "privategroup" : "directmessage",
    user_id: person.id,
    user_name: person.name,
    command: said.command,
    text: escaped(room, said.text),
    api_app_id: appId,
    is_enterprise_install: "false",
    response_url: responses.give({ channel: channel.id, user: person.id }),
    trigger_id: triggers.give(person.id),
  };
}

/** `should_escape` (platform-facts.md 1.4): people, user groups and channels arrive as ids, and `&`, `<`, `>` as entities. */
function escaped({ workspace }: Room, text: string): string {
  return entities(text).replace(/([@#])([\w.-]+)/gu, (whole, sign: string, name: string) => {
    const group = workspace.groups.get(name);
    if (sign === "@" && group !== undefined) return `<!subteam^${group}|@${name}>`;
    if (sign === "@") {
      const person = [...workspace.people.values()].find((one) => one.name === name);
      return person === undefined ? whole : `<@${person.id}|${name}>`;
    }
    const channel = [...workspace.channels.values()].find((one) => one.name === name);
    return channel === undefined ? whole : `<#${channel.id}|${name}>`;
  });
}
