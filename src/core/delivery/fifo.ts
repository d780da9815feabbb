/** A queue with constant cost at both ends; an array's own `shift` costs its length. */
export type Fifo<T> = Readonly<{
  push: (item: T) => void;
  /** Takes the oldest off; undefined when there is none. */
  shift: () => T | undefined;
  /** The oldest, left where it is. */
  head: () => T | undefined;
  size: () => number;
}>;

type Cell<T> = { readonly item: T; next: Cell<T> | null };

/** An empty queue. */
export function createFifo<T>(): Fifo<T> {
  let oldest: Cell<T> | null = null;
  let latest: Cell<T> | null = null;
  let size = 0;
  return {
    push: (item) => {
      const cell: Cell<T> = { item, next: null };
      if (latest === null) oldest = cell;
      else latest.next = cell;
      latest = cell;
      size += 1;
    },
    shift: () => {
      if (oldest === null) return undefined;
      const { item, next } = oldest;
      oldest = next;
      if (next === null) latest = null;
      size -= 1;
      return item;
    },
    head: () => oldest?.item,
    size: () => size,
  };
}
