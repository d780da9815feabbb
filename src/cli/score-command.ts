import { readFile } from "node:fs/promises";
import { text as textOf } from "node:stream/consumers";
import { Command } from "commander";
import { BotError } from "../core/errors.ts";
import type { Carefully } from "./data-commands.ts";

type ScoreFlags = Readonly<{ question?: string; answer?: string; batch?: string; folder?: string; json?: boolean }>;

/** `drill bank score`: what answers cover, as people see it behind *My result*. */
export const scoreCommand = (carefully: Carefully): Command =>
  new Command("score")
    .description("show which key points answers cover, as the bot reads them")
    .option("--question <id>", "the question that was answered")
    .option("--answer <file>", "a file with the answer, or - for the standard input")
    .option("--batch <file>", 'many answers: JSON lines of { "id", "answer" }, or - for the standard input')
    .option("--folder <folder>", "the questions (default: those that come with the bot)")
    .option("--json", "print JSON instead of text; a batch prints one line for each of its lines, always as JSON")
    .addHelpText("after", "\nExample:\n  echo 'Redis keeps hot data.' | drill bank score --question caching --answer -")
    .action((flags: ScoreFlags) => carefully(() => score(flags)));

async function score({ question, answer, batch, folder, json = false }: ScoreFlags): Promise<void> {
  const [{ readBank }, { scoreBatch, scoreOf, scorerOf }, { scoreText }] = await Promise.all([
    import("../compose/read-bank.ts"),
    import("./score.ts"),
    import("./score-text.ts"),
  ]);
  if (batch !== undefined && question === undefined && answer === undefined) {
    const text = await contentsOf(batch);
    for (const line of scoreBatch(batch, text, scorerOf(readBank(folder)))) console.log(JSON.stringify(line));
    return;
  }
  if (batch !== undefined || question === undefined || answer === undefined) throw misused();
  const text = await contentsOf(answer);
  const reading = scorerOf(readBank(folder)).read(question, text);
  console.log(json ? JSON.stringify(scoreOf(reading)) : scoreText(reading));
}

const misused = (): BotError =>
  new BotError("input.invalid", "it is not said what to score", {
    hint: "give --question and --answer, or --batch alone",
  });

async function contentsOf(file: string): Promise<string> {
  if (file === "-") return textOf(process.stdin);
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    throw new BotError("input.invalid", `${file} cannot be read (${code})`, { hint: "correct the path", cause });
  }
}
