import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Task } from "./task.ts";

/** How a life ended. `said`: what the bot holds, when its day is done; `complaint`: what it said on standard error. */
export type End = Readonly<{ killed: boolean; hung: boolean; said: string; complaint: string }>;

const script = fileURLToPath(new URL("bot.ts", import.meta.url));
/** A day takes two to six seconds of the wall, eight more where no thread is read; a bot that lives so long has hung. */
export const longestMs = 60_000;

/** The bot as a process, which lives through one day after the other until it is killed. */
export class BotProcess {
  readonly #child = spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "pipe"] });
  readonly #closed = Promise.withResolvers<NodeJS.Signals | null>();
  #said = "";
  #complaint = "";
  #isOver = false;
  #whenSaid: () => void = () => undefined;

  constructor() {
    const { stdin, stdout, stderr } = this.#child;
    this.#child.once("close", (_code, signal) => {
      this.#isOver = true;
      this.#closed.resolve(signal);
    });
    stdout.setEncoding("utf8").on("data", (text: string) => {
      this.#said += text;
      if (text.endsWith("\n")) this.#whenSaid();
    });
    stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#complaint += text;
    });
    // Whoever is dead cannot be told anything, and `close` says so.
    stdin.on("error", () => this.#closed);
  }

  /** Its process id, for whoever is to kill it. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Whether the process is no more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** One life: until the day is done, or until the process ends, after `killAfterMs` of the wall at the latest. */
  async live(told: Task, killAfterMs: number | null): Promise<End> {
    this.#said = "";
    const isKilled = Promise.withResolvers<void>();
    const done = new Promise<void>((resolve) => {
      this.#whenSaid = resolve;
    });
    const limit = setTimeout(() => {
      this.#child.kill("SIGKILL");
      isKilled.resolve();
    }, killAfterMs ?? longestMs);
    this.#child.stdin.write(`${JSON.stringify(told)}\n`);
    const first = await Promise.race([
      done.then(() => "done" as const),
      this.#closed.promise.then(() => "closed" as const),
      isKilled.promise.then(() => "killed" as const),
    ]);
    clearTimeout(limit);
    const signal = first === "done" ? null : await this.#closed.promise;
    const hung = first === "killed" && killAfterMs === null;
    return { killed: signal === "SIGKILL", hung, said: this.#said.trim(), complaint: this.#complaint };
  }

  /** Lets it end, as it has nothing more to do. */
  async stop(): Promise<void> {
    this.#child.stdin.end();
    await this.#closed.promise;
  }
}
