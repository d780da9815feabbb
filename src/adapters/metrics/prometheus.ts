import { Gauge, Registry } from "prom-client";
import { assertNever } from "../../core/errors.ts";
import type { Figure } from "../../ports/figures.ts";
import type { Clock } from "../../ports/runtime.ts";
import { countersIn } from "./counters.ts";
import { createStandings, type Standings } from "./standings.ts";

/** The figures as Prometheus reads them. */
export type Exposition = Readonly<{
  /** Counts what was reported at an instant. */
  take: (figure: Figure, at: Temporal.Instant) => void;
  /** Everything counted so far, in Prometheus's text format 0.0.4. */
  text: () => Promise<string>;
}>;

export type Watched = Readonly<{
  clock: Clock;
  /** Whether each platform is connected now, by its name. */
  platforms: ReadonlyMap<string, () => boolean>;
}>;

/**
 * Counts from nothing, as every process does: Prometheus knows a counter that starts anew. Every series is there from the
 * start, so that its first step from 0 shows. No label names a channel, a person or a question.
 */
export function openExposition({ clock, platforms }: Watched): Exposition {
  const registry = new Registry();
  const standings = createStandings();
  const counters = countersIn(registry);
  const moments: Moments = {
    tick: clock.now(),
    ...{ missed: null, held: null, clocks: new Map(), backupFails: false, lost: 0, lockedOut: 0 },
  };
  const ageOf = (since: Temporal.Instant | null): number =>
    since === null ? 0 : Math.max(0, secondsBetween(since, clock.now()));
  addGauges(registry, { standings, moments, platforms, ageOf });
  return {
    take: (figure, at) => take({ standings, counters, moments }, figure, at),
    text: () => registry.metrics(),
  };
}

/** What ages are counted from. `tick` is the start before the first one. */
type Moments = {
  tick: Temporal.Instant;
  missed: Temporal.Instant | null;
  held: Readonly<{ replies: number; since: Temporal.Instant }> | null;
  /** The latest of each platform. */
  clocks: Map<string, Extract<Figure, { kind: "clock" }>>;
  backupFails: boolean;
  lost: number;
  lockedOut: number;
};

type Counted = Readonly<{ standings: Standings; counters: ReturnType<typeof countersIn>; moments: Moments }>;

function take({ standings, counters, moments }: Counted, figure: Figure, at: Temporal.Instant): void {
  switch (figure.kind) {
    case "delivery":
      standings.set(figure.key, figure.of, figure.stands, at);
      break;
    case "at-rest":
      standings.clear(figure.channel);
      break;
    case "sent":
      counters.sent.inc({ kind: figure.of, by: figure.found ? "look" : "send" });
      break;
    case "failed":
      counters.failed.inc({ kind: figure.of, outcome: figure.outcome });
      break;
    case "dropped":
      counters.dropped.inc({ kind: figure.of });
      break;
    case "out":
      counters.lateness.observe({ of: figure.of }, Math.max(0, figure.lateMs) / 1000);
      break;
    case "missed":
      moments.missed = at;
      counters.missed.inc({ reason: figure.reason });
      break;
    case "saved":
      counters.saved.inc({ from: figure.from });
      break;
    case "amended":
    case "untended":
      counters[figure.kind].inc();
      break;
    default:
      remember(moments, figure, at);
  }
}

/** Figures of which the latest counts. */
type State = Extract<Figure, { kind: "tick" | "held" | "clock" | "backup" | "lost" | "locked-out" }>;

function remember(moments: Moments, figure: State, at: Temporal.Instant): void {
  switch (figure.kind) {
    case "tick":
      moments.tick = at;
      break;
    case "held":
      moments.held = heldSince(figure, at);
      break;
    case "clock":
      moments.clocks.set(figure.platform, figure);
      break;
    case "backup":
      moments.backupFails = figure.failing;
      break;
    case "lost":
      moments.lost = figure.channels;
      break;
    case "locked-out":
      moments.lockedOut = figure.tenants;
      break;
    default:
      assertNever(figure);
  }
}

