import { messageShape } from "../state/shapes.ts";
import type { Message } from "../state/types.ts";
import { maybe, need, numberOr } from "./arguments.ts";
import { type Call, channelOf, type Method, requireScope } from "./call.ts";
import { Refused, type Reply } from "./reply.ts";

const historyScope = { public: "channels:history", private: "groups:history", im: "im:history" } as const;
/** platform-facts.md 1.2 [P]: apps sold outside the Marketplace get 15 objects a page. */
const smallPage = 15;

/** The methods that read messages back. */
export const history: Readonly<Record<string, Method>> = {
  "conversations.history": {
    scope: null,
    answer: (call) => {
      const { id } = readable(call);
      const inChannel = call.workspace.in(id).filter(({ thread, broadcast }) => thread === null || broadcast);
      return paged(call, visible(call, inChannel).reverse(), []);
    },
  },
  "conversations.replies": {
    scope: null,
    answer: (call) => {
      const { id } = readable(call);
      const ts = need(call.args, "ts");
      const parent = call.workspace.at(id, ts);
      if (parent === undefined || !isVisible(call, parent)) throw new Refused("thread_not_found");
      // A reply's ts gives that reply alone: what stands under it is nothing.
      const replies = visible(call, call.workspace.under(id, ts));
      return paged(call, replies, [parent]);
    },
  },
};

function readable(call: Call) {
  const channel = channelOf(call);
  requireScope(call.workspace, historyScope[channel.kind]);
  if (!call.workspace.hasBot(channel)) throw new Refused("not_in_channel");
  return channel;
}

/** What stands, can be seen by now, and lies between `oldest` and `latest`; both are left out unless `inclusive`. */
function visible(call: Call, messages: readonly Message[]): Message[] {
  const { args } = call;
  const [oldest, latest] = [Number(args["oldest"] ?? 0), Number(args["latest"] ?? Number.POSITIVE_INFINITY)];
  const isInclusive = args["inclusive"] === true;
  return messages.filter((message) => {
    if (message.stands === "no" || !isVisible(call, message)) return false;
    const at = Number(message.ts);
    return isInclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

const isVisible = ({ workspace }: Call, { visibleAt }: Message): boolean => visibleAt <= workspace.clock.now();

/** One page; `first` is on each (the parent of a thread is on every page of its replies: docs, conversations.replies). */
function paged(call: Call, messages: readonly Message[], first: readonly Message[]): Reply {
  const { workspace, args } = call;
  const most = workspace.quirks.smallHistory ? smallPage : 1_000;
  const limit = Math.max(1, Math.min(numberOr(args, "limit", Math.min(100, most)), most));
  const start = offsetOf(maybe(args, "cursor"));
  const page = messages.slice(start, start + limit);
  const hasMore = start + limit < messages.length;
  const withMetadata = args["include_all_metadata"] === true;
  const shown = [...first, ...page].map((one) => messageShape(workspace, one, withMetadata));
  return { ok: true, messages: shown, has_more: hasMore, ...cursorOf(hasMore ? start + limit : null) };
}

/** Where a page begins. Refuses as `invalid_cursor`. */
export function offsetOf(cursor: string | null): number {
  if (cursor === null) return 0;
  const offset = Number(Buffer.from(cursor, "base64").toString("utf8").replace("next:", ""));
  if (Number.isInteger(offset)) return offset;
  throw new Refused("invalid_cursor");
}

/** How the next page is asked for. */
export const cursorOf = (next: number | null) => ({
  response_metadata: { next_cursor: next === null ? "" : Buffer.from(`next:${next}`).toString("base64") },
});
