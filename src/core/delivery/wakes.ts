/** Something that sleeps until a time; changing `wakesAt` makes what was set before void. */
export type Sleeper = { wakesAt: number | null };

/** Who is to be woken when. A sleeper is woken at its latest `wakesAt` only. */
export type Wakes<T extends Sleeper> = Readonly<{
  /** Puts the sleeper down for `at`, in place of what was there; for ever when that is infinite. */
  set: (sleeper: T, at: number) => void;
  /** Takes off one whose time is at or before `now`, the earliest first. */
  due: (now: number) => T | undefined;
  /** The earliest time, or null when nobody is to be woken. */
  next: () => number | null;
}>;

type Wake<T> = Readonly<{ at: number; sleeper: T }>;

/** Nobody asleep yet. Each change costs the logarithm of how many sleep. */
export function createWakes<T extends Sleeper>(): Wakes<T> {
  const heap: Wake<T>[] = [];
  const isVoid = ({ at, sleeper }: Wake<T>): boolean => sleeper.wakesAt !== at;
  const earliest = (): Wake<T> | undefined => {
    while (heap[0] !== undefined && isVoid(heap[0])) removeFirst(heap);
    return heap[0];
  };
  return {
    set: (sleeper, at) => {
      if (sleeper.wakesAt === at) return;
      sleeper.wakesAt = at;
      if (Number.isFinite(at)) insert(heap, { at, sleeper });
    },
    due: (now) => {
      const first = earliest();
      if (first === undefined || first.at > now) return undefined;
      first.sleeper.wakesAt = null;
      return first.sleeper;
    },
    next: () => earliest()?.at ?? null,
  };
}

function insert<T>(heap: Wake<T>[], wake: Wake<T>): void {
  let place = heap.length;
  for (;;) {
    const up = (place - 1) >> 1;
    const parent = heap[up];
    if (parent === undefined || parent.at <= wake.at) break;
    heap[place] = parent;
    place = up;
  }
  heap[place] = wake;
}

function removeFirst<T>(heap: Wake<T>[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    const child = timeAt(heap, left + 1) < timeAt(heap, left) ? left + 1 : left;
    const next = heap[child];
    if (next === undefined || next.at >= last.at) break;
    heap[place] = next;
    place = child;
  }
  heap[place] = last;
}

const timeAt = <T>(heap: readonly Wake<T>[], place: number): number => heap[place]?.at ?? Number.POSITIVE_INFINITY;
