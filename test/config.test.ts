import { describe, expect, it } from "vitest";
import type { Environment } from "../src/config/environment.ts";
import { type Config, readConfig, startUpReport } from "../src/config.ts";

const files: Readonly<Record<string, string>> = {
  "/run/url": "postgresql://drill:s3cret@db:5432/drill\n",
  "/run/empty": " \n",
  "/run/bot": "xoxb-s3cret\n",
  "/run/discord": "ODk5.Gabc.s3cret\n",
  "/run/wrong": "mysql://drill:s3cret@db/drill",
};

function readFile(path: string): string {
  const text = files[path];
  if (text !== undefined) return text;
  throw Object.assign(new Error(`no such file: ${path}`), { code: "ENOENT" });
}

const viaSocket: Config["slack"] = {
  botToken: "xoxb-s3cret",
  apiUrl: "https://slack.com/api/",
  line: { kind: "socket", appToken: "xapp-s3cret" },
};
const tokens = { SLACK_BOT_TOKEN: "xoxb-s3cret", SLACK_APP_TOKEN: "xapp-s3cret" };
const onSlack: Partial<Config> = { slack: viaSocket, platforms: new Set(["slack"]), logLevel: "info" };
const signed = { kind: "http", signingSecret: "s3cret", host: "127.0.0.1", port: 3001 } as const;

const byToken: Config["discord"] = {
  token: "ODk5.Gabc.s3cret",
  applicationId: null,
  apiUrl: "https://discord.com/api",
  apiVersion: "10",
};
const onDiscord: Partial<Config> = { discord: byToken, platforms: new Set(["discord"]), logLevel: "info" };

const defaults: Config = {
  host: "127.0.0.1",
  port: 3000,
  portChosen: false,
  dataDir: "data",
  databaseUrl: null,
  backupDir: null,
  bankDirs: [],
  managers: new Set(),
  setup: "members",
  platforms: new Set(["playground"]),
  slack: null,
  discord: null,
  logLevel: "warn",
  metrics: { host: "127.0.0.1", port: 9464, chosen: false },
};

