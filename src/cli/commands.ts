import { setTimeout } from "node:timers/promises";
import { styleText } from "node:util";
import { Command, Option } from "commander";
import type { Environment } from "../config/environment.ts";
import { dataCommand } from "./data-commands.ts";
import { discordCommand } from "./discord-commands.ts";
import { doctorCommand } from "./doctor-command.ts";
import { exportCommand } from "./export-command.ts";
import { failureText } from "./failure.ts";
import { holidaysCommand } from "./holidays-command.ts";
import { importCommand } from "./import-command.ts";
import type { PreviewFlags } from "./preview.ts";
import { scoreCommand } from "./score-command.ts";
import { slackCommand } from "./slack-commands.ts";
import { variantsCommand } from "./variants-command.ts";

/** How long a scene of the demo stands before the next, in milliseconds: seven scenes stay far under five seconds. */
const sceneMs = 250;

type WithJson = Readonly<{ json?: boolean }>;
type PreviewInput = Omit<PreviewFlags, "zone"> & Partial<Pick<PreviewFlags, "zone">> & WithJson;

/**
 * The `drill` command. Each subcommand loads what it needs when it runs. Failures are told with their fix, and end the
 * process with 1.
 */
export function drill(env: Environment): Command {
  const program = new Command("drill")
    .description("One interview question every working day for a team channel.")
    .showHelpAfterError("→ `drill --help` shows what there is")
    .helpCommand(false);
  const json = () => new Option("--json", "print JSON instead of text");

  program
    .command("start")
    .description("run the bot, as `npm start` does; the settings are explained in .env.example")
    .action(() => carefully(env, () => start(env)));
  program
    .command("demo")
    .description("play one day of a channel here: a question, three answers, the reveal, the figures")
    .addOption(json())
    .action((flags: WithJson) => carefully(env, () => demo(flags)));
  program
    .command("preview")
    .description("show when a plan would ask and reveal")
    .option("--zone <zone>", "time zone, as Region/City (default: this machine's)")
    .option("--at <time>", "when to ask", "09:00")
    .option("--days <days>", "mon-fri, mon,wed,fri or daily", "mon-fri")
    .option("--from <date>", "the first date (default: today)")
    .option("--count <number>", "how many dates", "5")
    .option(
      "--reveal <when>",
      "16:00, `next-day 10:00` or next-question (default: 16:00, or later for a late question)",
    )
    .addOption(json())
    .addHelpText("after", "\nExample:\n  drill preview --zone Europe/Berlin --at 09:30 --days mon-fri --count 3")
    .action((flags: PreviewInput) => carefully(env, () => preview(flags)));
  const bank = program.command("bank").description("the questions").helpCommand(false);
  bank
    .command("check")
    .description("hold folders of questions against the rules for authors; ends with 1 when there are problems")
    .argument("[folder...]", "the folders (default: all that the bot draws from)")
    .addOption(json())
    .action((folders: readonly string[], flags: WithJson) => carefully(env, () => checkBank(env, folders, flags)));
  bank.addCommand(importCommand(env, (run) => carefully(env, run)));
  bank.addCommand(exportCommand((run) => carefully(env, run)));
  bank.addCommand(scoreCommand((run) => carefully(env, run)));
  bank.addCommand(variantsCommand(env, (run) => carefully(env, run)));
  program.addCommand(holidaysCommand(env, (run) => carefully(env, run)));
  program.addCommand(dataCommand(env, (run) => carefully(env, run)));
  program.addCommand(slackCommand((run) => carefully(env, run)));
  program.addCommand(discordCommand(env, (run) => carefully(env, run)));
  program.addCommand(doctorCommand(env, (run) => carefully(env, run)));
  return program;
}

async function carefully(env: Environment, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(failureText(error, env["LOG_LEVEL"] === "debug"));
    process.exitCode = 1;
  }
}

async function start(env: Environment): Promise<void> {
  const { start: run } = await import("./start.ts");
  await run(env);
}

async function demo({ json = false }: WithJson): Promise<void> {
  const { playDemo } = await import("./demo.ts");
  if (json) return playDemo(async (event) => console.log(JSON.stringify(event)));
  const { onScreen } = await import("./demo-text.ts");
  const screen = {
    print: (text: string) => console.log(text),
    // Colours for a terminal alone, and none where NO_COLOR is set: styleText looks at the stream and the environment.
    paint: (style: Parameters<typeof styleText>[0], text: string) => styleText(style, text, { stream: process.stdout }),
    breathe: async () => {
      if (process.stdout.isTTY) await setTimeout(sceneMs);
    },
  };
  await playDemo(onScreen(screen));
  console.log("\n  That was one day. `npm start` opens a channel to play in, in the browser.\n");
}

async function preview({ json = false, ...flags }: PreviewInput): Promise<void> {
  const { previewRows, previewText } = await import("./preview.ts");
  const zone = flags.zone ?? Temporal.Now.timeZoneId();
  const rows = previewRows({ ...flags, zone }, Temporal.Now.instant());
  console.log(json ? JSON.stringify(rows) : previewText(rows, zone));
}

async function checkBank(env: Environment, folders: readonly string[], { json = false }: WithJson): Promise<void> {
  const { settingsOf } = await import("./settings.ts");
  const config = settingsOf(env);
  if (config === null) return;
  const [{ checkBanks }, { bankCheckText }] = await Promise.all([
    import("../compose/check-banks.ts"),
    import("./bank-check-text.ts"),
  ]);
  const check = checkBanks(folders, config);
  console.log(json ? JSON.stringify(check) : bankCheckText(check));
  if (check.problems.length > 0) process.exitCode = 1;
}
