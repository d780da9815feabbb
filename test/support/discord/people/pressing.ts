import { type Fields, isRecord } from "../../stand-in/record.ts";
import type { Choice, Press } from "../control/acts.ts";
import { components, placed } from "../payload/component-rules.ts";
import type { Room } from "../room.ts";
import { roleId } from "../state/openings.ts";
import { canView } from "../state/permissions.ts";
import { channelShape, roleShape, userShape } from "../state/shapes.ts";
import type { Message } from "../state/types.ts";
import { HeldBack } from "./commands.ts";
import type { Doing } from "./interactions.ts";

/** A press of a button, ready to be sent. */
export function press(room: Room, pressed: Press): Doing {
  const { user, message, component } = found(room, pressed);
  if (component["type"] !== components.button || component["url"] !== undefined)
    throw new HeldBack("no button to press");
  const data = { component_type: components.button, custom_id: component["custom_id"], id: component["id"] };
  return { kind: "component", user, channel: message.channel, message, data };
}

/** A choice in a menu, ready to be sent. */
export function choose(room: Room, choice: Choice): Doing {
  const { user, message, component } = found(room, choice);
  const { type, min_values: least = 1, max_values: most = 1 } = component;
  const { values, resolved } = chosen(room, message, component, choice.values);
  if (values.length < Number(least) || values.length > Number(most)) throw new HeldBack(`${values.length} chosen`);
  const data = { component_type: type, custom_id: component["custom_id"], id: component["id"], values, ...resolved };
  return { kind: "component", user, channel: message.channel, message, data };
}

function found({ app }: Room, { channel: where, id, user: name, customId }: Press) {
  const { id: user } = app.user(name);
  const channel = app.channel(where);
  const message = app.message(channel.id, id);
  if (channel.guild !== null && !app.hasBot(channel.guild)) throw new HeldBack("the app is not there");
  if (message === undefined || !canView(channel, user)) throw new HeldBack(`${name} sees no message ${id}`);
  if (message.whisperTo !== null && message.whisperTo !== user) throw new HeldBack(`${name} sees no message ${id}`);
  const component = componentIn(message, customId);
  if (component["disabled"] === true) throw new HeldBack(`${customId} is switched off`);
  return { user, message, component };
}

/** By its custom id, or the only one that begins so. */
function componentIn(message: Message, customId: string): Fields {
  const all = placed(message.components, []).map(({ component }) => component);
  const exact = all.find((one) => one["custom_id"] === customId);
  if (exact !== undefined) return exact;
  const [only, ...more] = all.filter((one) => isLike(one["custom_id"], customId));
  if (only === undefined) throw new HeldBack(`no component ${customId}`);
  if (more.length > 0) throw new HeldBack(`${customId} is several components`);
  return only;
}

const isLike = (own: unknown, meant: string): boolean =>
  typeof own === "string" && (own.startsWith(meant) || own.endsWith(meant));

function chosen({ app }: Room, message: Message, component: Fields, wanted: readonly string[]) {
  const { guild } = message.channel;
  switch (component["type"]) {
    case components.stringSelect: {
      const options = Array.isArray(component["options"]) ? component["options"].filter(isRecord) : [];
      const missing = wanted.find((value) => !options.some((one) => one["value"] === value));
      if (missing !== undefined) throw new HeldBack(`no option ${missing}`);
      return { values: wanted, resolved: {} };
    }
    case components.userSelect: {
      const users = wanted.map((name) => app.user(name));
      return { values: users.map(({ id }) => id), resolved: { resolved: { users: byId(users.map(userShape)) } } };
    }
    case components.roleSelect: {
      if (guild === null) throw new HeldBack("no roles here");
      const ids = wanted.map((name) => roleId(guild, name));
      const roles = ids.flatMap((id) => guild.roles.get(id) ?? []);
      return { values: ids, resolved: { resolved: { roles: byId(roles.map(roleShape)) } } };
    }
    case components.channelSelect: {
      const channels = wanted.map((name) => channelShape(app, app.channel(name)));
      return { values: channels.map(({ id }) => String(id)), resolved: { resolved: { channels: byId(channels) } } };
    }
    default:
      throw new HeldBack("no menu to choose in");
  }
}

const byId = (shapes: readonly Fields[]): Fields => Object.fromEntries(shapes.map((one) => [String(one["id"]), one]));
