import { shippedBank } from "../compose/banks.ts";
import { importBank } from "../compose/import-bank.ts";
import type { Environment } from "../config/environment.ts";
import { isName, NAME_FIX } from "../core/bank/names.ts";
import { type Level, levels } from "../core/bank/question.ts";
import { BotError } from "../core/errors.ts";
import type { ImportTopic } from "../core/import/plan/topics.ts";
import { importText } from "./import-text.ts";
import { settingsOf } from "./settings.ts";

/** The flags of `drill bank import`, as they were typed. */
export type ImportFlags = Readonly<{
  out?: string;
  dryRun?: boolean;
  topic?: string;
  level?: string;
  source?: string;
  licence?: string;
  author?: string;
  json?: boolean;
}>;

/** Carries an import out and tells of it. Raises `input.invalid` for a topic or level that is none. */
export async function runImport(env: Environment, paths: readonly string[], flags: ImportFlags): Promise<void> {
  const config = settingsOf(env);
  if (config === null) return;
  const { out = null, dryRun = false, json = false } = flags;
  const outcome = await importBank({
    paths,
    out,
    dryRun,
    elsewhere: [shippedBank(), ...config.bankDirs.map(({ path }) => path)],
    source: said(flags.source),
    options: {
      topic: topicOf(said(flags.topic)),
      level: levelOf(said(flags.level)),
      licence: said(flags.licence),
      author: said(flags.author),
    },
    progress: process.stderr.isTTY ? onTerminal : () => undefined,
  });
  const { report, left, written } = outcome;
  console.log(json ? JSON.stringify({ ...report, out, written, left }) : importText(outcome, { paths, out, dryRun }));
}

/** A flag with nothing in it says nothing. */
const said = (flag: string | undefined): string | null => flag?.trim() || null;

function topicOf(id: string | null): ImportTopic | null {
  if (id === null) return null;
  if (isName(id)) return { id, title: id };
  throw new BotError("input.invalid", `--topic: ${JSON.stringify(id)} is not a topic's id`, { hint: NAME_FIX });
}

function levelOf(text: string | null): Level | null {
  const level = levels.find((each) => each === text) ?? null;
  if (text === null || level !== null) return level;
  throw new BotError("input.invalid", `--level: ${JSON.stringify(text)} is none`, {
    hint: `give one of ${levels.join(", ")}`,
  });
}

/** One line that is written over, and gone at the end. */
function onTerminal(read: number, files: number): void {
  const line = read < files ? `reading ${read + 1} of ${files} files …` : "";
  process.stderr.write(`\r${line}\u001b[K`);
}
