import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { Discord, DiscordOptions } from "../../../src/adapters/discord/discord.ts";
import { Recorder } from "../../contract/platform/stage.ts";
import type { DiscordApp } from "../../support/discord/client.ts";
import type { Opening } from "../../support/discord/control/opening.ts";
import { type LogLine, listeningLog } from "../../support/silent-log.ts";
import { DiscordRig } from "./discord-rig.ts";

/** An adapter that is not started, over the stand-in; its waits last until the test says so. */
export type Opened = Readonly<{
  rig: DiscordRig;
  app: DiscordApp;
  platform: Discord;
  heard: Recorder;
  log: readonly LogLine[];
  /** The waits of half a minute and more so far, in milliseconds; shorter ones are over at once. */
  waits: readonly number[];
  /** Ends the waits that are under way. */
  endWaits: () => void;
}>;

/** Nobody waits for shorter ones as long as they say. */
const longMs = 30_000;

/** Gone when the test is over. */
export async function openedDiscord(opening: Opening = {}, options: Partial<DiscordOptions> = {}): Promise<Opened> {
  const log: LogLine[] = [];
  const waits: number[] = [];
  const waiting = new Set<() => void>();
  const pause: DiscordOptions["pause"] = (ms, until) => {
    if (ms < longMs) return Promise.resolve();
    waits.push(ms);
    return new Promise((resolve) => {
      waiting.add(resolve);
      until.addEventListener("abort", () => resolve());
    });
  };
  const rig = new DiscordRig({ log: listeningLog(log), pause, ...options }, opening);
  onTestFinished(() => rig.close());
  const platform = await rig.open();
  const endWaits = (): void => {
    for (const end of waiting) end();
    waiting.clear();
  };
  return { rig, app: await rig.app(), platform, heard: new Recorder(), log, waits, endWaits };
}

/** Resolves once something holds; fails after a while of the wall. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 10_000; performance.now() < end; ) {
    if (await holds()) return;
    await setTimeout(5);
  }
  throw new Error("it did not come to pass");
}

/** What an operator reads, each once. */
export const eventsIn = (log: readonly LogLine[]): readonly string[] => [
  ...new Set(log.filter(({ level }) => level === "warn" || level === "error").map(({ event }) => event)),
];
