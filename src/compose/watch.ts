import { storeProbe } from "../adapters/http/store-probe.ts";
import { loadedLater } from "../adapters/metrics/loaded-later.ts";
import type { Config } from "../config.ts";
import type { Store } from "../ports/collection.ts";
import type { Figures } from "../ports/figures.ts";
import type { Log } from "../ports/log.ts";
import type { Clock } from "../ports/runtime.ts";

/** What operators and their tools see of the bot from outside. */
export type Watch = Readonly<{
  figures: Figures;
  /** Answers `/healthz`, `/metrics` and, as not ready yet, `/readyz`; where, or null when it is switched off. */
  listen: () => Promise<string | null>;
  /** The start is over; gives back what says that the stop has begun. */
  ready: () => () => void;
  /** Answers no more; safe to call twice. */
  close: () => Promise<void>;
}>;

export type WatchParts = Readonly<{
  on: Config["metrics"];
  clock: Clock;
  log: Log;
  store: Pick<Store, "check">;
  /** Whether each platform is connected, by its name. */
  platforms: ReadonlyMap<string, () => boolean>;
}>;

/** A store that needs longer for one row is no store to keep answers in, in milliseconds. */
const storePatienceMs = 5_000;
/** How long after the start prom-client is loaded at the latest, in milliseconds. */
const loadAfterMs = 10_000;

const unwatched: Watch = {
  figures: { report: () => undefined },
  listen: async () => null,
  ready: () => () => undefined,
  close: async () => undefined,
};

/** Nothing is kept and nothing loaded where it is switched off. */
export function openWatch({ on, clock, log, store, platforms }: WatchParts): Watch {
  if (on === null) return unwatched;
  const load = async () => (await import("../adapters/metrics/prometheus.ts")).openExposition({ clock, platforms });
  const exposition = loadedLater({ clock, log, load, afterMs: loadAfterMs });
  let tickedAt = clock.now();
  let isReady = false;
  let closes: (() => Promise<void>) | null = null;

  const tickAgeMs = (): number => Math.max(0, clock.now().epochMilliseconds - tickedAt.epochMilliseconds);
  const vitals = { tickAgeMs, store: storeProbe({ store, log, patienceMs: storePatienceMs }), platforms };
  return {
    figures: {
      report: (figure) => {
        if (figure.kind === "tick") tickedAt = clock.now();
        exposition.figures.report(figure);
      },
    },
    listen: async () => {
      const { serveOperator } = await import("../adapters/http/operator-server.ts");
      const server = await serveOperator({ on, log, vitals, isReady: () => isReady, metrics: exposition.text });
      closes = server.close;
      return server.address;
    },
    ready: () => {
      isReady = true;
      return () => {
        isReady = false;
      };
    },
    close: async () => {
      exposition.stop();
      await closes?.();
    },
  };
}
