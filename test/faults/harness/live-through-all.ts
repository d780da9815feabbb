import type { Series } from "./plan.ts";
import { type Broken, type Tally, tally } from "./report.ts";
import { carryOut, type Place, type Run, retire } from "./run.ts";
import type { Platforms } from "./start-platforms.ts";

type Day = Readonly<{ run: Run; series: number }>;

/** On which platforms, how many days at once, how fast, and who is told of each series that is whole, in their order. */
export type Living = Readonly<{
  platforms: Platforms;
  places: number;
  speed: number;
  tell: (tallied: Tally) => void;
}>;

/** Lives through the days of all series, each place through one after the other; gives what came of a series. */
export async function liveThroughAll(all: readonly Series[], living: Living): Promise<(one: Series) => Tally> {
  const left = inOrder(all);
  const lived = all.map((): Broken[] => []);
  const tallies = new Map<Series, Tally>();
  const tellWhole = (): void => {
    for (const [index, series] of all.entries()) {
      if (tallies.has(series)) continue;
      const pairs = lived[index] ?? [];
      if (pairs.length < series.runs.length) return;
      const tallied = tally(series.name, series.platform, pairs);
      tallies.set(series, tallied);
      living.tell(tallied);
    }
  };
  const inOnePlace = async (): Promise<void> => {
    const place: Place = { bot: null };
    for (let day = left.shift(); day !== undefined; day = left.shift()) {
      const outcome = await carryOut(living.platforms, day.run, living.speed, place);
      lived[day.series]?.push({ run: day.run, outcome });
      tellWhole();
    }
    await retire(place);
  };
  await Promise.all(Array.from({ length: living.places }, inOnePlace));
  tellWhole();
  return (one) => tallies.get(one) ?? tally(one.name, one.platform, []);
}

/** The longest first, so that nobody waits for a few of them in the end. */
const inOrder = (all: readonly Series[]): Day[] =>
  all
    .flatMap(({ runs }, series) => runs.map((run): Day => ({ run, series })))
    .toSorted((one, other) => lengthOf(other.run) - lengthOf(one.run));

/** Where threads are not read, a reveal waits five minutes; and each life more takes its start. */
const lengthOf = ({ lives, without }: Run): number => lives.length + (without.includes("read-back") ? 10 : 0);
