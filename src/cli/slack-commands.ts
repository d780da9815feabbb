import { Command, Option } from "commander";
import type { Environment } from "../config/environment.ts";
import { BotError } from "../core/errors.ts";
import type { Carefully } from "./data-commands.ts";

type ManifestFlags = Readonly<{ http?: string; json?: boolean }>;
type WithJson = Readonly<{ json?: boolean }>;

const json = () => new Option("--json", "print JSON instead of text");

/** `drill slack`: what is needed to make the app in Slack. */
export function slackCommand(carefully: Carefully): Command {
  const slack = new Command("slack").description("the app in Slack").helpCommand(false);
  slack
    .command("manifest")
    .description('print the app\'s manifest, for "Create New App, From a manifest" at api.slack.com/apps')
    .option("--http <url>", "the public https address of this bot, for signed HTTP instead of Socket Mode")
    .addOption(json())
    .action((flags: ManifestFlags) => carefully(() => printManifest(flags)));
  return slack;
}

/** `drill doctor`: what keeps the bot from working, and how to mend it. */
export function doctorCommand(env: Environment, carefully: Carefully): Command {
  const doctor = new Command("doctor").description("find what keeps the bot from working").helpCommand(false);
  doctor
    .command("slack")
    .description("check tokens, scopes, the clock and every channel with a plan; ends with 1 when something is wrong")
    .addOption(json())
    .action((flags: WithJson) => carefully(() => examine(env, flags)));
  return doctor;
}

async function printManifest({ http, json: asJson = false }: ManifestFlags): Promise<void> {
  const url = http === undefined ? null : publicAddress(http);
  const [{ slackManifest }, { stringify }] = await Promise.all([import("../compose/slack-tools.ts"), import("yaml")]);
  const manifest = slackManifest(url);
  console.log(asJson ? JSON.stringify(manifest, null, 2) : stringify(manifest).trimEnd());
}

/** Slack sends to https addresses only (docs.slack.dev, Request URL). */
function publicAddress(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && url.protocol === "https:" && url.hostname !== "") return url;
  throw new BotError("input.invalid", `--http: ${JSON.stringify(text.slice(0, 80))} is not an https address`, {
    hint: "give the address by which Slack reaches the bot, such as https://drill.example.com",
  });
}

async function examine(env: Environment, { json: asJson = false }: WithJson): Promise<void> {
  const { settingsOf, tell } = await import("./settings.ts");
  const config = settingsOf(env);
  if (config === null) return;
  if (config.slack === null) {
    tell("Slack has no tokens\n  → set SLACK_BOT_TOKEN and SLACK_APP_TOKEN; .env.example explains them");
    return;
  }
  const [{ examineSlack }, { processLog }] = await Promise.all([
    import("../compose/slack-tools.ts"),
    import("../compose/process-log.ts"),
  ]);
  const findings = await examineSlack(config.slack, config, processLog(config));
  console.log(asJson ? JSON.stringify(findings) : findings.map(lineOf).join("\n"));
  if (findings.some(({ hint }) => hint !== null)) process.exitCode = 1;
}

const lineOf = ({ about, said, hint }: Readonly<{ about: string; said: string; hint: string | null }>): string =>
  hint === null ? `✓ ${about}: ${said}` : `✗ ${about}: ${said}\n  → ${hint}`;
