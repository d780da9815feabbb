import { fileURLToPath } from "node:url";
import { listen } from "../stand-in/listen.ts";
import { startProcess } from "../stand-in/process.ts";
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

const script = fileURLToPath(new URL("slack-process.ts", import.meta.url));

/** A stand-in for Slack in a process of its own: killing the bot leaves it standing. */
export async function startSlack(): Promise<RunningSlack> {
  const { base, ask, stop } = await startProcess(script);
  return {
    apiUrl: `${base}/api/`,
    open: async (opening: Opening = {}) => {
      const keys: Keys = await ask("", "open", [opening]);
      const asked: Ask = (name, ...args) => ask(keys.team, name, args);
      return { ...remoteControl(asked), keys, close: () => ask(keys.team, "close", []) };
    },
    stop,
  };
}
