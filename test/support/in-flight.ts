import { subscribe } from "node:diagnostics_channel";
import { setImmediate, setTimeout } from "node:timers/promises";

/** Requests of this process that `fetch` made and that are not answered to their end. */
const inFlight = new Set<unknown>();

/** What `fetch` tells of each of its requests (nodejs.org, Diagnostics Channel support of undici). */
const requestOf = (message: unknown): unknown => Object(message).request;
subscribe("undici:request:create", (message) => {
  inFlight.add(requestOf(message));
});
for (const end of ["undici:request:trailers", "undici:request:error"]) {
  subscribe(end, (message) => {
    inFlight.delete(requestOf(message));
  });
}

/** Milliseconds of the wall; a request that a fault keeps silent is waited for no longer. */
const longestMs = 500;

/** Resolves when each request that left was answered, and so were those that an answer led to, however busy the machine. */
export async function allAnswered(): Promise<void> {
  const until = performance.now() + longestMs;
  for (let quiet = 0; quiet < 3 && performance.now() < until; ) {
    await setImmediate();
    quiet = inFlight.size === 0 ? quiet + 1 : 0;
    if (inFlight.size > 0) await setTimeout(1);
  }
}
