// One bench in a process of its own, started by run.ts: its memory is not another's. Sends the rows to its parent.
import type { BenchRow } from "./row.ts";

const [name = ""] = process.argv.slice(2);
const { run }: { run: () => Promise<BenchRow[]> } = await import(`./${name}.ts`);
process.send?.(await run(), () => process.exit(0));
