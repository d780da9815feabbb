import { BotError } from "../core/errors.ts";
import { type ChannelKey, partsOf, type WorkspaceKey, workspaceOf } from "../core/keys.ts";
import type { BankSource } from "../ports/bank.ts";
import type { Figures } from "../ports/figures.ts";
import type { Log } from "../ports/log.ts";
import type { Platform } from "../ports/platform.ts";
import type { Chance, Clock, Timer } from "../ports/runtime.ts";
import type { Reader } from "./answers/reader.ts";
import type { Asked } from "./drills/asked.ts";
import type { Floods } from "./floods.ts";
import type { Host } from "./host.ts";
import type { Errand } from "./outgoing/errand.ts";
import type { Lockouts } from "./outgoing/lockouts.ts";
import type { Queues } from "./outgoing/queues.ts";
import type { Records } from "./records.ts";

/** Everything the use cases may touch, handed in by the composition root. */
export type World = Readonly<{
  clock: Clock;
  timer: Timer;
  chance: Chance;
  log: Log;
  figures: Figures;
  records: Records;
  bank: BankSource;
  /** By `facts.name`, the first segment of a channel key. */
  platforms: ReadonlyMap<string, Platform>;
  settings: Settings;
  host: Host;
  lockouts: Lockouts;
  /** What was asked in each workspace lately. */
  asked: Asked;
  /** What goes out waits its turn here. */
  queues: Queues;
  /** On whose behalf this is done. */
  errand: Errand;
  /** What each person asked for lately. */
  floods: Floods;
  /** Reads what answers cover. */
  reader: Reader;
  /** Does what is owed to a channel now, one thing at a time per channel; resolves when done. */
  wake: (channel: ChannelKey) => Promise<void>;
  /** Runs a task while nothing else happens to that channel in this process. */
  alone: <T>(channel: ChannelKey, task: () => Promise<T>) => Promise<T>;
  /** Takes a promise nobody waits for; a rejection is logged. */
  aside: (task: Promise<unknown>, what: string) => void;
}>;

export type Settings = Readonly<{
  /** Holds leases. The same after a restart where only one process can run, so that it takes its own leases over. */
  owner: string;
  leaseMs: number;
  /** People who manage every channel, by id (`MANAGERS`). */
  managers: ReadonlySet<string>;
  /** Who may set a channel up first (`SETUP`). */
  setup: "members" | "admins";
}>;

/** The platform a channel is on. Raises `platform.refused` when it is not running here. */
export function platformOf(world: World, channel: ChannelKey | WorkspaceKey): Platform {
  const { platform: name } = partsOf(channel as ChannelKey);
  const platform = world.platforms.get(name);
  if (platform !== undefined) return platform;
  throw new BotError("platform.refused", `${channel}: no platform "${name}" is running`, {
    hint: "name it in PLATFORMS and give it its tokens, or erase its data",
    why: "channel-gone",
  });
}

/** The time in a channel: ours, moved by what its workspace's clock runs ahead. */
export function nowIn(world: World, channel: ChannelKey): Temporal.Instant {
  const aheadMs = platformOf(world, channel).facts.aheadMs(workspaceOf(channel));
  return world.clock.now().add({ milliseconds: aheadMs });
}
