import { existsSync, readFileSync } from "node:fs";
import type { Environment } from "../config/environment.ts";
import { type Config, readConfig, startUpReport } from "../config.ts";
import { BotError } from "../core/errors.ts";
import { failureText } from "./failure.ts";

/** The settings of `.env` and the environment, or null once their problems were told; the process then ends with 1. */
export function settingsOf(env: Environment): Config | null {
  try {
    if (existsSync(".env")) process.loadEnvFile(".env");
  } catch (cause) {
    const hint = "let the bot's user read it, or move it away";
    tell(failureText(new BotError("config.invalid", ".env cannot be read", { hint, cause }), false));
    return null;
  }
  const read = readConfig(env, (path) => readFileSync(path, "utf8"));
  if (read.kind === "config") return read.config;
  tell(startUpReport(read.problems));
  return null;
}

/** Says what is wrong and lets the process end with 1. */
export function tell(problem: string): void {
  console.error(problem);
  process.exitCode = 1;
}
