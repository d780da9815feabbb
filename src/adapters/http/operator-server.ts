import { once } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import { BotError } from "../../core/errors.ts";
import type { Log } from "../../ports/log.ts";
import { healthOf, type Vitals } from "./health.ts";

/** Where to listen. `chosen`: by the operator, so a busy port is an error; otherwise the next free one is taken. */
export type ListenOn = Readonly<{ host: string; port: number; chosen: boolean }>;

export type OperatorParts = Readonly<{
  on: ListenOn;
  log: Log;
  vitals: Vitals;
  /** Whether the start is over and the stop has not begun. */
  isReady: () => boolean;
  /** The figures in Prometheus's text format. */
  metrics: () => Promise<string>;
}>;

/** What an operator's tools ask: `/healthz`, `/readyz` and `/metrics`. */
export interface OperatorServer {
  /** `http://host:port`. */
  readonly address: string;
  /** Resolves when nobody is connected any more; safe to call twice. */
  close(): Promise<void>;
}

/** Not by `import`, which reads all that node:http has and so loads a client with it (`docs/decisions/010-light-start.md`). */
const { createServer } = process.getBuiltinModule("node:http");

type Answer = Readonly<{ status: number; type: string; body: string }>;

/** How many ports above a busy default one are tried. */
const nextPorts = 20;

/**
 * Listens. It answers whoever can reach the address: nothing it says names a channel, a person or a question. Raises
 * `config.invalid` when it cannot listen.
 */
export async function serveOperator(parts: OperatorParts): Promise<OperatorServer> {
  const server = createServer((request, response) => {
    const send = ({ status, type, body }: Answer): void => {
      const headers = { "Content-Type": type, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };
      response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : body);
    };
    answerTo(request, parts).then(send, (error: unknown) => {
      parts.log.error("an operator's request failed", { error });
      send(said(500, "this failed; see the bot's log"));
    });
  });
  const port = await listen(server, parts.on);
  server.on("error", (error) => parts.log.error("the operator's server failed", { error }));
  let closing: Promise<void> | null = null;
  return {
    address: addressOf(parts.on.host, port),
    close: () => {
      closing ??= closed(server);
      return closing;
    },
  };
}

async function answerTo(request: IncomingMessage, { vitals, isReady, metrics }: OperatorParts): Promise<Answer> {
  if (request.method !== "GET" && request.method !== "HEAD") return said(405, "only GET is answered here");
  switch (request.url?.split("?")[0]) {
    case "/healthz": {
      const health = await healthOf(vitals);
      const body = `${JSON.stringify(health)}\n`;
      return { status: health.healthy ? 200 : 503, type: "application/json; charset=utf-8", body };
    }
    case "/readyz":
      return isReady() ? said(200, "ready") : said(503, "starting or stopping");
    case "/metrics":
      return { status: 200, type: "text/plain; version=0.0.4; charset=utf-8", body: await metrics() };
    default:
      return said(404, "there are /healthz, /readyz and /metrics");
  }
}

const said = (status: number, text: string): Answer => ({
  status,
  type: "text/plain; charset=utf-8",
  body: `${text}\n`,
});

async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  const over = once(server, "close");
  server.close();
  // A scraper keeps its connection open between two scrapes.
  server.closeAllConnections();
  await over;
}

/** Listens and gives the port: a default one that is busy leads to the next. */
async function listen(server: Server, { host, port, chosen }: ListenOn): Promise<number> {
  const last = chosen || port === 0 ? port : Math.min(port + nextPorts, 65_535);
  for (let tried = port; ; tried += 1) {
    try {
      server.listen(tried, host);
      await once(server, "listening");
      return portOf(server, tried);
    } catch (error) {
      if (codeOf(error) !== "EADDRINUSE" || tried === last) throw notListening(host, port, error);
    }
  }
}

function portOf(server: Server, asked: number): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : asked;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "no reason given";

function notListening(host: string, port: number, cause: unknown): BotError {
  const isTaken = codeOf(cause) === "EADDRINUSE";
  const why = isTaken ? ": the port is taken" : ` (${codeOf(cause)})`;
  const hint = isTaken
    ? "stop the other program, choose another METRICS_PORT, or write METRICS_PORT=off"
    : "METRICS_HOST must be an address of this machine, and METRICS_PORT one that this user may open (1024 and above)";
  return new BotError("config.invalid", `metrics cannot be served on ${host}:${port}${why}`, { hint, cause });
}

const addressOf = (host: string, port: number): string =>
  `http://${host.includes(":") ? `[${host.replace(/^\[|\]$/g, "")}]` : host}:${port}`;
