import { copyFile, lstat, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";

/** What writing an import takes of a disk. Each raises what the system says. */
export type Disk = Readonly<{
  /** Makes a folder and those above it, where they are not there. */
  makeFolder: (path: string) => Promise<void>;
  /** Whether a path is a folder itself, and no link to one. */
  isFolder: (path: string) => Promise<boolean>;
  /** The names in a folder. */
  list: (path: string) => Promise<readonly string[]>;
  /** Null where there is no file. Anything else there, such as a link, raises. */
  read: (path: string) => Promise<string | null>;
  /** Resolves when the text is on the disk itself. */
  write: (path: string, text: string) => Promise<void>;
  copy: (from: string, to: string) => Promise<void>;
  /** In one step: who reads `to` finds what was there or what is there now. */
  rename: (from: string, to: string) => Promise<void>;
  /** Removes a file, or a folder with all in it; nothing there is no error. */
  remove: (path: string) => Promise<void>;
  /** Resolves when the names in a folder are on the disk itself. */
  settle: (folder: string) => Promise<void>;
}>;

/** The disk of this machine. */
export const realDisk: Disk = {
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true });
  },
  isFolder: async (path) => (await lstat(path)).isDirectory(),
  list: (path) => readdir(path),
  read: async (path) => {
    const stats = await lstat(path).catch(absent);
    if (stats === null) return null;
    if (!stats.isFile()) throw new Error(`${path} is no regular file`);
    return readFile(path, "utf8");
  },
  write: async (path, text) => {
    const file = await open(path, "wx");
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  copy: (from, to) => copyFile(from, to),
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { recursive: true, force: true }),
  settle: async (folder) => {
    // Windows opens no folder, and needs none opened.
    if (process.platform === "win32") return;
    const opened = await open(folder, "r");
    try {
      await opened.sync();
    } finally {
      await opened.close();
    }
  },
};

function absent(error: unknown): null {
  if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return null;
  throw error;
}
