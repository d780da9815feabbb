import {
  type ChannelKey,
  channelKey,
  type PersonId,
  partsOf,
  type WorkspaceKey,
  workspaceOf,
} from "../../core/keys.ts";
import type { Channel, Person } from "../../ports/platform.ts";
import type { PlayPerson } from "./protocol.ts";

/** The one channel of the playground. */
export const playChannel: ChannelKey = channelKey("playground", "local", "backend-drill");
export const playWorkspace: WorkspaceKey = workspaceOf(playChannel);

/** How the page's header names the channel. */
export const playChannelTitle = { name: "backend-drill", topic: "One question every working day" } as const;

/** Everybody in the playground. They are invented, and so is who manages. */
export const playPeople: readonly PlayPerson[] = [
  { id: "mira", name: "Mira", initials: "MI", hue: 262, manager: true },
  { id: "jonas", name: "Jonas", initials: "JO", hue: 158, manager: false },
  { id: "priya", name: "Priya", initials: "PR", hue: 24, manager: false },
];

/** The person with this id, or null. */
export const playPerson = (id: string): PlayPerson | null => playPeople.find((person) => person.id === id) ?? null;

/** A person as the port tells of them; whoever is not in the playground is gone from it. */
export function personFacts(id: PersonId, zone: string): Person {
  const known = playPerson(id);
  if (known === null) return { id, name: id, zone: null, manager: false, maySetUp: false, standing: "gone", roles: [] };
  return { id, name: known.name, zone, manager: known.manager, maySetUp: true, standing: "member", roles: [] };
}

/** A channel as the port tells of it; there is one. */
export function channelFacts(channel: ChannelKey): Channel {
  if (channel === playChannel) return { channel, name: playChannelTitle.name, general: false, lacks: null };
  const lacks = { why: "channel-gone", hint: `the playground has one channel, ${playChannel}` } as const;
  return { channel, name: partsOf(channel).channel, general: false, lacks };
}
