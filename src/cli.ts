import { olderNode } from "./cli/node-version.ts";

const tooOld = olderNode(process.versions.node, "Temporal" in globalThis);
if (tooOld === null) {
  const { drill } = await import("./cli/commands.ts");
  await drill(process.env).parseAsync();
} else {
  console.error(tooOld);
  process.exitCode = 1;
}
