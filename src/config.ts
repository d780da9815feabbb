import { z } from "zod";
import { isName, NAME_FIX } from "./core/bank/names.ts";

/** The environment, as `process.env` has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One thing that is wrong with the environment, and how to mend it. Holds no secret. */
export type Problem = Readonly<{ variable: string; problem: string; hint: string }>;

const platformNames = ["playground"] as const;
export type PlatformName = (typeof platformNames)[number];
const logLevels = ["fatal", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof logLevels)[number];

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
  /** Where `/metrics`, `/healthz` and `/readyz` are answered, `port` and `chosen` as above; null: nowhere. */
  metrics: Readonly<{ host: string; port: number; chosen: boolean }> | null;
}>;

/** How one variable is read: its text, trimmed and never empty, to its value. */
type Setting<T> = Readonly<{ schema: z.ZodType<T, string>; hint: string }>;

const listed = (text: string): readonly string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const quoted = (input: unknown): string => JSON.stringify(String(input).slice(0, 60));

/** A comma-separated list; every wrong part is a problem of its own. */
const listOf = <T>(part: z.ZodType<T, string>) => z.string().transform(listed).pipe(z.array(part));

const port: Setting<number> = {
  schema: z
    .string()
    .regex(/^\d{1,5}$/, { error: ({ input }) => `${quoted(input)} is not a port` })
    .transform(Number)
    .refine((number) => number <= 65_535, { error: ({ input }) => `${input} is not a port` }),
  hint: "give a number from 1 to 65535, or 0 for any free port",
};

const metricsPort: Setting<number> = { schema: port.schema, hint: `${port.hint}; off for no metrics` };

const host: Setting<string> = {
  schema: z.string().regex(/^[A-Za-z0-9.:_%[\]-]+$/, { error: ({ input }) => `${quoted(input)} is not an address` }),
  hint: "give an address of this machine: 127.0.0.1 for this machine alone, 0.0.0.0 for everybody who can reach it",
};

const dataDir: Setting<string> = { schema: z.string(), hint: "give the path of a folder" };

const backupDir: Setting<string> = {
  schema: z.string(),
  hint: "give the path of a folder, on another disk if you can",
};

const databaseUrl: Setting<string> = {
  // The value may hold a password, so the problem never quotes it.
  schema: z.string().refine(isPostgresAddress, { error: "is not the address of a PostgreSQL database" }),
  hint: "write it as postgresql://user:password@host:5432/database, or leave it out to keep everything in DATA_DIR",
};

const bankDir = z
  .string()
  .transform((text, context) => {
    const [name = "", ...path] = text.split("=");
    if (isName(name.trim()) && path.join("=").trim() !== "") return { name: name.trim(), path: path.join("=").trim() };
    const named = isName(name.trim()) ? "names no folder" : "has no name that a bank can have";
    context.addIssue({ code: "custom", message: `${quoted(text)} ${named}` });
    return z.NEVER;
  })
  .readonly();

const bankDirs: Setting<Config["bankDirs"]> = {
  schema: listOf(bankDir).superRefine((banks, context) => {
    for (const [at, { name }] of banks.entries()) {
      if (banks.findIndex((bank) => bank.name === name) === at) continue;
      context.addIssue({ code: "custom", message: `the name ${quoted(name)} stands twice` });
    }
  }),
  hint: `write name=path, separated by commas; for a name, ${NAME_FIX}`,
};

const managers: Setting<readonly string[]> = {
  schema: listOf(
    z.string().regex(/^[A-Za-z0-9._:-]{1,80}$/, { error: ({ input }) => `${quoted(input)} is not a person's id` }),
  ),
  hint: "give ids as the platform has them, never names, separated by commas",
};

const setup: Setting<Config["setup"]> = {
  schema: z.string().pipe(z.enum(["members", "admins"], { error: ({ input }) => `${quoted(input)} is not a choice` })),
  hint: "members: any full member may set a channel up first; admins: only who the platform makes a manager",
};

const comingPlatforms: ReadonlySet<string> = new Set(["slack", "discord"]);

const platforms: Setting<readonly PlatformName[]> = {
  schema: listOf(
    z.string().pipe(
      z.enum(platformNames, {
        error: ({ input }) =>
          comingPlatforms.has(String(input))
            ? `${String(input)} is not built into this version yet`
            : `there is no platform ${quoted(input)}`,
      }),
    ),
  ),
  hint: "leave it out, or write PLATFORMS=playground",
};

const logLevel: Setting<LogLevel> = {
  schema: z.string().pipe(z.enum(logLevels, { error: ({ input }) => `${quoted(input)} is not a level` })),
  hint: `choose one of ${logLevels.join(", ")}`,
};

