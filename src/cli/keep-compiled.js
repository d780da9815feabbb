// The one file without types, which `npm start` loads first: what Node compiles from here on is kept, types taken out, and
// later starts never load what takes them out (docs/decisions/010-light-start.md).
import * as node from "node:module";
import { fileURLToPath } from "node:url";

// An older Node, which `begin.ts` turns away, may not have it. Where it may not write it says so in its result, and nothing is kept.
node.enableCompileCache?.(fileURLToPath(new URL("../../node_modules/.cache/node", import.meta.url)));
