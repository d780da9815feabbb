import { type DiscordSettings, discordSecrets, discordSettings, discordVariables } from "./config/discord.ts";
import { type Environment, type Problem, type ReadFile, secretText, textOf } from "./config/environment.ts";
import {
  backupDir,
  bankDirs,
  databaseUrl,
  dataDir,
  host,
  type LogLevel,
  logLevel,
  managers,
  metricsPort,
  type PlatformName,
  platforms,
  port,
  type Read,
  type Setting,
  setup,
} from "./config/settings.ts";
import { type SlackSettings, slackSecrets, slackSettings, slackVariables } from "./config/slack.ts";

/** Everything an operator can set. Paths are as they were given: relative to where the bot was started. */
export type Config = Readonly<{
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Whether the operator chose the port: a busy one is then an error, else the next free one is taken. */
  portChosen: boolean;
  dataDir: string;
  /** Null: SQLite in `dataDir`. */
  databaseUrl: string | null;
  /** Where the running bot puts a backup every night; null: nowhere. */
  backupDir: string | null;
  bankDirs: readonly Readonly<{ name: string; path: string }>[];
  managers: ReadonlySet<string>;
  setup: "members" | "admins";
  platforms: ReadonlySet<PlatformName>;
  logLevel: LogLevel;
  /** Null: Slack does not run. */
  slack: SlackSettings | null;
  /** Null: Discord does not run. */
  discord: DiscordSettings | null;
  /** Where `/metrics`, `/healthz` and `/readyz` are answered, `port` and `chosen` as above; null: nowhere. */
  metrics: Readonly<{ host: string; port: number; chosen: boolean }> | null;
}>;

/** Secrets may also come from a file, by the same name with `_FILE`. */
export const secrets: readonly string[] = ["DATABASE_URL", ...slackSecrets, ...discordSecrets];

/** Every variable the bot reads; `.env.example` explains each. */
export const variables = [
  "HOST",
  "PORT",
  "DATA_DIR",
  "DATABASE_URL",
  "DATABASE_URL_FILE",
  "BACKUP_DIR",
  "BANK_DIRS",
  "MANAGERS",
  "SETUP",
  "PLATFORMS",
  ...slackVariables,
  ...discordVariables,
  "LOG_LEVEL",
  "METRICS_HOST",
  "METRICS_PORT",
] as const;
type Variable = (typeof variables)[number];

/** The settings, or every problem at once. An empty variable counts as absent. `readFile` is for `*_FILE`. */
export function readConfig(
  env: Environment,
  readFile: ReadFile,
): Readonly<{ kind: "config"; config: Config }> | Readonly<{ kind: "problems"; problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const read = <T, F>(variable: Variable, { schema, hint }: Setting<T>, fallback: F): T | F => {
    const text = secrets.includes(variable) ? secretText(env, variable, readFile, problems) : textOf(env, variable);
    if (text === null) return fallback;
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    problems.push(...result.error.issues.map(({ message }) => ({ variable, problem: message, hint })));
    return fallback;
  };
  const named: readonly PlatformName[] = read("PLATFORMS", platforms, []);
  const mayRun = (name: PlatformName): boolean => named.length === 0 || named.includes(name);
  const slack = mayRun("slack") ? slackSettings(read, named.includes("slack"), problems) : null;
  const discord = mayRun("discord") ? discordSettings(read, named.includes("discord"), problems) : null;
  const runs = running(named, { slack, discord });
  const config: Config = {
    host: read("HOST", host, "127.0.0.1"),
    port: read("PORT", port, 3000),
    portChosen: textOf(env, "PORT") !== null,
    dataDir: read("DATA_DIR", dataDir, "data"),
    databaseUrl: read("DATABASE_URL", databaseUrl, null),
    backupDir: read("BACKUP_DIR", backupDir, null),
    bankDirs: read("BANK_DIRS", bankDirs, []),
    managers: new Set(read("MANAGERS", managers, [])),
    setup: read("SETUP", setup, "members"),
    platforms: runs,
    slack,
    discord,
    logLevel: read("LOG_LEVEL", logLevel, isPlaygroundAlone(runs) ? "warn" : "info"),
    metrics: isOff(env, "METRICS_PORT") ? null : metricsFrom(env, read),
  };
  if (config.backupDir !== null && config.databaseUrl !== null) problems.push(backupOfPostgres);
  return problems.length === 0 ? { kind: "config", config } : { kind: "problems", problems };
}

const metricsFrom = (env: Environment, read: Read<Variable>): Config["metrics"] => ({
  host: read("METRICS_HOST", host, "127.0.0.1"),
  // What OpenTelemetry's exporters for Prometheus listen on by default.
  port: read("METRICS_PORT", metricsPort, 9464),
  chosen: textOf(env, "METRICS_PORT") !== null,
});

/** A folder that stays empty while the operator believes in it would be worse than none. */
const backupOfPostgres: Problem = {
  variable: "BACKUP_DIR",
  problem: "backs up the SQLite file, and DATABASE_URL names a PostgreSQL database",
  hint: "take it out, and let pg_dump run every night",
};

/** What stands on the screen when the bot cannot start: every problem with its fix. */
export const startUpReport = (problems: readonly Problem[]): string =>
  problems.map(({ variable, problem, hint }) => `${variable}: ${problem}\n  → ${hint}`).join("\n");

/** What is named runs, else whatever has its tokens; the playground is for those who have none. */
function running(
  named: readonly PlatformName[],
  { slack, discord }: Pick<Config, "slack" | "discord">,
): ReadonlySet<PlatformName> {
  if (named.length > 0) return new Set(named);
  const real: readonly PlatformName[] = [
    ...(slack === null ? [] : (["slack"] as const)),
    ...(discord === null ? [] : (["discord"] as const)),
  ];
  return new Set(real.length === 0 ? ["playground"] : real);
}

/** A newcomer's screen stays clean; beside a real platform an operator wants to read what happened. */
const isPlaygroundAlone = (runs: ReadonlySet<PlatformName>): boolean =>
  [...runs].every((name) => name === "playground");

const isOff = (env: Environment, variable: Variable): boolean => textOf(env, variable) === "off";
