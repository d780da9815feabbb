import type { Handler } from "./call.ts";
import { deleteChannel, editChannel, getChannel, listChannels, openDirect, type } from "./channels.ts";
import { deleteCommand, editCommand, getCommand, listCommands, postCommand, putCommands } from "./commands.ts";
import {
  getApplication,
  getGateway,
  getGuild,
  getMember,
  getUser,
  leaveGuild,
  listGuilds,
  listMembers,
  listRoles,
} from "./guilds.ts";
import { answerInteraction } from "./interactions.ts";
import { createMessage, deleteMessage, editMessage, getMessage, listMessages } from "./messages.ts";
import { listReactions, reactTo } from "./reactions.ts";
import { activeThreads, archivedThreads, joinThread, startThread } from "./threads.ts";
import { deleteFollowUp, editFollowUp, followUp, getFollowUp } from "./webhooks.ts";

const messages = "/channels/:id/messages";
const reactions = `${messages}/:id/reactions/:emoji`;
const global = "/applications/:id/commands";
const ofGuild = "/applications/:id/guilds/:id/commands";
const replies = "/webhooks/:id/:token/messages/:id";

/** Every address that is answered. Where a route has a colon anything may stand; a route without one comes first. */
const routes: Readonly<Record<string, Handler>> = {
  "GET /gateway/bot": getGateway,
  "GET /applications/@me": getApplication,
  "GET /oauth2/applications/@me": getApplication,
  "GET /users/@me": getUser,
  "GET /users/@me/guilds": listGuilds,
  "DELETE /users/@me/guilds/:id": leaveGuild,
  "POST /users/@me/channels": openDirect,
  "GET /users/:id": getUser,
  "GET /guilds/:id": getGuild,
  "GET /guilds/:id/channels": listChannels,
  "GET /guilds/:id/roles": listRoles,
  "GET /guilds/:id/members": listMembers,
  "GET /guilds/:id/members/:id": getMember,
  "GET /guilds/:id/threads/active": activeThreads,
  "GET /channels/:id": getChannel,
  "PATCH /channels/:id": editChannel,
  "DELETE /channels/:id": deleteChannel,
  "POST /channels/:id/typing": type,
  "GET /channels/:id/threads/archived/public": archivedThreads,
  "PUT /channels/:id/thread-members/@me": joinThread(false),
  "DELETE /channels/:id/thread-members/@me": joinThread(true),
  [`GET ${messages}`]: listMessages,
  [`POST ${messages}`]: createMessage,
  [`GET ${messages}/:id`]: getMessage,
  [`PATCH ${messages}/:id`]: editMessage,
  [`DELETE ${messages}/:id`]: deleteMessage,
  [`POST ${messages}/:id/threads`]: startThread,
  [`GET ${reactions}`]: listReactions,
  [`PUT ${reactions}/@me`]: reactTo(false),
  [`DELETE ${reactions}/@me`]: reactTo(true),
  "POST /interactions/:id/:token/callback": answerInteraction,
  "POST /webhooks/:id/:token": followUp,
  [`GET ${replies}`]: getFollowUp,
  [`PATCH ${replies}`]: editFollowUp,
  [`DELETE ${replies}`]: deleteFollowUp,
  ...commandRoutes(global),
  ...commandRoutes(ofGuild),
};

function commandRoutes(at: string): Readonly<Record<string, Handler>> {
  return {
    [`GET ${at}`]: listCommands,
    [`PUT ${at}`]: putCommands,
    [`POST ${at}`]: postCommand,
    [`GET ${at}/:id`]: getCommand,
    [`PATCH ${at}/:id`]: editCommand,
    [`DELETE ${at}/:id`]: deleteCommand,
  };
}

/** An address that is answered, with what stands in it. */
export type Found = Readonly<{ route: string; params: readonly string[]; handler: Handler }>;

const known = Object.entries(routes).map(([route, handler]) => {
  const pattern = route.replaceAll(/:(?:id|token|emoji)/gu, "([^/]+)");
  return { route, handler, pattern: new RegExp(`^${pattern}$`, "u") };
});

/** Finds how an address is answered; null: it is not. */
export function routeOf(method: string, path: string): Found | null {
  for (const { route, handler, pattern } of known) {
    const found = pattern.exec(`${method} ${path}`);
    if (found !== null) return { route, handler, params: found.slice(1) };
  }
  return null;
}

/** Addresses whose token is in them: no other one is asked for, and the global limit does not count them. */
export const isOpen = (path: string): boolean => path.startsWith("/interactions/") || path.startsWith("/webhooks/");
