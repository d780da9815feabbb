// A stand-in in a process of its own: killing the bot leaves it standing.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** What a test asks of a stand-in's process, of one of the places in it; `do` names what it can do. */
export type Question = Readonly<{ id: number; of: string; do: string; args: readonly unknown[] }>;

/** What it answers: a value, or what went wrong. */
type Answer = Readonly<{ id: number; value?: unknown; wrong?: string }>;
/** The same on the way in: JSON of our own make, so that a question may take its value for what it asked for. */
type Answered = Readonly<{ id: number; value: never; wrong?: string }>;

/** A stand-in's process, from the side of a test. */
export type StandInProcess = Readonly<{
  /** Where it listens, without a slash at its end. */
  base: string;
  ask: <Value>(of: string, what: string, args: readonly unknown[]) => Promise<Value>;
  stop: () => Promise<void>;
}>;

/** Starts a stand-in's script, which says where it listens and then answers. */
export async function startProcess(script: string): Promise<StandInProcess> {
  const child = fork(script, { stdio: ["ignore", "inherit", "inherit", "ipc"], execArgv: [] });
  const { base }: Readonly<{ base: string }> = await once(child, "message").then(([said]) => said);
  return {
    base,
    ask: asking(child),
    stop: async () => {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, "exit");
    },
  };
}

function asking(child: ChildProcess): StandInProcess["ask"] {
  const waiting = new Map<number, (answer: Answered) => void>();
  child.on("message", (answer: Answered) => waiting.get(answer.id)?.(answer));
  let count = 0;
  return async (of, what, args) => {
    count += 1;
    const id = count;
    const { promise, resolve } = Promise.withResolvers<Answered>();
    waiting.set(id, resolve);
    // JSON would make null of what was left out at the end, and null is no default.
    const given = args.slice(0, args.findLastIndex((one) => one !== undefined) + 1);
    child.send({ id, of, do: what, args: given } satisfies Question);
    const { value, wrong } = await promise;
    waiting.delete(id);
    if (wrong !== undefined) throw new Error(wrong);
    return value;
  };
}

/** The other side: says where the stand-in listens, carries out what is asked, and ends with whoever asks. */
export function answerParent<Asked extends Question>(base: string, carryOut: (asked: Asked) => Promise<unknown>): void {
  process.on("message", (asked: Asked) => {
    carryOut(asked).then(
      (value) => process.send?.({ id: asked.id, value } satisfies Answer),
      (error: unknown) => process.send?.({ id: asked.id, wrong: String(error) } satisfies Answer),
    );
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.({ base });
}
