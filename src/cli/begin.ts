import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { olderNode } from "./node-version.ts";

/**
 * Whether this Node can run the rest, which is to be loaded afterwards; when not, the fix is told and the process will
 * end with 1. What Node compiles, types taken out, is kept in `node_modules`: later starts are faster and need less memory.
 */
export function canBegin(): boolean {
  const tooOld = olderNode(process.versions.node, "Temporal" in globalThis);
  if (tooOld !== null) {
    console.error(tooOld);
    process.exitCode = 1;
    return false;
  }
  // Where it may not write it says so in its result, and nothing is kept.
  enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/node", import.meta.url)));
  return true;
}
