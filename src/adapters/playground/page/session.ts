import type { News, PlayState } from "../protocol.ts";
import { fetchState } from "./api.ts";
import { createLive } from "./live.ts";
import type { Store } from "./state.ts";

const rememberedKey = "daily-drill.as";
/** How long after a failed load the next one is tried, while no socket stands to say when. */
const retryMs = 4000;

export type Session = Readonly<{
  /** Loads the page and joins the live news. */
  start: () => void;
  speakAs: (person: string) => void;
  /** Tries again at once, after a failure or a lost connection. */
  retry: () => void;
  /** Hears news that came by another way than the socket. */
  hear: (news: News) => void;
}>;

/** Keeps the store in step with the server, as one person at a time. */
export function createSession(store: Store): Session {
  /** News that came while a state was under way: told again after it, since it may be older than they are. */
  let meanwhile: News[] | null = null;
  let loads = 0;
  let timer: number | undefined;

  const hear = (news: News): void => {
    meanwhile?.push(news);
    store.change({ kind: "news", news, heardAt: performance.now(), looking: !document.hidden });
  };

  const load = async (as: string): Promise<void> => {
    window.clearTimeout(timer);
    loads += 1;
    const mine = loads;
    meanwhile = [];
    try {
      const state = await fetchState(as);
      if (mine === loads) take(state, as);
    } catch (error) {
      if (mine !== loads) return;
      meanwhile = null;
      store.change({ kind: "failed", failure: error instanceof Error ? error.message : String(error) });
      timer = window.setTimeout(() => void load(store.page().as), retryMs);
    }
  };

  const take = (state: PlayState, as: string): void => {
    const missed = meanwhile ?? [];
    meanwhile = null;
    const first = state.people[0];
    if (first && !state.people.some((person) => person.id === as)) {
      speakAs(first.id);
      return;
    }
    store.change({ kind: "loaded", as, state, heardAt: performance.now() });
    for (const news of missed) store.change({ kind: "news", news, heardAt: performance.now(), looking: true });
    live.listenAs(as);
  };

  const live = createLive({
    joined: () => {
      store.change({ kind: "link", link: "live" });
      void load(store.page().as);
    },
    lost: () => store.change({ kind: "link", link: "lost" }),
    news: hear,
  });

  const speakAs = (person: string): void => {
    sessionStorage.setItem(rememberedKey, person);
    const address = new URL(location.href);
    address.searchParams.set("as", person);
    history.replaceState(null, "", address);
    store.change({ kind: "speak-as", as: person });
    void load(person);
  };

  return {
    start: () => speakAs(new URL(location.href).searchParams.get("as") ?? sessionStorage.getItem(rememberedKey) ?? ""),
    speakAs,
    retry: () => {
      live.retry();
      void load(store.page().as);
    },
    hear,
  };
}
