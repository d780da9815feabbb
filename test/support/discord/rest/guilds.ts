import { applicationShape } from "../state/application.ts";
import { guildBits } from "../state/permissions.ts";
import { fullMemberShape, guildShape, roleShape, userShape } from "../state/shapes.ts";
import { guildOf, type Handler } from "./call.ts";
import { refusal } from "./refused.ts";

/** `GET /gateway/bot`: where to connect, and what is left of the identify budget. */
export const getGateway: Handler = ({ room: { app, gateway } }) => ({
  body: { url: gateway.url, shards: app.quirks.shards, session_start_limit: gateway.limits.shown() },
});

/** `GET /applications/@me` and `GET /oauth2/applications/@me`. */
export const getApplication: Handler = ({ room: { app } }) => ({ body: applicationShape(app) });

/** `GET /users/@me` and `GET /users/:id`. */
export const getUser: Handler = ({ room: { app }, params: [id = app.botUser] }) => {
  const user = app.users.get(id);
  if (user === undefined) throw refusal("unknown user");
  return { body: userShape(user) };
};

/** `GET /users/@me/guilds`: with what the bot may there. */
export const listGuilds: Handler = ({ room: { app }, query }) => {
  const after = BigInt(query.get("after") ?? 0);
  const limit = Number(query.get("limit") ?? 200);
  const guilds = [...app.guilds.values()].filter((one) => app.hasBot(one) && BigInt(one.id) > after);
  const sorted = guilds.sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  const shapes = sorted.slice(0, limit).map(({ id, name, owner, ...guild }) => {
    const permissions = String(guildBits({ id, name, owner, ...guild }, app.botUser));
    return { id, name, icon: null, banner: null, owner: owner === app.botUser, permissions, features: [] };
  });
  return { body: shapes };
};

/** `GET /guilds/:id`. */
export const getGuild: Handler = (call) => {
  const guild = guildOf(call);
  const counts = { approximate_member_count: guild.members.size, approximate_presence_count: 0 };
  return { body: { ...guildShape(guild), ...(call.query.get("with_counts") === "true" ? counts : {}) } };
};

/** `GET /guilds/:id/roles`. */
export const listRoles: Handler = (call) => ({ body: [...guildOf(call).roles.values()].map(roleShape) });

/** `GET /guilds/:id/members/:id`. */
export const getMember: Handler = (call) => {
  const { app } = call.room;
  const id = call.params[1] === "@me" ? app.botUser : (call.params[1] ?? "");
  const member = guildOf(call).members.get(id);
  if (member === undefined) throw refusal(app.users.has(id) ? "unknown member" : "unknown user");
  return { body: fullMemberShape(app, member) };
};

/** `GET /guilds/:id/members` needs the intent for members, which this bot has not (developers/resources/guild.mdx). */
export const listMembers: Handler = (call) => {
  guildOf(call);
  throw refusal("missing access");
};

/** `DELETE /users/@me/guilds/:id`: the bot leaves. */
export const leaveGuild: Handler = (call) => {
  call.room.places.leave(guildOf(call), call.room.app.botUser);
  return {};
};
