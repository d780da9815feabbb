import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { readRetryAfter } from "../../../src/core/delivery/gate.ts";
import type { RouteHeaders } from "../../../src/core/delivery/route-limit.ts";
import { BotError, type LimitScope } from "../../../src/core/errors.ts";
import type { Grant, PlatformPacing } from "../../../src/ports/pacing.ts";
import type { Clock } from "../../../src/ports/runtime.ts";
import { type BehaviourName, requestMs } from "./behaviour.ts";
import { type FastTime, onTheWall } from "./fast-time.ts";
import { type ApiReply, type ApiRequest, apiReply } from "./wire.ts";

/** Where a model's workspace is. */
export type ModelPlace = Readonly<{ port: number; workspace: string; time: FastTime }>;

/** What an answer's `Date` says, and the bot's clock when it asked. */
export type DateTold = Readonly<{ at: Temporal.Instant; askedAt: Temporal.Instant }>;

/** How to reach the model, and what is left out on purpose by a control run. */
export type AdapterOptions = ModelPlace &
  Readonly<{
    behaviour: BehaviourName;
    /** False: posts carry no nonce, as with a bot that never heard of it. */
    nonces: boolean;
    /** True: events are acknowledged before they are saved. */
    ackFirst: boolean;
    /** What the bot is told of its limits; nothing when absent. */
    pacing?: Pick<PlatformPacing, "limits" | "queue">;
    /** The clock of the bot's machine, where that is not the model's time. */
    clock?: Clock;
  }>;

/** Sends requests of the bot to the model, each once. */
export type Connection = Readonly<{
  /** What was answered, also when it was "no". Rejects with `platform.busy`, `platform.unsent` or `platform.doubt`. */
  ask: (asked: ApiRequest, grant?: Grant) => Promise<ApiReply>;
  /** Opens the stream of events; its lines come one by one. */
  listen: (session: string, last: string) => Promise<IncomingMessage>;
  acknowledge: (id: string) => Promise<void>;
  /** From now on hears the `Date` of every answer. */
  onDate: (hear: (told: DateTold) => void) => void;
  /** Leaves no connection open once what is under way has come to its end. */
  close: () => void;
}>;

type Answer = Readonly<{ status: number; headers: IncomingHttpHeaders; body: string }>;

/** delivery.md, *Outgoing*: these codes say that nobody knows whether it was carried out. */
const doubtful: ReadonlySet<string> = new Set([
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
]);

/** A connection to a workspace of the model; nothing is opened before the first request. */
export function connectionTo({ port, workspace, time }: ModelPlace, clock: Clock): Connection {
  const agent = new Agent({ keepAlive: true });
  let hearDate: (told: DateTold) => void = () => undefined;
  const send = (path: string, method: "GET" | "POST", body: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port, path, method, agent });
      sent.once("response", resolve);
      sent.once("error", reject);
      sent.end(body);
    });
  let underWay = 0;
  let isClosed = false;
  const closeIdle = (): void => {
    if (isClosed && underWay === 0) agent.destroy();
  };
  const post = (path: string, body: string): Promise<Answer> => {
    underWay += 1;
    return inTime(onTheWall(requestMs, time), (signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      const askedAt = clock.now();
      const sent = request({ host: "127.0.0.1", port, path, method: "POST", agent, signal });
      sent.once("response", (response) => {
        const at = Date.parse(response.headers.date ?? "");
        if (!Number.isNaN(at)) hearDate({ at: Temporal.Instant.fromEpochMilliseconds(at), askedAt });
        answerOf(response).then(resolve, reject);
      });
      sent.once("error", reject);
      sent.end(body);
      return promise;
    }).finally(() => {
      underWay -= 1;
      closeIdle();
    });
  };
  return {
    ask: async (asked, grant) => {
      const answer = await post(`/api/${workspace}`, JSON.stringify(asked)).catch(unanswered);
      const route = routeIn(answer.headers);
      if (route !== null) grant?.told(route);
      return replyOf(answer);
    },
    listen: (session, last) => send(`/events/${workspace}?session=${session}&last=${last}`, "GET", ""),
    acknowledge: async (id) => void (await post(`/ack/${workspace}/${id}`, "").catch(() => null)),
    onDate: (hear) => {
      hearDate = hear;
    },
    close: () => {
      isClosed = true;
      closeIdle();
    },
  };
}

async function inTime<T>(ms: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), ms);
  try {
    return await run(limit.signal);
  } finally {
    clearTimeout(timer);
  }
}

async function answerOf(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString("utf8");
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

/** Only a connection that was refused tells that nothing was sent. */
function unanswered(cause: unknown): never {
  const refused = cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
  const hint = "the bot looks at the platform again by itself";
  if (refused) throw new BotError("platform.unsent", "model: nobody listens", { hint, cause });
  throw new BotError("platform.doubt", "model: no usable answer", { hint, cause });
}

function replyOf({ status, headers, body }: Answer): ApiReply {
  if (status === 429) throw busy(headers);
  if (status !== 200) return unanswered(new Error(`status ${status}`));
  const reply = apiReply.safeParse(jsonOf(body));
  if (!reply.success) return unanswered(reply.error);
  if (!reply.data.ok && doubtful.has(reply.data.error)) return unanswered(new Error(reply.data.error));
  return reply.data;
}

/** The bot waits by its own rule when the header is missing or says no time. */
function busy(headers: IncomingHttpHeaders): BotError {
  const retryAfterMs = readRetryAfter(headers["retry-after"]);
  const scope = scopes.find((one) => one === headers["x-ratelimit-scope"]);
  return new BotError("platform.busy", "model: too many requests", {
    hint: "nothing to do: the bot waits as long as the platform asked",
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
    ...(scope === undefined ? {} : { scope }),
  });
}

const scopes: readonly LimitScope[] = ["overall", "channel", "route"];

function routeIn(headers: IncomingHttpHeaders): RouteHeaders | null {
  const numbers = ["limit", "remaining", "reset-after"].map((name) => Number(headers[`x-ratelimit-${name}`]));
  const [limit = Number.NaN, remaining = Number.NaN, resetAfter = Number.NaN] = numbers;
  return Number.isNaN(limit + remaining + resetAfter) ? null : { limit, remaining, resetAfterMs: resetAfter * 1000 };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON is what the caller wants to know; `undefined` fits no reply.
    return undefined;
  }
}
