import { openDiscord } from "../adapters/discord/discord.ts";
import { systemClock } from "../adapters/runtime.ts";
import { BotError } from "../core/errors.ts";
import type { OpenPlatform } from "./opened.ts";
import { pause } from "./pause.ts";

/** Opens Discord by the token of one application. */
export const openDiscordHere: OpenPlatform = async ({ discord: settings }, log) => {
  if (settings === null) throw noToken();
  const { token, apiUrl, apiVersion } = settings;
  const discord = openDiscord({ token, apiUrl, apiVersion, clock: systemClock, log, pause });
  return {
    platform: discord,
    prepare: async () => undefined,
    afterTick: async () => undefined,
    address: () => null,
    isConnected: () => discord.isConnected(),
  };
};

const noToken = (): BotError =>
  new BotError("config.invalid", "discord is to run and has no token", {
    hint: "set DISCORD_TOKEN; .env.example explains it",
  });
