import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout } from "node:timers/promises";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import type { Log } from "../../ports/log.ts";
import {
  cookieFor,
  type Door,
  doorFor,
  pictureHeaders,
  type Refused,
  refusesHost,
  refusesOrigin,
  refusesToken,
  safeHeaders,
} from "./guard.ts";
import { type ListenOn, listen } from "./listen.ts";
import type { LiveTabs } from "./live.ts";
import { pageFiles } from "./page-files.ts";
import type { PlayState, Reply } from "./protocol.ts";

/** Not by `import`, which reads all that node:http has and so loads a client with it (`docs/decisions/010-light-start.md`). */
const { createServer } = process.getBuiltinModule("node:http");

/** Largest request, in the notation of Express: a form full of text in any script. */
const largestBody = "256kb";

export type Answer = Readonly<{ status: number; reply: Reply }>;

export type ServerParts = Readonly<{
  /** `names`: further host names that the playground is reached by, such as a proxy's. */
  on: ListenOn & Readonly<{ names: readonly string[] }>;
  log: Log;
  live: LiveTabs;
  state: (as: string) => Promise<PlayState>;
  ask: (kind: string, body: unknown) => Promise<Answer>;
  picture: (name: string) => Promise<Readonly<{ type: string; bytes: Buffer }> | null>;
}>;

export interface PlayServer {
  /** Where to open it; with the token, where one is needed. */
  readonly address: string;
  /** Resolves when nobody is connected any more. */
  close(): Promise<void>;
}

/** How long answers under way may take to reach their clients when the server closes, in milliseconds. */
const lastAnswersMs = 1000;

/** Serves the page, its news and its asks. Resolves once it listens. */
export async function servePlayground(parts: ServerParts): Promise<PlayServer> {
  const door = doorFor(parts.on.host, parts.on.names);
  const answering = new Set<Promise<void>>();
  const app = await application(parts, door);
  const server = createServer((request, response) => {
    const answered = new Promise<void>((resolve) => void response.once("close", resolve));
    answering.add(answered);
    response.once("close", () => answering.delete(answered));
    app(request, response);
  });
  server.on("upgrade", (request, socket, head) => upgrade(parts, door, { request, socket, head }));
  const port = await listen(server, parts.on);
  server.on("error", (error) => parts.log.error("the playground's server failed", { error: error.message }));
  return { address: addressOf(parts.on.host, port, door), close: () => closeServer(server, answering) };
}

async function closeServer(server: Server, answering: ReadonlySet<Promise<void>>): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  const timeUp = setTimeout(lastAnswersMs, undefined, { ref: false });
  await Promise.race([Promise.all(answering), timeUp]);
  server.closeAllConnections();
  await closed;
}

async function application(parts: ServerParts, door: Door): Promise<Express> {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.use(guarded(door));
  await addPage(app);
  app.get("/pictures/:name", async (request, response) => {
    const picture = await parts.picture(request.params.name);
    if (picture === null) sendFailure(response, 404, "there is no such picture");
    else response.set(pictureHeaders).type(picture.type).send(picture.bytes);
  });
  app.get("/api/state", async (request, response) => {
    const { as } = request.query;
    response.json(await parts.state(typeof as === "string" ? as : ""));
  });
  app.post("/api/:ask", express.json({ limit: largestBody }), async (request, response) => {
    const isJson = request.is("application/json") !== false;
    const answer = isJson ? await parts.ask(request.params["ask"] ?? "", request.body) : notJson;
    response.status(answer.status).json(answer.reply);
  });
  app.use((_request, response) => void sendFailure(response, 404, "there is nothing at this address"));
  app.use(failing(parts.log));
  return app;
}

const notJson: Answer = {
  status: 415,
  reply: { kind: "failed", message: "a request here is JSON", hint: "send it as application/json" },
};

async function addPage(app: Express): Promise<void> {
  for (const [path, { type, body }] of await pageFiles()) {
    app.get(path, async (_request, response) => void response.type(type).send(await body()));
  }
}

function guarded(door: Door) {
  return (request: Request, response: Response, next: NextFunction): void => {
    response.set(safeHeaders);
    const refused = refusesHost(request.headers, door);
    const cookie = refused === null && request.method === "GET" ? cookieFor(request.query["token"], door) : null;
    const wrong = refused ?? (cookie ? null : refusesAsker(request, door));
    if (wrong) sendFailure(response, wrong.status, wrong.why);
    // The token leaves the address bar, so that it stands in no history and no screenshot.
    else if (cookie) response.set("Set-Cookie", cookie).redirect(303, request.path);
    else next();
  };
}

function refusesAsker({ method, headers }: Request, door: Door): Refused | null {
  const reading = method === "GET" || method === "HEAD";
  return refusesToken(headers, door) ?? (reading ? null : refusesOrigin(headers));
}

type Upgrade = Readonly<{ request: IncomingMessage; socket: Duplex; head: Buffer }>;

function upgrade({ live, log }: ServerParts, door: Door, { request, socket, head }: Upgrade): void {
  socket.on("error", (error) => log.debug("a playground tab broke off", { error: error.message }));
  const { headers } = request;
  const refused = refusesHost(headers, door) ?? refusesToken(headers, door) ?? refusesOrigin(headers);
  if (refused) turnAway(socket, refused.status);
  else if (!live.join(request, socket, head)) turnAway(socket, 404);
}

function turnAway(socket: Duplex, status: number): void {
  const reason = { 401: "Unauthorized", 403: "Forbidden" }[status] ?? "Not Found";
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function sendFailure(response: Response, status: number, message: string): void {
  const reply: Reply = { kind: "failed", message, hint: "reload the page; if that does not help, see the bot's log" };
  response.status(status).json(reply);
}

/** Express knows an error handler by its four parameters. */
function failing(log: Log) {
  return (error: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    const status = statusOf(error);
    if (status >= 500) log.error("a request to the playground failed", { error: String(error) });
    sendFailure(response, status, saidOf(status));
  };
}

function saidOf(status: number): string {
  if (status === 413) return `that is too long: at most ${largestBody} at once`;
  return status < 500 ? "the request could not be read" : "something went wrong on the bot's side";
}

/** The status that Express and its body parser put on an error. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && "status" in error ? error.status : 500;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}

function addressOf(host: string, port: number, { token }: Door): string {
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere ? "localhost" : host.includes(":") ? `[${host.replace(/^\[|\]$/g, "")}]` : host;
  return `http://${name}:${port}/${token === null ? "" : `?token=${token}`}`;
}
