import { REST, RequestMethod } from "@discordjs/rest";
import type { z } from "zod";
import type { RouteHeaders } from "../../../core/delivery/route-limit.ts";
import { BotError } from "../../../core/errors.ts";
import type { Grant } from "../../../ports/pacing.ts";
import type { Clock } from "../../../ports/runtime.ts";
import type { ServerTime } from "../../chat/on-the-way.ts";
import { patiently } from "../../chat/patiently.ts";
import { InvalidRequests } from "./invalid-requests.ts";
import { doubt } from "./refusals.ts";
import { callName, discordFetch, onTheWay } from "./transport.ts";

/** One request to Discord's REST API. */
export type Request = Readonly<{
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** What follows the version in the address; `Routes` of discord-api-types names them. */
  route: `/${string}`;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  files?: readonly RequestFile[];
  /** False where the address holds a token of its own, as in answers to interactions. */
  auth?: false;
  /** Is told what the response says of its route. */
  grant?: Grant | undefined;
}>;

export type RequestFile = Readonly<{ name: string; contentType: string; data: Uint8Array }>;

/** Makes a request and reads its answer. Rejects with `platform.*` errors alone. */
export type Call = <T>(request: Request, answer: z.ZodType<T>) => Promise<T>;

/**
 * Three clients, so that none waits for another's calls: discord.js has a queue a route and channel. `post` sends once
 * and gives up after 10 s (delivery.md, *Outgoing*); `read` tries again; `interact` must be done within the 3 s that
 * Discord gives, and is held back by nothing.
 */
export type DiscordClients = Readonly<{
  post: Call;
  read: Call;
  interact: Call;
  /** Whether Discord took the bot's token at the latest request; what the gateway told before a refusal need not hold. */
  isLetIn: () => boolean;
  /** For discord.js's gateway, which asks where the gateway is. */
  rest: REST;
  /** Lets go of their timers. */
  close: () => void;
}>;

export type ClientOptions = Readonly<{
  token: string;
  /** Where Discord's API is, without a version: `https://discord.com/api`, or a stand-in. */
  apiUrl: string;
  apiVersion: string;
  tellTime: ServerTime;
  now: Clock["now"];
  /** Waits that many milliseconds. */
  sleep: (ms: number) => Promise<void>;
  patience: Patience;
}>;

/** How long answers are waited for, in milliseconds of the wall. */
export type Patience = Readonly<{
  postMs: number;
  readMs: number;
  interactMs: number;
  /** How long a person's press or command may wait for its acknowledgement, of the 3 s that Discord gives. */
  answerMs: number;
}>;
/** delivery.md for posts; the others leave a part of their 3 s to the way there and back. */
export const usualPatience: Patience = { postMs: 10_000, readMs: 10_000, interactMs: 2_500, answerMs: 1_500 };

/** The clients of one application. */
export function openClients(options: ClientOptions): DiscordClients {
  const { postMs, readMs, interactMs } = options.patience;
  const invalid = new InvalidRequests();
  const [posting, reading, interacting] = [
    openRest(options, { timeout: postMs, heldBack: true, invalid }),
    openRest(options, { timeout: readMs, heldBack: true, invalid }),
    openRest(options, { timeout: interactMs, heldBack: false, invalid }),
  ];
  let isLetIn = true;
  const noting = (call: Call): Call =>
    noted(call, (letIn) => {
      isLetIn = letIn;
    });
  const read = noting(callerOf(reading, readMs));
  return {
    post: noting(callerOf(posting, postMs)),
    read: (request, answer) => patiently(options.sleep, () => read(request, answer)),
    interact: callerOf(interacting, interactMs),
    isLetIn: () => isLetIn,
    rest: reading,
    close: () => {
      for (const rest of [posting, reading, interacting]) {
        rest.clearHashSweeper();
        rest.clearHandlerSweeper();
      }
    },
  };
}

/** The same call, telling of each answer whether the token was taken; requests without it say nothing of it. */
function noted(call: Call, note: (isLetIn: boolean) => void): Call {
  return async (request, answer) => {
    try {
      const said = await call(request, answer);
      if (request.auth !== false) note(true);
      return said;
    } catch (error) {
      if (request.auth !== false && error instanceof BotError && error.code === "platform.refused") {
        note(error.why !== "token-revoked");
      }
      throw error;
    }
  };
}

type How = Readonly<{ timeout: number; heldBack: boolean; invalid: InvalidRequests }>;

function openRest(
  { token, apiUrl, apiVersion, tellTime, now }: ClientOptions,
  { timeout, heldBack, invalid }: How,
): REST {
  const rest = new REST({
    api: apiUrl,
    version: apiVersion,
    timeout,
    // Its own retries post again 30 ms after a 5xx; its limits are ours to keep (`transport.ts`).
    retries: 0,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: Number.MAX_SAFE_INTEGER,
    offset: 0,
    makeRequest: discordFetch({ tellTime, now, invalid, heldBack }),
  });
  return rest.setToken(token);
}

function callerOf(rest: REST, timeoutMs: number): Call {
  return async (request, answer) => {
    const { method, route, grant } = request;
    const call = callName(method, route);
    const way = { tell: (headers: RouteHeaders) => grant?.told(headers), hasLeft: false };
    const said = await onTheWay
      .run(way, () => rest.request(requestFor(request, timeoutMs)))
      .catch((error: unknown) => {
        throw error instanceof BotError ? error : failedInside(call, error, way.hasLeft);
      });
    const read = answer.safeParse(said);
    if (read.success) return read.data;
    throw doubt(call, `an answer without ${read.error.issues[0]?.path.join(".") ?? "what was asked for"}`);
  };
}

function requestFor(
  { method, route, query, body, files, auth }: Request,
  timeoutMs: number,
): Parameters<REST["request"]>[0] {
  return {
    method: methods[method],
    fullRoute: route,
    // Also for the time in the queue of its route: what has not left by then does not leave.
    signal: AbortSignal.timeout(timeoutMs),
    ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
    ...(body === undefined ? {} : { body }),
    ...(auth === undefined ? {} : { auth }),
    ...(files === undefined ? {} : { files: files.map(({ data, ...file }) => ({ ...file, data: Buffer.from(data) })) }),
  };
}

const methods = {
  GET: RequestMethod.Get,
  POST: RequestMethod.Post,
  PUT: RequestMethod.Put,
  PATCH: RequestMethod.Patch,
  DELETE: RequestMethod.Delete,
} as const;

/** discord.js gave up: before the request left, in the queue of its route, or over an answer that it could not read. */
function failedInside(call: string, error: unknown, hasLeft: boolean): BotError {
  const name = error instanceof Error ? error.name : "no reason given";
  if (hasLeft) return doubt(call, name);
  return new BotError("platform.unsent", `discord: ${call} waited too long behind another one (${name})`, {
    hint: "nothing to do: the bot tries again by itself",
  });
}
