import { BotError } from "../core/errors.ts";
import type { OpenPlatform } from "./opened.ts";

/** Opens Discord by the token of one bot. */
export const openDiscordHere: OpenPlatform = async () => {
  throw new BotError("config.invalid", "discord is not built into this version yet", {
    hint: "take it out of PLATFORMS for now, and DISCORD_TOKEN out of the settings",
  });
};
