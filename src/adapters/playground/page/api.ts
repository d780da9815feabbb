import type { Ask, Asks, News, PlayState, Reply } from "../protocol.ts";
import { sentence } from "./format.ts";

/** What this page answers itself when the server did not: nothing is lost, the person may try again. */
function failed(message: string, hint: string): Reply {
  return { kind: "failed", message, hint };
}

/** Sends one ask and gives the reply. Never rejects: no answer, or one we cannot read, is a `failed` reply. */
export async function ask<K extends Ask>(kind: K, body: Asks[K]): Promise<Reply> {
  try {
    const response = await fetch(`/api/${kind}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const reply: unknown = await response.json();
    return isReply(reply) ? reply : failed(`The playground answered oddly (${response.status}).`, "Try again.");
  } catch (error) {
    // Both a lost connection and a body that is not JSON end here; the console keeps the difference.
    console.warn(error);
    return failed("The playground did not answer.", "See that it still runs, then try again.");
  }
}

/** The whole page for one person. Rejects with what to tell them. */
export async function fetchState(as: string): Promise<PlayState> {
  const response = await fetch(`/api/state?as=${encodeURIComponent(as)}`).catch((cause: unknown) => {
    throw new Error("The playground does not answer. See that it still runs.", { cause });
  });
  const state: unknown = await response.json().catch(() => null);
  if (response.ok && isState(state)) return state;
  if (isReply(state) && state.kind === "failed") throw new Error(`${sentence(state.message)} ${sentence(state.hint)}`);
  throw new Error(`The playground answered oddly (${response.status}). Its log says more.`);
}

/** Reads a frame of the web socket; null when it is no news we know. */
export function readNews(frame: unknown): News | null {
  if (typeof frame !== "string") return null;
  const news: unknown = JSON.parse(frame);
  return isNews(news) ? news : null;
}

/** What to say when nothing was saved, null when all is well. */
export function troubleOf(reply: Reply): string | null {
  if (reply.kind === "failed") return `Not saved, try again. ${sentence(reply.message)} ${sentence(reply.hint)}`;
  if (reply.kind === "errors") return `Not saved. ${Object.values(reply.errors).map(sentence).join(" ")}`;
  return null;
}

// The three checks are shallow on purpose: page and server are of one version and one origin, so what they must
// catch is somebody else's answer (a proxy's page, another program on the port), not a wrong field.

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

const replyKinds: readonly unknown[] = ["done", "whisper", "form", "errors", "choices", "failed"];
function isReply(value: unknown): value is Reply {
  return isRecord(value) && replyKinds.includes(value["kind"]);
}

const newsKinds: readonly unknown[] = ["message", "removed", "whisper", "clock"];
function isNews(value: unknown): value is News {
  return isRecord(value) && newsKinds.includes(value["kind"]);
}

function isState(value: unknown): value is PlayState {
  return isRecord(value) && isRecord(value["channel"]) && Array.isArray(value["messages"]) && isRecord(value["clock"]);
}
