import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { WebSocketServer } from "ws";
import type { Control } from "./control/control.ts";
import { controlOf } from "./control/desk.ts";
import type { Keys, Opening } from "./control/opening.ts";
import { versionOf } from "./gateway/gateway.ts";
import { type Asked, answer } from "./rest/answer.ts";
import { plainly, Refused, refusal } from "./rest/refused.ts";
import { send } from "./rest/spoil.ts";
import { Room } from "./room.ts";

/** A stand-in for Discord: a server, and what tests can do to the apps in it. */
export type Discord = Readonly<{
  server: Server;
  /** Opens an app. `base` is the server's address, without a slash at its end. */
  open: (opening: Opening, base: string) => Keys;
  control: (app: string) => Control;
  close: (app: string) => void;
}>;

type Rooms = Map<string, Room>;

/** Makes a stand-in; it listens where its server is told to. */
export function createDiscord(): Discord {
  const rooms: Rooms = new Map();
  const server = createServer((request, response) => {
    serve(rooms, request, response).catch((error: unknown) => {
      response.writeHead(500).end(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
  });
  // An idle connection that the server closes looks to the bot like a lost answer, which is a fault nobody ordered.
  server.keepAliveTimeout = 0;
  attachGateways(server, rooms);
  const roomOf = (app: string): Room => {
    const room = rooms.get(app);
    if (room === undefined) throw new Error(`no app ${app} is open`);
    return room;
  };
  return {
    server,
    open: (opening, base) => {
      const room = new Room(opening, base);
      const { app } = room.app;
      if (rooms.has(app)) throw new Error(`app ${app} is open already`);
      rooms.set(app, room);
      return room.app.keys;
    },
    control: (app) => controlOf(roomOf(app)),
    close: (app) => {
      roomOf(app).close();
      rooms.delete(app);
    },
  };
}

function attachGateways(server: Server, rooms: Rooms): void {
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, stream, head) => {
    const url = request.url ?? "/";
    const [, door, app = ""] = new URL(url, "http://discord").pathname.split("/");
    const gateway = door === "gateway" ? rooms.get(app)?.gateway : undefined;
    if (gateway === undefined || gateway.keepsOut) {
      stream.destroy();
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => gateway.welcome(socket, versionOf(url)));
  });
}

async function serve(rooms: Rooms, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const asked = await askedOf(request);
    const room = roomFor(rooms, asked);
    if (room === undefined) throw plainly(401, "Unauthorized");
    answer(room, asked, response);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    send(response, error);
  }
}

/** platform-facts.md 2.1: a request has at most 25 MiB. */
const mostBytes = 25 * 2 ** 20;

/** What a request asks for. Throws what Discord answers before it knows whose it is. */
async function askedOf(request: IncomingMessage): Promise<Asked> {
  const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://discord");
  // Clients write `@me` and emoji in percents.
  const [, path] = /^\/api\/v10(\/.*)$/u.exec(decodeURIComponent(pathname)) ?? [];
  const bytes = await bytesOf(request);
  if (path === undefined) throw plainly(404, "Not Found");
  if (bytes.length > mostBytes) throw refusal("too large");
  const [, token = null] = /^Bot (.+)$/u.exec(request.headers.authorization ?? "") ?? [];
  const { body, files } = await bodyOf(bytes, request.headers["content-type"] ?? "");
  return { method: request.method ?? "GET", path, query, body, files, token };
}

/** Whose a request is: by its token, which names the app also when it is an old one, or by an interaction's in the address. */
function roomFor(rooms: Rooms, { token, path }: Asked): Room | undefined {
  const all = [...rooms.values()];
  if (token !== null) return rooms.get(token.split(".")[0] ?? "");
  const [, , , ofInteraction = ""] = path.split("/");
  return all.find(({ interactions }) => interactions.has(ofInteraction)) ?? all[0];
}

async function bytesOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** JSON, or a form with `payload_json` and files (developers/reference.mdx, Uploading Files). */
async function bodyOf(
  bytes: Buffer<ArrayBuffer>,
  type: string,
): Promise<Readonly<{ body: unknown; files: readonly string[] }>> {
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (!type.startsWith("multipart/form-data")) return { body: parsed(bytes.toString("utf8")), files: [] };
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
  const payload = form.get("payload_json");
  const files = [...form.values()].flatMap((one) => (typeof one === "string" ? [] : [one.name]));
  return { body: typeof payload === "string" ? parsed(payload) : {}, files };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) throw refusal("not JSON");
    throw error;
  }
}
