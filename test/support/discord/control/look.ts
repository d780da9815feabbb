import { isRecord } from "../../stand-in/record.ts";
import { placed } from "../payload/component-rules.ts";
import type { Interaction, Modal, Outcome } from "../people/interactions.ts";
import type { AppState } from "../state/app-state.ts";
import type { Channel, Message } from "../state/types.ts";
import type { Answered } from "./acts.ts";
import type { SeenChannel, SeenMessage, SeenModal } from "./seen.ts";

const iso = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toString();

/** A message for tests. */
export function seenMessage(app: AppState, message: Message): SeenMessage {
  const { id, channel, author, content, embeds, components, nonce, flags, whisperTo, attachments } = message;
  const ids = placed(components, []).flatMap(({ component: { custom_id: own } }) =>
    typeof own === "string" ? [own] : [],
  );
  return {
    id,
    guild: channel.guild?.id ?? "",
    channel: channel.id,
    channelName: channel.name,
    user: author,
    by: app.user(author).name,
    isBots: author === app.botUser,
    content,
    embeds,
    components,
    customIds: ids,
    nonce,
    flags,
    whisperTo,
    files: attachments.map(({ filename }) => String(filename)),
    pinged: message.pings,
    said: [
      { at: iso(message.at), content: message.firstContent },
      ...message.changes.map((one) => ({ at: iso(one.at), content: one.content })),
    ],
    edited: message.editedAt !== null,
    deletedAt: message.deletedAt === null ? null : iso(message.deletedAt),
    reactions: Object.fromEntries(message.reactions),
    thread: message.thread?.id ?? null,
    at: iso(message.at),
  };
}

/** A form for tests. */
export const seenModal = ({ customId, title, components }: Modal): SeenModal => ({
  customId,
  title,
  components: components.filter(isRecord),
});

/** A channel for tests. */
export const seenChannel = ({ id, name, guild, kind, thread }: Channel): SeenChannel => ({
  id,
  name,
  guild: guild?.id ?? "",
  kind,
  parent: thread?.parent.id ?? null,
  archived: thread?.archived ?? false,
  locked: thread?.locked ?? false,
  members: [...(thread?.members.keys() ?? [])],
});

/** What became of an interaction, for tests. */
export const answeredWith = (app: AppState, { id }: Interaction, outcome: Outcome): Answered => ({
  became: outcome.became,
  interaction: id,
  because: null,
  message: outcome.message === undefined ? null : seenMessage(app, outcome.message),
  modal: outcome.modal === undefined ? null : seenModal(outcome.modal),
  choices: outcome.choices ?? [],
});

/** Something Discord's client did not let a person do. */
export const heldBack = (because: string): Answered => ({
  became: "refused",
  interaction: "",
  because,
  message: null,
  modal: null,
  choices: [],
});
