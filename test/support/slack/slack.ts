import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import { type Ask, type RunningSlack, remoteControl } from "./client.ts";
import type { Keys, Opening } from "./control/opening.ts";
import { createSlack } from "./server.ts";

/** A stand-in for Slack in this process, on a free loopback port: for fast tests. */
export async function openSlack(): Promise<RunningSlack> {
  const slack = createSlack();
  const base = await listen(slack.server);
  const teams = new Set<string>();
  return {
    apiUrl: `${base}/api/`,
    open: async (opening = {}) => {
      const keys = slack.open(opening, base);
      teams.add(keys.team);
      const close = async (): Promise<void> => {
        if (teams.delete(keys.team)) await slack.close(keys.team);
      };
      return { ...slack.control(keys.team), keys, close };
    },
    stop: async () => {
      await Promise.all([...teams].map((team) => slack.close(team)));
      teams.clear();
      slack.server.closeAllConnections();
      if (slack.server.listening) await new Promise((resolve) => slack.server.close(resolve));
    },
  };
}

/** Lets a server listen on a free loopback port; gives its address. */
export async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the stand-in has no port");
  return `http://127.0.0.1:${address.port}`;
}

/** What a test asks of the process; `do` is a member of `Control`, or `open`, `close`. */
export type Question = Readonly<{ id: number; team: string; do: string; args: readonly unknown[] }>;
/** What it answers: a value, or what went wrong. */
export type Answer = Readonly<{ id: number; value?: unknown; wrong?: string }>;
/** The same on the way in: JSON of our own make, so that a question may take its value for what it asked for. */
type Answered = Readonly<{ id: number; value: never; wrong?: string }>;

const script = fileURLToPath(new URL("slack-process.ts", import.meta.url));

/** A stand-in for Slack in a process of its own: killing the bot leaves it standing. */
export async function startSlack(): Promise<RunningSlack> {
  const child = fork(script, { stdio: ["ignore", "inherit", "inherit", "ipc"], execArgv: [] });
  const { base, ask } = await talkTo(child);
  return {
    apiUrl: `${base}/api/`,
    open: async (opening: Opening = {}) => {
      const keys: Keys = await ask("", "open", [opening]);
      const asked: Ask = (name, ...args) => ask(keys.team, name, args);
      return { ...remoteControl(asked), keys, close: () => ask(keys.team, "close", []) };
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, "exit");
    },
  };
}

async function talkTo(child: ChildProcess) {
  const waiting = new Map<number, (answer: Answered) => void>();
  const { base }: Readonly<{ base: string }> = await once(child, "message").then(([said]) => said);
  child.on("message", (answer: Answered) => waiting.get(answer.id)?.(answer));
  let count = 0;
  const ask = async <Value>(team: string, what: string, args: readonly unknown[]): Promise<Value> => {
    count += 1;
    const id = count;
    const { promise, resolve } = Promise.withResolvers<Answered>();
    waiting.set(id, resolve);
    // JSON would make null of what was left out at the end, and null is no default.
    const given = args.slice(0, args.findLastIndex((one) => one !== undefined) + 1);
    child.send({ id, team, do: what, args: given } satisfies Question);
    const { value, wrong } = await promise;
    waiting.delete(id);
    if (wrong !== undefined) throw new Error(wrong);
    return value;
  };
  return { base, ask };
}
