import { viewShape } from "../api/views.ts";
import type { Place, Press } from "../control/acts.ts";
import type { Room } from "../room.ts";
import { messageShape } from "../state/shapes.ts";
import type { Fields, OpenView } from "../state/types.ts";
import { blocksIn, type Element, elementsOf } from "./elements.ts";
import { stateOf } from "./entries.ts";

/** A place that somebody sees, as it is named in a payload: its blocks, and what stands around a press in it. */
export type Shown = Readonly<{
  blocks: readonly unknown[];
  /** The channel; null in views and the Home. */
  channel: string | null;
  around: Fields;
  open: OpenView | null;
  /** The message or whisper it is. */
  source: Readonly<{ ts: string; isWhisper: boolean }> | null;
}>;

/** What a person sees at a place; throws when they see no such thing. */
export function shownAt(room: Room, user: string, place: Place): Shown {
  if (place.in === "message") return message(room, place);
  if (place.in === "whisper") return whisper(room, user, place);
  const { views, homes } = room.workspace;
  const open = place.in === "home" ? homes.get(user) : views.get(place.view);
  if (open === undefined || open.user !== user) throw new Error(`${user} sees no ${place.in} of that kind`);
  const container = { type: "view", view_id: open.id };
  const around = { container, view: viewShape(room.workspace, open, stateOf(open)) };
  return { blocks: blocksIn(open.view), channel: null, around, open, source: null };
}

function message({ workspace }: Room, { channel: name, ts }: Extract<Place, { in: "message" }>): Shown {
  const channel = workspace.channel(name);
  const found = workspace.at(channel.id, ts);
  if (found?.stands !== "yes") throw new Error(`no message ${ts} in ${name}`);
  const thread = found.thread === null ? {} : { thread_ts: found.thread };
  const container = { type: "message", message_ts: ts, channel_id: channel.id, is_ephemeral: false, ...thread };
  const around = { container, message: messageShape(workspace, found, true), state: { values: {} } };
  return { blocks: found.blocks, channel: channel.id, around, open: null, source: { ts, isWhisper: false } };
}

function whisper({ workspace }: Room, user: string, { channel: name, ts }: Extract<Place, { in: "whisper" }>): Shown {
  const channel = workspace.channel(name);
  const found = workspace.whispers.find((one) => one.ts === ts && one.user === user && one.channel === channel.id);
  if (found === undefined) throw new Error(`${user} sees no whisper ${ts} in ${name}`);
  // In a thread Slack says which (slackapi/java-slack-sdk#1200).
  const thread = found.thread === null ? {} : { thread_ts: found.thread };
  const container = { type: "message", message_ts: ts, channel_id: channel.id, is_ephemeral: true, ...thread };
  const around = { container, state: { values: {} } };
  return { blocks: found.blocks, channel: channel.id, around, open: null, source: { ts, isWhisper: true } };
}

/** Finds what is to be pressed; throws when there is none such, naming what there is. */
export function elementIn({ blocks }: Shown, { action, block }: Pick<Press, "action" | "block">): Element {
  const found = elementsOf(blocks);
  const meant = found.find(
    (one) => one.element["action_id"] === action && (block === undefined || one.block === block),
  );
  if (meant !== undefined) return meant;
  const known = found.map((one) => `${one.block}/${String(one.element["action_id"])}`).join(", ");
  throw new Error(`nothing called ${action} can be pressed there; there is ${known === "" ? "nothing" : known}`);
}
