import { type Fields, isRecord } from "../../stand-in/record.ts";
import type { Options, SlashCommand, Spot } from "../control/acts.ts";
import type { Room } from "../room.ts";
import type { AppState } from "../state/app-state.ts";
import { messageShape } from "../state/message-shape.ts";
import { channelBits, may } from "../state/permissions.ts";
import { channelShape, fullMemberShape, roleShape, userShape } from "../state/shapes.ts";
import type { Channel } from "../state/types.ts";
import type { Doing } from "./interactions.ts";

/** What Discord's client does not let a person do; its message says why. */
export class HeldBack extends Error {
  override readonly name = "HeldBack";
}

/** Option types (developers/interactions/application-commands.mdx). */
const types = {
  subcommand: 1,
  group: 2,
  text: 3,
  integer: 4,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
} as const;

/** A slash command, ready to be sent; `focused` is the option that is typed into. */
export function slash(room: Room, said: SlashCommand, focused: string | null): Doing {
  const { app } = room;
  const { id: user } = app.user(said.user);
  const channel = app.channel(said.channel);
  const [name = "", ...path] = said.command.split(" ");
  const command = commandFor(app, channel, user, { name, type: 1 });
  const level = descend(command, path, said.command);
  const given = said.options ?? {};
  const options = optionsOf(level, given, focused);
  const nested = path.reduceRight<readonly Fields[]>((inside, step, depth) => {
    const isGroup = depth < path.length - 1;
    return [{ name: step, type: isGroup ? types.group : types.subcommand, options: inside }];
  }, options);
  const resolved = resolvedOf(app, channel, level, given);
  const data = { ...headOf(command), type: 1, options: nested, ...resolved };
  return { kind: focused === null ? "command" : "autocomplete", user, channel, message: null, data };
}

/** A message command, ready to be sent: the message comes whole (platform-facts.md 2.5). */
export function onMessage(room: Room, used: Spot & Readonly<{ user: string; name: string }>): Doing {
  const { app } = room;
  const { id: user } = app.user(used.user);
  const channel = app.channel(used.channel);
  const command = commandFor(app, channel, user, { name: used.name, type: 3 });
  const message = app.message(channel.id, used.id);
  if (message === undefined) throw new HeldBack(`no message ${used.id} in ${used.channel}`);
  const resolved = { messages: { [message.id]: messageShape(app, message) } };
  const data = { ...headOf(command), type: 3, target_id: message.id, resolved };
  return { kind: "command", user, channel, message: null, data };
}

const headOf = ({ id, name, guild_id: guild }: Fields): Fields => ({
  id,
  name,
  ...(guild === undefined ? {} : { guild_id: guild }),
});

/** The command that a person sees under that name: a guild's own before a global one. */
function commandFor(
  app: AppState,
  channel: Channel,
  user: string,
  { name, type }: Readonly<{ name: string; type: number }>,
): Fields {
  const { guild, thread } = channel;
  const shelves = [...(guild?.commands.values() ?? []), ...app.commands.values()];
  const command = shelves.find((one) => one["name"] === name && one["type"] === type);
  if (command === undefined) throw new HeldBack(`no command ${name}`);
  if (guild !== null && !app.hasBot(guild)) throw new HeldBack("the app is not there");
  if (thread?.archived === true) throw new HeldBack("the thread is archived");
  const contexts = command["contexts"];
  if (Array.isArray(contexts) && !contexts.includes(guild === null ? 1 : 0))
    throw new HeldBack(`no command ${name} here`);
  if (guild !== null) needAllowed(channel, user, command);
  return command;
}

/** Whether the guild lets this person run it; "0" is for administrators alone (platform-facts.md 2.1). */
function needAllowed(channel: Channel, user: string, command: Fields): void {
  if (!may(channel, user, "USE_APPLICATION_COMMANDS")) throw new HeldBack("commands are switched off");
  const { default_member_permissions: needed, name } = command;
  if (needed == null || may(channel, user, "ADMINISTRATOR")) return;
  const bits = BigInt(String(needed));
  if (bits === 0n || (channelBits(channel, user) & bits) !== bits)
    throw new HeldBack(`${String(name)} is not for ${user}`);
}

function descend(command: Fields, path: readonly string[], whole: string): readonly Fields[] {
  const inside = path.reduce((level, step) => {
    const found = nestedIn(level).find((one) => one["name"] === step);
    if (found === undefined) throw new HeldBack(`no command ${whole}`);
    return found;
  }, command);
  const options = nestedIn(inside);
  // platform-facts.md 2.1: with subcommands the base command cannot be used.
  if (options.some(({ type }) => type === types.subcommand || type === types.group))
    throw new HeldBack(`${whole} alone is no command`);
  return options;
}

