import { z } from "zod";
import type { ChannelChange, Origin, RemovedReply } from "../../../ports/platform.ts";
import { asMessage, asPerson, type Identity, keyOfChannel, slackId, slackTs } from "../ids.ts";
import {
  askedOf,
  commandIn,
  mayBeUnderOurs,
  type SlackMessage,
  type Spoken,
  slackMessage,
  spokenIn,
} from "./messages.ts";

/** What an event of Slack means to the bot. */
export type Happening =
  | Readonly<{ kind: "replied" | "edited"; spoken: Spoken }>
  | Readonly<{ kind: "deleted"; removed: RemovedReply }>
  /** The bot was asked for something by its name. */
  | Readonly<{ kind: "asked"; origin: Origin; text: string }>
  | Readonly<{ kind: "channel"; change: ChannelChange }>
  /** The app was removed from the workspace, or its token taken back; the two events come in any order. */
  | Readonly<{ kind: "workspace-gone" }>
  | Readonly<{ kind: "home"; person: Origin["person"] }>
  /** Nothing that the bot keeps or does; it is acknowledged and forgotten. */
  | Readonly<{ kind: "nothing" }>;

const nothing: Happening = { kind: "nothing" };

type Reader = (event: unknown, identity: Identity) => Happening;

/** A reader for events of one shape; an event of another shape means nothing. */
const reader =
  <T>(shape: z.ZodType<T>, read: (event: T, identity: Identity) => Happening): Reader =>
  (event, identity) => {
    const parsed = shape.safeParse(event);
    return parsed.success ? read(parsed.data, identity) : nothing;
  };

const inChannel = z.looseObject({ channel: slackId });
const memberEvent = z.looseObject({ channel: slackId, user: slackId, inviter: slackId.nullish() });
const changed = z.looseObject({ channel: slackId, message: slackMessage, previous_message: slackMessage.nullish() });
const deleted = z.looseObject({ channel: slackId, deleted_ts: slackTs, previous_message: slackMessage.nullish() });
const moved = z.looseObject({ old_channel_id: slackId, new_channel_id: slackId });
const revoked = z.looseObject({ tokens: z.looseObject({ bot: z.array(z.string()).nullish() }) });
const mention = slackMessage.extend({ channel: slackId });
const home = z.looseObject({ user: slackId, tab: z.string().nullish() });

const said = reader(slackMessage.extend({ channel: slackId }), (message, identity) => {
  const spoken = mayBeUnderOurs(message, identity) ? spokenIn(message, message.channel, identity) : null;
  return spoken === null ? nothing : { kind: "replied", spoken };
});

/** Also comes for each edit of our own, and whenever Slack shows what is behind a link. */
const edited = reader(changed, ({ channel, message, previous_message: before }, identity) => {
  if (before && !saysOther(message, before)) return nothing;
  const spoken = mayBeUnderOurs(message, identity) ? spokenIn(message, channel, identity) : null;
  return spoken === null ? nothing : { kind: "edited", spoken };
});

const saysOther = (now: SlackMessage, before: SlackMessage): boolean =>
  now.text !== before.text || now.edited?.ts !== before.edited?.ts;

/** A question that was deleted leaves a tombstone, as a change; the bot learns of it when it edits the question. */
const removed = reader(deleted, ({ channel, deleted_ts: ts, previous_message: before }, identity) => {
  const thread = before?.thread_ts;
  if (!before || thread === undefined || thread === ts || !mayBeUnderOurs(before, identity)) return nothing;
  const key = keyOfChannel(identity, channel);
  return { kind: "deleted", removed: { channel: key, thread: asMessage(thread), message: asMessage(ts) } };
});

const messageEvents: Readonly<Record<string, Reader>> = { message_changed: edited, message_deleted: removed };

const message: Reader = (event, identity) => {
  const { subtype } = z.looseObject({ subtype: z.string().optional() }).safeParse(event).data ?? {};
  return (messageEvents[subtype ?? ""] ?? said)(event, identity);
};

/** In a thread only a command is meant for the bot; in the channel whatever begins with its name. */
const asked = reader(mention, (event, identity) => {
  const { channel, user, ts, thread_ts: thread, text, bot_id: bot } = event;
  const inThread = thread !== undefined && thread !== ts;
  const words = inThread ? commandIn(text ?? "", identity) : askedOf(text ?? "", identity);
  if (words === null || user === undefined || user === identity.user || (bot !== undefined && bot !== null))
    return nothing;
  const place = { channel: keyOfChannel(identity, channel), thread: inThread ? asMessage(thread) : null };
  return { kind: "asked", text: words, origin: { ...place, person: asPerson(user) } };
});

const gone = reader(inChannel, ({ channel }, identity) => channelIs("gone", channel, identity, null));
const back = reader(inChannel, ({ channel }, identity) => channelIs("back", channel, identity, null));

function channelIs(is: "gone" | "back", channel: string, identity: Identity, by: string | null): Happening {
  const key = keyOfChannel(identity, channel);
  const change = is === "gone" ? { channel: key, is } : { channel: key, is, by: by === null ? null : asPerson(by) };
  return { kind: "channel", change };
}

const readers: Readonly<Record<string, Reader>> = {
  message,
  app_mention: asked,
  member_joined_channel: reader(memberEvent, ({ channel, user, inviter }, identity) =>
    user === identity.user ? channelIs("back", channel, identity, inviter ?? null) : nothing,
  ),
  member_left_channel: reader(memberEvent, ({ channel, user }, identity) =>
    user === identity.user ? channelIs("gone", channel, identity, null) : nothing,
  ),
  channel_left: gone,
  group_left: gone,
  channel_archive: gone,
  group_archive: gone,
  channel_deleted: gone,
  group_deleted: gone,
  channel_unarchive: back,
  group_unarchive: back,
  channel_id_changed: reader(moved, ({ old_channel_id: from, new_channel_id: to }, identity) => ({
    kind: "channel",
    change: { channel: keyOfChannel(identity, from), is: "moved", to: keyOfChannel(identity, to) },
  })),
  app_uninstalled: () => ({ kind: "workspace-gone" }),
  // Tokens of people may be taken back without harm: the bot has one of its own.
  tokens_revoked: reader(revoked, ({ tokens }) =>
    (tokens.bot?.length ?? 0) > 0 ? { kind: "workspace-gone" } : nothing,
  ),
  app_home_opened: reader(home, ({ user, tab }) =>
    tab === "home" ? { kind: "home", person: asPerson(user) } : nothing,
  ),
};

/** The events that mean something; the manifest subscribes to them. */
export const heardEvents = Object.keys(readers);

const typed = z.looseObject({ type: z.string() });

/** What an event means. Never throws: what is not understood means nothing. */
export function happeningOf(event: unknown, identity: Identity): Happening {
  const { type = "" } = typed.safeParse(event).data ?? {};
  return Object.hasOwn(readers, type) ? (readers[type]?.(event, identity) ?? nothing) : nothing;
}
