import { Command } from "commander";
import type { Environment } from "../config/environment.ts";
import type { Carefully } from "./data-commands.ts";

type VariantsFlags = Readonly<{ question?: string; json?: boolean }>;

/** `drill bank variants`: what people said of how their answers were read, for whoever looks after the aliases. */
export const variantsCommand = (env: Environment, carefully: Carefully): Command =>
  new Command("variants")
    .description(
      "list the words that people pressed *I did say that* and *That is not right* for, by question and point",
    )
    .option("--question <id>", "only of this question")
    .option("--json", "print JSON instead of text")
    .addHelpText(
      "after",
      "\nTake what is meant into the aliases of the point, and what is a mistake into `reject`; then `drill bank check`.",
    )
    .action((flags: VariantsFlags) => carefully(() => variants(env, flags)));

async function variants(env: Environment, { question, json = false }: VariantsFlags): Promise<void> {
  const { settingsOf } = await import("./settings.ts");
  const config = await settingsOf(env);
  if (config === null) return;
  const [{ keptVariants }, { processLog }, { groupVariants, variantsText }] = await Promise.all([
    import("../compose/data.ts"),
    import("../compose/process-log.ts"),
    import("./variants.ts"),
  ]);
  const groups = groupVariants(await keptVariants(config, processLog(config)));
  const shown = groups.filter((group) => question === undefined || group.question === question);
  console.log(json ? JSON.stringify(shown) : variantsText(shown));
}
