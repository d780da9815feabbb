import { viewShape } from "../api/views.ts";
import { isRecord } from "../payload/record.ts";
import { stateOf } from "../people/entries.ts";
import type { Room } from "../room.ts";
import type { Message, OpenView, Whisper } from "../state/types.ts";
import type { SeenMessage, SeenView, SeenWhisper } from "./seen.ts";

/** A message for tests. */
export function seenMessage(message: Message, botUser: string): SeenMessage {
  const { channel, ts, user, text, thread, broadcast, clientMsgId, stands } = message;
  return {
    channel,
    ts,
    user,
    isBots: user === botUser,
    text,
    blocks: message.blocks.filter(isRecord),
    metadata: isRecord(message.metadata) ? message.metadata : null,
    thread,
    broadcast,
    clientMsgId,
    edited: message.edited !== null,
    said: [
      { at: iso(Number(ts) * 1_000), text: message.firstText },
      ...message.changes.map((one) => ({ at: iso(one.at), text: one.text })),
    ],
    deletedAt: message.deletedAt === null ? null : iso(message.deletedAt),
    visibleAt: iso(message.visibleAt),
    reactions: Object.fromEntries(message.reactions),
    stands,
    unfurls: message.unfurls.links || message.unfurls.media,
    at: iso(Number(ts) * 1_000),
  };
}

const iso = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toString();

/** A whisper for tests. */
export const seenWhisper = ({ channel, ts, text, blocks, thread }: Whisper): SeenWhisper => ({
  channel,
  ts,
  text,
  blocks: blocks.filter(isRecord),
  thread,
});

/** A view for tests, with what stands in its fields. */
export const seenView = ({ workspace }: Room, open: OpenView): SeenView => ({
  id: open.id,
  hash: open.hash,
  view: viewShape(workspace, open, stateOf(open)),
});
