import type { Log } from "../../ports/log.ts";
import type { Platform } from "../../ports/platform.ts";
import type { Clock } from "../../ports/runtime.ts";
import type { Patience } from "./calls/client.ts";

export type DiscordOptions = Readonly<{
  token: string;
  /** Where Discord's API is, without a version: `https://discord.com/api`, or a stand-in. */
  apiUrl: string;
  apiVersion: string;
  clock: Clock;
  log: Log;
  /** Resolves after that many milliseconds, or when the signal says so. */
  pause: (ms: number, until: AbortSignal) => Promise<void>;
  /** Shorter than usual in tests, whose clock runs faster than the wall's. */
  patience?: Partial<Patience>;
}>;

/** One application of Discord, with all the servers it was invited to. It starts once and stops once. */
export interface Discord extends Platform {
  /** Whether what people say reaches us now. */
  isConnected(): boolean;
  /** Resolves when nothing is under way that nobody waits for, such as answers to people. */
  idle(): Promise<void>;
}
