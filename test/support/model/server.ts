import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answer } from "./answer.ts";
import type { Connection } from "./events.ts";
import { Room } from "./room.ts";
import { apiRequest, type ControlRequest, controlRequest } from "./wire.ts";

/**
 * The model platform's server: `/api/<workspace>` for the bot, `/events/<workspace>` for what people do (one JSON line
 * each), `/ack/<workspace>/<id>`, and `/control` for tests. Workspaces know nothing of each other.
 */
export function createModel(): Server {
  const rooms = new Map<string, Room>();
  const server = createServer((request, response) => {
    // Only the API tells the time, by the clock of its room: this machine's would contradict the bot's fast one.
    response.sendDate = false;
    serve(rooms, request, response).catch((error: unknown) => {
      response.writeHead(400).end(String(error));
    });
  });
  // An idle connection that the server closes looks to the bot like a lost answer, which is a fault nobody ordered.
  server.keepAliveTimeout = 0;
  return server;
}

async function serve(rooms: Map<string, Room>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://model");
  const [, door = "", workspace = "", id = ""] = url.pathname.split("/");
  const body = request.method === "POST" ? await bodyOf(request) : "";
  if (door === "control") {
    control(rooms, controlRequest.parse(JSON.parse(body)), response);
    return;
  }
  const room = roomOf(rooms, workspace);
  if (door === "api") answer(room, apiRequest.parse(JSON.parse(body)), response);
  else if (door === "events") stream(room, url.searchParams, response);
  else {
    room.events.acknowledge(id);
    response.end();
  }
}

function control(rooms: Map<string, Room>, asked: ControlRequest, response: ServerResponse): void {
  if (asked.do === "open") {
    rooms.set(asked.workspace, new Room(asked));
    response.end("{}");
    return;
  }
  const room = roomOf(rooms, asked.workspace);
  if (asked.do === "fault") room.order(asked);
  if (asked.do === "act") room.people.act(asked.act);
  if (asked.do === "close") {
    room.close();
    rooms.delete(asked.workspace);
  }
  if (asked.do === "count") response.end(JSON.stringify(room.count()));
  else response.end(asked.do === "log" ? JSON.stringify(room.log()) : "{}");
}

function stream(room: Room, asked: URLSearchParams, response: ServerResponse): void {
  const connection: Connection = {
    send: (line) => void response.write(`${JSON.stringify(line)}\n`),
    end: () => void response.end(),
  };
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  response.on("close", () => room.disconnect(connection));
  room.events.connect(connection, asked.get("session") ?? "", asked.get("last") ?? "0");
}

function roomOf(rooms: ReadonlyMap<string, Room>, workspace: string): Room {
  const room = rooms.get(workspace);
  if (room === undefined) throw new Error(`no workspace ${workspace} is open`);
  return room;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
