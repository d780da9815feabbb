import { createHash } from "node:crypto";
import { z } from "zod";
import type { DeliveryKey } from "../../../core/keys.ts";
import { markIn, markOf, withoutMark } from "../../../render/discord/mark.ts";
import { snowflake } from "../ids.ts";

/** docs.discord.com, Create Message: a nonce has at most 25 characters. */
const nonceChars = 24;

/**
 * The nonce of a delivery: with `enforce_nonce` Discord gives back the message that was posted with it in the past few
 * minutes, instead of posting a second one.
 */
export const nonceOf = (key: DeliveryKey): string =>
  createHash("sha256").update(key).digest("base64url").slice(0, nonceChars);

/** Behind the mark of a message that wants a thread: it can be started later by whoever finds the message. */
const threadSign = "T";

/** What a message of a delivery carries, to be found by when its answer was lost. */
export const signOf = (key: DeliveryKey, wantsThread: boolean): string => markOf(key) + (wantsThread ? threadSign : "");

/** A message of the history as far as looking for a key goes. */
export const keyedMessage = z.object({
  id: snowflake,
  author: z.object({ id: snowflake }),
  content: z.string().default(""),
  components: z
    .array(z.object({ components: z.array(z.object({ custom_id: z.string().optional() })).optional() }))
    .optional(),
  thread: z.object({ id: snowflake }).nullish(),
});
export type KeyedMessage = z.output<typeof keyedMessage>;

/** What a message carries; null where it is no delivery's. */
export const signIn = (message: KeyedMessage): string | null =>
  markIn({ content: message.content, components: message.components?.map(withIds) });

const withIds = ({ components = [] }: NonNullable<KeyedMessage["components"]>[number]) => ({
  components: components.flatMap(({ custom_id: id }) => (id === undefined ? [] : [{ custom_id: id }])),
});

/** Whether the bot posted a message with this key. */
export function carriesKey(message: KeyedMessage, key: DeliveryKey, bot: string | null): boolean {
  const mark = markOf(key);
  const sign = signIn(message);
  return message.author.id === bot && (sign === mark || sign === mark + threadSign);
}

/** Whether the message of a key was to have a thread and has none. A mark may itself end as the sign for a thread does. */
export const lacksThread = (message: KeyedMessage, key: DeliveryKey): boolean =>
  signIn(message) === signOf(key, true) && (message.thread === null || message.thread === undefined);

/** The words of its first line, for a thread whose title nobody knows any more. */
export function titleIn({ content }: KeyedMessage): string {
  const [first = ""] = withoutMark(content)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const words = first.replace(/\\(?=[^\w\s])/gu, "").replace(/^#{1,3} |^-# |\*\*/gu, "");
  return words.trim() === "" ? "Answers" : words.trim();
}
