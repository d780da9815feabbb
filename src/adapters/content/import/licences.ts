import { dirname, join } from "node:path";
import { licenceNamed } from "../../../core/import/plan/licence.ts";
import { listFolder } from "../list-folder.ts";
import { readText } from "../read-text.ts";
import type { WalkedFile } from "./walk.ts";

const called = /^(?:licen[cs]e|copying)(?:\.(?:md|txt))?$/i;
/** The longest licence text in use, the GPL, has 35,000 bytes. */
const LICENCE_BYTES = 100_000;

/** Tells the licence of the folder that a file lies in, or of the nearest above it that was given too; null where none says. */
export function licenceFinder(): (file: WalkedFile) => string | null {
  const known = new Map<string, string | null>();
  const inFolder = (folder: string): string | null => {
    if (!known.has(folder)) known.set(folder, licenceIn(folder));
    return known.get(folder) ?? null;
  };
  return ({ path, top }) => {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const licence = inFolder(folder);
      if (licence !== null || folder === top || folder === dirname(folder)) return licence;
    }
  };
}

function licenceIn(folder: string): string | null {
  const entries = listFolder(folder, folder).directory?.entries ?? [];
  const file = entries.find((entry) => entry.isFile() && called.test(entry.name));
  const read = file === undefined ? null : readText(join(folder, file.name), LICENCE_BYTES);
  return read?.kind === "text" ? licenceNamed(read.text) : null;
}