describe("settings", () => {
  const rows: readonly (readonly [name: string, env: Environment, changes: Partial<Config>])[] = [
    ["nothing at all", {}, {}],
    ["empty variables as absent", { PORT: "", HOST: "  ", DATABASE_URL: "", PLATFORMS: "", SLACK_BOT_TOKEN: "" }, {}],
    ["a chosen port", { PORT: "8080" }, { port: 8080, portChosen: true }],
    ["the default port as chosen when it is written", { PORT: "3000" }, { portChosen: true }],
    ["port 0", { PORT: "0" }, { port: 0, portChosen: true }],
    ["the highest port", { PORT: "65535" }, { port: 65_535, portChosen: true }],
    ["a host", { HOST: " 0.0.0.0 " }, { host: "0.0.0.0" }],
    ["a host of IPv6", { HOST: "::1" }, { host: "::1" }],
    ["a data folder", { DATA_DIR: "/var/lib/drill" }, { dataDir: "/var/lib/drill" }],
    ["a folder for backups", { BACKUP_DIR: "/srv/backups" }, { backupDir: "/srv/backups" }],
    ["a database", { DATABASE_URL: "postgres://db/drill" }, { databaseUrl: "postgres://db/drill" }],
    [
      "a database in a file",
      { DATABASE_URL_FILE: "/run/url" },
      { databaseUrl: "postgresql://drill:s3cret@db:5432/drill" },
    ],
    [
      "banks, with an equals sign in a path",
      { BANK_DIRS: "team=../ours, back-end=/srv/a=b," },
      {
        bankDirs: [
          { name: "team", path: "../ours" },
          { name: "back-end", path: "/srv/a=b" },
        ],
      },
    ],
    ["managers", { MANAGERS: "U012AB3CD, mira" }, { managers: new Set(["U012AB3CD", "mira"]) }],
    ["who sets up", { SETUP: "admins" }, { setup: "admins" }],
    ["the playground by name", { PLATFORMS: "playground" }, {}],
    ["a log level", { LOG_LEVEL: "debug" }, { logLevel: "debug" }],
    [
      "where metrics are served",
      { METRICS_HOST: "0.0.0.0", METRICS_PORT: "9000" },
      { metrics: { host: "0.0.0.0", port: 9000, chosen: true } },
    ],
    [
      "the default port of metrics as chosen when it is written",
      { METRICS_PORT: "9464" },
      { metrics: { host: "127.0.0.1", port: 9464, chosen: true } },
    ],
    ["Slack's tokens, which put the playground off", tokens, onSlack],
    [
      "Slack's tokens from files",
      { SLACK_BOT_TOKEN_FILE: "/run/bot", SLACK_APP_TOKEN: "xapp-s3cret", SLACK_SIGNING_SECRET: "unused" },
      onSlack,
    ],
    [
      "Slack by signed HTTP where there is a signing secret alone",
      { SLACK_BOT_TOKEN: "xoxb-s3cret", SLACK_SIGNING_SECRET: "s3cret" },
      { ...onSlack, slack: { ...viaSocket, line: signed } },
    ],
    [
      "the mode, the address and Slack's own address",
      {
        ...tokens,
        SLACK_SIGNING_SECRET: "s3cret",
        SLACK_MODE: "http",
        SLACK_HOST: "0.0.0.0",
        SLACK_PORT: "8080",
        SLACK_API_URL: "http://127.0.0.1:9/api",
      },
      {
        ...onSlack,
        slack: {
          botToken: "xoxb-s3cret",
          apiUrl: "http://127.0.0.1:9/api/",
          line: { ...signed, host: "0.0.0.0", port: 8080 },
        },
      },
    ],
    [
      "the playground beside Slack when it is named",
      { ...tokens, PLATFORMS: "playground,slack" },
      { ...onSlack, platforms: new Set(["playground", "slack"]) },
    ],
    ["Discord's token, which puts the playground off", { DISCORD_TOKEN: "ODk5.Gabc.s3cret" }, onDiscord],
    ["Discord's token from a file", { DISCORD_TOKEN_FILE: "/run/discord" }, onDiscord],
    [
      "Discord's application, and its own address and version",
      {
        DISCORD_TOKEN: "ODk5.Gabc.s3cret",
        DISCORD_APPLICATION_ID: "123456789012345678",
        DISCORD_API_URL: "http://127.0.0.1:9/api/",
        DISCORD_API_VERSION: "11",
      },
      {
        ...onDiscord,
        discord: {
          token: "ODk5.Gabc.s3cret",
          applicationId: "123456789012345678",
          apiUrl: "http://127.0.0.1:9/api",
          apiVersion: "11",
        },
      },
    ],
    [
      "Slack and Discord, where both have their tokens",
      { ...tokens, DISCORD_TOKEN: "ODk5.Gabc.s3cret" },
      { ...onSlack, discord: byToken, platforms: new Set(["slack", "discord"]) },
    ],
    [
      "all three by name",
      { ...tokens, DISCORD_TOKEN: "ODk5.Gabc.s3cret", PLATFORMS: "discord,playground,slack" },
      { ...onSlack, discord: byToken, platforms: new Set(["discord", "playground", "slack"]) },
    ],
    ["Discord's address as unused without a token", { DISCORD_API_URL: "http://127.0.0.1:9" }, {}],
    ["Slack's tokens as unused when other platforms are named", { ...tokens, PLATFORMS: "playground" }, {}],
    ["a log level beside Slack", { ...tokens, LOG_LEVEL: "warn" }, { ...onSlack, logLevel: "warn" }],
    ["no metrics", { METRICS_PORT: " off ", METRICS_HOST: "::1" }, { metrics: null }],
    ["variables of others", { PATH: "/bin", SLACK_WEBHOOK_URL: "https://hooks.test" }, {}],
  ];
  it.each(rows)("take %s", (_name, env, changes) => {
    expect(readConfig(env, readFile)).toEqual({ kind: "config", config: { ...defaults, ...changes } });
  });
});

