import { ephemeral } from "../../../../src/render/discord/numbers.ts";
import type { Fields } from "../../../support/stand-in/record.ts";
import { someIdentity, someIds } from "../some-identity.ts";

/** A member as interactions show them. */
export const memberOf = (id: string, name: string): Fields => ({
  user: { id, username: name, global_name: null },
  nick: null,
  roles: [],
  permissions: "0",
});

const ada = memberOf(someIds.ada, "ada");
let count = 0;

/** The data of an `INTERACTION_CREATE` by Ada in the channel itself, unless it says otherwise (docs.discord.com, Interaction). */
export const interaction = (type: number, data: Fields, more: Fields = {}): Fields => ({
  id: String(700_000_000_000_000_000n + BigInt(++count)),
  application_id: someIdentity.application,
  type,
  token: "aToken-1",
  guild_id: someIds.guild,
  channel_id: someIds.channel,
  channel: { id: someIds.channel, type: 0 },
  member: ada,
  data,
  version: 1,
  ...more,
});

/** The thread of the question, where something is done. */
export const inThread: Fields = {
  channel_id: someIds.question,
  channel: { id: someIds.question, type: 11, parent_id: someIds.channel },
};

/** `/drill` with a subcommand and its options; `group` for a subcommand of its own. */
export const slash = (name: string, options: Fields = {}, more: Fields = {}): Fields => {
  const given = Object.entries(options).map(([option, value]) => ({ name: option, type: 3, value }));
  const [outer = "", inner] = name.split(" ");
  const called = inner === undefined ? given : [{ name: inner, type: 1, options: given }];
  const data = {
    id: "1",
    name: "drill",
    type: 1,
    options: [{ name: outer, type: inner === undefined ? 1 : 2, options: called }],
  };
  return interaction(2, data, more);
};

/** A message as it comes with what is done on it; the answer that Ada alone sees, unless it says otherwise. */
export const messageWith = (body: Fields, more: Fields = {}): Fields => ({
  id: "800000000000000001",
  channel_id: someIds.channel,
  author: { id: someIdentity.user, username: "drill", bot: true },
  flags: ephemeral,
  interaction_metadata: { id: "1", type: 2, user: { id: someIds.ada, username: "ada" } },
  ...body,
  ...more,
});

/** A question in the channel, which everybody sees. */
export const shared = (body: Fields = {}): Fields =>
  messageWith(body, { id: someIds.question, flags: 0, interaction_metadata: undefined });

/** A press of a button, or a choice in a menu. */
export const pressed = (customId: string, message: Fields, values?: readonly string[], more: Fields = {}): Fields =>
  interaction(
    3,
    { custom_id: customId, component_type: values === undefined ? 2 : 3, ...(values === undefined ? {} : { values }) },
    { message, ...more },
  );

/** A form that is sent: text and single choices by `custom_id`, lists by one that ends with `[]`. */
export const formSent = (customId: string, entries: Fields, more: Fields = {}): Fields => {
  const components = Object.entries(entries).map(([id, value], at) => ({
    type: 18,
    id: at + 1,
    component: { type: 4, id: at + 20, custom_id: id, ...(Array.isArray(value) ? { values: value } : { value }) },
  }));
  return interaction(5, { custom_id: customId, components }, more);
};

/** A message command on a reply of somebody in the thread of the question. */
export const pointedAt = (name: string, author: Fields, more: Fields = inThread): Fields => {
  const message = {
    id: someIds.reply,
    channel_id: someIds.question,
    type: 0,
    author,
    content: "An index costs writes.",
    mentions: [],
    edited_timestamp: null,
  };
  const data = {
    id: "2",
    name,
    type: 3,
    target_id: someIds.reply,
    resolved: { messages: { [someIds.reply]: message } },
  };
  return interaction(2, data, more);
};
