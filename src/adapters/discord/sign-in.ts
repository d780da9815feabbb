import { ApplicationFlags, Routes } from "discord-api-types/v10";
import { z } from "zod";
import { BotError } from "../../core/errors.ts";
import type { Call } from "./calls/client.ts";
import { type Identity, snowflake } from "./ids.ts";

const application = z.looseObject({ id: snowflake, flags: z.number().default(0) });
const user = z.looseObject({ id: snowflake, bot: z.boolean().optional() });

/** In fewer than 100 servers the switch in the portal grants it at once, and a flag of its own says so. */
const contentFlags = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;

/** Who the token is for, and what the application may. Rejects with `platform.*`; a token of a person is `config.invalid`. */
export async function signIn(call: Call): Promise<Identity> {
  const app = await call({ method: "GET", route: Routes.currentApplication() }, application);
  const own = await call({ method: "GET", route: Routes.user("@me") }, user);
  if (own.bot !== true) {
    throw new BotError("config.invalid", "discord: DISCORD_TOKEN is not the token of a bot", {
      hint: "copy the token from the page Bot of the application at discord.com/developers/applications",
    });
  }
  return { application: app.id, user: own.id, readsContent: (app.flags & contentFlags) !== 0 };
}
