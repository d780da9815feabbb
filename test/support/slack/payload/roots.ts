import type { HomeView, KnownBlock, MessageMetadata, ModalView } from "@slack/types";

// What may be sent to Slack, as types: `generate.ts` makes closed JSON schemas of them. Slack's own argument types are
// open where ours are closed (`Block` with any fields), and cross so many unions that no error of theirs can be read.

type Contents = {
  channel?: string;
  text?: string;
  blocks?: KnownBlock[];
  thread_ts?: string;
  /** Not documented for apps, and kept by Slack (platform-facts.md 1.3). */
  client_msg_id?: string;
  link_names?: boolean;
  mrkdwn?: boolean;
  parse?: "full" | "none";
};

/** `chat.postMessage` (web-api/dist/types/request/chat.d.ts). */
export type PostMessage = Contents & {
  metadata?: MessageMetadata;
  reply_broadcast?: boolean;
  unfurl_links?: boolean;
  unfurl_media?: boolean;
};

/** `chat.update` (the same file). */
export type Update = Contents & { ts?: string; metadata?: MessageMetadata; reply_broadcast?: boolean };

/** `chat.postEphemeral` (the same file): it has no metadata. */
export type PostEphemeral = Contents & { user?: string };

/** What is sent to a `response_url` (bolt/dist/types/utilities.d.ts, RespondArguments). */
export type Respond = Contents & {
  response_type?: "in_channel" | "ephemeral";
  replace_original?: boolean;
  delete_original?: boolean;
  unfurl_links?: boolean;
  unfurl_media?: boolean;
  metadata?: MessageMetadata;
};

/** One block alone. */
export type AnyOneBlock = KnownBlock;

/** A form. */
export type Modal = ModalView;

/** The app's home. */
export type Home = HomeView;
