import { dirname, join } from "node:path";
import { BotError } from "../../../core/errors.ts";
import type { ImportWrite } from "../../../core/import/plan/plan.ts";
import { type Disk, realDisk } from "./disk.ts";

/** The files that are in place now, and those that somebody changed meanwhile, which stay as they are. */
export type Carried = Readonly<{ written: readonly string[]; left: readonly string[] }>;

/** Hidden, so that the bank passes over it; in the folder itself, which may be a disk of its own. */
const ASIDE = ".importing-";
/** So many files at once go to the disk, which takes them together: one by one, 10,000 take minutes on some. */
const TOGETHER = 32;

/**
 * Writes files into a folder so that nothing that is there is lost: all of them aside first, then each in its place in
 * one step, what it replaces kept until the end. Where that fails the folder is as it was; a process that is killed
 * leaves each file whole, as it was or as it is to be, and the same import again finishes. Raises `store.unavailable`.
 */
export async function writeAside(
  folder: string,
  writes: readonly ImportWrite[],
  disk: Disk = realDisk,
): Promise<Carried> {
  const aside = join(folder, `${ASIDE}${process.pid}`);
  const placed: Placed[] = [];
  try {
    await disk.makeFolder(folder);
    await clearLeftovers(folder, disk);
    await disk.makeFolder(join(aside, "new"));
    await disk.makeFolder(join(aside, "old"));
    await writeAll(aside, writes, disk);
    const left = await placeAll({ folder, aside, writes, placed, disk });
    await disk.remove(aside);
    return { written: placed.map(({ path }) => path), left };
  } catch (cause) {
    throw await undone({ folder, aside, placed, disk, cause });
  }
}

/** A file that is in place: `kept` is what it replaced, null where nothing was there. */
type Placed = Readonly<{ path: string; kept: string | null }>;

/** What an import that was killed left behind; one that still runs is not disturbed. */
async function clearLeftovers(folder: string, disk: Disk): Promise<void> {
  for (const name of await disk.list(folder)) {
    if (!name.startsWith(ASIDE)) continue;
    const owner = Number(name.slice(ASIDE.length));
    if (owner !== process.pid && isAlive(owner)) {
      throw new BotError("store.unavailable", `${folder}: another import writes there`, {
        hint: `wait for it to end; if there is none, remove ${join(folder, name)}`,
      });
    }
    await disk.remove(join(folder, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    // Signal 0 asks and sends nothing.
    return Number.isSafeInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function writeAll(aside: string, writes: readonly ImportWrite[], disk: Disk): Promise<void> {
  for (let from = 0; from < writes.length; from += TOGETHER) {
    const some = writes.slice(from, from + TOGETHER);
    await all(some.map(({ text }, at) => disk.write(newFile(aside, from + at), text)));
  }
}

/** Waits for all even when one fails, so that nothing is written after a failure was told. */
async function all(steps: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(steps)).find((step) => step.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

const newFile = (aside: string, at: number): string => join(aside, "new", String(at));

type Placing = Readonly<{
  folder: string;
  aside: string;
  writes: readonly ImportWrite[];
  placed: Placed[];
  disk: Disk;
}>;

async function placeAll({ folder, aside, writes, placed, disk }: Placing): Promise<readonly string[]> {
  const left: string[] = [];
  const folders = new Set<string>();
  for (const [at, { path, before }] of writes.entries()) {
    const target = join(folder, path);
    if (!folders.has(dirname(target))) await ready(dirname(target), disk);
    folders.add(dirname(target));
    if ((await disk.read(target)) !== before) {
      left.push(path);
      continue;
    }
    const kept = before === null ? null : join(aside, "old", String(at));
    if (kept !== null) await disk.copy(target, kept);
    await disk.rename(newFile(aside, at), target);
    placed.push({ path, kept });
  }
  for (const each of folders) await disk.settle(each);
  return left;
}

/** A topic's folder that is a link would lead elsewhere. */
async function ready(folder: string, disk: Disk): Promise<void> {
  await disk.makeFolder(folder);
  if (await disk.isFolder(folder)) return;
  throw new BotError("store.unavailable", `${folder}: is a link`, { hint: "put the folder itself there" });
}

type Undoing = Readonly<{ folder: string; aside: string; placed: readonly Placed[]; disk: Disk; cause: unknown }>;

/** Puts back what was there, last first, and says what happened. */
async function undone({ folder, aside, placed, disk, cause }: Undoing): Promise<BotError> {
  try {
    for (const { path, kept } of placed.toReversed()) {
      const target = join(folder, path);
      await (kept === null ? disk.remove(target) : disk.rename(kept, target));
    }
    await disk.remove(aside);
  } catch (error) {
    return new BotError("store.unavailable", `${folder}: ${reasonOf(cause)}; some files are written, the others not`, {
      hint: `mend the disk and import again, which finishes it; what was replaced lies in ${join(aside, "old")}`,
      cause: error,
    });
  }
  if (cause instanceof BotError) return cause;
  return new BotError("store.unavailable", `${folder}: ${reasonOf(cause)}; nothing there was changed`, {
    hint: "let this user write there, look whether the disk is full, and import again",
    cause,
  });
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
