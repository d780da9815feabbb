import { z } from "zod";
import { missing, type Problem } from "./environment.ts";
import { quoted, type Read, type Setting } from "./settings.ts";

/** What the Discord adapter is opened with. */
export type DiscordSettings = Readonly<{
  token: string;
  /** The application that the token is for; null where it was not told, and Discord is asked. */
  applicationId: string | null;
  /** Where Discord's REST API is, without a version and without a slash at its end. */
  apiUrl: string;
  /** The version of API and gateway, as it stands in their addresses. */
  apiVersion: string;
}>;

/** The variables about Discord; those of a secret may also name a file, with `_FILE` behind. */
export const discordSecrets = ["DISCORD_TOKEN"] as const;
const discordOwn = ["DISCORD_APPLICATION_ID", "DISCORD_API_URL", "DISCORD_API_VERSION"] as const;
export const discordVariables = [
  ...discordSecrets.flatMap((name) => [name, `${name}_FILE`] as const),
  ...discordOwn,
] as const;
type DiscordVariable = (typeof discordSecrets)[number] | (typeof discordOwn)[number];

const where = "of the application at discord.com/developers/applications";

const token: Setting<string> = {
  // The problem never quotes it. Three parts, of which the first names the bot's user.
  schema: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/u, {
    error: "is not the token of a bot, which has three parts with dots between",
  }),
  hint: `copy it from the page Bot ${where}, where Reset Token shows a new one, and leave out the word Bot before it`,
};

const applicationId: Setting<string> = {
  schema: z
    .string()
    .regex(/^\d{15,20}$/u, { error: ({ input }) => `${quoted(input)} is not the id of an application` }),
  hint: `copy the Application ID from the page General Information ${where}`,
};

const apiUrl: Setting<string> = {
  schema: z.url({ protocol: /^https?$/u, error: "is not an address" }).transform((url) => url.replace(/\/+$/u, "")),
  hint: "leave it out: only tests have Discord's API elsewhere than at https://discord.com/api",
};

const apiVersion: Setting<string> = {
  schema: z.string().regex(/^\d{1,3}$/u, { error: ({ input }) => `${quoted(input)} is not a version` }),
  hint: "leave it out: the bot is built for version 10",
};

/**
 * The settings of Discord; null when nothing of it is set and `isNamed` is false. An application without a token is a
 * problem: it is never meant.
 */
export function discordSettings(
  read: Read<DiscordVariable>,
  isNamed: boolean,
  problems: Problem[],
): DiscordSettings | null {
  const before = problems.length;
  const own = read("DISCORD_TOKEN", token, null);
  const application = read("DISCORD_APPLICATION_ID", applicationId, null);
  const url = read("DISCORD_API_URL", apiUrl, "https://discord.com/api");
  const version = read("DISCORD_API_VERSION", apiVersion, "10");
  if (problems.length > before) return null;
  if (own !== null) return { token: own, applicationId: application, apiUrl: url, apiVersion: version };
  if (isNamed || application !== null) problems.push(missing("DISCORD_TOKEN", token.hint));
  return null;
}
