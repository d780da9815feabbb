/** Whether a task ended within so many milliseconds; otherwise it goes on unheard. Rejects when the task does, in time. */
export function endsWithin(ms: number, task: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(false), ms);
    const ended = (end: () => void) => (): void => {
      clearTimeout(timer);
      end();
    };
    task.then(
      ended(() => resolve(true)),
      (error: unknown) => ended(() => reject(error))(),
    );
  });
}
