import { z } from "zod";
import { BotError } from "../../core/errors.ts";
import type { Call } from "./calls/client.ts";
import { type Identity, keyOfWorkspace, slackId } from "./ids.ts";

const answer = z.looseObject({
  team_id: slackId,
  user_id: slackId,
  bot_id: z.string().optional(),
  url: z.url(),
  response_metadata: z.looseObject({ scopes: z.array(z.string()).optional() }).optional(),
});

/** Who the bot's token is for. Rejects with `platform.*`; a token of a person is `config.invalid`. */
export async function signIn(call: Call): Promise<Identity> {
  const told = await call("auth.test", {}, answer);
  if (told.bot_id === undefined) {
    throw new BotError("config.invalid", "slack: SLACK_BOT_TOKEN is not the token of a bot", {
      hint: "copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions in the app's settings",
    });
  }
  const scopes = told.response_metadata?.scopes;
  return {
    team: told.team_id,
    user: told.user_id,
    bot: told.bot_id,
    url: told.url,
    workspace: keyOfWorkspace(told.team_id),
    scopes: scopes === undefined ? null : new Set(scopes),
  };
}
