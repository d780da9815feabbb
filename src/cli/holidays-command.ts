import { Command } from "commander";
import type { Environment } from "../config/environment.ts";
import type { Carefully } from "./data-commands.ts";

type ImportFlags = Readonly<{ channel?: string; json?: boolean }>;

/** `drill holidays`: days off from a file, for which a chat's form has no place. */
export function holidaysCommand(env: Environment, carefully: Carefully): Command {
  const holidays = new Command("holidays").description("the days off of a channel's plan").helpCommand(false);
  holidays
    .command("import")
    .description("add the days off of a calendar to a plan, while the bot runs too; twice does no harm")
    .argument("<file>", "an iCalendar (.ics) file, or a text as the `holidays` form takes it")
    .option("--channel <key>", "platform/workspace/channel (default: the only one with a plan)")
    .option("--json", "print JSON instead of text")
    .action((file: string, flags: ImportFlags) => carefully(() => importFile(env, file, flags)));
  return holidays;
}

async function importFile(env: Environment, file: string, { channel, json = false }: ImportFlags): Promise<void> {
  const { settingsOf } = await import("./settings.ts");
  const config = settingsOf(env);
  if (config === null) return;
  const [{ readHolidays }, { giveDaysOff }, { processLog }, { channelOf }, { carriedOut }, { holidaysText }] =
    await Promise.all([
      import("../compose/read-holidays.ts"),
      import("../compose/give-days-off.ts"),
      import("../compose/process-log.ts"),
      import("./data-target.ts"),
      import("./carried-out.ts"),
      import("./holidays-text.ts"),
    ]);
  const target = channel === undefined ? null : channelOf(channel);
  const { ranges, notes } = readHolidays(file, Temporal.Now.instant());
  const outcome = await giveDaysOff(config, processLog(config), { channel: target, ranges });
  const imported = carriedOut(outcome);
  console.log(json ? JSON.stringify({ ...imported, notes }) : holidaysText(imported, notes));
}
