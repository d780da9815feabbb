import { type ChannelKey, type PersonId, partsOf } from "../../core/keys.ts";
import type { Place } from "../../core/message/message.ts";
import type { Counted, PacedCall, PlatformPacing } from "../../ports/pacing.ts";

/**
 * Discord's limits (docs.discord.com, Rate Limits): 50 requests a second for the bot; each route has its own, which only
 * headers tell, by channel. Five messages in five seconds and channel is what they were seen to tell.
 */
const limits: PlatformPacing["limits"] = {
  overall: { perSecond: 49, burst: 12, kept: 4, window: { sends: 50, ms: 1_050 } },
  channel: { perSecond: 1, burst: 5, window: { sends: 5, ms: 5_000 } },
  routes: {},
};

/** A route as its limit counts: of one channel or thread, or of one server. */
const route = (name: string, id: string, posts = false): Counted => ({ route: `${name}/${id}`, posts });

/** How a request of each kind counts; `id` is that of the channel or thread, for people and servers of the server. */
export const countedAs = {
  post: (id: string) => route("post", id, true),
  edit: (id: string) => route("edit", id),
  history: (id: string) => route("history", id),
  message: (id: string) => route("message", id),
  thread: (id: string) => route("thread", id),
  mark: (id: string) => route("mark", id),
  channel: (id: string) => route("channel", id),
  person: (guild: string) => route("person", guild),
  server: (guild: string) => route("server", guild),
  conversation: { route: "conversation", posts: false },
} as const;

/** Where messages of a place go: the channel, or the thread, which has the id of the message that it hangs on. */
export const roomOf = (to: Place): string =>
  to.kind === "channel" ? partsOf(to.channel).channel : (to.of.thread ?? to.of.id);

export type Knows = Readonly<{
  channel: (channel: ChannelKey) => boolean;
  person: (channel: ChannelKey, person: PersonId) => boolean;
}>;

function count(call: PacedCall, knows: Knows): Counted | null {
  switch (call.kind) {
    case "post":
      return countedAs.post(roomOf(call.to));
    case "find":
      return countedAs.history(roomOf(call.to));
    case "edit":
      return countedAs.edit(call.ref.thread ?? partsOf(call.ref.channel).channel);
    case "mark":
      return countedAs.mark(call.ref.thread ?? partsOf(call.ref.channel).channel);
    case "readThread":
      return countedAs.history(call.of.thread ?? call.of.id);
    case "whisper":
      return countedAs.conversation;
    case "person":
      return knows.person(call.channel, call.person) ? null : countedAs.person(partsOf(call.channel).workspace);
    case "channel":
      return knows.channel(call.channel) ? null : countedAs.channel(partsOf(call.channel).channel);
  }
}

/** What Discord lets through, for the bot in all its servers; what is known already is not asked for. */
export const discordPacing = (knows: Knows): PlatformPacing => ({
  limits,
  queue: "bot",
  count: (call) => count(call, knows),
});
