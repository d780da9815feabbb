/** A queue with constant cost at both ends; an array's own `shift` costs its length. */
export type Fifo<T> = Readonly<{
  push: (item: T) => void;
  /** Takes the oldest off; undefined when there is none. */
  shift: () => T | undefined;
  /** The oldest, left where it is. */
  head: () => T | undefined;
  size: () => number;
}>;

/** Fewer items than that are not worth moving. */
const fewestToMove = 32;

/** An empty queue. */
export function createFifo<T>(): Fifo<T> {
  let items: T[] = [];
  let first = 0;
  const shift = (): T | undefined => {
    const item = items[first];
    if (first < items.length) first += 1;
    if (first === items.length) {
      items = [];
      first = 0;
    } else if (first >= fewestToMove && first * 2 >= items.length) {
      items = items.slice(first);
      first = 0;
    }
    return item;
  };
  return { push: (item) => items.push(item), shift, head: () => items[first], size: () => items.length - first };
}
