import type { Asks, PlayClock } from "../protocol.ts";
import { button, make } from "./dom.ts";
import { dateText, ownZone, sameDay, spanText, timeText } from "./format.ts";
import { icon } from "./icons.ts";
import type { HeardClock, Page } from "./state.ts";

/** The playground's time now, in epoch ms: what was heard, run on by the browser's own count. */
export function clockNow({ clock, heardAt }: HeardClock, count: number): number {
  return clock.now + (count - heardAt);
}

/** `Next: reveal at 16:00`, with the date when that is another day there. */
export function nextText({ next, zone }: PlayClock, now: number): string {
  if (next === null) return "Nothing planned yet";
  const time = timeText(next.at, zone);
  return sameDay(next.at, now, zone)
    ? `Next: ${next.what} at ${time}`
    : `Next: ${next.what} on ${dateText(next.at, zone)}, ${time}`;
}

type Move = Asks["clock"]["move"];

/** The bar with the playground's time and the two buttons that move it. */
export function createClock(
  bar: HTMLElement,
  move: (move: Move) => Promise<void>,
): Readonly<{ draw: (page: Page) => void; tick: (page: Page) => void }> {
  const time = make("time", { class: "clock-time" });
  const day = make("span", { class: "clock-day" });
  const zone = make("span", { class: "clock-zone" });
  const ahead = make("span", { class: "tag" });
  const next = make("p", { class: "clock-next" });
  const toNext = mover("To the next event", "forward", () => go("next-event"));
  const oneDay = mover("One day on", "day", () => go("day"));

  const go = async (which: Move): Promise<void> => {
    if (toNext.ariaDisabled === "true" && which === "next-event") return;
    bar.setAttribute("aria-busy", "true");
    await move(which);
    bar.removeAttribute("aria-busy");
  };

  const tick = ({ clock: heard }: Page): void => {
    if (heard === null) return;
    const { clock } = heard;
    const now = clockNow(heard, performance.now());
    const span = spanText(clock.aheadMs);
    time.dateTime = new Date(now).toISOString();
    write(time, timeText(now, clock.zone));
    write(day, dateText(now, clock.zone));
    write(zone, zoneText(clock.zone, now));
    write(ahead, `${span} ahead`);
    ahead.hidden = span === "";
    write(next, nextText(clock, now));
    toNext.ariaDisabled = clock.next === null ? "true" : "false";
    toNext.title = clock.next === null ? "Nothing is planned yet: a manager can begin with /drill setup" : "";
  };

  const face = make("p", { class: "clock-face" }, icon("clock"), day, time, zone, ahead);
  bar.replaceChildren(face, next, make("div", { class: "clock-moves" }, toNext, oneDay));
  return { draw: tick, tick };
}

function mover(label: string, drawing: "forward" | "day", press: () => Promise<void>): HTMLButtonElement {
  return button({ class: "button small" }, () => void press(), icon(drawing), label);
}

/** Messages are shown in the reader's zone, so the bar says what it is there when the plan's zone is another. */
function zoneText(zone: string, now: number): string {
  const place = zone.replaceAll("_", " ");
  const here = timeText(now);
  return zone === ownZone() || here === timeText(now, zone) ? place : `${place} · ${here} where you are`;
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
