import type { News } from "../protocol.ts";
import { readNews } from "./api.ts";
import { backOffMs } from "./back-off.ts";

export type LiveHandlers = Readonly<{
  /** The socket stands; what happened meanwhile was missed. */
  joined: () => void;
  lost: () => void;
  news: (news: News) => void;
}>;

export type Live = Readonly<{
  /** Listens as this person from now on; the same person again changes nothing. */
  listenAs: (person: string) => void;
  /** Tries again at once if the connection is lost. */
  retry: () => void;
}>;

/** One web socket that mends itself. */
export function createLive(handlers: LiveHandlers): Live {
  let person = "";
  let socket: WebSocket | null = null;
  let attempt = 0;
  let timer: number | undefined;

  const connect = (): void => {
    window.clearTimeout(timer);
    const fresh = new WebSocket(socketAddress(person));
    socket = fresh;
    fresh.addEventListener("open", () => {
      if (socket !== fresh) return;
      attempt = 0;
      handlers.joined();
    });
    fresh.addEventListener("message", (event) => {
      const news = socket === fresh ? readNews(event.data) : null;
      if (news) handlers.news(news);
    });
    fresh.addEventListener("close", () => {
      if (socket !== fresh) return;
      socket = null;
      handlers.lost();
      timer = window.setTimeout(connect, backOffMs(attempt, Math.random()));
      attempt += 1;
    });
  };

  const retry = (): void => {
    if (socket === null && person !== "") connect();
  };
  window.addEventListener("online", retry);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) retry();
  });

  return {
    listenAs: (next) => {
      if (next === person) return;
      person = next;
      const old = socket;
      connect();
      old?.close();
    },
    retry,
  };
}

function socketAddress(person: string): string {
  const address = new URL(`/live?as=${encodeURIComponent(person)}`, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}
