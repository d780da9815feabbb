import { messageShape, personShape } from "../state/shapes.ts";
import type { Message } from "../state/types.ts";
import { need } from "./arguments.ts";
import { type Call, joinedChannelOf, type Method } from "./call.ts";
import { Refused } from "./reply.ts";

/** The methods about the app, the team, people and reactions. */
export const around: Readonly<Record<string, Method>> = {
  "apps.connections.open": {
    scope: null,
    answer: ({ workspace, base }) => ({
      ok: true,
      url: `${base.replace("http", "ws")}/link/${workspace.keys.appToken}`,
    }),
  },
  "auth.test": {
    scope: null,
    answer: ({ workspace }) => {
      const { team, botUser, botId } = workspace.keys;
      const url = `https://${team.toLowerCase()}.slack.com/`;
      return {
        ok: true,
        url,
        team,
        user: "drill",
        team_id: team,
        user_id: botUser,
        bot_id: botId,
        is_enterprise_install: false,
      };
    },
  },
  "team.info": {
    scope: "team:read",
    answer: ({ workspace }) => {
      const { team } = workspace.keys;
      return { ok: true, team: { id: team, name: team, domain: team.toLowerCase() } };
    },
  },
  "bots.info": {
    scope: "users:read",
    answer: ({ workspace, args }) => {
      const { botId, appId, botUser } = workspace.keys;
      if (need(args, "bot") !== botId) throw new Refused("bot_not_found");
      return { ok: true, bot: { id: botId, deleted: false, name: "Daily Drill", app_id: appId, user_id: botUser } };
    },
  },
  "users.info": {
    scope: "users:read",
    answer: ({ workspace, args }) => {
      const person = workspace.people.get(need(args, "user"));
      if (person === undefined) throw new Refused("user_not_found");
      return { ok: true, user: personShape(person) };
    },
  },
  "reactions.add": {
    scope: "reactions:write",
    answer: (call) => {
      const { workspace, talk, args } = call;
      const isNew = talk.react(reactedTo(call), workspace.keys.botUser, nameIn(call));
      if (!isNew) throw new Refused("already_reacted", { name: args["name"] });
      return { ok: true };
    },
  },
  "reactions.remove": {
    scope: "reactions:write",
    answer: (call) => {
      const isGone = call.talk.react(reactedTo(call), call.workspace.keys.botUser, nameIn(call), true);
      if (!isGone) throw new Refused("no_reaction");
      return { ok: true };
    },
  },
  "reactions.get": {
    scope: "reactions:read",
    answer: (call) => {
      const message = reactedTo(call);
      return { ok: true, type: "message", channel: message.channel, message: messageShape(call.workspace, message) };
    },
  },
};

function reactedTo(call: Call): Message {
  const channel = joinedChannelOf(call);
  const message = call.workspace.at(channel.id, need(call.args, "timestamp"));
  if (message === undefined || message.stands !== "yes") throw new Refused("message_not_found");
  if (channel.isArchived) throw new Refused("is_archived");
  return message;
}

/** docs.slack.dev/reference/methods/reactions.add: names have no colons, and Slack knows no emoji by its picture. */
function nameIn({ args }: Call): string {
  const name = need(args, "name");
  if (!/^[a-z0-9_+'-]+$/u.test(name)) throw new Refused("invalid_name");
  return name;
}
