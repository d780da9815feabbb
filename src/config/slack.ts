import { z } from "zod";
import { missing, type Problem } from "./environment.ts";
import { host, port, quoted, type Read, type Setting } from "./settings.ts";

/** What the Slack adapter is opened with. */
export type SlackSettings = Readonly<{
  botToken: string;
  /** Where Slack's methods are. */
  apiUrl: string;
  /** How what happens in Slack reaches the bot: over a socket that it opens, or by signed requests to an address. */
  line:
    | Readonly<{ kind: "socket"; appToken: string }>
    | Readonly<{ kind: "http"; signingSecret: string; host: string; port: number }>;
}>;

/** The variables about Slack; those of a secret may also name a file, with `_FILE` behind. */
export const slackSecrets = ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"] as const;
export const slackVariables = [
  ...slackSecrets.flatMap((name) => [name, `${name}_FILE`] as const),
  "SLACK_MODE",
  "SLACK_HOST",
  "SLACK_PORT",
  "SLACK_API_URL",
] as const;
type SlackVariable = (typeof slackSecrets)[number] | "SLACK_MODE" | "SLACK_HOST" | "SLACK_PORT" | "SLACK_API_URL";

const where = "in the app's settings at api.slack.com/apps";

/** A secret that begins as Slack's do; the problem never quotes it. */
const secretThat = (begins: RegExp, problem: string, hint: string): Setting<string> => ({
  schema: z.string().regex(begins, { error: problem }),
  hint,
});

const botToken = secretThat(
  /^xoxb-\S+$/u,
  "is not the token of a bot, which begins with xoxb-",
  `copy the Bot User OAuth Token from OAuth & Permissions ${where}`,
);
const appToken = secretThat(
  /^xapp-\S+$/u,
  "is not an app-level token, which begins with xapp-",
  `make one with the scope connections:write under Basic Information, App-Level Tokens ${where}`,
);
const signingSecret = secretThat(/^\S+$/u, "holds a blank", `copy the Signing Secret from Basic Information ${where}`);

const mode: Setting<"socket" | "http"> = {
  schema: z.string().pipe(z.enum(["socket", "http"], { error: ({ input }) => `${quoted(input)} is not a mode` })),
  hint: "socket: the bot connects to Slack, and needs no public address; http: Slack sends to an address of yours",
};

const apiUrl: Setting<string> = {
  schema: z
    .url({ protocol: /^https?$/u, error: "is not an address" })
    .transform((url) => (url.endsWith("/") ? url : `${url}/`)),
  hint: "leave it out: only tests have Slack's methods elsewhere than at https://slack.com/api/",
};

/**
 * The settings of Slack; null when nothing of it is set and `isNamed` is false. What is missing of a part is a problem:
 * half a set of tokens is never meant.
 */
export function slackSettings(read: Read<SlackVariable>, isNamed: boolean, problems: Problem[]): SlackSettings | null {
  const before = problems.length;
  const tokens = {
    bot: read("SLACK_BOT_TOKEN", botToken, null),
    app: read("SLACK_APP_TOKEN", appToken, null),
    signing: read("SLACK_SIGNING_SECRET", signingSecret, null),
  };
  const chosen = read("SLACK_MODE", mode, null);
  const rest = { host: read("SLACK_HOST", host, "127.0.0.1"), port: read("SLACK_PORT", port, 3001) };
  const url = read("SLACK_API_URL", apiUrl, "https://slack.com/api/");
  if (problems.length > before) return null;
  if (!isNamed && Object.values(tokens).every((token) => token === null)) return null;
  const kind = chosen ?? (tokens.app === null && tokens.signing !== null ? "http" : "socket");
  const line = lineOf(kind, tokens, rest);
  if (tokens.bot !== null && line !== null) return { botToken: tokens.bot, apiUrl: url, line };
  if (tokens.bot === null) problems.push(missing("SLACK_BOT_TOKEN", botToken.hint));
  if (line === null)
    problems.push(
      kind === "socket"
        ? missing("SLACK_APP_TOKEN", appToken.hint)
        : missing("SLACK_SIGNING_SECRET", signingSecret.hint),
    );
  return null;
}

function lineOf(
  kind: "socket" | "http",
  tokens: Readonly<{ app: string | null; signing: string | null }>,
  address: Readonly<{ host: string; port: number }>,
): SlackSettings["line"] | null {
  if (kind === "socket") return tokens.app === null ? null : { kind, appToken: tokens.app };
  return tokens.signing === null ? null : { kind, signingSecret: tokens.signing, ...address };
}
