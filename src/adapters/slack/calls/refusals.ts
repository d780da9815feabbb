import { BotError, type Refusal } from "../../../core/errors.ts";
import { tooFast } from "./transport.ts";

/** What Slack's error codes mean (docs.slack.dev/reference/methods/chat.postMessage and the methods we call). */
const refusals: Readonly<Record<string, Refusal>> = {
  channel_not_found: "channel-gone",
  channel_is_not_visible: "channel-gone",
  is_archived: "channel-archived",
  not_in_channel: "not-a-member",
  missing_scope: "missing-permission",
  no_permission: "missing-permission",
  access_denied: "missing-permission",
  ekm_access_denied: "missing-permission",
  not_allowed_token_type: "missing-permission",
  restricted_action: "missing-permission",
  restricted_action_read_only_channel: "missing-permission",
  restricted_action_thread_only_channel: "missing-permission",
  team_access_not_granted: "missing-permission",
  method_not_supported_for_channel_type: "missing-permission",
  invalid_auth: "token-revoked",
  not_authed: "token-revoked",
  token_revoked: "token-revoked",
  token_expired: "token-revoked",
  account_inactive: "token-revoked",
  user_removed_from_team: "token-revoked",
  two_factor_setup_required: "token-revoked",
  team_disabled: "banned",
  message_not_found: "message-gone",
  thread_not_found: "message-gone",
  bad_timestamp: "message-gone",
  // Where nothing can hang on a message, a thread is as good as gone.
  restricted_action_non_threadable_channel: "message-gone",
  restricted_action_thread_locked: "message-gone",
};

const hints: Readonly<Record<Refusal, string>> = {
  "channel-gone": "invite the bot to the channel, if it is still there",
  "channel-archived": "unarchive the channel, or stop its plan",
  "not-a-member": "invite the bot to the channel: /invite @the-bot",
  "missing-permission":
    "install the app again with the scopes of `drill slack manifest`; `drill doctor slack` says which",
  "token-revoked": "install the app again and give the bot its new token; `drill doctor slack` checks it",
  banned: "ask Slack why the workspace is disabled",
  "message-gone": "nothing to do: somebody deleted the message or locked its thread",
  "message-rejected": "report it with the code above; `drill doctor slack` checks what can be checked",
};

/** The request may have been carried out although the answer says that it failed (platform-facts.md, 1.3). */
const doubtful: ReadonlySet<string> = new Set([
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
]);
const limits: ReadonlySet<string> = new Set(["ratelimited", "rate_limited", "message_limit_exceeded"]);
/** The workspace is being moved: nothing is carried out, and it ends by itself. */
const moving: ReadonlySet<string> = new Set(["org_login_required", "team_added_to_org"]);
const movingMs = 300_000;

/** Blocks or their sum that Slack does not take; the same words as plainer blocks may pass. */
const badBlocks: ReadonlySet<string> = new Set([
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_attachments",
  "msg_blocks_too_long",
]);

/** Slack said no: what that means. `pointers` are the places it names in what was sent; never what stood there. */
export function refusalOf(method: string, code: string, pointers: readonly string[] = []): BotError {
  // Where no JSON came, the SDK puts the whole body here: a page, or half an answer.
  if (!/^[a-z][a-z0-9_]{0,79}$/u.test(code)) return doubt(method, "an answer that is not Slack's");
  if (doubtful.has(code)) return doubt(method, code);
  if (limits.has(code)) return tooFast(method, null);
  const said = `slack: ${method} was refused (${[code, ...pointers].join(", ")})`;
  if (moving.has(code)) {
    return new BotError("platform.busy", said, { hint: "nothing to do: the bot waits", retryAfterMs: movingMs });
  }
  const why = refusals[code] ?? "message-rejected";
  return new RefusedCall(said, code, { hint: hints[why], why });
}

/** It may have been carried out; `because` never quotes what was sent or answered. */
export const doubt = (method: string, because: string): BotError =>
  new BotError("platform.doubt", `slack: ${method} may have been carried out (${because})`, {
    hint: "nothing to do: the bot looks whether it was before it sends anything again",
  });

/** A refusal that still knows Slack's own code. */
class RefusedCall extends BotError {
  readonly slackCode: string;

  constructor(message: string, slackCode: string, options: Readonly<{ hint: string; why: Refusal }>) {
    super("platform.refused", message, options);
    this.slackCode = slackCode;
  }
}

/** Slack's code for a refusal; null for any other error. */
export const slackCodeOf = (error: unknown): string | null => (error instanceof RefusedCall ? error.slackCode : null);

/** Whether the same words may pass in plainer blocks. */
export const isBadBlocks = (error: unknown): boolean => badBlocks.has(slackCodeOf(error) ?? "");
