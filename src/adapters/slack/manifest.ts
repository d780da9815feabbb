import { shortcuts } from "./hearing/interactions.ts";
import { httpPath } from "./lines/paths.ts";

/** What the bot's token may do, each with why: least privilege, and the reasons stand in the README too. */
export const scopes = {
  "app_mentions:read": "hear commands that begin with the bot's name, since /drill cannot be used in threads",
  "channels:history": "read replies under questions, and look for a question whose post got no answer",
  "channels:read": "know the names of public channels, and when one is archived or the bot is invited",
  "chat:write": "post questions and reveals, and answer people privately",
  commands: "offer /drill, and the two shortcuts on messages",
  "groups:history": "the same replies in private channels that the bot was invited to",
  "groups:read": "the same about private channels that the bot was invited to",
  "im:write":
    "tell a manager of a fault, or an author what came of a suggestion, when they or the bot left the channel",
  "reactions:write": "put the receipt on an answer",
  "users:read": "know people's names, time zones, and who is an admin or a guest",
} as const satisfies Readonly<Record<string, string>>;
type Scope = keyof typeof scopes;

/** The events that the app hears of, each with the scope it needs. */
const events = {
  app_home_opened: null,
  app_mention: "app_mentions:read",
  app_uninstalled: null,
  channel_archive: "channels:read",
  channel_deleted: "channels:read",
  channel_id_changed: "channels:read",
  channel_left: "channels:read",
  channel_unarchive: "channels:read",
  group_archive: "groups:read",
  group_deleted: "groups:read",
  group_left: "groups:read",
  group_unarchive: "groups:read",
  member_joined_channel: "channels:read",
  member_left_channel: "channels:read",
  "message.channels": "channels:history",
  "message.groups": "groups:history",
  tokens_revoked: null,
} as const satisfies Readonly<Record<string, Scope | null>>;

/** The scopes and events as Slack's manifest names them. */
export const botScopes = Object.keys(scopes);
export const botEvents = Object.keys(events);

/**
 * The app's manifest (docs.slack.dev/reference/app-manifest): for Socket Mode, or, with an address of this bot that Slack
 * reaches, for signed HTTP.
 */
export function slackManifest(http: URL | null) {
  const url = http === null ? null : new URL(httpPath, http).href;
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: "Daily Drill",
      description: "One interview question every working day",
      long_description: longDescription,
      background_color: "#1f2a44",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: "Daily Drill", always_online: true },
      shortcuts: [
        {
          type: "message",
          name: "Use as my answer",
          callback_id: shortcuts.mine,
          description: "Count this reply of yours as your answer",
        },
        {
          type: "message",
          name: "Not my answer",
          callback_id: shortcuts["not-mine"],
          description: "Do not count this reply of yours",
        },
      ],
      slash_commands: [
        {
          command: "/drill",
          description: "Questions, answers and figures of this channel",
          usage_hint: "help",
          // People arrive by id, and never by a name that anybody can take.
          should_escape: true,
          ...(url === null ? {} : { url }),
        },
      ],
    },
    oauth_config: { scopes: { bot: botScopes } },
    settings: {
      event_subscriptions: { bot_events: botEvents, ...(url === null ? {} : { request_url: url }) },
      interactivity: { is_enabled: true, ...(url === null ? {} : { request_url: url, message_menu_options_url: url }) },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
  };
}

const longDescription =
  "Daily Drill posts one interview question every working day in each channel that wants one, takes the team's answers in " +
  "the thread or through a form that only the bot reads, and at a set time shows the reference answer with what a good " +
  "answer covers. It runs on your own machine: answers stay there, nobody is pinged unless you say whom, and everything can be exported and " +
  "erased. Type /drill setup in a channel to begin, and /drill help for the rest.";
