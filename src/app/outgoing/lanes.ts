import { createFifo } from "../../core/delivery/fifo.ts";

/** Runs tasks one at a time per key, and at most so many at once over all keys, in the order they came. */
export type Lanes = Readonly<{
  run: <T>(key: string, task: (rest: Rest) => Promise<T>) => Promise<T>;
  /** Resolves when nothing is running or waiting. */
  idle: () => Promise<void>;
}>;

/**
 * Gives a task's place to other keys while it waits for something that may take long, and goes on after it before those
 * that have not begun. Its own key stays taken.
 */
export type Rest = <T>(wait: () => Promise<T>) => Promise<T>;

/** Lanes for at most `most` tasks at once, those that rest not counted. */
export function createLanes(most: number): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  const places = createPlaces(most);

  const inPlace = async <T>(task: (rest: Rest) => Promise<T>): Promise<T> => {
    await places.enter("new");
    const rest: Rest = async (wait) => {
      places.leave();
      try {
        return await wait();
      } finally {
        await places.enter("begun");
      }
    };
    try {
      return await task(rest);
    } finally {
      places.leave();
    }
  };

  const run = <T>(key: string, task: (rest: Rest) => Promise<T>): Promise<T> => {
    const before = tails.get(key) ?? Promise.resolve();
    const result = before.then(() => inPlace(task));
    const end = (): void => {
      if (tails.get(key) === tail) tails.delete(key);
    };
    // Whoever asked hears of a failure through `result`; the lane itself goes on.
    const tail = result.then(end, end);
    tails.set(key, tail);
    return result;
  };

  const idle = async (): Promise<void> => {
    while (tails.size > 0) await Promise.all(tails.values());
  };
  return { run, idle };
}

type Places = Readonly<{ enter: (as: "new" | "begun") => Promise<void>; leave: () => void }>;

function createPlaces(most: number): Places {
  const waiting = { begun: createFifo<() => void>(), new: createFifo<() => void>() };
  let taken = 0;
  return {
    enter: async (as) => {
      if (taken >= most) await new Promise<void>((resolve) => waiting[as].push(resolve));
      else taken += 1;
    },
    // A place that becomes free is handed on, so `taken` changes only when nobody waits for it.
    leave: () => {
      const next = waiting.begun.shift() ?? waiting.new.shift();
      if (next === undefined) taken -= 1;
      else next();
    },
  };
}
