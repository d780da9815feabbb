import { z } from "zod";
import { BotError } from "../../../core/errors.ts";
import type { DeliveryKey } from "../../../core/keys.ts";
import type { MessageRef, Place } from "../../../core/message/message.ts";
import type { Grant } from "../../../ports/pacing.ts";
import type { ThreadReading } from "../../../ports/platform.ts";
import type { SlackClients } from "../calls/client.ts";
import { slackCodeOf } from "../calls/refusals.ts";
import { type Spoken, slackMessage, spokenIn } from "../hearing/messages.ts";
import { asMessage, type Identity, slackTs, tsOf } from "../ids.ts";
import { countedAs } from "../pacing.ts";
import { carriesKey, keyedMessage } from "./keyed.ts";
import type { Posting } from "./posting.ts";

/**
 * Most messages a page: as many as Slack recommends, and where that was not all, as many as it takes ("under 1000",
 * docs.slack.dev, conversations.replies), since its 50 pages a minute would hold the reveal of a crowd up for a minute.
 * Apps sold outside Slack's marketplace get 15 (platform-facts.md, 1.2).
 */
const pageSize = { first: 200, further: 999 } as const;

/** Which message a page is about, and where it starts. */
type Asked = Readonly<Record<string, unknown>>;

export type HistoryParts = Readonly<{
  clients: SlackClients;
  posting: Posting;
  who: () => Identity | null;
  /** The names of people, in their order; empty for those that cannot be known now. */
  names: (people: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}>;

/** What stands in channels and threads already. */
export class History {
  readonly #parts: HistoryParts;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
  }

  async find(to: Place, key: DeliveryKey, since: Temporal.Instant, grant?: Grant): Promise<MessageRef | null> {
    const key_ = to.kind === "channel" ? to.channel : to.of.channel;
    const thread = to.kind === "channel" ? null : to.of.id;
    const channel = this.#parts.posting.channelOf(key_);
    const from = { channel, oldest: tsOf(since), inclusive: true, include_all_metadata: true };
    const pages =
      thread === null
        ? this.#pages("conversations.history", from, keyedMessage, grant)
        : this.#pages("conversations.replies", { ...from, ts: thread }, keyedMessage, grant);
    for await (const messages of pages) {
      const found = messages.find((one) => carriesKey(one, key) && isThere(one, thread));
      if (found !== undefined) return { channel: key_, thread, id: asMessage(found.ts) };
    }
    return null;
  }

  async readThread(of: MessageRef, since: Temporal.Instant | null, grant?: Grant): Promise<ThreadReading> {
    const identity = this.#parts.who();
    if (identity === null) return { kind: "unreadable", why: "slow" };
    if (!slackTs.safeParse(of.id).success) return { kind: "unreadable", why: "thread-gone" };
    try {
      const spoken = await this.#spokenUnder(of, since, identity, grant);
      const names = await this.#parts.names(spoken.map(({ person }) => person));
      const replies = spoken.map((one) => ({ ...one, name: names.get(one.person) ?? "" }));
      return { kind: "read", replies };
    } catch (error) {
      return whyUnreadable(error);
    }
  }

  async #spokenUnder(
    of: MessageRef,
    since: Temporal.Instant | null,
    identity: Identity,
    grant: Grant | undefined,
  ): Promise<readonly Spoken[]> {
    const channel = this.#parts.posting.channelOf(of.channel);
    const from = since === null ? {} : { oldest: tsOf(since), inclusive: true };
    const spoken: Spoken[] = [];
    for await (const messages of this.#pages(
      "conversations.replies",
      { channel, ts: of.id, ...from },
      slackMessage,
      grant,
    )) {
      spoken.push(...messages.flatMap((message) => spokenIn(message, channel, identity) ?? []));
    }
    return spoken.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at));
  }

  /** Page after page; each but the first waits for leave. A message of a shape we do not know is nobody's. */
  async *#pages<T>(
    method: "conversations.history" | "conversations.replies",
    asked: Asked,
    shape: z.ZodType<T>,
    grant?: Grant,
  ) {
    const page = z.looseObject({
      messages: z.array(z.unknown()),
      has_more: z.boolean().optional(),
      response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
    });
    const counted = method === "conversations.history" ? countedAs.history : countedAs.replies;
    let cursor = "";
    do {
      const more = cursor === "" ? { limit: pageSize.first } : { limit: pageSize.further, cursor };
      const read = await this.#parts.clients.read(method, { ...asked, ...more }, page);
      yield read.messages.flatMap((message) => {
        const known = shape.safeParse(message);
        return known.success ? [known.data] : [];
      });
      cursor = read.response_metadata?.next_cursor ?? "";
      if (cursor !== "") await grant?.more(counted);
    } while (cursor !== "");
  }
}

/** `conversations.replies` begins with the message that the thread hangs on, and a broadcast stands in the channel too. */
const isThere = (
  { ts, thread_ts: under }: Readonly<{ ts: string; thread_ts?: string | undefined }>,
  thread: string | null,
) => (thread === null ? under === undefined || under === ts : under === thread && ts !== thread);

function whyUnreadable(error: unknown): ThreadReading {
  if (!(error instanceof BotError)) throw error;
  if (error.code !== "platform.refused") return { kind: "unreadable", why: "slow" };
  const code = slackCodeOf(error);
  if (error.why === "message-gone" || code === "channel_not_found") return { kind: "unreadable", why: "thread-gone" };
  return { kind: "unreadable", why: "not-allowed" };
}
