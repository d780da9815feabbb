import { describe, expect, it } from "vitest";
import { heardEvents } from "../../../src/adapters/slack/hearing/happenings.ts";
import { botEvents, botScopes, slackManifest } from "../../../src/adapters/slack/manifest.ts";

const url = "https://drill.example.com/slack/events";

describe("the manifest", () => {
  it("subscribes to what the bot understands, and to nothing else", () => {
    const messages = ["message.channels", "message.groups"];
    expect(botEvents.toSorted()).toEqual([...heardEvents.filter((name) => name !== "message"), ...messages].toSorted());
  });

  it("asks for nothing by which the bot could read other talk, write as somebody, or change a channel", () => {
    expect(botScopes).toEqual([
      "app_mentions:read",
      "channels:history",
      "channels:read",
      "chat:write",
      "commands",
      "groups:history",
      "groups:read",
      "im:write",
      "reactions:write",
      "users:read",
    ]);
  });

  it("needs no address with Socket Mode", () => {
    const { settings, features } = slackManifest(null);
    expect(settings.socket_mode_enabled).toBe(true);
    expect(settings.interactivity).toEqual({ is_enabled: true });
    expect(settings.event_subscriptions).toEqual({ bot_events: botEvents });
    expect(features.slash_commands.map((command) => "url" in command)).toEqual([false]);
  });

  it("points everything to the bot with signed HTTP, what a search field asks too", () => {
    const { settings, features } = slackManifest(new URL("https://drill.example.com/"));
    expect(settings.socket_mode_enabled).toBe(false);
    expect(settings.interactivity).toEqual({ is_enabled: true, request_url: url, message_menu_options_url: url });
    expect(settings.event_subscriptions).toEqual({ bot_events: botEvents, request_url: url });
    expect(features.slash_commands[0]).toMatchObject({ command: "/drill", should_escape: true, url });
  });

  // web-api, types/request/manifest.d.ts: the lengths and counts that Slack takes.
  const { display_information: display, features } = slackManifest(null);
  const [command] = features.slash_commands;
  const lengths: readonly (readonly [what: string, length: number, max: number])[] = [
    ["the name", display.name.length, 35],
    ["the description", display.description.length, 140],
    ["the long description", display.long_description.length, 4_000],
    ["the bot's name", features.bot_user.display_name.length, 80],
    ["the command", command?.command.length ?? 0, 32],
    ["its description", command?.description.length ?? 0, 2_000],
    ["its hint", command?.usage_hint.length ?? 0, 1_000],
    ["the shortcuts", features.shortcuts.length, 10],
    ...features.shortcuts.flatMap(({ name, callback_id: id, description }) => [
      [`the name of ${name}`, name.length, 24] as const,
      [`the id of ${name}`, id.length, 255] as const,
      [`the description of ${name}`, description.length, 150] as const,
    ]),
    ["the scopes", botScopes.length, 255],
    ["the events", botEvents.length, 100],
  ];
  it.each(lengths)("keeps %s within what Slack takes", (_what, length, max) => {
    expect([length > 0, length <= max]).toEqual([true, true]);
  });
});
