import type { Heard } from "../control/acts.ts";
import type { Channel, Fields } from "../state/types.ts";
import type { Workspace } from "../state/workspace.ts";

/** One thing on its way to the app, whatever way it takes. */
export type Envelope = Readonly<{
  id: string;
  kind: "events_api" | "slash_commands" | "interactive";
  payload: Fields;
  /** 0 for the first delivery. */
  attempt: number;
  reason: string;
}>;

/** Tells the app what happened, and asks it. */
export interface Envelopes {
  /** Something happened in a channel, or (null) in the workspace; gives the event's id, or null where the app may not know. */
  happened(event: Fields, channel: Channel | null): string | null;
  /** Delivers an event whatever the app may know. */
  force(event: Fields, how: Readonly<{ id?: string; attempt?: number }>): string;
  /** Takes a payload to the app once, and waits for its acknowledgement. */
  ask(kind: Envelope["kind"], payload: Fields): Promise<Heard>;
}

/** types/events/message.d.ts [P]: `channel_type` of message events. */
export const channelTypeOf = ({ kind }: Channel): string =>
  kind === "im" ? "im" : kind === "private" ? "group" : "channel";

/** The outside of an event (bolt types/events/index.d.ts [P], EnvelopedEvent). */
export function eventBody(workspace: Workspace, event: Fields, id: string, channel: Channel | null): Fields {
  const { team, appId, botUser } = workspace.keys;
  return {
    token: "verification-token",
    // platform-facts.md 1.6 [P] bolt 5.0.0: `team_id` can be the foreign workspace, `context_team_id` is the app's.
    team_id: workspace.people.get(String(event["user"]))?.team ?? team,
    context_team_id: team,
    context_enterprise_id: null,
    api_app_id: appId,
    event,
    type: "event_callback",
    event_id: id,
    event_time: Math.floor(workspace.clock.now() / 1_000),
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: botUser, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: (channel?.sharedWith.length ?? 0) > 0,
    event_context: `4-${id}`,
  };
}

/** Which scope lets the app hear an event (docs.slack.dev/reference/events, "required scopes" of each). Null: none. */
export function scopeFor(event: Fields, channel: Channel | null): string | null {
  const type = String(event["type"]);
  const historyOf = { public: "channels:history", private: "groups:history", im: "im:history" } as const;
  if (type === "message") return historyOf[channel?.kind ?? "public"];
  if (type === "app_mention") return "app_mentions:read";
  if (type.startsWith("reaction_")) return "reactions:read";
  if (type.startsWith("member_") || type.startsWith("channel_"))
    return channel?.kind === "private" ? "groups:read" : "channels:read";
  if (type === "user_change") return "users:read";
  if (type.startsWith("group_")) return "groups:read";
  return null;
}
