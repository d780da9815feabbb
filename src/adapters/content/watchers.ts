import { type FSWatcher, watch } from "node:fs";

export type WatchersOptions = Readonly<{
  /** An entry of the directory may have changed; null when the system does not say which. */
  changed: (directory: string, name: string | null) => void;
  /** A directory cannot be watched, or not any more. */
  failed: (directory: string, error: unknown) => void;
}>;

/** One watcher for each of some directories: cheaper than one for each file, as a recursive watcher on Linux makes. */
export interface Watchers {
  /**
   * Watches exactly these directories (path → inode: a directory made anew needs a new watcher). Returns those that are
   * newly watched, and whether all of them are.
   */
  follow(directories: ReadonlyMap<string, number>): Readonly<{ added: readonly string[]; complete: boolean }>;
  /** Lets go of all; nothing is called afterwards. */
  close(): void;
}

/** No directory is watched until `follow`. */
export function createWatchers({ changed, failed }: WatchersOptions): Watchers {
  const open = new Map<string, Readonly<{ inode: number; watcher: FSWatcher }>>();

  const closeOne = (path: string): void => {
    open.get(path)?.watcher.close();
    open.delete(path);
  };

  const openOne = (path: string, inode: number): boolean => {
    try {
      const watcher = watch(path, (_event, name) => changed(path, name));
      watcher.on("error", (error) => {
        closeOne(path);
        failed(path, error);
      });
      open.set(path, { inode, watcher });
      return true;
    } catch (error) {
      failed(path, error);
      return false;
    }
  };

  return {
    follow(directories) {
      for (const [path, { inode }] of [...open]) if (directories.get(path) !== inode) closeOne(path);
      const missing = [...directories].filter(([path]) => !open.has(path));
      const added = missing.filter(([path, inode]) => openOne(path, inode)).map(([path]) => path);
      return { added, complete: added.length === missing.length };
    },
    close() {
      for (const path of [...open.keys()]) closeOne(path);
    },
  };
}
