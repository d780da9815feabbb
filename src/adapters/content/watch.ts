import type { Log } from "../../ports/log.ts";
import { createWatchers } from "./watchers.ts";

/** What may have changed: by directory the names of entries or all of them; or everything everywhere. */
export type Suspects = ReadonlyMap<string, ReadonlySet<string> | "all"> | "all";

/** Directories on disk whose contents are kept in memory. */
export type Watched = Readonly<{
  /** The directories there are, with their inodes; empty when there is none yet. */
  directories: () => ReadonlyMap<string, number>;
  refresh: (suspects: Suspects) => void;
}>;

/** After the last event so long, in ms, an editor has finished writing. */
const QUIET_MS = 100;
/** However many events come, after so many ms they are looked at: an edit is in force within a second. */
const LONGEST_MS = 500;
/** How often to look where directories cannot be watched, in ms; less often when looking takes long. */
const POLL_MS = 700;
const POLL_SHARE = 20;
/** More names than this at once may have overflowed the system's queue of events: everything is compared. */
const MANY_NAMES = 1_000;

export interface Following {
  /** Ends it; nothing is refreshed afterwards. Safe to call twice. */
  stop(): void;
}

/**
 * Follows changes under some directories, by watching them, or by polling while one of them cannot be watched or is not
 * there. Looks at everything once at the start, for what changed since it was read.
 */
export function followChanges(watched: Watched, log: Log): Following {
  let suspects = new Map<string, Set<string> | "all">();
  let firstAt: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let warned = false;

  const suspect = (directory: string, name: string | null): void => {
    const names = suspects.get(directory) ?? new Set();
    suspects.set(directory, name === null || names === "all" ? "all" : names.add(name));
    const now = performance.now();
    firstAt ??= now;
    refreshIn(Math.max(0, Math.min(QUIET_MS, firstAt + LONGEST_MS - now)), () => fewOf(suspects));
  };

  const failed = (path: string, error: unknown): void => {
    if (!warned) log.warn("bank.not-watched", { path, error: String(error), hint: "looking regularly instead" });
    warned = true;
  };
  const watchers = createWatchers({ changed: suspect, failed });

  const refreshIn = (delay: number, which: () => Suspects): void => {
    clearTimeout(timer);
    timer = setTimeout(() => refresh(which()), delay);
  };

  const refresh = (which: Suspects): void => {
    suspects = new Map();
    firstAt = null;
    const began = performance.now();
    try {
      watched.refresh(which);
    } catch (error) {
      log.error("bank.not-refreshed", { error: String(error) });
    }
    const took = performance.now() - began;
    const directories = watched.directories();
    const { added, complete } = watchers.follow(directories);
    if (directories.size === 0 || !complete) refreshIn(Math.max(POLL_MS, POLL_SHARE * took), () => "all");
    // What came between reading a directory and watching it made no event.
    for (const directory of added) suspect(directory, null);
  };

  // Watching first, so that the look at everything leaves no gap.
  watchers.follow(watched.directories());
  refresh("all");
  return {
    stop() {
      clearTimeout(timer);
      watchers.close();
    },
  };
}

function fewOf(suspects: ReadonlyMap<string, ReadonlySet<string> | "all">): Suspects {
  let names = 0;
  for (const each of suspects.values()) names += each === "all" ? 1 : each.size;
  return names > MANY_NAMES ? "all" : suspects;
}
