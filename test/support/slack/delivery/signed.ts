import { createHmac } from "node:crypto";
import type { Signature, SignedRequest } from "../control/acts.ts";
import { isRecord } from "../payload/record.ts";
import type { Fields } from "../state/types.ts";
import type { Workspace } from "../state/workspace.ts";
import type { Envelope } from "./envelopes.ts";
import type { Carrier, Delivered } from "./lane.ts";

/** Posts what happens to the app's own address, signed as docs.slack.dev/authentication/verifying-requests-from-slack says. */
export function signedCarrier(workspace: Workspace, url: string): Carrier {
  return async (envelope, limit) => {
    const controller = new AbortController();
    const callOff = limit(() => controller.abort());
    try {
      const answer = await send(workspace, url, asRequest(envelope), controller.signal);
      return heardFrom(answer.status, answer.body, answer.noRetry);
    } catch (error) {
      const reason = controller.signal.aborted ? "http_timeout" : "connection_failed";
      return { heard: false, reason, again: error instanceof Error };
    } finally {
      callOff();
    }
  };
}

/** Sends one request as it is asked for, whatever is wrong with it. */
export async function knock(
  workspace: Workspace,
  url: string,
  request: SignedRequest,
): Promise<Readonly<{ status: number; body: string }>> {
  const { status, body } = await send(workspace, url, request, AbortSignal.timeout(10_000));
  return { status, body };
}

/** platform-facts.md 1.4 [Q]: anything but 2xx is tried again, unless `x-slack-no-retry: 1` says otherwise. */
function heardFrom(status: number, body: string, noRetry: boolean): Delivered {
  if (status < 200 || status > 299) return { heard: false, reason: "http_error", again: !noRetry };
  return { heard: true, reply: body === "" ? null : readReply(body) };
}

/** Commands may be answered by plain text, everything else by JSON. */
function readReply(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return { text: body };
    throw error;
  }
}

function asRequest({ kind, payload, attempt, reason }: Envelope): SignedRequest {
  if (kind === "slash_commands") return { as: "form", body: payload };
  if (kind === "interactive") return { as: "form", body: { payload: JSON.stringify(payload) } };
  return { as: "json", body: payload, ...(attempt === 0 ? {} : { retry: { num: attempt, reason } }) };
}

async function send(workspace: Workspace, url: string, request: SignedRequest, signal: AbortSignal) {
  const { as, body, retry, signature = "right" } = request;
  const text = as === "json" ? JSON.stringify(body) : new URLSearchParams(formOf(body)).toString();
  const type = as === "json" ? "application/json" : "application/x-www-form-urlencoded";
  const retries =
    retry === undefined ? {} : { "x-slack-retry-num": String(retry.num), "x-slack-retry-reason": retry.reason };
  const headers = { "content-type": type, ...signed(workspace, text, signature), ...retries };
  const response = await fetch(url, { method: "POST", headers, body: text, signal });
  return {
    status: response.status,
    body: await response.text(),
    noRetry: response.headers.get("x-slack-no-retry") === "1",
  };
}

/** `v0=` HMAC-SHA256 of `v0:<timestamp>:<body>`; stamps count as stale, or of the future, from five minutes on (fault 73). */
function signed(workspace: Workspace, body: string, signature: Signature): Record<string, string> {
  if (signature === "missing") return {};
  const off = signature === "stale" ? -301 : signature === "future" ? 301 : 0;
  const stamp = String(Math.floor(workspace.clock.now() / 1_000) + off);
  const secret = signature === "wrong-secret" ? "somebody-else's" : workspace.keys.signingSecret;
  const hash = createHmac("sha256", secret).update(`v0:${stamp}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": stamp, "x-slack-signature": `v0=${hash}` };
}

const formOf = (body: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      typeof value === "string" || !isRecord(value) ? String(value) : JSON.stringify(value),
    ]),
  );
