import { z } from "zod";
import type { SlackMessage } from "../../../render/slack/message.ts";

/** What became of an answer to a `response_url`: taken, refused for its blocks, or the address is no use. */
export type Responded = "done" | "bad-blocks" | "not-sent";

/** Whether the answer takes the place of what was pressed, and the thread in which the person looks. */
export type Where = Readonly<{ replace: boolean; thread: string | null }>;

const timeoutMs = 5_000;
const refused = z.looseObject({ ok: z.literal(false), error: z.string() });

/**
 * Answers an interaction for that person alone, at the address that came with it: five times within half an hour
 * (docs.slack.dev, Handling user interaction).
 */
export async function respond(url: string, message: SlackMessage, how: Where): Promise<Responded> {
  const place = how.thread === null ? {} : { thread_ts: how.thread };
  const body = { response_type: "ephemeral", replace_original: how.replace, ...place, ...message };
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const refusal = refusalIn(await response.text());
    if (response.status === 200 && refusal === null) return "done";
    return refusal !== null && badBlocks.has(refusal) ? "bad-blocks" : "not-sent";
  } catch {
    // Whatever it was, the answer is whispered instead: seen twice is better than not at all.
    return "not-sent";
  }
}

/** What Slack says when it does not take the message itself, rather than the address. */
const badBlocks: ReadonlySet<string> = new Set([
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_attachments",
  "invalid_payload",
  "msg_blocks_too_long",
]);

/** Slack's code, as JSON or as the whole text; null for a success. */
function refusalIn(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed === "ok") return null;
  try {
    return refused.safeParse(JSON.parse(trimmed)).data?.error ?? null;
  } catch {
    return trimmed.slice(0, 80);
  }
}
