import type { Composer } from "./composer.ts";
import { byId } from "./dom.ts";
import { icon } from "./icons.ts";
import type { Log } from "./log.ts";
import { rowsOf } from "./rows.ts";
import type { Page, Store } from "./state.ts";

/** Up to this width the thread lies over the channel. Also written in `layout.css`. */
const overlays = matchMedia("(max-width: 1080px)");

export type Thread = Readonly<{ open: (id: string) => void; close: () => void; draw: (page: Page) => void }>;

/** The panel of one thread. Opening it moves the focus in, closing it gives the focus back to the message. */
export function createThread(store: Store, log: Log, composer: Composer): Thread {
  const panel = byId("thread", HTMLElement);
  const channel = byId("channel", HTMLElement);
  const topic = byId("thread-topic", HTMLElement);

  const close = (): void => {
    const id = store.page().thread;
    if (id === null) return;
    store.change({ kind: "thread", thread: null });
    queueMicrotask(() => {
      const message = document.querySelector<HTMLElement>(`#channel-log [data-message="${CSS.escape(id)}"]`);
      (message?.querySelector<HTMLElement>('[data-act="thread"]') ?? message)?.focus({ preventScroll: true });
    });
  };
  const draw = (page: Page): void => {
    const root = page.messages.find((message) => message.id === page.thread);
    panel.hidden = !root;
    channel.inert = root !== undefined && overlays.matches;
    if (!root) return;
    topic.textContent = root.threadTitle ?? root.summary;
    topic.title = topic.textContent;
    log.draw(`${page.as} ${root.id}`, rowsOf(page, root.id), null);
    composer.sitAt({
      as: page.as,
      thread: root.id,
      label: "Reply in thread",
      commands: page.room?.commands ?? [],
    });
  };

  for (const [id, drawing] of [
    ["thread-back", "back"],
    ["thread-close", "close"],
  ] as const) {
    const control = byId(id, HTMLButtonElement);
    control.append(icon(drawing));
    control.addEventListener("click", close);
  }
  overlays.addEventListener("change", () => draw(store.page()));
  return {
    open: (id) => {
      store.change({ kind: "thread", thread: id });
      // On a phone the focus in a text box would raise the keyboard over what one came to read.
      queueMicrotask(() => (overlays.matches ? byId("thread-name", HTMLElement).focus() : composer.focus()));
    },
    close,
    draw,
  };
}
