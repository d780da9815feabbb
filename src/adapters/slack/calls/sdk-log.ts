import { type Logger, LogLevel } from "@slack/web-api";
import type { Log } from "../../../ports/log.ts";

/**
 * What Slack's SDK logs. Its debug lines hold whole payloads, so they go nowhere and it is told not to make them; its
 * warnings repeat what our own errors say better, so they are for debugging.
 */
export function sdkLog(log: Log): Logger {
  const say = (...said: readonly unknown[]): void => log.debug("slack's client says", { said: firstLine(said[0]) });
  const silent = (): void => undefined;
  return {
    debug: silent,
    info: silent,
    warn: say,
    error: say,
    setLevel: silent,
    setName: silent,
    getLevel: () => LogLevel.WARN,
  };
}

const longestSaying = 200;
const firstLine = (said: unknown): string => String(said).split("\n", 1)[0]?.slice(0, longestSaying) ?? "";
