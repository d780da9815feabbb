import { Command, Option } from "commander";
import type { Environment } from "../config/environment.ts";
import type { Config } from "../config.ts";
import type { Carefully } from "./data-commands.ts";

/** One thing that was looked at; `hint` says how to mend it, null when nothing is wrong. */
type Finding = Readonly<{ about: string; said: string; hint: string | null }>;
type WithJson = Readonly<{ json?: boolean }>;
/** Looks at one platform; null when it has no tokens. */
type Examine = (config: Config) => Promise<readonly Finding[] | null>;

/** `drill doctor`: what keeps the bot from working, and how to mend it. */
export function doctorCommand(env: Environment, carefully: Carefully): Command {
  const doctor = new Command("doctor").description("find what keeps the bot from working").helpCommand(false);
  const add = (name: string, checked: string, noTokens: string, examine: Examine): void => {
    doctor
      .command(name)
      .description(`check ${checked} and every channel with a plan; ends with 1 when something is wrong`)
      .addOption(new Option("--json", "print JSON instead of text"))
      .action((flags: WithJson) => carefully(() => tellFindings(env, flags, noTokens, examine)));
  };
  add(
    "slack",
    "tokens, scopes, the clock",
    "Slack has no tokens\n  → set SLACK_BOT_TOKEN and SLACK_APP_TOKEN; .env.example explains them",
    async (config) => {
      if (config.slack === null) return null;
      const { examineSlack } = await import("../compose/slack-tools.ts");
      return examineSlack(config.slack, config, await logFor(config));
    },
  );
  add(
    "discord",
    "the token, intents, commands, the clock",
    "Discord has no token\n  → set DISCORD_TOKEN; .env.example explains it",
    async (config) => {
      if (config.discord === null) return null;
      const { examineDiscord } = await import("../compose/discord-tools.ts");
      return examineDiscord(config.discord, config, await logFor(config));
    },
  );
  return doctor;
}

async function tellFindings(
  env: Environment,
  { json = false }: WithJson,
  noTokens: string,
  examine: Examine,
): Promise<void> {
  const { settingsOf, tell } = await import("./settings.ts");
  const config = settingsOf(env);
  if (config === null) return;
  const findings = await examine(config);
  if (findings === null) {
    tell(noTokens);
    return;
  }
  console.log(json ? JSON.stringify(findings) : findings.map(lineOf).join("\n"));
  if (findings.some(({ hint }) => hint !== null)) process.exitCode = 1;
}

const logFor = async (config: Config) => (await import("../compose/process-log.ts")).processLog(config);

const lineOf = ({ about, said, hint }: Finding): string =>
  hint === null ? `✓ ${about}: ${said}` : `✗ ${about}: ${said}\n  → ${hint}`;
