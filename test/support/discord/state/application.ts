import type { Fields } from "../../stand-in/record.ts";
import type { AppState } from "./app-state.ts";
import { userShape } from "./shapes.ts";

/** GATEWAY_MESSAGE_CONTENT and its limited form (developers/resources/application.mdx, Application Flags). */
const contentFlags = { granted: 1 << 18, limited: 1 << 19, off: 0 } as const;

/** The application's flags, as the portal has them. */
export const applicationFlags = ({ messageContent }: AppState): number => contentFlags[messageContent];

/** `GET /applications/@me`. */
export const applicationShape = (app: AppState): Fields => ({
  id: app.applicationId,
  name: "Daily Drill",
  icon: null,
  description: "",
  bot_public: true,
  bot_require_code_grant: false,
  bot: userShape(app.user(app.botUser)),
  flags: applicationFlags(app),
  summary: "",
  verify_key: "0".repeat(64),
  team: null,
  owner: { id: "1", username: "owner", discriminator: "0", avatar: null },
  approximate_guild_count: [...app.guilds.values()].filter((one) => app.hasBot(one)).length,
});
