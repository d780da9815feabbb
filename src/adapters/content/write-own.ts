import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { fileNameOf } from "../../core/bank/names.ts";
import { parseQuestion } from "../../core/bank/parse.ts";
import type { Question } from "../../core/bank/question.ts";
import { questionText } from "../../core/bank/write.ts";
import { BotError } from "../../core/errors.ts";
import type { WorkspaceKey } from "../../core/keys.ts";

/**
 * Writes a question into a workspace's folder under `root`, over the one that is there, and gives the file. Raises `bank.invalid` when its text would not be read back as it is, and
 * `store.unavailable` when it cannot be written.
 */
export async function writeOwn(root: string, workspace: WorkspaceKey, question: Question): Promise<string> {
  const [platform = "", name = ""] = workspace.split("/");
  const file = join(root, platform, name, question.topic, `${fileNameOf(question.id)}.md`);
  const text = questionText(question);
  refuseChanged(question, text);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeOver(file, text);
    return file;
  } catch (cause) {
    throw new BotError("store.unavailable", `${file}: cannot be written`, {
      hint: "let the bot's user write there, and look whether the disk is full",
      cause,
    });
  }
}

/** Writes beside the file and renames: who reads it sees the old text or the new one, also after a crash. */
async function writeOver(file: string, text: string): Promise<void> {
  const beside = `${file}~`;
  try {
    await writeSynced(beside, text);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function refuseChanged(question: Question, text: string): void {
  const { id, topic, file } = question;
  const { question: read, problems } = parseQuestion({ file, id, folder: topic, text });
  const [problem] = problems;
  if (read !== null && isDeepStrictEqual({ ...read, line: 0 }, { ...question, line: 0 })) return;
  throw new BotError("bank.invalid", `${id}: ${problem?.message ?? "would be read as another question"}`, {
    hint: problem?.fix ?? "take a line `## Answer` and control characters out of it",
  });
}
