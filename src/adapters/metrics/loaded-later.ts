import type { Figure, Figures } from "../../ports/figures.ts";
import type { Log } from "../../ports/log.ts";
import type { Clock } from "../../ports/runtime.ts";
import type { Exposition } from "./prometheus.ts";

/** Figures whose exposition is loaded after the start. */
export type LaterExposition = Readonly<{
  figures: Figures;
  /** Loads what is not loaded yet. Rejects when that fails. */
  text: () => Promise<string>;
  /** Keeps nothing and loads nothing from now on; safe to call twice. */
  stop: () => void;
}>;

export type LaterParts = Readonly<{
  clock: Clock;
  log: Log;
  load: () => Promise<Exposition>;
  /** Loaded that much later at the latest, so that what is kept until then stays small; milliseconds. */
  afterMs: number;
}>;

/**
 * Keeps what is reported, with its time, until the exposition is there: loading prom-client takes 25 to 60 ms, which the
 * first page need not wait for.
 */
export function loadedLater({ clock, log, load, afterMs }: LaterParts): LaterExposition {
  let kept: (readonly [Figure, Temporal.Instant])[] | null = [];
  let take: Exposition["take"] | null = null;
  let loading: Promise<Exposition> | null = null;

  const begin = async (): Promise<Exposition> => {
    const loaded = await load();
    for (const [figure, at] of kept ?? []) loaded.take(figure, at);
    kept = null;
    take = loaded.take;
    return loaded;
  };
  const loaded = (): Promise<Exposition> => {
    loading ??= begin();
    return loading;
  };
  const timer = setTimeout(() => {
    loaded().catch((error: unknown) => {
      kept = null;
      log.error("the metrics could not be loaded", { error });
    });
  }, afterMs).unref();

  return {
    figures: {
      report: (figure) => {
        if (take !== null) take(figure, clock.now());
        else kept?.push([figure, clock.now()]);
      },
    },
    text: async () => (await loaded()).text(),
    stop: () => {
      clearTimeout(timer);
      kept = null;
    },
  };
}
