import { createHash } from "node:crypto";
import { z } from "zod";
import type { DeliveryKey } from "../../../core/keys.ts";
import { slackTs } from "../ids.ts";

/** The kind of metadata under which a post carries its key. */
const eventType = "drill_delivery";

/** The key of a post, as `metadata`: kept through edits, seen by nobody, given back by the history. */
export const metadataOf = (key: DeliveryKey) => ({ event_type: eventType, event_payload: { key } });

/** What `block_id`s of a post begin with; Slack takes 255 characters, a key of ours has 80 or so. */
export const blockMark = (key: DeliveryKey): string => key;

/** RFC 9562, 5.5: the namespace of URLs. */
const namespace = Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex");

/**
 * The key as `client_msg_id`: a UUID of version 5. Slack's own clients send one, apps may and nobody promises that it
 * keeps a second one out (java-slack-sdk#852): a free extra, never relied on.
 */
export function clientMsgId(key: DeliveryKey): string {
  const hash = createHash("sha1").update(namespace).update(`daily-drill:${key}`).digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
}

/** A message of the history as far as looking for a key goes. */
export const keyedMessage = z.looseObject({
  ts: slackTs,
  thread_ts: slackTs.optional(),
  subtype: z.string().optional(),
  metadata: z.looseObject({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).nullish(),
  blocks: z.array(z.looseObject({ block_id: z.string().optional() })).nullish(),
});
type KeyedMessage = z.output<typeof keyedMessage>;

/** Whether a message was posted with this key: by its metadata, or by its blocks where a token sees no metadata. */
export function carriesKey({ metadata, blocks }: KeyedMessage, key: DeliveryKey): boolean {
  if (metadata?.event_type === eventType) return metadata.event_payload["key"] === key;
  return blocks?.some(({ block_id: id }) => id?.startsWith(`${blockMark(key)}.`)) === true;
}
