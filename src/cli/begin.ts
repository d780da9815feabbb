import "./keep-compiled.js";
import { olderNode } from "./node-version.ts";

/**
 * Whether this Node can run the rest, which is to be loaded afterwards; when not, the fix is told and the process will
 * end with 1.
 */
export function canBegin(): boolean {
  const tooOld = olderNode(process.versions.node, "Temporal" in globalThis);
  if (tooOld === null) return true;
  console.error(tooOld);
  process.exitCode = 1;
  return false;
}
