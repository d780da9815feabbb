import { type Logger, WebAPIPlatformError, WebAPIRequestError, WebClient } from "@slack/web-api";
import type { z } from "zod";
import { BotError } from "../../../core/errors.ts";
import type { Clock } from "../../../ports/runtime.ts";
import type { ServerTime } from "../../chat/on-the-way.ts";
import { patiently } from "../../chat/patiently.ts";
import { doubt, refusalOf } from "./refusals.ts";
import { slackFetch } from "./transport.ts";

/** Calls one method of Slack's Web API and reads its answer. Rejects with `platform.*` errors alone. */
export type Call = <T>(method: string, args: Readonly<Record<string, unknown>>, answer: z.ZodType<T>) => Promise<T>;

/**
 * Three clients, so that none waits for another's calls: the SDK's queue is one per client. `post` sends once and gives
 * up after 10 s (delivery.md, *Outgoing*); `read` tries again; `interact` must be done within the 3 s of a trigger.
 */
export type SlackClients = Readonly<{ post: Call; read: Call; interact: Call }>;

export type ClientOptions = Readonly<{
  token: string;
  /** Where Slack's methods are, `https://slack.com/api/` unless told otherwise. */
  apiUrl: string;
  logger: Logger;
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
  /** How long a person's press or command may wait for its acknowledgement, of the 3 s that Slack gives. */
  answerMs: number;
}>;
/** delivery.md for posts; the others leave a part of their 3 s to the way there and back. */
export const usualPatience: Patience = { postMs: 10_000, readMs: 10_000, interactMs: 2_500, answerMs: 2_300 };

/** The clients of one workspace. */
export function openClients(options: ClientOptions): SlackClients {
  const { postMs, readMs, interactMs } = options.patience;
  const read = callerOf(options, readMs);
  return {
    post: callerOf(options, postMs),
    read: (method, args, answer) => patiently(options.sleep, () => read(method, args, answer)),
    interact: callerOf(options, interactMs),
  };
}

function callerOf({ token, apiUrl, logger, tellTime, now }: ClientOptions, timeout: number): Call {
  const client = new WebClient(token, {
    slackApiUrl: apiUrl,
    logger,
    timeout,
    // The SDK's own retries would post twice after a lost answer, and its answer to 429 is to pause every call.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: slackFetch(tellTime, now),
    allowAbsoluteUrls: false,
  });
  return async (method, args, answer) => {
    const said = await client.apiCall(method, { ...args }).catch((error: unknown) => {
      throw failureOf(method, error);
    });
    const read = answer.safeParse(said);
    if (read.success) return read.data;
    throw doubt(method, `an answer without ${read.error.issues[0]?.path.join(".") ?? "what was asked for"}`);
  };
}

/** What a client of the SDK threw, as one of our errors. */
export function failureOf(method: string, error: unknown): BotError {
  if (error instanceof WebAPIRequestError) return failureOf(method, error.original);
  if (error instanceof BotError) return error;
  if (error instanceof WebAPIPlatformError) {
    return refusalOf(method, String(error.data.error), pointersIn(error.data.response_metadata?.messages ?? []));
  }
  // What is left: an answer that broke off, or took too long. Its text may be Slack's, so only the name is kept.
  return doubt(method, error instanceof Error ? error.name : "no reason given");
}

/** Slack says where in the blocks it found what it does not take; the words around that may quote ours. */
const pointersIn = (messages: readonly string[]): readonly string[] =>
  messages.flatMap((said) => /json-pointer:(?<at>\/[\w/]{1,80})/u.exec(said)?.groups?.["at"] ?? []).slice(0, 3);
