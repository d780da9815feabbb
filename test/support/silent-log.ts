import type { Log, LogFields } from "../../src/ports/log.ts";

export type LogLine = Readonly<{ level: keyof Log; event: string; fields: LogFields }>;

/** A log for tests that do not read it. */
export const silentLog: Log = listeningLog([]);

/** A log that keeps its lines in `lines`. */
export function listeningLog(lines: LogLine[]): Log {
  const at =
    (level: keyof Log) =>
    (event: string, fields: LogFields = {}): void => {
      lines.push({ level, event, fields });
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
