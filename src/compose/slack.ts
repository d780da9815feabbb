import { systemClock } from "../adapters/runtime.ts";
import { openSlack } from "../adapters/slack/slack.ts";
import { BotError } from "../core/errors.ts";
import type { OpenPlatform } from "./opened.ts";
import { pause } from "./pause.ts";

/** Opens Slack by the tokens of one workspace. */
export const openSlackHere: OpenPlatform = async ({ slack: settings }, log) => {
  if (settings === null) throw noTokens();
  const slack = openSlack({ ...settings, clock: systemClock, log, pause });
  return {
    platform: slack,
    prepare: async () => undefined,
    afterTick: async () => undefined,
    address: () => null,
    isConnected: () => slack.isConnected(),
  };
};

const noTokens = (): BotError =>
  new BotError("config.invalid", "slack is to run and has no tokens", {
    hint: "set SLACK_BOT_TOKEN and SLACK_APP_TOKEN; .env.example explains them",
  });
