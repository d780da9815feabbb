import { openLog, type ProcessLog } from "../adapters/log/pino-log.ts";
import type { SlackSettings } from "../config/slack.ts";
import type { Config } from "../config.ts";

/** The log of the process, which knows the secrets of its settings. */
export const processLog = ({ logLevel, databaseUrl, slack, discord }: Config): ProcessLog =>
  openLog({
    level: logLevel,
    secrets: [
      ...(databaseUrl === null ? [] : secretsIn(databaseUrl)),
      ...(slack === null ? [] : tokensIn(slack)),
      ...(discord === null ? [] : [discord.token]),
    ],
  });

const tokensIn = ({ botToken, line }: SlackSettings): readonly string[] => [
  botToken,
  line.kind === "socket" ? line.appToken : line.signingSecret,
];

/** The address as a whole, and its password as it is written and as it is meant. */
export function secretsIn(databaseUrl: string): readonly string[] {
  const password = URL.parse(databaseUrl)?.password ?? "";
  return [databaseUrl, password, decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: it is meant as it is written.
    return text;
  }
}
