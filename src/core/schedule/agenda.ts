import type { ChannelKey } from "../keys.ts";

/** Which channels want a look, and when: what a tick asks costs by what is due, not by how many channels there are. */
export type Agenda = Readonly<{
  /** Puts a channel down for `at` (epoch milliseconds) in place of what was there; null takes it off. */
  set: (channel: ChannelKey, at: number | null) => void;
  /** Takes off and gives the channels whose time is at or before `now`, earliest first. */
  due: (now: number) => readonly ChannelKey[];
  /** The earliest time, or null when nothing is down. */
  next: () => number | null;
  /** How many channels are down. */
  size: () => number;
}>;

/** A binary heap of entry numbers, by time; `places` says where in the heap an entry stands. */
type Heap = { order: Int32Array; places: Int32Array; times: Float64Array; size: number };

const firstRoom = 64;

const timeAt = (heap: Heap, place: number): number => heap.times[heap.order[place] ?? 0] ?? Number.POSITIVE_INFINITY;

function put(heap: Heap, place: number, entry: number): void {
  heap.order[place] = entry;
  heap.places[entry] = place;
}

function rise(heap: Heap, entry: number, from: number): void {
  const time = heap.times[entry] ?? 0;
  let place = from;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (timeAt(heap, parent) <= time) break;
    put(heap, place, heap.order[parent] ?? 0);
    place = parent;
  }
  put(heap, place, entry);
}

function sink(heap: Heap, entry: number, from: number): void {
  const time = heap.times[entry] ?? 0;
  let place = from;
  for (;;) {
    const left = 2 * place + 1;
    if (left >= heap.size) break;
    const child = left + 1 < heap.size && timeAt(heap, left + 1) < timeAt(heap, left) ? left + 1 : left;
    if (timeAt(heap, child) >= time) break;
    put(heap, place, heap.order[child] ?? 0);
    place = child;
  }
  put(heap, place, entry);
}

/** Moves an entry whose time has changed to where it belongs. */
function settle(heap: Heap, entry: number, place: number): void {
  rise(heap, entry, place);
  sink(heap, entry, heap.places[entry] ?? 0);
}

function removeAt(heap: Heap, place: number): void {
  heap.size -= 1;
  const last = heap.order[heap.size] ?? 0;
  if (place < heap.size) settle(heap, last, place);
}

function grow(heap: Heap): void {
  const room = heap.order.length * 2;
  const order = new Int32Array(room);
  const places = new Int32Array(room);
  const times = new Float64Array(room);
  order.set(heap.order);
  places.set(heap.places);
  times.set(heap.times);
  Object.assign(heap, { order, places, times });
}

/** An empty agenda. A change costs the logarithm of its size; 100,000 channels take 7 MB beside their keys. */
export function createAgenda(): Agenda {
  const heap: Heap = {
    order: new Int32Array(firstRoom),
    places: new Int32Array(firstRoom),
    times: new Float64Array(firstRoom),
    size: 0,
  };
  const entries = new Map<ChannelKey, number>();
  const channels: ChannelKey[] = [];
  const free: number[] = [];

  const takeOff = (channel: ChannelKey, entry: number): void => {
    removeAt(heap, heap.places[entry] ?? 0);
    entries.delete(channel);
    free.push(entry);
  };

  const putDown = (channel: ChannelKey, at: number): void => {
    if (heap.size === heap.order.length) grow(heap);
    const entry = free.pop() ?? channels.length;
    channels[entry] = channel;
    entries.set(channel, entry);
    heap.times[entry] = at;
    heap.size += 1;
    rise(heap, entry, heap.size - 1);
  };

  const set = (channel: ChannelKey, at: number | null): void => {
    const entry = entries.get(channel);
    if (entry === undefined) {
      if (at !== null) putDown(channel, at);
    } else if (at === null) takeOff(channel, entry);
    else {
      heap.times[entry] = at;
      settle(heap, entry, heap.places[entry] ?? 0);
    }
  };

  const due = (now: number): readonly ChannelKey[] => {
    const found: ChannelKey[] = [];
    while (heap.size > 0 && timeAt(heap, 0) <= now) {
      const entry = heap.order[0] ?? 0;
      const channel = channels[entry];
      if (channel === undefined) break;
      found.push(channel);
      takeOff(channel, entry);
    }
    return found;
  };

  return { set, due, next: () => (heap.size === 0 ? null : timeAt(heap, 0)), size: () => heap.size };
}
