import { between, seeded } from "../../support/model/seeded.ts";
import type { PlatformName } from "./platforms.ts";
import { afterSendPoints, type Life, livesFor, type Point, points } from "./points.ts";
import type { Run } from "./run.ts";

/** Runs that are counted together: one row of the table. */
export type Series = Readonly<{ name: string; platform: PlatformName; runs: readonly Run[] }>;

/** How many days: at each point, cut short at random times, and for each control. */
export type Size = Readonly<{ each: number; randomKills: number; control: number }>;

/** CI: 13 points × 10 runs on each platform. */
export const shortSize: Size = { each: 6, randomKills: 12, control: 12 };
/** Goal E1 of delivery.md: 13 points × 200 runs, and 2,000 kills at random times over the two behaviours of the model. */
export const fullSize: Size = { each: 200, randomKills: 1_000, control: 100 };

/** A day of a bot that is killed again and again: the fourth life may end itself. */
const mostRandomLives = 4;
/** A start takes about 300 ms, a whole day two seconds. */
const longestLifeMs = 1_800;

type Drawn = Readonly<{ platform: PlatformName; seed: number }>;

/** The days that must keep the contract: every point, then random times. */
export function contractSeries(platform: PlatformName, size: Size, seed: number): readonly Series[] {
  const atPoints = points.map((point, index) => atPoint(point, size.each, { platform, seed: seed + index * 10_007 }));
  return [...atPoints, atRandom(size.randomKills, { platform, seed: seed + 999_983 })];
}

/** The days that must break it: without looking before sending again, at the points after a send. */
export function reconcileOffSeries(platform: PlatformName, size: Size, seed: number): readonly Series[] {
  const each = Math.ceil(size.control / afterSendPoints.length);
  return afterSendPoints.map((point, index) =>
    atPoint(point, each, { platform, seed: seed + 31 * index }, ["reconcile"]),
  );
}

/** The two days that differ in nothing but whether events are saved before they are acknowledged. */
export function acknowledgingSeries(platform: PlatformName, size: Size, seed: number, saveFirst: boolean): Series {
  const random = seeded(seed);
  const runs = Array.from({ length: size.control }, (): Run => {
    // The first to answer in any channel; with its event unsaved and acknowledged nobody sends it again.
    const kill = { kind: "inside", point: "answer heard", nth: between(random, 1, 6), seed: 0 } as const;
    const without = saveFirst ? (["read-back"] as const) : (["save-first", "read-back"] as const);
    return { platform, lives: [{ kill, deadMs: 0 }], without: [...without], seed: drawSeed(random) };
  });
  return { name: saveFirst ? "saved first" : "acknowledged first", platform, runs };
}

function atPoint(point: Point, count: number, { platform, seed }: Drawn, without: Run["without"] = []): Series {
  const random = seeded(seed);
  const runs = Array.from({ length: count }, (): Run => {
    return { platform, lives: livesFor(point, platform, random), without, seed: drawSeed(random) };
  });
  return { name: point, platform, runs };
}

function atRandom(kills: number, { platform, seed }: Drawn): Series {
  const random = seeded(seed);
  const runs: Run[] = [];
  for (let left = kills; left > 0; ) {
    const lives = Array.from({ length: Math.min(left, between(random, 1, mostRandomLives)) }, (): Life => {
      return {
        kill: { kind: "after", wallMs: random() * longestLifeMs },
        deadMs: random() < 0.8 ? 0 : random() * 70_000,
      };
    });
    left -= lives.length;
    runs.push({ platform, lives, without: [], seed: drawSeed(random) });
  }
  return { name: "random times", platform, runs };
}

const drawSeed = (random: () => number): number => Math.floor(random() * 2 ** 31);
