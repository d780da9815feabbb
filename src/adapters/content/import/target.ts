import { realpathSync } from "node:fs";
import { join } from "node:path";
import { FILE_BYTES, YAML_CHARS } from "../../../core/bank/limits.ts";
import { isName } from "../../../core/bank/names.ts";
import { BotError } from "../../../core/errors.ts";
import type { StandingFile } from "../../../core/import/plan/standing.ts";
import { listFolder } from "../list-folder.ts";
import { readText } from "../read-text.ts";

/** What stands in the folder that an import writes to: the files of questions, and the list of topics. */
export type Target = Readonly<{ files: readonly StandingFile[]; topics: string | null }>;

/**
 * Reads the folder that is written to; one that is not there yet holds nothing. Files that cannot be read are left out,
 * and are in nobody's way: nothing is written over them. Raises `bank.invalid` where the folder, or its list of topics,
 * is none.
 */
export function readTarget(path: string): Target {
  const root = realPath(path);
  const { directory, refused } = listFolder(root, root);
  if (refused !== null) throw unusable(path, `the folder ${refused.message}`, refused.fix);
  const folders = (directory?.entries ?? []).filter((entry) => entry.isDirectory() && isName(entry.name));
  return {
    topics: directory === null ? null : topicsIn(path, root),
    files: folders.flatMap(({ name }) => filesIn(join(root, name), name, root)),
  };
}

function filesIn(folder: string, topic: string, root: string): readonly StandingFile[] {
  const entries = listFolder(folder, root).directory?.entries ?? [];
  return entries.flatMap((entry): StandingFile[] => {
    if (!entry.isFile() || !entry.name.endsWith(".md")) return [];
    const read = readText(join(folder, entry.name), FILE_BYTES);
    return read.kind === "text" ? [{ path: `${topic}/${entry.name}`, text: read.text }] : [];
  });
}

function topicsIn(path: string, root: string): string | null {
  const read = readText(join(root, "topics.yaml"), YAML_CHARS);
  if (read.kind === "refused") throw unusable(join(path, "topics.yaml"), `the file ${read.message}`, read.fix);
  return read.kind === "text" ? read.text : null;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Not there yet: it holds nothing.
    return path;
  }
}

const unusable = (path: string, message: string, hint: string): BotError =>
  new BotError("bank.invalid", `${path}: ${message}`, { hint: `${hint}; nothing was written` });
