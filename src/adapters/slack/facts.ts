import { type PersonId, partsOf } from "../../core/keys.ts";
import type { MessageRef } from "../../core/message/message.ts";
import type { PlatformFacts } from "../../ports/platform.ts";
import { fit } from "../../render/slack/fit.ts";
import { limits } from "../../render/slack/limits.ts";
import { platformName } from "./ids.ts";
import { slackPacing } from "./pacing.ts";

type Known = Readonly<{
  /** The workspace's address, once it is known. */
  url: () => string | null;
  /** Whether a person need not be asked for. */
  person: (id: PersonId) => boolean;
}>;

/** What Slack is and can do. */
export const slackFacts = ({ url, person }: Known): PlatformFacts => ({
  name: platformName,
  fit,
  fieldChars: limits.input,
  actions: limits.actions,
  whispers: true,
  readsReplies: true,
  // By naming the bot: slash commands cannot be used there (docs.slack.dev, Implementing slash commands).
  commandsInThreads: true,
  // Slack knows no idempotency (slackapi/slack-api-specs#10).
  repeatSafeMs: 0,
  // delivery.md: Q, 30 s on Slack.
  visibleAfterMs: 30_000,
  pacing: slackPacing(person),
  aheadMs: () => 0,
  linkTo: (ref) => linkTo(ref, url()),
  home: true,
  roles: false,
  pings: true,
});

/** The address that `chat.getPermalink` gives, without asking for it. */
function linkTo({ channel, thread, id }: MessageRef, url: string | null): string | null {
  if (url === null) return null;
  const place = partsOf(channel).channel;
  const link = new URL(`archives/${place}/p${id.replace(".", "")}`, url);
  if (thread !== null) {
    link.searchParams.set("thread_ts", thread);
    link.searchParams.set("cid", place);
  }
  return link.href;
}
