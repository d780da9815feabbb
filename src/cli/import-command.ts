import { Command } from "commander";
import type { Environment } from "../config/environment.ts";
import type { Carefully } from "./data-commands.ts";
import type { ImportFlags } from "./import-bank.ts";

/** `drill bank import`: a team's questions, in whatever shape it has them, into a folder of the bank. */
export const importCommand = (env: Environment, carefully: Carefully): Command =>
  new Command("import")
    .description("bring in questions from guides, notes, flashcards and tables; a folder is read whole")
    .argument("<path...>", "files or folders")
    .option("--out <folder>", "the folder of questions to write to; without it, only a report")
    .option("--dry-run", "only say what would be written")
    .option("--topic <id>", "file all of them under this topic (default: by their headings, decks or tags)")
    .option("--level <level>", "junior, mid or senior, where the source does not say (default: mid)")
    .option("--source <name>", "what they come from, as it stands in each file (default: the file's name)")
    .option("--licence <name>", "their licence (default: what the source or a LICENSE beside it says)")
    .option("--author <name>", "their author (default: what the source says)")
    .option("--json", "print JSON instead of text")
    .addHelpText(
      "after",
      "\nExample:\n  drill bank import guide.md --dry-run\n  drill bank import guide.md --out data/bank/slack/T0123",
    )
    .action((paths: readonly string[], flags: ImportFlags) =>
      carefully(async () => {
        const { runImport } = await import("./import-bank.ts");
        await runImport(env, paths, flags);
      }),
    );
