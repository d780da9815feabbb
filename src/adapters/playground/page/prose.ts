import { make } from "./dom.ts";
import { dateText, fullText, relativeText, timeText } from "./format.ts";

/**
 * The server's HTML as an element. The one place where HTML is parsed: the server rendered it from the core's closed
 * document tree and escaped every text in it, and the content policy forbids inline scripts besides.
 */
export function prose(html: string, now: number): HTMLElement {
  const element = make("div", { class: "prose" });
  element.innerHTML = html;
  // Both can be wider than the message and then scroll, which the keyboard must reach too.
  for (const box of element.querySelectorAll<HTMLElement>("pre, .table")) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", box.matches("pre") ? "Code" : "Table");
  }
  fillTimes(element, now);
  return element;
}

/** Writes every `<time data-show>` below `root` in the reader's own zone; `now` (epoch ms) is what relative times count from. */
export function fillTimes(root: ParentNode, now: number): void {
  for (const element of root.querySelectorAll<HTMLTimeElement>("time[data-show]")) {
    const at = Date.parse(element.dateTime);
    const text = Number.isNaN(at) ? null : shown(at, now, element.dataset["show"]);
    if (text === null) continue;
    if (element.textContent !== text) element.textContent = text;
    element.title = fullText(at);
  }
}

/** Null keeps what the server wrote. */
function shown(at: number, now: number, show: string | undefined): string | null {
  switch (show) {
    case "time":
      return timeText(at);
    case "date":
      return dateText(at);
    case "date-time":
      return `${dateText(at)}, ${timeText(at)}`;
    case "relative":
      return relativeText(at, now);
    default:
      return null;
  }
}
