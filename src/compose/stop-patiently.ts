import type { App } from "../app/app.ts";
import type { Log } from "../ports/log.ts";
import { endsWithin } from "./ends-within.ts";

/** Supervisors give a process ten seconds before they kill it; two are for closing the store. */
const patienceMs = 8_000;

/** Stops the app and gives what is under way time to end; what is cut short is in doubt, and the next start looks for it. */
export async function stopPatiently(app: App, log: Log): Promise<void> {
  if (await endsWithin(patienceMs, app.stop())) return;
  log.warn("stopped while something was being sent; the next start looks for it");
}