function heldSince({ replies, oldestMs }: Extract<Figure, { kind: "held" }>, at: Temporal.Instant): Moments["held"] {
  return replies === 0 ? null : { replies, since: at.subtract({ milliseconds: Math.max(0, oldestMs) }) };
}

type GaugeParts = Readonly<{
  standings: Standings;
  moments: Readonly<Moments>;
  platforms: Watched["platforms"];
  ageOf: (since: Temporal.Instant | null) => number;
}>;

/** Read when Prometheus asks, so that ages are those of that moment. */
function addGauges(registry: Registry, { standings, moments, platforms, ageOf }: GaugeParts): void {
  const gauge = (name: string, help: string, read: () => number): void => {
    const made: Gauge = new Gauge({ name, help, registers: [registry], collect: () => made.set(read()) });
  };
  gauge("drill_tick_age_seconds", "Since the bot last looked at what is due.", () => ageOf(moments.tick));
  const open = new Gauge({
    name: "drill_messages_open",
    help: "Messages that are due and not out: to be sent, in doubt, or parked after a refusal.",
    labelNames: ["kind", "standing"],
    registers: [registry],
    collect: () => {
      for (const { of, is, count } of standings.counts()) open.set({ kind: of, standing: is }, count);
    },
  });
  gauge("drill_doubt_age_seconds", "Since the first send of the message that has been in doubt longest.", () =>
    ageOf(standings.oldestDoubt()),
  );
  gauge("drill_slot_missed_timestamp_seconds", "When a slot was last missed; 0 when none was since the start.", () =>
    moments.missed === null ? 0 : moments.missed.epochMilliseconds / 1000,
  );
  gauge("drill_inbox_replies", "Replies kept until the question they are under is out of doubt.", () =>
    moments.held === null ? 0 : moments.held.replies,
  );
  gauge("drill_inbox_age_seconds", "Age of the oldest of them.", () => ageOf(moments.held?.since ?? null));
  gauge(
    "drill_channels_lost",
    "Channels with a plan that the bot was removed from, or that are gone.",
    () => moments.lost,
  );
  gauge(
    "drill_locked_out",
    "Workspaces, or whole platforms, that refuse all that the bot asks.",
    () => moments.lockedOut,
  );
  gauge("drill_backup_failing", "1 while the latest nightly backup failed, else 0.", () =>
    moments.backupFails ? 1 : 0,
  );
  addClocks(registry, moments.clocks, [...platforms.keys()]);
  const connected = new Gauge({
    name: "drill_platform_connected",
    help: "1 while the platform is connected, else 0.",
    labelNames: ["platform"],
    registers: [registry],
    collect: () => {
      for (const [platform, isConnected] of platforms) connected.set({ platform }, isConnected() ? 1 : 0);
    },
  });
}

function addClocks(registry: Registry, clocks: Readonly<Moments>["clocks"], platforms: readonly string[]): void {
  const gauge = (name: string, help: string, read: (told: Extract<Figure, { kind: "clock" }>) => number): void => {
    const collect = (): void => {
      for (const platform of platforms) {
        const told = clocks.get(platform);
        made.set({ platform }, told === undefined ? 0 : read(told));
      }
    };
    const made: Gauge = new Gauge({ name, help, labelNames: ["platform"], registers: [registry], collect });
  };
  const ahead =
    "How far this machine's clock is at least ahead of the platform's by its latest answer; below 0: behind.";
  gauge("drill_clock_ahead_seconds", ahead, ({ aheadMs }) => aheadMs / 1000);
  gauge(
    "drill_clock_holds",
    "1 while nothing is posted on the platform because the clocks disagree, else 0.",
    (told) => (told.holds ? 1 : 0),
  );
}

const secondsBetween = (from: Temporal.Instant, to: Temporal.Instant): number =>
  (to.epochMilliseconds - from.epochMilliseconds) / 1000;
