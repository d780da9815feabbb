import type { Fields } from "../../stand-in/record.ts";
import { asLine, type Problem, refusedOf } from "../payload/problem.ts";
import type { Room } from "../room.ts";
import type { Permission } from "../state/permission-bits.ts";
import { canView, may } from "../state/permissions.ts";
import type { Channel, Guild, Message } from "../state/types.ts";
import { invalidForm, refusal } from "./refused.ts";

/** One request: who is asked, and for what. */
export type Call = Readonly<{
  room: Room;
  /** Method and route, ids left out. */
  route: string;
  /** What stands in the address where the route has a colon, in order. */
  params: readonly string[];
  query: URLSearchParams;
  body: unknown;
  /** The names of the files that came with it. */
  files: readonly string[];
}>;

/** What is answered; a body of undefined is none, 204. */
export type Reply = Readonly<{ status?: number; body?: unknown }>;

/** How an address is answered. */
export type Handler = (call: Call) => Reply;

/** Notes what is wrong with a payload, and refuses what Discord would. */
export function check({ room, route }: Call, problems: readonly Problem[]): void {
  room.app.violations.push(...problems.map((one) => `${route} ${asLine(one)}`));
  const refused = refusedOf(problems);
  if (refused.length > 0) throw invalidForm(refused);
}

/** The guild of a request, which the bot is in. Of others it may know nothing: 50001 where they are, 10004 where not. */
export function guildOf({ room: { app }, params: [id = ""] }: Call): Guild {
  const guild = app.guilds.get(id);
  if (guild === undefined) throw refusal("unknown guild");
  if (!app.hasBot(guild)) throw refusal("missing access");
  return guild;
}

/** The channel or thread of a request, which the bot sees. */
export function channelOf({ room: { app }, params: [id = ""] }: Call): Channel {
  const channel = app.channelById(id);
  if (channel === undefined) throw refusal("unknown channel");
  if (!canView(channel, app.botUser)) throw refusal("missing access");
  return channel;
}

/** The same channel's message; what one person alone sees is not among them. */
export function messageOf(call: Call, channel: Channel): Message {
  const message = call.room.app.message(channel.id, call.params[1] ?? "");
  if (message === undefined || message.whisperTo !== null) throw refusal("unknown message");
  return message;
}

/** Refuses with 50013 what the bot may not do there. */
export function need({ room: { app } }: Call, channel: Channel, ...permissions: readonly Permission[]): void {
  if (channel.guild !== null && !permissions.every((one) => may(channel, app.botUser, one))) {
    throw refusal("missing permissions");
  }
}

/** Refuses what an archived or locked thread does not allow (developers/topics/threads.mdx). */
export function needOpenThread(call: Call, channel: Channel, does: "write" | "change"): void {
  const { thread } = channel;
  if (thread === null) return;
  const isModerator = may(channel, call.room.app.botUser, "MANAGE_THREADS");
  if (thread.locked && !isModerator) throw refusal("thread locked");
  // Writing wakes a thread; a locked one sleeps on, whoever writes: the stricter reading.
  if (thread.archived && (does === "change" || thread.locked)) throw refusal("thread archived");
}

/** What a request says, as fields. */
export const fieldsOf = ({ body }: Call): Fields =>
  typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body } : {};
