import { runBot } from "../compose/bot.ts";
import { processLog } from "../compose/process-log.ts";
import type { Environment } from "../config/environment.ts";
import { failureText } from "./failure.ts";
import { endOnCrash, endOnSignal } from "./process-end.ts";
import { settingsOf, tell } from "./settings.ts";
import { startUpText } from "./start-up-text.ts";

/**
 * Runs the bot until it is told to stop. Reads `.env` first; what is wrong with the settings is told all at once. Ends
 * the process with 0 after SIGTERM or SIGINT, with 1 when it cannot start or meets an error that nothing caught.
 */
export async function start(env: Environment): Promise<void> {
  const config = settingsOf(env);
  if (config === null) return;
  const log = processLog(config);
  const crash = endOnCrash(log);
  // Node's own listener writes plain text between the JSON lines.
  process.removeAllListeners("warning");
  process.on("warning", (error) =>
    log[error.name === "ExperimentalWarning" ? "debug" : "warn"]("Node warns", { error }),
  );
  try {
    const running = await runBot(config, log);
    // Before the first line: who waits for it may stop the bot at once.
    endOnSignal(running.stop, crash);
    console.log(startUpText(config, running));
  } catch (error) {
    tell(failureText(error, config.logLevel === "debug"));
    process.exit(1);
  }
}
