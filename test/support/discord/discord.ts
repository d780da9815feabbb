import { fileURLToPath } from "node:url";
import { listen } from "../stand-in/listen.ts";
import { startProcess } from "../stand-in/process.ts";
import { type Ask, type RunningDiscord, remoteControl } from "./client.ts";
import type { Keys, Opening } from "./control/opening.ts";
import { createDiscord } from "./server.ts";

/** A stand-in for Discord in this process, on a free loopback port: for fast tests. */
export async function openDiscord(): Promise<RunningDiscord> {
  const discord = createDiscord();
  const base = await listen(discord.server);
  const apps = new Set<string>();
  return {
    apiUrl: `${base}/api`,
    open: async (opening = {}) => {
      const keys = discord.open(opening, base);
      apps.add(keys.app);
      const close = async (): Promise<void> => {
        if (apps.delete(keys.app)) discord.close(keys.app);
      };
      return { ...discord.control(keys.app), keys, close };
    },
    stop: async () => {
      for (const app of apps) discord.close(app);
      apps.clear();
      discord.server.closeAllConnections();
      if (discord.server.listening) await new Promise((resolve) => discord.server.close(resolve));
    },
  };
}

const script = fileURLToPath(new URL("discord-process.ts", import.meta.url));

/** A stand-in for Discord in a process of its own: killing the bot leaves it standing. */
export async function startDiscord(): Promise<RunningDiscord> {
  const { base, ask, stop } = await startProcess(script);
  return {
    apiUrl: `${base}/api`,
    open: async (opening: Opening = {}) => {
      const keys: Keys = await ask("", "open", [opening]);
      const asked: Ask = (name, ...args) => ask(keys.app, name, args);
      return { ...remoteControl(asked), keys, close: () => ask(keys.app, "close", []) };
    },
    stop,
  };
}
