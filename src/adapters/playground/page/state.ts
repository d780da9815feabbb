import type { News, PlayClock, PlayMessage, PlayState, PlayWhisper } from "../protocol.ts";

/** What stands once the first state has arrived. */
export type Room = Readonly<Pick<PlayState, "channel" | "people" | "commands">>;

/** The clock as it was heard, and when by the browser's own count (ms), so that it can run on from there. */
export type HeardClock = Readonly<{ clock: PlayClock; heardAt: number }>;

/** `placedAt` is where it stands in time: a whisper that replaces another keeps the other's place. */
export type PlacedWhisper = Readonly<{ whisper: PlayWhisper; placedAt: number }>;

/** Everything the page draws from. */
export type Page = Readonly<{
  /** Who speaks; empty until the people are known. */
  as: string;
  room: Room | null;
  clock: HeardClock | null;
  messages: readonly PlayMessage[];
  whispers: readonly PlacedWhisper[];
  dismissed: ReadonlySet<string>;
  /** The message whose thread is open. */
  thread: string | null;
  link: "connecting" | "live" | "lost";
  /** Why the first state could not be had, null while there is hope. */
  failure: string | null;
  /** Messages that came while nobody looked at the tab. */
  unseen: number;
}>;

export type Change =
  | Readonly<{ kind: "loaded"; as: string; state: PlayState; heardAt: number }>
  | Readonly<{ kind: "failed"; failure: string }>
  | Readonly<{ kind: "news"; news: News; heardAt: number; looking: boolean }>
  | Readonly<{ kind: "link"; link: Page["link"] }>
  | Readonly<{ kind: "speak-as"; as: string }>
  | Readonly<{ kind: "thread"; thread: string | null }>
  | Readonly<{ kind: "dismiss"; id: string }>
  | Readonly<{ kind: "seen" }>;

/** The page before anything has arrived. */
export const emptyPage: Page = {
  as: "",
  room: null,
  clock: null,
  messages: [],
  whispers: [],
  dismissed: new Set(),
  thread: null,
  link: "connecting",
  failure: null,
  unseen: 0,
};

/** The page after one change. Pure: the same page and change give the same page. */
export function reduce(page: Page, change: Change): Page {
  switch (change.kind) {
    case "loaded":
      return loaded(page, change.state, change);
    case "failed":
      return { ...page, failure: change.failure };
    case "news":
      return heard(page, change.news, change);
    case "link":
      return { ...page, link: change.link };
    case "speak-as":
      return { ...page, as: change.as };
    case "thread":
      return { ...page, thread: change.thread };
    case "dismiss":
      return {
        ...page,
        dismissed: new Set([...page.dismissed, change.id]),
        whispers: page.whispers.filter((placed) => placed.whisper.message.id !== change.id),
      };
    case "seen":
      return { ...page, unseen: 0 };
  }
}

/** A fresh state replaces all but the whispers heard in this tab, which the server does not keep. */
function loaded(page: Page, state: PlayState, { as, heardAt }: Readonly<{ as: string; heardAt: number }>): Page {
  const { channel, people, commands } = state;
  const before = new Map(page.messages.map((message) => [message.id, message]));
  const messages = inOrder(state.messages.map((message) => sameIfEqual(before.get(message.id), message)));
  const kept = state.whispers.filter((whisper) => !page.dismissed.has(whisper.message.id));
  return {
    ...page,
    as,
    room: sameIfEqual(page.room ?? undefined, { channel, people, commands }),
    clock: { clock: state.clock, heardAt },
    messages,
    whispers: kept.reduce(withWhisper, page.whispers),
    thread: messages.some((message) => message.id === page.thread) ? page.thread : null,
    failure: null,
  };
}

function heard(page: Page, news: News, { heardAt, looking }: Readonly<{ heardAt: number; looking: boolean }>): Page {
  switch (news.kind) {
    case "message": {
      const isNew = !page.messages.some((message) => message.id === news.message.id);
      const others = page.messages.map((message) => (message.id === news.message.id ? news.message : message));
      return {
        ...page,
        messages: isNew ? inOrder([...page.messages, news.message]) : others,
        unseen: isNew && !looking ? page.unseen + 1 : page.unseen,
      };
    }
    case "removed":
      return {
        ...page,
        messages: page.messages.filter((message) => message.id !== news.id),
        thread: page.thread === news.id ? null : page.thread,
      };
    case "whisper":
      return { ...page, whispers: withWhisper(page.whispers, news.whisper), unseen: page.unseen + (looking ? 0 : 1) };
    case "clock":
      return { ...page, clock: { clock: news.clock, heardAt } };
  }
}

/** The same whisper can arrive as a reply and as news, so its id decides. */
function withWhisper(placed: readonly PlacedWhisper[], whisper: PlayWhisper): readonly PlacedWhisper[] {
  const ids = [whisper.message.id, whisper.replaces];
  const found = placed.find((one) => ids.includes(one.whisper.message.id));
  if (!found) return [...placed, { whisper, placedAt: whisper.message.at }];
  const renewed = { whisper: sameIfEqual(found.whisper, whisper), placedAt: found.placedAt };
  return placed
    .map((one) => (one === found ? renewed : one))
    .filter((one) => one === renewed || !ids.includes(one.whisper.message.id));
}

/** By time; messages of one instant keep the order in which the server told them. */
function inOrder(messages: readonly PlayMessage[]): readonly PlayMessage[] {
  return messages.toSorted((one, other) => one.at - other.at);
}

/** Keeps the old object when nothing in it changed, so that what was drawn from it can stay. */
function sameIfEqual<T>(before: T | undefined, now: T): T {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}

export type Store = Readonly<{
  page: () => Page;
  change: (change: Change) => void;
  /** Called after changes, once for all of one event-loop turn. */
  watch: (draw: (page: Page) => void) => void;
}>;

/** Holds the page and tells its watchers. */
export function createStore(): Store {
  let page = emptyPage;
  let told = true;
  const watchers: ((page: Page) => void)[] = [];
  const tell = (): void => {
    told = true;
    for (const draw of watchers) draw(page);
  };
  return {
    page: () => page,
    change: (change) => {
      page = reduce(page, change);
      if (told) queueMicrotask(tell);
      told = false;
    },
    watch: (draw) => {
      watchers.push(draw);
    },
  };
}
