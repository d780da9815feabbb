import { type Dirent, realpathSync } from "node:fs";
import { join } from "node:path";
import type { BankFolder } from "../../core/bank/bank.ts";
import { type WorkspaceKey, workspaceKey } from "../../core/keys.ts";
import { type OpenFolder, openFolder } from "./folder.ts";
import { listFolder } from "./list-folder.ts";
import type { Suspects, Watched } from "./watch.ts";

/** The folders that workspaces have of their own: `<root>/<platform>/<workspace>/`. */
export interface WorkspaceFolders extends Watched {
  /**
   * The workspace's folder, or null when it has none. Found among the directories that are there, never by a path made
   * of the key, so no key leads out of the root.
   */
  of(workspace: WorkspaceKey): OpenFolder | null;
  /** What all of them hold. */
  all(): readonly BankFolder[];
}

/** Opens every workspace's folder under `root`, which need not exist yet. */
export function openWorkspaceFolders(root: string): WorkspaceFolders {
  const folders = new Map<WorkspaceKey, Readonly<{ path: string; folder: OpenFolder }>>();
  let levels = new Map<string, number>();

  const refresh = (suspects: Suspects): void => {
    const found = findWorkspaces(root);
    levels = found.levels;
    for (const key of [...folders.keys()]) if (!found.workspaces.has(key)) folders.delete(key);
    for (const [key, path] of found.workspaces) {
      const known = folders.get(key);
      if (known === undefined)
        folders.set(key, { path, folder: openFolder({ path, namespace: null, mustExist: false }) });
      else if (concerns(suspects, path)) known.folder.refresh(suspects);
    }
  };

  refresh("all");
  return {
    refresh,
    all: () => [...folders.values()].map(({ folder }) => folder.contents()),
    of: (workspace) => folders.get(workspace)?.folder ?? null,
    directories: () =>
      new Map([...levels, ...[...folders.values()].flatMap(({ folder }) => [...folder.directories()])]),
  };
}

const concerns = (suspects: Suspects, path: string): boolean =>
  suspects === "all" ||
  [...suspects.keys()].some((directory) => directory === path || directory.startsWith(join(path, "/")));

/** The folders of workspaces under `root`, which need not be there, in the order of their paths. */
export const workspacePaths = (root: string): ReadonlyMap<WorkspaceKey, string> => findWorkspaces(root).workspaces;

type Found = Readonly<{ workspaces: ReadonlyMap<WorkspaceKey, string>; levels: Map<string, number> }>;

function findWorkspaces(root: string): Found {
  const workspaces = new Map<WorkspaceKey, string>();
  const levels = new Map<string, number>();
  for (const platform of directoriesIn(root, root, levels)) {
    const path = join(root, platform.name);
    for (const { name } of directoriesIn(path, root, levels)) {
      const key = keyOf(platform.name, name);
      if (key !== null) workspaces.set(key, join(path, name));
    }
  }
  return { workspaces, levels };
}

function directoriesIn(path: string, root: string, levels: Map<string, number>): readonly Dirent[] {
  const { directory } = listFolder(path === root ? realPathOf(root) : path, realPathOf(root));
  if (directory === null) return [];
  levels.set(path, directory.inode);
  return directory.entries.filter((entry) => entry.isDirectory());
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Not there yet: listing it finds nothing.
    return path;
  }
}

/** A directory whose name is no part of a key belongs to no workspace. */
function keyOf(platform: string, workspace: string): WorkspaceKey | null {
  try {
    return workspaceKey(platform, workspace);
  } catch {
    // Its name holds a character that no platform's ids have.
    return null;
  }
}
