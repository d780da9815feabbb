/** Runs tasks one at a time per key, and at most so many at once over all keys, in the order they came. */
export type Lanes = Readonly<{
  run: <T>(key: string, task: () => Promise<T>) => Promise<T>;
  /** Resolves when nothing is running or waiting. */
  idle: () => Promise<void>;
}>;

/** Lanes for at most `most` tasks at once. */
export function createLanes(most: number): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  const waiting: (() => void)[] = [];
  let running = 0;

  const enter = async (): Promise<void> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
  };
  // A place that becomes free is handed on, so `running` changes only when nobody waits for it.
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  const inPlace = async <T>(task: () => Promise<T>): Promise<T> => {
    await enter();
    try {
      return await task();
    } finally {
      leave();
    }
  };

  const run = <T>(key: string, task: () => Promise<T>): Promise<T> => {
    const before = tails.get(key) ?? Promise.resolve();
    const result = before.then(() => inPlace(task));
    // Whoever asked hears of a failure through `result`; the lane itself goes on.
    const tail = result
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
    tails.set(key, tail);
    return result;
  };

  const idle = async (): Promise<void> => {
    while (tails.size > 0) await Promise.all(tails.values());
  };
  return { run, idle };
}
