import type { Room } from "../room.ts";
import type { Channel, Fields } from "../state/types.ts";

/** What can befall a channel. */
export type ChannelChange = "archived" | "unarchived" | "deleted" | "private" | "shared";

/** Events of private channels have names of their own (types/events/group.d.ts [P]). */
const nameOf = ({ kind }: Channel, what: string): string => (kind === "private" ? `group_${what}` : `channel_${what}`);

/** Somebody, or the bot, is taken out. The bot hears that it was, though it is not in the channel any more. */
export function leave(room: Room, channel: Channel, user: string): void {
  channel.members.delete(user);
  tell(room, channel, { type: "member_left_channel", user, ...place(room, channel) });
  // types/events/channel.d.ts [P], ChannelLeftEvent.
  if (user === room.workspace.keys.botUser) tell(room, channel, { type: nameOf(channel, "left"), channel: channel.id });
}

/** Changes a channel and tells the app in Slack's events (types/events/channel.d.ts and shared-channel.d.ts [P]). */
export function change(room: Room, channel: Channel, to: ChannelChange): void {
  const user = [...channel.members][0] ?? "USLACKBOT";
  const told = { channel: channel.id };
  if (to === "archived") {
    channel.isArchived = true;
    tell(room, channel, { type: nameOf(channel, "archive"), ...told, user });
  } else if (to === "unarchived") {
    channel.isArchived = false;
    tell(room, channel, { type: nameOf(channel, "unarchive"), ...told, user });
  } else if (to === "deleted") {
    room.workspace.channels.delete(channel.id);
    tell(room, channel, { type: nameOf(channel, "deleted"), ...told });
  } else if (to === "private") {
    channel.kind = "private";
    tell(room, channel, { type: "channel_convert_to_private", ...told });
  } else {
    channel.sharedWith.push("TPARTNER");
    tell(room, channel, { type: "channel_shared", ...told, connected_team_id: "TPARTNER" });
  }
}

/** Gives a channel another name. */
export function rename(room: Room, channel: Channel, name: string): void {
  channel.name = name;
  const created = Math.floor(room.workspace.clock.now() / 1_000);
  tell(room, channel, {
    type: nameOf(channel, "rename"),
    channel: { id: channel.id, name, name_normalized: name, created },
  });
}

/** Gives a channel another id (types/events/channel.d.ts [P], ChannelIDChangedEvent). */
export function renumber(room: Room, channel: Channel, id: string): void {
  const old = channel.id;
  room.workspace.renumber(channel, id);
  tell(room, channel, { type: "channel_id_changed", old_channel_id: old, new_channel_id: id });
}

/** The two events of an uninstalled app, in an order, or of a revoked token alone (faults 25 and 21). */
export function endTokens(room: Room, which: "uninstalled-first" | "revoked-first" | "revoked"): void {
  const { workspace, lane } = room;
  const revoked = { type: "tokens_revoked", tokens: { oauth: [], bot: [workspace.keys.botUser] } };
  const told = which === "revoked" ? [revoked] : [revoked, { type: "app_uninstalled" }];
  const ordered = which === "uninstalled-first" ? told.toReversed() : told;
  const stamp = workspace.nextTs("app");
  workspace.token = "revoked";
  for (const event of ordered) lane.happened({ ...event, event_ts: stamp }, null);
  if (which !== "revoked") workspace.token = "uninstalled";
}

function place({ workspace }: Room, channel: Channel): Fields {
  return { channel: channel.id, channel_type: channel.kind === "private" ? "G" : "C", team: workspace.keys.team };
}

const tell = ({ workspace, lane }: Room, channel: Channel, event: Fields): void =>
  void lane.happened({ ...event, event_ts: workspace.nextTs(channel.id) }, channel);
