import type { Composer } from "./composer.ts";
import { button, byId, make } from "./dom.ts";
import { icon } from "./icons.ts";
import type { Log } from "./log.ts";
import { rowsOf } from "./rows.ts";
import type { Page } from "./state.ts";

/** Draws the channel: its name, its messages, its message box, and whether the connection stands. */
export function createChannel(log: Log, composer: Composer, retry: () => void): (page: Page) => void {
  const banner = byId("banner", HTMLElement);
  const tops = topsOf(composer, retry);
  return (page) => {
    const name = page.room?.channel.name ?? null;
    byId("channel-name", HTMLElement).textContent = name === null ? "Daily Drill playground" : `#${name}`;
    byId("channel-topic", HTMLElement).textContent = page.room?.channel.topic ?? "";
    byId("channel-link", HTMLElement).textContent = name === null ? "" : `# ${name}`;
    document.title = titleOf(page);
    drawBanner(banner, page, retry);
    document.body.classList.toggle("waiting", page.room === null);
    log.draw(page.room === null ? "" : page.as, page.room === null ? [] : rowsOf(page, null), tops(page));
    composer.sitAt({
      as: page.as,
      thread: null,
      label: name === null ? "Message" : `Message #${name}`,
      commands: page.room?.commands ?? [],
    });
  };
}

function titleOf({ room, unseen }: Page): string {
  if (room === null) return "Daily Drill playground";
  return `${unseen > 0 ? `(${unseen}) ` : ""}#${room.channel.name} · Daily Drill playground`;
}

function drawBanner(banner: HTMLElement, page: Page, retry: () => void): void {
  const lost = page.link === "lost" && page.room !== null;
  if (lost === banner.hasChildNodes()) return;
  const words = make("span", {}, "Connection lost. Trying again…");
  banner.replaceChildren(...(lost ? [words, button({ class: "link" }, retry, "Try now")] : []));
}

/** What stands above the first message: where the channel begins, or why there is nothing yet. */
function topsOf(composer: Composer, retry: () => void): (page: Page) => HTMLElement {
  const loading = make("div", { class: "top loading", role: "status" }, make("p", {}, "Opening the playground…"));
  const failure = make("p", {});
  const again = button({ class: "button primary" }, retry, "Try again");
  const failed = make("div", { class: "top failed", role: "alert" }, make("h2", {}, "No connection"), failure, again);
  const begin = (): void => composer.begin("/");
  const title = make("h2", {});
  const beginning = make(
    "div",
    { class: "top beginning" },
    make("img", { src: "/page/icon.svg", alt: "", width: 48, height: 48 }),
    title,
    make(
      "p",
      {},
      "The channel begins here. Write as anybody, answer in threads, and move the clock to see what comes.",
    ),
  );
  const empty = make(
    "div",
    { class: "empty" },
    make(
      "p",
      {},
      "Nothing has been said yet. A manager plans the first question with ",
      make("code", {}, "/drill setup"),
      ".",
    ),
    button({ class: "button primary" }, begin, icon("forward"), "Show the commands"),
  );
  return (page) => {
    if (page.room === null && page.failure === null) return loading;
    if (page.room === null) {
      if (failure.textContent !== page.failure) failure.textContent = page.failure;
      return failed;
    }
    title.textContent = `Welcome to #${page.room.channel.name}`;
    if (page.messages.length > 0 || page.whispers.length > 0) empty.remove();
    else if (!empty.isConnected) beginning.append(empty);
    return beginning;
  };
}
