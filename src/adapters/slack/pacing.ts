import type { Rate } from "../../core/delivery/bucket.ts";
import type { PersonId } from "../../core/keys.ts";
import type { Counted, PacedCall, PlatformPacing } from "../../ports/pacing.ts";

/** At most `max` in any minute, `burst` of them at once: a bucket gives its burst and what comes in beside it. */
const aMinute = (max: number, burst: number): Rate => ({ perSecond: (max - burst + 0.9) / 60, burst });

/**
 * Slack's limits: docs.slack.dev/apis/web-api/rate-limits for the tiers and for posts ("1 message per second per
 * channel", short bursts above it, "several hundred messages per minute" a workspace: 300), the method's own page and
 * Slack's Java SDK (MethodsRateLimits.java) for its tier. Headers tell no limits; a 429 says how long to wait.
 */
const limits: PlatformPacing["limits"] = {
  // Slack limits each method by itself: so much only keeps us from coming all at once.
  overall: { perSecond: 50, burst: 20, kept: 10 },
  // Requests take now more, now less time: a little slower than one a second, or some of them come too soon.
  channel: { perSecond: 0.95, burst: 1 },
  routes: {
    // Posts have no tier of their own: the workspace's rate and the channel's hold them.
    "chat.postMessage": aMinute(300, 4),
    "chat.update": aMinute(50, 5),
    "chat.postEphemeral": aMinute(100, 10),
    "conversations.history": aMinute(50, 5),
    // The 11 pages of a crowd of 10,000 hold its reveal up no longer than they take to be read.
    "conversations.replies": aMinute(50, 15),
    "conversations.info": aMinute(50, 5),
    "reactions.add": aMinute(50, 5),
    // People come in crowds: right after a question, and right after its reveal.
    "users.info": aMinute(100, 60),
  },
};

/** How a request of each kind counts. */
export const countedAs = {
  post: { route: "chat.postMessage", posts: true },
  edit: { route: "chat.update", posts: false },
  whisper: { route: "chat.postEphemeral", posts: false },
  mark: { route: "reactions.add", posts: false },
  history: { route: "conversations.history", posts: false },
  replies: { route: "conversations.replies", posts: false },
  person: { route: "users.info", posts: false },
  channel: { route: "conversations.info", posts: false },
} as const satisfies Readonly<Record<string, Counted>>;

type Knows = (person: PersonId) => boolean;

function count(call: PacedCall, knows: Knows): Counted | null {
  switch (call.kind) {
    case "person":
      return knows(call.person) ? null : countedAs.person;
    case "find":
      return call.to.kind === "channel" ? countedAs.history : countedAs.replies;
    case "readThread":
      return countedAs.replies;
    default:
      return countedAs[call.kind];
  }
}

/** What Slack lets through, for each workspace by itself; who is known already is not asked for. */
export const slackPacing = (knows: Knows): PlatformPacing => ({
  limits,
  queue: "workspace",
  count: (call) => count(call, knows),
});
