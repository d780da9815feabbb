import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const script = fileURLToPath(new URL("store-process.ts", import.meta.url));

/** The first line a process said, and how to end it the hard way. */
export type StoreProcess = Readonly<{ said: unknown; pid: number; kill: () => Promise<void> }>;

/** Starts `store-process.ts` with a task, as user `uid` when given, and waits for its first line; killed after the test. */
export async function startStoreProcess(task: string, dataDir: string, uid?: number): Promise<StoreProcess> {
  const child = spawn(process.execPath, [script, task, dataDir], {
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const ended = endOf(child);
  onTestFinished(() => void child.kill("SIGKILL"));
  const complaints: string[] = [];
  child.stderr.on("data", (chunk) => complaints.push(String(chunk)));
  const said = await Promise.race([firstLine(child), ended.then(() => null)]);
  if (said === null) throw new Error(`${task}: the process said nothing\n${complaints.join("")}`);
  return {
    said: JSON.parse(said),
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

const endOf = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.once("close", () => resolve()));

async function firstLine(child: ChildProcess): Promise<string | null> {
  if (child.stdout === null) return null;
  for await (const line of createInterface({ input: child.stdout })) return line;
  return null;
}
