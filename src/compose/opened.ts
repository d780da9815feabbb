import type { App } from "../app/app.ts";
import type { Config } from "../config.ts";
import type { Log } from "../ports/log.ts";
import type { Platform } from "../ports/platform.ts";

/** A platform as the composition needs it: what is special about it stays in the function that opens it. */
export type Opened = Readonly<{
  platform: Platform;
  /** Called before people are let in. */
  prepare: (app: App) => Promise<void>;
  /** Called after each tick. */
  afterTick: () => Promise<void>;
  /** Where a person can open it in a browser, once it was started; null where they cannot. */
  address: () => string | null;
  /** Whether what people say reaches us now. */
  isConnected: () => boolean;
}>;

export type OpenPlatform = (config: Config, log: Log, app: Promise<App>) => Promise<Opened>;
