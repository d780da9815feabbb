import { olderNode } from "./cli/node-version.ts";

const tooOld = olderNode(process.versions.node, "Temporal" in globalThis);
if (tooOld === null) {
  // Not before the check: the rest uses what an older Node does not have.
  const { start } = await import("./cli/start.ts");
  await start(process.env);
} else {
  console.error(tooOld);
  process.exitCode = 1;
}
