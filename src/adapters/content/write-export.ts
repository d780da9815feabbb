import { randomUUID } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { BotError } from "../../core/errors.ts";
import type { ExportFile } from "../../core/export/markdown.ts";
import { realDisk } from "./import/disk.ts";
import { writeAside } from "./import/write-aside.ts";

/** Where an export goes; `force` lets it take the place of what is there. */
export type ExportPlace = Readonly<{ path: string; force: boolean }>;

/**
 * Writes one file beside its place and puts it there in one step. Raises `input.invalid` where there is one already, and
 * `store.unavailable` where it cannot be written.
 */
export async function writeExport({ path, force }: ExportPlace, text: string): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    if (!force && (await realDisk.read(path)) !== null) throw taken(path);
    await realDisk.makeFolder(dirname(path));
    await realDisk.write(beside, text);
    await realDisk.rename(beside, path);
  } catch (cause) {
    await realDisk.remove(beside);
    throw cause instanceof BotError ? cause : unwritten(path, cause);
  }
}

/** Writes files into a folder, all of them or none; raises what `writeExport` does. Files there that are alike stay. */
export async function writeExportFolder({ path, force }: ExportPlace, files: readonly ExportFile[]): Promise<void> {
  const writes = [];
  for (const file of files) {
    const before = await standing(join(path, file.path));
    if (before !== null && before !== file.text && !force) throw taken(join(path, file.path));
    if (before !== file.text) writes.push({ ...file, before });
  }
  const { left } = await writeAside(path, writes);
  const [changed] = left;
  if (changed !== undefined) throw taken(join(path, changed));
}

async function standing(path: string): Promise<string | null> {
  try {
    return await realDisk.read(path);
  } catch (cause) {
    throw unwritten(path, cause);
  }
}

const taken = (path: string): BotError =>
  new BotError("input.invalid", `${path}: is there already`, {
    hint: "name another place, or add --force to replace it",
  });

const unwritten = (path: string, cause: unknown): BotError =>
  new BotError("store.unavailable", `${path}: cannot be written`, {
    hint: "correct the path, let this user write there, and look whether the disk is full",
    cause,
  });
