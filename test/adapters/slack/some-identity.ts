import { type Identity, keyOfWorkspace } from "../../../src/adapters/slack/ids.ts";
import { botScopes } from "../../../src/adapters/slack/manifest.ts";

/** The bot in a workspace of tests. */
export const someIdentity: Identity = {
  team: "T1",
  user: "UBOT",
  bot: "BBOT",
  url: "https://acme.slack.com/",
  workspace: keyOfWorkspace("T1"),
  scopes: new Set(botScopes),
};
