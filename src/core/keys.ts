import { BotError } from "./errors.ts";

/** `platform/workspace/channel`: one channel of one tenant, the first part of every key about it. */
export type ChannelKey = string & { readonly __id: "ChannelKey" };
/** `platform/workspace`: one tenant. */
export type WorkspaceKey = string & { readonly __id: "WorkspaceKey" };
/** A person's id on their platform, unique within the workspace. */
export type PersonId = string & { readonly __id: "Person" };
/** A message's id on its platform, unique within its channel. */
export type MessageId = string & { readonly __id: "Message" };
/** `id`, or `namespace:id` for a question from another folder than `content/`. Stable for ever. */
export type QuestionId = string & { readonly __id: "Question" };
/** `platform/workspace/channel/kind/local-date/part`: names one outgoing message that must appear once. */
export type DeliveryKey = string & { readonly __id: "Delivery" };

// "/" would end a segment; NUL and blanks are refused by some stores and hard to see in logs.
const segment = /^[A-Za-z0-9._:-]{1,80}$/;

function join(what: string, segments: readonly string[]): string {
  for (const part of segments) {
    if (!segment.test(part)) {
      throw new BotError("input.invalid", `${what}: ${JSON.stringify(part)} cannot be part of a key`, {
        hint: "ids hold letters, digits, dot, colon, dash and underscore, at most 80 of them",
      });
    }
  }
  return segments.join("/");
}

/** The key of a channel. Raises `input.invalid` when a part holds a slash or is empty. */
export const channelKey = (platform: string, workspace: string, channel: string): ChannelKey =>
  join("channel", [platform, workspace, channel]) as ChannelKey;

/** The key of a workspace. Raises `input.invalid` when a part holds a slash or is empty. */
export const workspaceKey = (platform: string, workspace: string): WorkspaceKey =>
  join("workspace", [platform, workspace]) as WorkspaceKey;

/** The three parts of a channel key. */
export function partsOf(key: ChannelKey): Readonly<{ platform: string; workspace: string; channel: string }> {
  const [platform = "", workspace = "", channel = ""] = key.split("/");
  return { platform, workspace, channel };
}

/** The tenant a channel belongs to. */
export function workspaceOf(key: ChannelKey): WorkspaceKey {
  const { platform, workspace } = partsOf(key);
  return `${platform}/${workspace}` as WorkspaceKey;
}