const nestedIn = ({ options }: Fields): readonly Fields[] => (Array.isArray(options) ? options.filter(isRecord) : []);

function optionsOf(level: readonly Fields[], given: Options, focused: string | null): readonly Fields[] {
  const names = level.map(({ name }) => String(name));
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new HeldBack(`no option ${unknown}`);
  const missing = level.find(({ name, required }) => required === true && given[String(name)] === undefined);
  if (missing !== undefined && focused === null) throw new HeldBack(`${String(missing["name"])} is missing`);
  return level.flatMap((option) => {
    const name = String(option["name"]);
    const value = given[name];
    if (value === undefined) return [];
    const isFocused = name === focused;
    if (isFocused && option["autocomplete"] !== true) throw new HeldBack(`${name} is not autocompleted`);
    if (!isFocused) needFit(option, value);
    return [{ name, type: option["type"], value, ...(isFocused ? { focused: true } : {}) }];
  });
}

/** What the client checks before it sends: choices, ranges and lengths. */
function needFit(option: Fields, value: string | number | boolean): void {
  const { name, choices, min_value: least, max_value: most, min_length: shortest, max_length: longest } = option;
  if (Array.isArray(choices) && choices.length > 0 && !choices.some((one) => isRecord(one) && one["value"] === value)) {
    throw new HeldBack(`${String(name)} has no choice ${value}`);
  }
  const isOut = (size: number, low: unknown, high: unknown): boolean =>
    (typeof low === "number" && size < low) || (typeof high === "number" && size > high);
  if (typeof value === "number" && isOut(value, least, most)) throw new HeldBack(`${String(name)} is out of range`);
  if (typeof value === "string" && isOut(value.length, shortest, longest))
    throw new HeldBack(`${String(name)} has a wrong length`);
}

/** The users, roles and channels that options name, as objects. */
function resolvedOf(app: AppState, channel: Channel, level: readonly Fields[], given: Options): Fields {
  const resolved: Record<string, Record<string, Fields>> = {};
  for (const { name, type } of level) {
    const id = String(given[String(name)] ?? "");
    const objects = id === "" ? [] : objectsOf(app, channel, type, id);
    for (const [shelf, shape] of objects) resolved[shelf] = { ...resolved[shelf], [id]: shape };
  }
  return Object.keys(resolved).length === 0 ? {} : { resolved };
}

/** What an option names, as the shelves of `resolved` hold it; a mentionable is a role or a person. */
function objectsOf(
  app: AppState,
  { guild }: Channel,
  type: unknown,
  id: string,
): readonly (readonly [shelf: string, shape: Fields])[] {
  const role = type === types.role || type === types.mentionable ? guild?.roles.get(id) : undefined;
  if (role !== undefined) return [["roles", roleShape(role)]];
  if (type === types.channel) return [["channels", channelShape(app, app.channel(id))]];
  if (type !== types.user && type !== types.mentionable) return [];
  const user = ["users", userShape(app.user(id))] as const;
  const member = guild?.members.get(id);
  return member === undefined ? [user] : [user, ["members", { ...fullMemberShape(app, member), user: undefined }]];
}

/** Options with names of people, roles and channels turned into ids. */
export function withIds(app: AppState, channel: Channel, command: string, options: Options): Options {
  const [name = "", ...path] = command.split(" ");
  const shelves = [...(channel.guild?.commands.values() ?? []), ...app.commands.values()];
  const found = shelves.find((one) => one["name"] === name && one["type"] === 1);
  const level = path.reduce<Fields | undefined>(
    (at, step) => nestedIn(at ?? {}).find((one) => one["name"] === step),
    found,
  );
  const typeOf = (option: string): unknown => nestedIn(level ?? {}).find((one) => one["name"] === option)?.["type"];
  return Object.fromEntries(
    Object.entries(options).map(([option, value]) => [option, idFor(app, channel, typeOf(option), value)]),
  );
}

function idFor(
  app: AppState,
  { guild }: Channel,
  type: unknown,
  value: string | number | boolean,
): string | number | boolean {
  if (typeof value !== "string") return value;
  if (type === types.user) return app.user(value).id;
  if (type === types.channel) return app.channel(value).id;
  if (type !== types.role && type !== types.mentionable) return value;
  const role = [...(guild?.roles.values() ?? [])].find(({ name, id }) => name === value || id === value);
  return role?.id ?? (type === types.mentionable ? app.user(value).id : value);
}
