import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** How a process ended, and all it wrote. */
export type Ended = Readonly<{ code: number | null; signal: NodeJS.Signals | null; out: string; err: string }>;

/** A command of the bot in a process of its own. */
export type DrillProcess = Readonly<{
  child: ChildProcess;
  /** The first match in what it wrote to its standard output; rejects when it ends without one. */
  line: (pattern: RegExp) => Promise<RegExpExecArray>;
  ended: Promise<Ended>;
}>;

/** Runs `node src/<file> …` from the project's folder unless told otherwise, with this environment besides the machine's paths and nothing else. */
export function runDrill(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = root,
): DrillProcess {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [`${root}src/${file}`, ...args], { cwd, env: { PATH, HOME, ...env } });
  const written = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    written.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    written.err += text;
  });
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, ...written }));
  const line = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(written.out);
      if (found !== null) return found;
      const next = await Promise.race([once(child.stdout, "data"), ended]);
      if (!Array.isArray(next)) throw new Error(`it ended with ${next.code}: ${next.out}${next.err}`);
    }
  };
  return { child, line, ended };
}
