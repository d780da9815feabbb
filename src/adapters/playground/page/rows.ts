import type { botId, PlayMessage, PlayPerson } from "../protocol.ts";
import { dateText, sameDay } from "./format.ts";
import type { Page } from "./state.ts";

/** The protocol's name for the bot; its value cannot be imported where types alone survive. */
export const bot: typeof botId = "bot";

/** What hangs under a channel message: how many replies, the latest one's instant, and up to four who wrote. */
export type ThreadSummary = Readonly<{ count: number; lastAt: number; authors: readonly string[] }>;

export type MessageRow = Readonly<{
  kind: "message";
  key: string;
  message: PlayMessage;
  /** Who wrote it; null for the bot and for people who are no longer here. */
  author: PlayPerson | null;
  whisper: boolean;
  /** Follows the same author closely, so that name and picture need not be said again. */
  compact: boolean;
  own: boolean;
  /** A reply of one's own under a message of the bot's: it may be pointed at as the answer. */
  pointable: boolean;
  replies: ThreadSummary | null;
  /** The top of an open thread: shown again there, with the replies below. */
  root: boolean;
}>;
export type DayRow = Readonly<{ kind: "day"; key: string; at: number }>;
export type Row = MessageRow | DayRow;

const closeMs = 5 * 60_000;

/** The rows of the channel (`thread` null) or of one thread, in order of time, as the person who speaks sees them. */
export function rowsOf(page: Page, thread: string | null): readonly Row[] {
  const entries = entriesOf(page, thread);
  const summaries = thread === null ? summariesOf(page.messages) : new Map<string, ThreadSummary>();
  const asked = page.messages.find((message) => message.id === thread)?.author === bot;
  const rows: Row[] = [];
  let before: Entry | null = null;
  for (const entry of entries) {
    const { message, whisper } = entry;
    if (before === null || !sameDay(before.at, entry.at)) {
      rows.push({ kind: "day", key: `day ${dateText(entry.at)} ${entry.at}`, at: entry.at });
    }
    const own = !whisper && !message.deleted && message.author === page.as;
    rows.push({
      kind: "message",
      key: whisper ? `whisper ${entry.at} ${message.id}` : message.id,
      message,
      author: page.room?.people.find((person) => person.id === message.author) ?? null,
      whisper,
      compact: before !== null && follows(entry, before, thread),
      own,
      pointable: own && asked && message.thread !== null,
      replies: summaries.get(message.id) ?? null,
      root: message.id === thread,
    });
    before = entry;
  }
  return rows;
}

type Entry = Readonly<{ at: number; message: PlayMessage; whisper: boolean }>;

function entriesOf(page: Page, thread: string | null): readonly Entry[] {
  const messages = page.messages
    .filter((message) => message.thread === thread || message.id === thread)
    .map((message) => ({ at: message.at, message, whisper: false }));
  const whispers = page.whispers
    .filter(({ whisper }) => whisper.to === page.as && whisper.thread === thread)
    .map(({ whisper, placedAt }) => ({ at: placedAt, message: whisper.message, whisper: true }));
  return [...messages, ...whispers].toSorted((one, other) => one.at - other.at);
}

function follows(entry: Entry, before: Entry, thread: string | null): boolean {
  if (entry.whisper || before.whisper || before.message.id === thread) return false;
  if (entry.message.author !== before.message.author || entry.message.author === bot) return false;
  return entry.at - before.at < closeMs && sameDay(entry.at, before.at);
}

/** Summaries of all threads at once, by the message they hang on. */
export function summariesOf(messages: readonly PlayMessage[]): ReadonlyMap<string, ThreadSummary> {
  const summaries = new Map<string, ThreadSummary>();
  for (const { thread, at, author } of messages) {
    if (thread === null) continue;
    const before = summaries.get(thread);
    const authors = before?.authors ?? [];
    const seen = authors.includes(author) || authors.length === 4 ? authors : [...authors, author];
    summaries.set(thread, { count: (before?.count ?? 0) + 1, lastAt: at, authors: seen });
  }
  return summaries;
}

/** True when both rows look the same, so that what was drawn can stay. */
export function sameRow(one: Row, other: Row): boolean {
  if (one.kind === "day" || other.kind === "day") return one.key === other.key;
  return (
    one.message === other.message &&
    one.author === other.author &&
    one.compact === other.compact &&
    one.own === other.own &&
    one.pointable === other.pointable &&
    one.root === other.root &&
    one.replies?.count === other.replies?.count &&
    one.replies?.lastAt === other.replies?.lastAt
  );
}
