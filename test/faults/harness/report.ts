import { type Counts, noneWrong, plus } from "./count.ts";
import type { Outcome, Run } from "./run.ts";

/** What came of a series: one row of the table. */
export type Tally = Counts &
  Readonly<{
    name: string;
    platform: string;
    runs: number;
    kills: number;
    /** Runs with a duplicate. */
    runsDuplicated: number;
    /** Runs that broke the contract or did not end, with what repeats them. */
    broken: readonly Broken[];
  }>;
export type Broken = Readonly<{ run: Run; outcome: Outcome }>;

/** Adds up the outcomes of a series. */
export function tally(name: string, platform: string, pairs: readonly Broken[]): Tally {
  const counted = pairs.map(({ outcome }) => outcome.counts ?? noneWrong);
  return {
    ...counted.reduce(plus, noneWrong),
    name,
    platform,
    runs: pairs.length,
    kills: pairs.reduce((sum, { outcome }) => sum + outcome.kills, 0),
    runsDuplicated: counted.filter(({ duplicates }) => duplicates > 0).length,
    broken: pairs.filter(({ outcome }) => outcome.problem !== null),
  };
}

/** Tallies of all series together. */
export const total = (tallies: readonly Tally[]): Omit<Tally, "name" | "platform"> => ({
  ...tallies
    .map(({ duplicates, lostPosts, lostAnswers, doubleAnswers }) => ({
      duplicates,
      lostPosts,
      lostAnswers,
      doubleAnswers,
    }))
    .reduce(plus, noneWrong),
  runs: tallies.reduce((sum, { runs }) => sum + runs, 0),
  kills: tallies.reduce((sum, { kills }) => sum + kills, 0),
  runsDuplicated: tallies.reduce((sum, { runsDuplicated }) => sum + runsDuplicated, 0),
  broken: tallies.flatMap(({ broken }) => broken),
});

/** Everything that `npm run faults` found out. `control` holds what must go wrong, and `savedFirst` what must not. */
export type Findings = Readonly<{
  contract: readonly Tally[];
  reconcileOff: readonly Tally[];
  ackFirst: readonly Tally[];
  savedFirst: readonly Tally[];
}>;

/** Without reconciling at least so many of the runs at the after-send points must post twice (delivery.md, goal E1). */
const leastDuplicates = 0.25;

/** Why the command fails; nothing when the contract held and every control showed its failure. */
export function faultsOf({ contract, reconcileOff, ackFirst, savedFirst }: Findings): readonly string[] {
  const { broken } = total(contract);
  const off = total(reconcileOff);
  const share = off.runsDuplicated / Math.max(1, off.runs);
  return [
    ...broken.map((one) => `broken: ${JSON.stringify(one)}`),
    ...(reconcileOff.length === 0 || share >= leastDuplicates
      ? []
      : [`control: without reconciling only ${percent(share)} of the runs posted twice`]),
    ...unfinished(off.broken).map((one) => `control, reconcile off: ${JSON.stringify(one)}`),
    ...ackFirst
      .filter(({ lostAnswers }) => lostAnswers === 0)
      .map(({ platform }) => `control, ${platform}: acknowledging before saving lost no answer`),
    ...savedFirst
      .filter(({ lostAnswers }) => lostAnswers > 0)
      .map(({ platform, lostAnswers }) => `control, ${platform}: ${lostAnswers} answers were lost though saved first`),
    ...unfinished(total([...ackFirst, ...savedFirst]).broken).map((one) => `control, events: ${JSON.stringify(one)}`),
  ];
}

const unfinished = (broken: readonly Broken[]): readonly Broken[] =>
  broken.filter(({ outcome }) => outcome.counts === null);

/** The one line for programs. */
export function jsonLine({ contract, reconcileOff, ackFirst }: Findings): string {
  const { runs, kills, duplicates, lostPosts, lostAnswers, doubleAnswers } = total(contract);
  const off = total(reconcileOff);
  const early = total(ackFirst);
  return JSON.stringify({
    runs,
    kills,
    duplicates,
    lostPosts,
    lostAnswers,
    doubleAnswers,
    control: {
      reconcileOff: { runs: off.runs, duplicates: off.runsDuplicated },
      ackFirst: { answers: early.runs * answersADay, lost: early.lostAnswers },
    },
  });
}

/** Four people of each of three channels answer in time and stay with it (`day.ts`). */
const answersADay = 12;

const columns = ["runs", "kills", "duplicates", "lostPosts", "lostAnswers", "doubleAnswers"] as const;

/** One row of the table for people. */
export const row = (one: Tally): string =>
  [
    `${one.platform}, ${one.name}`.padEnd(48),
    ...columns.map((name) => String(one[name]).padStart(name.length + 2)),
  ].join("");

/** The table's head. */
export const head = ["".padEnd(48), ...columns.map((name) => name.padStart(name.length + 2))].join("");

const percent = (share: number): string => `${Math.round(share * 100)} %`;
