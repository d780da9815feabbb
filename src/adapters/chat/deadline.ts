/** What a task gives, or `late` when it has not ended by then; it goes on all the same. Rejects as the task does. */
export async function inTime<T>(task: Promise<T>, ms: number): Promise<T | typeof late> {
  const waited = Promise.withResolvers<typeof late>();
  const timer = setTimeout(() => waited.resolve(late), ms);
  try {
    return await Promise.race([task, waited.promise]);
  } finally {
    clearTimeout(timer);
  }
}

export const late = Symbol("late");
