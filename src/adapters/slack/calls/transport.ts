import type { FetchFunction } from "@slack/web-api";
import { BotError } from "../../../core/errors.ts";
import type { Clock } from "../../../ports/runtime.ts";
import { failedOnTheWay, type ServerTime, serverTime, wayHints } from "../../chat/on-the-way.ts";

/**
 * A `fetch` for Slack's clients that sorts what goes wrong on the way (delivery.md, *Outcome classes*), since the SDK
 * tells by text alone. A 429 is thrown before the SDK sees it: its own answer is to hold up every other call too.
 */
export function slackFetch(tellTime: ServerTime, now: Clock["now"]): FetchFunction {
  return async (url, init) => {
    const askedAt = now();
    const response = await fetch(url, init).catch((cause: unknown) => {
      throw failedOnTheWay("Slack", methodOf(url), cause);
    });
    const at = serverTime(response.headers.get("date"));
    if (at !== null) tellTime({ at, askedAt });
    if (response.status === 200) return response;
    // Read to its end, or the connection is not used again.
    await response.arrayBuffer().catch(() => undefined);
    throw failedWithStatus(methodOf(url), response.status, response.headers.get("retry-after"));
  };
}

/** Slack's method at the end of an address; the rest may be an operator's own. */
const methodOf = (url: string | URL): string => /[A-Za-z.]+$/u.exec(new URL(url).pathname)?.[0] ?? "request";

const hints = wayHints("Slack");

function failedWithStatus(method: string, status: number, retryAfter: string | null): BotError {
  const said = `slack: ${method} was answered with HTTP ${status}`;
  if (status === 429) return tooFast(method, secondsOf(retryAfter));
  if (status === 413) return new BotError("platform.refused", said, { hint: tooLarge, why: "message-rejected" });
  // A status of the 400s comes from a proxy or a wrong address: Slack itself says no with 200 (docs.slack.dev, Web API).
  if (status >= 400 && status < 500) return new BotError("platform.unsent", said, { hint: hints.unsent });
  return new BotError("platform.doubt", said, { hint: hints.doubt });
}

const tooLarge = "report it: the bot should have sent this as several messages";

/**
 * Slack asks to wait; `retryAfterMs` null means that it did not say how long. A 429 to a post is that of its channel
 * (docs.slack.dev, Rate limits: one message a second and channel); any other one is that of the method.
 */
export function tooFast(method: string, retryAfterMs: number | null): BotError {
  return new BotError("platform.busy", `slack: ${method} was asked too often`, {
    hint: "nothing to do: the bot waits",
    scope: method === "chat.postMessage" ? "channel" : "route",
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
}

/** Whole seconds from 1 to a day as milliseconds; null for anything else, so that garbage cannot stop a channel. */
function secondsOf(header: string | null): number | null {
  const text = header?.trim() ?? "";
  if (!/^\d{1,6}$/u.test(text)) return null;
  const seconds = Number(text);
  return seconds >= 1 && seconds <= 86_400 ? seconds * 1000 : null;
}
