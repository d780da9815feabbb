import type { ServerResponse } from "node:http";
import { spoil } from "../../stand-in/spoil.ts";
import type { Fault } from "../control/faults.ts";
import type { Room } from "../room.ts";
import type { Fields } from "../state/types.ts";
import { readArguments } from "./arguments.ts";
import { around } from "./around.ts";
import { requireScope } from "./call.ts";
import { chat } from "./chat.ts";
import { conversations } from "./conversations.ts";
import { files } from "./files.ts";
import { history } from "./history.ts";
import { Refused, type Reply } from "./reply.ts";
import { views } from "./views.ts";

const methods = { ...around, ...chat, ...conversations, ...history, ...views, ...files };

/** One request to the Web API, as it came in. */
export type Asked = Readonly<{ method: string; body: string; contentType: string; base: string; token: string }>;

/** What a request is answered with. `retryAfter`: it is a 429. */
type Answer = Readonly<{ reply: Reply; retryAfter?: number }>;

/** Answers one request of the app, with whatever fault was ordered for it. */
export function answer(room: Room, asked: Asked, response: ServerResponse): void {
  const { workspace } = room;
  response.setHeader("date", new Date(workspace.clock.now() + workspace.quirks.dateOffMs).toUTCString());
  response.setHeader("x-oauth-scopes", workspace.scopes.join(","));
  const args = argumentsOf(asked);
  const fault = room.faults.next(asked.method, args);
  const { reply, retryAfter } = isCarriedOut(fault) ? carryOut(room, asked, args) : nothing;
  room.logCall(asked.method, args, fault?.kind ?? (reply.ok ? "ok" : reply.error));
  if (fault !== null) answerBadly(room, fault, reply, response);
  else if (retryAfter !== undefined) busy(response, String(retryAfter));
  else send(response, reply);
}

const nothing: Answer = { reply: { ok: false, error: "not_carried_out" } };

function argumentsOf({ body, contentType }: Asked): Fields {
  try {
    return readArguments(body, contentType);
  } catch (error) {
    return { unreadable: error };
  }
}

function isCarriedOut(fault: Fault | null): boolean {
  if (fault === null) return true;
  if (fault.kind === "busy" || fault.kind === "refused") return false;
  return !("carriedOut" in fault) || fault.carriedOut;
}

function carryOut(room: Room, asked: Asked, args: Fields): Answer {
  const { workspace, talk, triggers } = room;
  const { method, base } = asked;
  try {
    if (args["unreadable"] instanceof Error) throw args["unreadable"];
    if (workspace.token === "revoked") throw new Refused("token_revoked");
    if (workspace.token === "uninstalled") throw new Refused("account_inactive");
    const known = methods[method];
    if (known === undefined) throw new Refused("unknown_method", { req_method: method });
    checkToken(room, asked);
    if (known.scope !== null) requireScope(workspace, known.scope);
    room.rates.check(method, args);
    return { reply: known.answer({ workspace, talk, triggers, args, base }) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { reply: error.reply, ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }) };
  }
}

/** Sockets are opened by the app's token, everything else is asked with the bot's (platform-facts.md 1.6). */
function checkToken({ workspace, sockets }: Room, { method, token }: Asked): void {
  const { appToken, botToken } = workspace.keys;
  const isOpening = method === "apps.connections.open";
  if (token !== (isOpening ? appToken : botToken)) throw new Refused("not_allowed_token_type");
  // What Slack says to an app whose sockets it does not want just now is in no source; this code asks for another try.
  if (isOpening && sockets.keepsOut) throw new Refused("internal_error");
}

function answerBadly(room: Room, fault: Fault, reply: Reply, response: ServerResponse): void {
  switch (fault.kind) {
    case "held":
      room.faults.hold(() => send(response, reply));
      break;
    case "not-ok":
      send(response, { ...fault.more, ok: false, error: fault.error });
      break;
    case "busy":
      busy(response, fault.retryAfter);
      break;
    case "wrong-reply":
      send(response, wrong(reply, fault.names));
      break;
    case "wrong-date":
      response.setHeader("date", new Date(room.workspace.clock.now() + fault.offMs).toUTCString());
      send(response, reply);
      break;
    default:
      spoil(fault, { send: () => send(response, reply), body: JSON.stringify(reply) }, response);
  }
}

function wrong(reply: Reply, names: "another-channel" | "nothing"): Reply {
  if (names === "another-channel") return { ...reply, ok: true, channel: "CELSEWHERE" };
  const { ts: _ts, message: _message, message_ts: _messageTs, ...left } = reply;
  return { ...left, ok: true };
}

/** Sends JSON as Slack does. */
export function send(response: ServerResponse, reply: Fields): void {
  response.setHeader("content-type", "application/json; charset=utf-8");
  response.end(JSON.stringify(reply));
}

function busy(response: ServerResponse, retryAfter: string | null): void {
  if (retryAfter !== null) response.setHeader("retry-after", retryAfter);
  response.writeHead(429, { "content-type": "application/json" }).end('{"ok":false,"error":"ratelimited"}');
}
