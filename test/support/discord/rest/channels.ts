import { canView } from "../state/permissions.ts";
import { channelShape } from "../state/shapes.ts";
import { channelOf, fieldsOf, guildOf, type Handler, need } from "./call.ts";
import { refusal } from "./refused.ts";
import { changeThread } from "./threads.ts";

/** `GET /channels/:id`; threads too. */
export const getChannel: Handler = (call) => ({ body: channelShape(call.room.app, channelOf(call)) });

/** `PATCH /channels/:id`: threads, and a channel's name. */
export const editChannel: Handler = (call) => {
  const channel = channelOf(call);
  if (channel.thread !== null) {
    changeThread(call, channel);
  } else {
    need(call, channel, "MANAGE_CHANNELS");
    const { name } = fieldsOf(call);
    if (typeof name === "string") call.room.places.rename(channel, name);
  }
  return { body: channelShape(call.room.app, channel) };
};

/** `DELETE /channels/:id`. */
export const deleteChannel: Handler = (call) => {
  const channel = channelOf(call);
  need(call, channel, channel.thread === null ? "MANAGE_CHANNELS" : "MANAGE_THREADS");
  const body = channelShape(call.room.app, channel);
  call.room.places.remove(channel);
  return { body };
};

/** `GET /guilds/:id/channels`: without threads; hidden ones too [memory], as their names are no secret from bots. */
export const listChannels: Handler = (call) => {
  const { app } = call.room;
  const channels = [...guildOf(call).channels.values()].filter(({ thread }) => thread === null);
  return { body: channels.map((one) => channelShape(app, one)) };
};

/** `POST /channels/:id/typing`. */
export const type: Handler = (call) => {
  const channel = channelOf(call);
  if (!canView(channel, call.room.app.botUser)) throw refusal("missing access");
  return {};
};

/** `POST /users/@me/channels`: the direct conversation with somebody whom the bot meets in a guild. */
export const openDirect: Handler = (call) => {
  const { app } = call.room;
  const id = String(fieldsOf(call)["recipient_id"] ?? "");
  if (!app.users.has(id)) throw refusal("unknown user");
  const meets = [...app.guilds.values()].some((guild) => app.hasBot(guild) && guild.members.has(id));
  if (!meets) throw refusal("cannot write to this user");
  return { body: channelShape(app, app.directWith(id)) };
};
