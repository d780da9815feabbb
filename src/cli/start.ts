import { type Running, runBot } from "../compose/bot.ts";
import { processLog } from "../compose/process-log.ts";
import type { Environment } from "../config.ts";
import { failureText } from "./failure.ts";
import { settingsOf, tell } from "./settings.ts";
import { startUpText } from "./start-up-text.ts";

/** The process ends after this however closing goes: supervisors kill it after ten seconds. */
const hardStopMs = 9_500;

/**
 * Runs the bot until it is told to stop. Reads `.env` first; what is wrong with the settings is told all at once. Ends
 * the process with 0 after SIGTERM or SIGINT, with 1 when it cannot start or meets an error that nothing caught.
 */
export async function start(env: Environment): Promise<void> {
  const config = settingsOf(env);
  if (config === null) return;
  const log = processLog(config);
  const crash = (error: unknown): void => {
    log.fatal("an error that nothing caught ended the bot", { error });
    process.exit(1);
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
  // Node's own listener writes plain text between the JSON lines.
  process.removeAllListeners("warning");
  process.on("warning", (error) =>
    log[error.name === "ExperimentalWarning" ? "debug" : "warn"]("Node warns", { error }),
  );
  try {
    const running = await runBot(config, log);
    // Before the first line: who waits for it may stop the bot at once.
    stopOnSignal(running, crash);
    console.log(startUpText(config, running));
  } catch (error) {
    tell(failureText(error, config.logLevel === "debug"));
    process.exit(1);
  }
}

/** SIGINT is 2 and SIGTERM is 15; a process that a signal ends reports 128 more. */
const atOnce = { SIGINT: 130, SIGTERM: 143 } as const;

function stopOnSignal(running: Running, crash: (error: unknown) => void): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    setTimeout(() => process.exit(1), hardStopMs).unref();
    await running.stop();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(atOnce[signal]);
      stopping = true;
      stop().catch(crash);
    });
  }
}
