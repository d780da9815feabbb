import type { REST } from "discord.js";
import { onTestFinished } from "vitest";
import type { Fields } from "../../stand-in/record.ts";
import type { DiscordApp, RunningDiscord } from "../client.ts";
import type { Opening } from "../control/opening.ts";
import { clientOf, opened, smallServer } from "../opened.ts";

/** Pings nobody. */
export const quiet = { allowed_mentions: { parse: [] } };
/** A time that stands until it is moved. */
export const standing = { startsAt: "2027-03-15T09:00:00Z", wallMs: 0, speed: 0 };

/** A server with the bot's REST client, without a gateway. */
export async function asking(opening: Opening = {}) {
  const { discord, app } = await opened({ ...smallServer, ...opening });
  const { id: channel } = await app.channel("drills");
  return { discord, app, channel, rest: restOf(discord, app), guild: app.keys.guilds["acme"] ?? "" };
}

function restOf(discord: RunningDiscord, { keys }: DiscordApp): REST {
  const { rest } = clientOf(discord, { rest: { rejectOnRateLimit: () => true, globalRequestsPerSecond: 1_000 } });
  onTestFinished(() => rest.clearHandlerSweeper());
  return rest.setToken(keys.token);
}

/** Posts a message; gives it as it stands. */
export const post = (rest: REST, channel: string, body: Fields): Promise<Fields> =>
  rest.post(`/channels/${channel}/messages`, { body: { content: "x", ...quiet, ...body } }).then(asFields);
/** An answer as fields, whatever it is. */
export const asFields = (value: unknown): Fields => (typeof value === "object" && value !== null ? { ...value } : {});
/** The status and code that a request was refused with. */
export const refused = (request: Promise<unknown>): Promise<unknown> =>
  request.then(
    () => "nothing was refused",
    ({ status, code }: Readonly<{ status: number; code: number }>) => [status, code],
  );
