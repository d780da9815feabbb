import { type Dirent, lstatSync, readdirSync, realpathSync } from "node:fs";
import { sep } from "node:path";

/** What lies in one directory, hidden files and editors' copies left out. */
export type Listing = Readonly<{
  /** Null when there is no directory, or it cannot be listed. */
  directory: Readonly<{ inode: number; entries: readonly Dirent[] }> | null;
  /** Set when there is something that cannot be used. */
  refused: Readonly<{ message: string; fix: string }> | null;
}>;

// `.git`, `.question.md.swp`, `question.md~`, `#question.md#`: never meant for the bank.
const passedOver = /^\.|~$|^#/;

/** Lists a directory that is none of a link and lies in `root` (a real path). Sorted by name. Never throws. */
export function listFolder(path: string, root: string): Listing {
  try {
    const stats = lstatSync(path);
    if (stats.isSymbolicLink()) return unusable("is a symbolic link", "put the folder itself here");
    if (!stats.isDirectory()) return unusable("is not a folder", "put a folder here");
    const real = realpathSync(path);
    if (real !== root && !real.startsWith(root + sep)) {
      return unusable("leads out of the bank", "put the folder itself here");
    }
    const entries = readdirSync(path, { withFileTypes: true }).filter(({ name }) => !passedOver.test(name));
    return { directory: { inode: stats.ino, entries: entries.toSorted(byName) }, refused: null };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    if (code === "ENOENT" || code === "ENOTDIR") return { directory: null, refused: null };
    return unusable(`cannot be listed (${code})`, "let the bot's user read it");
  }
}

const unusable = (message: string, fix: string): Listing => ({ directory: null, refused: { message, fix } });

const byName = (one: Dirent, other: Dirent): number => (one.name < other.name ? -1 : 1);