describe("problems", () => {
  it("refuses nightly backups of a PostgreSQL database, which would never come", () => {
    expect(readConfig({ BACKUP_DIR: "/srv", DATABASE_URL: "postgres://db/drill" }, readFile)).toEqual({
      kind: "problems",
      problems: [
        {
          variable: "BACKUP_DIR",
          problem: "backs up the SQLite file, and DATABASE_URL names a PostgreSQL database",
          hint: "take it out, and let pg_dump run every night",
        },
      ],
    });
  });

  const hostHint =
    "give an address of this machine: 127.0.0.1 for this machine alone, 0.0.0.0 for everybody who can reach it";
  const portHint = "give a number from 1 to 65535, or 0 for any free port";
  const bankHint =
    "write name=path, separated by commas; for a name, use small letters, digits and single dashes, " +
    "at most 50 of them, such as `idempotency-keys`";
  const platformHint = "leave it out, or name the platforms to run: playground, slack, discord";
  const settings = "in the app's settings at api.slack.com/apps";
  const botHint = `copy the Bot User OAuth Token from OAuth & Permissions ${settings}`;
  const appHint = `make one with the scope connections:write under Basic Information, App-Level Tokens ${settings}`;
  const signingHint = `copy the Signing Secret from Basic Information ${settings}`;
  const urlHint =
    "write it as postgresql://user:password@host:5432/database, or leave it out to keep everything in DATA_DIR";
  const portal = "of the application at discord.com/developers/applications";
  const tokenHint = `copy it from the page Bot ${portal}, where Reset Token shows a new one, and leave out the word Bot before it`;
  const applicationHint = `copy the Application ID from the page General Information ${portal}`;
  const rows: readonly (readonly [variable: string, value: string, problem: string, hint: string])[] = [
    ["PORT", "eighty", '"eighty" is not a port', portHint],
    ["PORT", "65536", "65536 is not a port", portHint],
    ["PORT", "-1", '"-1" is not a port', portHint],
    ["PORT", "3000.5", '"3000.5" is not a port', portHint],
    ["HOST", "http://here", '"http://here" is not an address', hostHint],
    ["DATABASE_URL", "mysql://drill:s3cret@db/drill", "is not the address of a PostgreSQL database", urlHint],
    ["DATABASE_URL", "s3cret", "is not the address of a PostgreSQL database", urlHint],
    ["DATABASE_URL_FILE", "/run/empty", "the file it names is empty", "write the value of DATABASE_URL into it"],
    [
      "DATABASE_URL_FILE",
      "postgresql://drill:s3cret@db/drill",
      "the file it names cannot be read (ENOENT)",
      "give the path of a file that the bot's user may read",
    ],
    ["BANK_DIRS", "../ours", '"../ours" has no name that a bank can have', bankHint],
    ["BANK_DIRS", "Our Bank=../ours", '"Our Bank=../ours" has no name that a bank can have', bankHint],
    ["BANK_DIRS", "ours=", '"ours=" names no folder', bankHint],
    ["BANK_DIRS", "ours=a,ours=b", 'the name "ours" stands twice', bankHint],
    [
      "MANAGERS",
      "U1,@mira",
      '"@mira" is not a person\'s id',
      "give ids as the platform has them, never names, separated by commas",
    ],
    [
      "SETUP",
      "everybody",
      '"everybody" is not a choice',
      "members: any full member may set a channel up first; admins: only who the platform makes a manager",
    ],
    ["PLATFORMS", "irc", 'there is no platform "irc"', platformHint],
    ["METRICS_PORT", "on", '"on" is not a port', `${portHint}; off for no metrics`],
    ["METRICS_HOST", "http://here", '"http://here" is not an address', hostHint],
    ["LOG_LEVEL", "loud", '"loud" is not a level', "choose one of fatal, error, warn, info, debug"],
    ["SLACK_BOT_TOKEN", "xoxp-s3cret", "is not the token of a bot, which begins with xoxb-", botHint],
    ["SLACK_APP_TOKEN", "xoxb-s3cret", "is not an app-level token, which begins with xapp-", appHint],
    ["SLACK_SIGNING_SECRET", "s3 cret", "holds a blank", signingHint],
    [
      "SLACK_MODE",
      "socks",
      '"socks" is not a mode',
      "socket: the bot connects to Slack, and needs no public address; http: Slack sends to an address of yours",
    ],
    ["SLACK_PORT", "high", '"high" is not a port', portHint],
    [
      "SLACK_API_URL",
      "ftp://s3cret",
      "is not an address",
      "leave it out: only tests have Slack's methods elsewhere than at https://slack.com/api/",
    ],
    ["SLACK_APP_TOKEN_FILE", "/run/empty", "the file it names is empty", "write the value of SLACK_APP_TOKEN into it"],
    ["DISCORD_TOKEN", "s3cret", "is not the token of a bot, which has three parts with dots between", tokenHint],
    [
      "DISCORD_TOKEN",
      "Bot a.b.s3cret",
      "is not the token of a bot, which has three parts with dots between",
      tokenHint,
    ],
    ["DISCORD_APPLICATION_ID", "Drill", '"Drill" is not the id of an application', applicationHint],
    [
      "DISCORD_API_URL",
      "ftp://s3cret",
      "is not an address",
      "leave it out: only tests have Discord's API elsewhere than at https://discord.com/api",
    ],
    ["DISCORD_API_VERSION", "v10", '"v10" is not a version', "leave it out: the bot is built for version 10"],
    ["DISCORD_TOKEN_FILE", "/run/empty", "the file it names is empty", "write the value of DISCORD_TOKEN into it"],
  ];
  it.each(rows)("%s=%s", (variable, value, problem, hint) => {
    expect(readConfig({ [variable]: value }, readFile)).toEqual({
      kind: "problems",
      problems: [{ variable, problem, hint }],
    });
  });

  it.each([
    ["SLACK_BOT_TOKEN", "xoxb-s3cret", "SLACK_APP_TOKEN", appHint],
    ["SLACK_APP_TOKEN", "xapp-s3cret", "SLACK_BOT_TOKEN", botHint],
    ["SLACK_SIGNING_SECRET", "s3cret", "SLACK_BOT_TOKEN", botHint],
    ["DISCORD_APPLICATION_ID", "123456789012345678", "DISCORD_TOKEN", tokenHint],
    ["PLATFORMS", "discord", "DISCORD_TOKEN", tokenHint],
  ])("%s=%s alone: %s is missing", (variable, value, other, hint) => {
    expect(readConfig({ [variable]: value }, readFile)).toEqual({
      kind: "problems",
      problems: [{ variable: other, problem: "is missing", hint }],
    });
  });

  it("name everything that a platform which is to run lacks", () => {
    expect(readConfig({ PLATFORMS: "slack" }, readFile)).toEqual({
      kind: "problems",
      problems: [
        { variable: "SLACK_BOT_TOKEN", problem: "is missing", hint: botHint },
        { variable: "SLACK_APP_TOKEN", problem: "is missing", hint: appHint },
      ],
    });
    expect(readConfig({ PLATFORMS: "slack", SLACK_MODE: "http" }, readFile)).toEqual({
      kind: "problems",
      problems: [
        { variable: "SLACK_BOT_TOKEN", problem: "is missing", hint: botHint },
        { variable: "SLACK_SIGNING_SECRET", problem: "is missing", hint: signingHint },
      ],
    });
  });

  it("names the variable whose value came from a file, without the value", () => {
    expect(readConfig({ DATABASE_URL_FILE: "/run/wrong" }, readFile)).toEqual({
      kind: "problems",
      problems: [{ variable: "DATABASE_URL", problem: "is not the address of a PostgreSQL database", hint: urlHint }],
    });
  });

  it("does not guess between a value and a file", () => {
    const env = { DATABASE_URL: "postgres://db/drill", DATABASE_URL_FILE: "/run/url" };
    expect(readConfig(env, readFile)).toEqual({
      kind: "problems",
      problems: [{ variable: "DATABASE_URL_FILE", problem: "stands beside DATABASE_URL", hint: "keep one of the two" }],
    });
  });

  it("are told all at once, each with its fix", () => {
    const env = { PORT: "x", MANAGERS: "@a,U1,@b", SETUP: "x", PLATFORMS: "irc" };
    const read = readConfig(env, readFile);
    expect(startUpReport(read.kind === "problems" ? read.problems : [])).toBe(
      [
        'PLATFORMS: there is no platform "irc"',
        "  → leave it out, or name the platforms to run: playground, slack, discord",
        'PORT: "x" is not a port',
        "  → give a number from 1 to 65535, or 0 for any free port",
        'MANAGERS: "@a" is not a person\'s id',
        "  → give ids as the platform has them, never names, separated by commas",
        'MANAGERS: "@b" is not a person\'s id',
        "  → give ids as the platform has them, never names, separated by commas",
        'SETUP: "x" is not a choice',
        "  → members: any full member may set a channel up first; admins: only who the platform makes a manager",
      ].join("\n"),
    );
  });
});
