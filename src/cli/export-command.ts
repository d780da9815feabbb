import { Command, Option } from "commander";
import type { ExportFormat } from "../compose/export-bank.ts";
import type { Carefully } from "./data-commands.ts";
import type { ExportFlags } from "./export-bank.ts";

const formats: readonly ExportFormat[] = ["csv", "json", "anki", "markdown"];

/** `drill bank export`: the questions for a spreadsheet, another program, Anki, or as a folder of files. */
export const exportCommand = (carefully: Carefully): Command =>
  new Command("export")
    .description("write questions as a table, JSON, notes for Anki, or a folder of Markdown files")
    .argument("[folder]", "the folder of questions (default: those that come with the bot)")
    .addOption(new Option("--format <format>", "the format").choices(formats).makeOptionMandatory())
    .option("--out <path>", "the file, for markdown the folder, to write; without it the text is printed")
    .option("--topic <ids>", "only of these topics: http,security")
    .option("--level <levels>", "only of these levels: junior,mid,senior")
    .option("--words <words>", "only those whose title, question or tags have these words")
    .option("--force", "replace what is there")
    .addHelpText(
      "after",
      "\nExample:\n  drill bank export --format csv --topic http --out http.csv\n\n`drill bank import` brings csv, json and markdown back as they were. In Anki: File > Import.",
    )
    .action((folder: string | undefined, flags: ExportFlags) =>
      carefully(async () => {
        const { runExport } = await import("./export-bank.ts");
        await runExport(folder ?? null, flags);
      }),
    );