/** Tokens of platforms that this version cannot speak to; a set one would be passed over in silence. */
const comingTokens = ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "DISCORD_TOKEN"] as const;

/** Secrets may also come from a file, by the same name with `_FILE`. */
const secrets: ReadonlySet<string> = new Set(["DATABASE_URL"]);

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
  "LOG_LEVEL",
  "METRICS_HOST",
  "METRICS_PORT",
] as const;
type Variable = (typeof variables)[number];

/** Reads the text of a file; throws when it cannot. */
export type ReadFile = (path: string) => string;

/** The settings, or every problem at once. An empty variable counts as absent. `readFile` is for `*_FILE`. */
export function readConfig(
  env: Environment,
  readFile: ReadFile,
): Readonly<{ kind: "config"; config: Config }> | Readonly<{ kind: "problems"; problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const read = <T, F>(variable: Variable, { schema, hint }: Setting<T>, fallback: F): T | F => {
    const text = secrets.has(variable) ? secretText(env, variable, readFile, problems) : textOf(env, variable);
    if (text === null) return fallback;
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    problems.push(...result.error.issues.map(({ message }) => ({ variable, problem: message, hint })));
    return fallback;
  };
  const named = read("PLATFORMS", platforms, []);
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
    platforms: running(named),
    logLevel: read("LOG_LEVEL", logLevel, isPlaygroundAlone(named) ? "warn" : "info"),
    metrics: isOff(env, "METRICS_PORT")
      ? null
      : {
          host: read("METRICS_HOST", host, "127.0.0.1"),
          // What OpenTelemetry's exporters for Prometheus listen on by default.
          port: read("METRICS_PORT", metricsPort, 9464),
          chosen: textOf(env, "METRICS_PORT") !== null,
        },
  };
  if (config.backupDir !== null && config.databaseUrl !== null) problems.push(backupOfPostgres);
  problems.push(...comingTokens.flatMap((variable) => notYet(env, variable)));
  return problems.length === 0 ? { kind: "config", config } : { kind: "problems", problems };
}

/** A folder that stays empty while the operator believes in it would be worse than none. */
const backupOfPostgres: Problem = {
  variable: "BACKUP_DIR",
  problem: "backs up the SQLite file, and DATABASE_URL names a PostgreSQL database",
  hint: "take it out, and let pg_dump run every night",
};

/** What stands on the screen when the bot cannot start: every problem with its fix. */
export const startUpReport = (problems: readonly Problem[]): string =>
  problems.map(({ variable, problem, hint }) => `${variable}: ${problem}\n  → ${hint}`).join("\n");

/** The playground runs unless real tokens are there: today no other platform can have them. */
const running = (named: readonly PlatformName[]): ReadonlySet<PlatformName> =>
  new Set(named.length === 0 ? ["playground"] : named);

/** A newcomer's screen stays clean; beside a real platform an operator wants to read what happened. */
const isPlaygroundAlone = (named: readonly PlatformName[]): boolean =>
  [...running(named)].every((name) => name === "playground");

const isOff = (env: Environment, variable: Variable): boolean => textOf(env, variable) === "off";

function textOf(env: Environment, variable: string): string | null {
  const text = env[variable]?.trim() ?? "";
  return text === "" ? null : text;
}

function secretText(env: Environment, variable: string, readFile: ReadFile, problems: Problem[]): string | null {
  const own = textOf(env, variable);
  const file = textOf(env, `${variable}_FILE`);
  if (file === null) return own;
  const wrong = (problem: string, hint: string): null => {
    problems.push({ variable: `${variable}_FILE`, problem, hint });
    return null;
  };
  if (own !== null) return wrong(`stands beside ${variable}`, "keep one of the two");
  try {
    const text = readFile(file).trim();
    return text === "" ? wrong("the file it names is empty", `write the value of ${variable} into it`) : text;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no reason given";
    // Not the path: people paste the secret itself here.
    return wrong(`the file it names cannot be read (${code})`, "give the path of a file that the bot's user may read");
  }
}

function notYet(env: Environment, variable: (typeof comingTokens)[number]): readonly Problem[] {
  const platform = variable.startsWith("SLACK") ? "slack" : "discord";
  const set = [variable, `${variable}_FILE`].filter((name) => textOf(env, name) !== null);
  return set.map((name) => ({
    variable: name,
    problem: `${platform} is not built into this version yet`,
    hint: "take it out for now; the playground needs no token",
  }));
}

function isPostgresAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^postgres(?:ql)?:$/.test(url.protocol) && url.host !== "";
}
