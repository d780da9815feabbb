import { once } from "node:events";
import { type ExportFormat, exportBank, placeExport } from "../compose/export-bank.ts";
import { type Level, levels } from "../core/bank/question.ts";
import { BotError } from "../core/errors.ts";
import { parseMarkdown } from "../core/message/markdown.ts";
import { renderHtml } from "../render/html.ts";
import { counted } from "./counted.ts";

/** What `drill bank export` is told. */
export type ExportFlags = Readonly<{
  format: ExportFormat;
  out?: string;
  topic?: string;
  level?: string;
  words?: string;
  force?: boolean;
}>;

/** Exports the questions of a folder, or of the shipped one, and says on the standard error what it left out. */
export async function runExport(folder: string | null, flags: ExportFlags): Promise<void> {
  const { format, out, words = null, force = false } = flags;
  if (format === "markdown" && out === undefined) throw placeless;
  const choice = { topics: listed(flags.topic), levels: listed(flags.level).map(levelCalled), words };
  const html = (markdown: string): string => renderHtml(parseMarkdown(markdown));
  const exported = exportBank(format, { folder, choice, html });
  if (exported.questions === 0) throw nothing;
  if (exported.problems > 0) console.error(leftOut(exported.problems));
  if (out === undefined) return print(String(exported.contents));
  await placeExport(exported, { path: out, force });
  console.log(`${counted(exported.questions, "question")} written to ${out}`);
}

/** A pipe takes what it can at a time. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

const placeless = new BotError("input.invalid", "Markdown files need a folder", {
  hint: "add --out with the folder to write them to",
});
const nothing = new BotError("input.invalid", "no question fits", {
  hint: "ask for other topics, levels or words; `drill bank check` says what is wrong in a folder",
});

const leftOut = (problems: number): string =>
  `${counted(problems, "problem")} in the folder: questions with one are left out, see \`drill bank check\``;

const listed = (text: string | undefined): readonly string[] =>
  (text ?? "").split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));

function levelCalled(text: string): Level {
  const level = levels.find((each) => each === text);
  if (level !== undefined) return level;
  throw new BotError("input.invalid", `${JSON.stringify(text)} is no level`, {
    hint: `write one of ${levels.join(", ")}`,
  });
}
