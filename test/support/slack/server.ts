import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answer, send } from "./api/answer.ts";
import type { Control } from "./control/control.ts";
import { controlOf } from "./control/desk.ts";
import type { Keys, Opening } from "./control/opening.ts";
import { attachSockets, Sockets } from "./delivery/socket.ts";
import { Room } from "./room.ts";

/** A stand-in for Slack: a server, and what tests can do to the workspaces in it. */
export type Slack = Readonly<{
  server: Server;
  /** Opens a workspace. `base` is the server's address, without a slash at its end. */
  open: (opening: Opening, base: string) => Keys;
  control: (team: string) => Control;
  close: (team: string) => Promise<void>;
}>;

type Rooms = Map<string, Room>;

/** Makes a stand-in; it listens where its server is told to. */
export function createSlack(): Slack {
  const rooms: Rooms = new Map();
  const sockets = new Map<string, Sockets>();
  const server = createServer((request, response) => {
    serve(rooms, request, response).catch((error: unknown) => {
      response.writeHead(500).end(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
  });
  // An idle connection that the server closes looks to the bot like a lost answer, which is a fault nobody ordered.
  server.keepAliveTimeout = 0;
  attachSockets(server, (appToken) => sockets.get(appToken));
  const roomOf = (team: string): Room => {
    const room = rooms.get(team);
    if (room === undefined) throw new Error(`no workspace ${team} is open`);
    return room;
  };
  return {
    server,
    open: (opening, base) => {
      const team = opening.team ?? "TACME";
      if (rooms.has(team)) throw new Error(`workspace ${team} is open already`);
      const appToken = opening.appToken ?? `xapp-1-${team}`;
      const ofApp = sockets.getOrInsertComputed(appToken, () => new Sockets());
      const room = new Room(opening, ofApp, base);
      rooms.set(team, room);
      return room.workspace.keys;
    },
    control: (team) => controlOf(roomOf(team)),
    close: async (team) => {
      const room = roomOf(team);
      room.close();
      rooms.delete(team);
      const { appToken } = room.workspace.keys;
      if ([...rooms.values()].some(({ workspace }) => workspace.keys.appToken === appToken)) return;
      const ofApp = sockets.get(appToken);
      sockets.delete(appToken);
      await ofApp?.close();
    },
  };
}

async function serve(rooms: Rooms, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://slack");
  const [, door = "", name = "", id = ""] = pathname.split("/");
  const body = await bodyOf(request);
  const base = `http://${request.headers.host ?? "127.0.0.1"}`;
  if (door === "api") {
    callMethod(rooms, request, response, {
      method: name,
      body: body.toString("utf8"),
      contentType: request.headers["content-type"] ?? "",
      base,
    });
  } else if (door === "respond") {
    const room = rooms.get(name);
    const taken = room?.responses.take(id, body.toString("utf8")) ?? { status: 404, body: "no_team" };
    response.writeHead(taken.status).end(taken.body);
  } else if (door === "upload") {
    const files = rooms.get(name)?.workspace.files;
    files?.set(id, { ...files.get(id), state: "uploaded", size: body.length });
    response.end(`OK - ${body.length}`);
  } else {
    response.writeHead(404).end();
  }
}

type Asked = Omit<Parameters<typeof answer>[1], "token">;

function callMethod(rooms: Rooms, request: IncomingMessage, response: ServerResponse, asked: Asked): void {
  const token = tokenOf(request, asked);
  const room = [...rooms.values()].find(
    ({ workspace: { keys } }) => keys.botToken === token || keys.appToken === token,
  );
  if (room === undefined) {
    send(response, { ok: false, error: token === "" ? "not_authed" : "invalid_auth" });
  } else {
    answer(room, { ...asked, token }, response);
  }
}

/** Tokens come in the header, or as an argument of a form. */
function tokenOf({ headers }: IncomingMessage, { body }: Asked): string {
  const [, bearer] = /^Bearer (.+)$/u.exec(headers.authorization ?? "") ?? [];
  return bearer ?? new URLSearchParams(body).get("token") ?? "";
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
