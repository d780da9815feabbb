import type { Fields } from "../state/types.ts";
import type { Workspace } from "../state/workspace.ts";
import { maybe } from "./arguments.ts";
import { Refused } from "./reply.ts";

// platform-facts.md 1.2 [P]: calls a minute, per method and workspace and app.
const tiers = { one: 1, two: 20, three: 50, four: 100 } as const;
// platform-facts.md 1.2: MethodsRateLimits.java of Slack's Java SDK [P].
const tierOf: Readonly<Record<string, number>> = {
  "apps.connections.open": tiers.one,
  "chat.update": tiers.three,
  "chat.delete": tiers.three,
  "chat.postEphemeral": tiers.four,
  "conversations.history": tiers.three,
  "conversations.replies": tiers.three,
  "conversations.info": tiers.three,
  "conversations.list": tiers.two,
  "conversations.members": tiers.four,
  "conversations.open": tiers.three,
  "files.getUploadURLExternal": tiers.four,
  "files.completeUploadExternal": tiers.four,
  "files.info": tiers.four,
  "reactions.add": tiers.three,
  "reactions.remove": tiers.two,
  "users.info": tiers.four,
  "views.open": tiers.four,
  "views.publish": tiers.four,
  "views.push": tiers.four,
  "views.update": tiers.four,
};
const minuteMs = 60_000;
/** platform-facts.md 1.2 [Q]: one message a second to a channel, "several hundred messages per minute" to a workspace. */
const postGapMs = 1_000;
const postsPerMinute = 300;

/** Keeps a workspace's rate limits: refuses as `ratelimited` with the seconds to wait. */
export class Rates {
  readonly #workspace: Workspace;
  readonly #made = new Map<string, number[]>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  check(method: string, args: Fields): void {
    const { rates, smallHistory } = this.#workspace.quirks;
    const readsBack = method === "conversations.history" || method === "conversations.replies";
    if (smallHistory && readsBack) this.#spend(`small ${method}`, tiers.one, minuteMs);
    if (!rates) return;
    if (method === "chat.postMessage") {
      this.#spend(`channel ${maybe(args, "channel") ?? ""}`, 1, postGapMs);
      this.#spend(method, postsPerMinute, minuteMs);
    }
    const tier = tierOf[method];
    if (tier !== undefined) this.#spend(method, tier, minuteMs);
  }

  #spend(what: string, most: number, withinMs: number): void {
    const now = this.#workspace.clock.now();
    const recent = (this.#made.get(what) ?? []).filter((at) => at > now - withinMs);
    const [oldest] = recent;
    if (recent.length >= most && oldest !== undefined) {
      throw new Refused("ratelimited", {}, Math.max(1, Math.ceil((oldest + withinMs - now) / 1_000)));
    }
    this.#made.set(what, [...recent, now]);
  }
}
