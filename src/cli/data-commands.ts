import { Command, Option } from "commander";
import type { Environment } from "../config/environment.ts";
import type { Config } from "../config.ts";
import type { TargetFlags } from "./data-target.ts";

type WithJson = Readonly<{ json?: boolean }>;
/** Runs a subcommand so that its failures are told with their fix. */
export type Carefully = (run: () => Promise<void>) => Promise<void>;

/** `drill data`: what an operator does with what the bot keeps. */
export function dataCommand(env: Environment, carefully: Carefully): Command {
  const data = new Command("data")
    .description("back up, restore, export and erase what the bot keeps")
    .helpCommand(false);
  const json = () => new Option("--json", "print JSON instead of text");
  data
    .command("backup")
    .description("copy the store into a new file, while the bot runs too")
    .argument("<file>", "the file to make; one that exists is left as it is")
    .addOption(json())
    .action((file: string, flags: WithJson) => carefully(() => backup(env, file, flags)));
  data
    .command("restore")
    .description("put a backup in place of the store of a stopped bot; the store from before is kept beside it")
    .argument("<file>", "a backup")
    .addOption(json())
    .action((file: string, flags: WithJson) => carefully(() => restoreFile(env, file, flags)));
  data
    .command("export")
    .description("print all that is kept of a person, as JSON")
    .requiredOption("--person <key>", "platform/workspace/person")
    .addOption(json())
    .action((flags: Readonly<{ person: string }>) => carefully(() => exportPerson(env, flags.person)));
  data
    .command("erase")
    .description("forget texts and names and keep counts; a workspace that the bot was removed from goes altogether")
    .option("--person <key>", "platform/workspace/person: one person's")
    .option("--channel <key>", "platform/workspace/channel: everybody's in a channel")
    .option("--workspace <key>", "platform/workspace: everybody's in a workspace")
    .addOption(json())
    .action((flags: TargetFlags & WithJson) => carefully(() => eraseTarget(env, flags)));
  return data;
}

async function backup(env: Environment, file: string, { json = false }: WithJson): Promise<void> {
  const config = await settings(env);
  if (config === null) return;
  const [{ backUp }, { backupText }] = await Promise.all([import("../compose/data.ts"), import("./data-text.ts")]);
  const copy = await backUp(config, file);
  console.log(json ? JSON.stringify(copy) : backupText(copy));
}

async function restoreFile(env: Environment, file: string, { json = false }: WithJson): Promise<void> {
  const config = await settings(env);
  if (config === null) return;
  const [{ restore }, { restoreText }] = await Promise.all([import("../compose/data.ts"), import("./data-text.ts")]);
  const restored = restore(config, file);
  console.log(json ? JSON.stringify(restored) : restoreText(restored));
}

async function exportPerson(env: Environment, person: string): Promise<void> {
  const config = await settings(env);
  if (config === null) return;
  const [{ exportData }, { processLog }, { personOf }] = await Promise.all([
    import("../compose/data.ts"),
    import("../compose/process-log.ts"),
    import("./data-target.ts"),
  ]);
  console.log(JSON.stringify(await exportData(config, processLog(config), personOf(person)), null, 2));
}

async function eraseTarget(env: Environment, { json = false, ...flags }: TargetFlags & WithJson): Promise<void> {
  const config = await settings(env);
  if (config === null) return;
  const [{ eraseData }, { processLog }, { targetOf }, { eraseText }] = await Promise.all([
    import("../compose/data.ts"),
    import("../compose/process-log.ts"),
    import("./data-target.ts"),
    import("./data-text.ts"),
  ]);
  const outcome = await eraseData(config, processLog(config), targetOf(flags));
  const text = eraseText(outcome);
  console.log(json && outcome.by !== "waiting" ? JSON.stringify(outcome.answer) : text);
}

async function settings(env: Environment): Promise<Config | null> {
  const { settingsOf } = await import("./settings.ts");
  return settingsOf(env);
}
