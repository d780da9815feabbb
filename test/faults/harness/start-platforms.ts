import { startDiscordModel } from "../../support/discord/as-model.ts";
import { type Model, startModel } from "../../support/model/model.ts";
import { startSlackModel } from "../../support/slack/as-model.ts";
import type { PlatformName } from "./platforms.ts";

/** The running processes that days happen on. */
export type Platforms = Readonly<{ of: (platform: PlatformName) => Model; stop: () => Promise<void> }>;

type Process = "model" | "slack" | "discord";
const processOf = (platform: PlatformName): Process =>
  platform === "slack" || platform === "discord" ? platform : "model";
const starts: Readonly<Record<Process, () => Promise<Model>>> = {
  model: startModel,
  slack: startSlackModel,
  discord: startDiscordModel,
};

/** Starts what these platforms need, each in a process of its own. */
export async function startPlatforms(names: readonly PlatformName[]): Promise<Platforms> {
  const started = new Map<Process, Model>();
  for (const needed of new Set(names.map(processOf))) started.set(needed, await starts[needed]());
  return {
    of: (platform) => {
      const found = started.get(processOf(platform));
      if (found === undefined) throw new Error(`nothing was started for ${platform}`);
      return found;
    },
    stop: async () => void (await Promise.all([...started.values()].map((one) => one.stop()))),
  };
}
