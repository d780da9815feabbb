import { type DestinationStream, destination, pino } from "pino";
import type { Log, LogFields } from "../../ports/log.ts";
import { createScrub } from "./scrub.ts";

/** The log of a process: what the parts say, and why it ended. */
export interface ProcessLog extends Log {
  fatal(event: string, fields?: LogFields): void;
}

export type LogOptions = Readonly<{
  level: "fatal" | "error" | "warn" | "info" | "debug";
  /** Values that never reach the log, wherever they stand: tokens, passwords, addresses that hold one. */
  secrets: readonly string[];
  /** Where the lines go; without it the standard error, written at once so that a crash loses none. */
  to?: DestinationStream;
}>;

/**
 * A log of JSON lines: `level`, `time` (ISO), `event`, and what belongs to it. Secrets, and fields that by their name hold
 * one or hold people's words, are left out; errors come with code, hint and causes.
 */
export function openLog({ level, secrets, to = destination({ fd: 2, sync: true }) }: LogOptions): ProcessLog {
  const scrub = createScrub(secrets);
  const options = {
    level,
    base: null,
    messageKey: "event",
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const lines = pino(options, to);
  const at =
    (each: keyof ProcessLog) =>
    (event: string, fields: LogFields = {}): void => {
      // What nobody will read is not looked through either.
      if (lines.isLevelEnabled(each)) lines[each](scrub.fields(fields), scrub.text(event));
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error"), fatal: at("fatal") };
}
