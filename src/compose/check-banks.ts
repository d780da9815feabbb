import { realpathSync } from "node:fs";
import { join } from "node:path";
import { type CheckPlace, checkFolders, type FoldersCheck } from "../adapters/content/check-folder.ts";
import { workspacePaths } from "../adapters/content/workspaces.ts";
import type { Config } from "../config.ts";
import { shippedBank } from "./banks.ts";

/** Checks these folders; without any, all that the bot draws from: its own, those of `BANK_DIRS`, and workspaces'. */
export function checkBanks(folders: readonly string[], config: Pick<Config, "bankDirs" | "dataDir">): FoldersCheck {
  const places = folders.length > 0 ? folders.map(given) : allPlaces(config);
  return checkFolders(places, [shippedBank(), ...config.bankDirs.map(({ path }) => path)]);
}

function given(path: string): CheckPlace {
  return { path, namespace: null, workspace: null, isTeams: realPath(path) !== realPath(shippedBank()) };
}

function allPlaces({ bankDirs, dataDir }: Pick<Config, "bankDirs" | "dataDir">): readonly CheckPlace[] {
  const shared = { workspace: null, namespace: null, isTeams: true };
  return [
    { ...shared, path: shippedBank(), isTeams: false },
    ...bankDirs.map(({ name, path }) => ({ ...shared, path, namespace: name })),
    ...[...workspacePaths(join(dataDir, "bank"))].map(([workspace, path]) => ({ ...shared, path, workspace })),
  ];
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Not there: the check says so.
    return path;
  }
}
