import type { Asks } from "../protocol.ts";
import { clockNow, nextText, zoneText } from "./clock-words.ts";
import { button, make } from "./dom.ts";
import { dateText, ownZone, spanText, timeText } from "./format.ts";
import { icon } from "./icons.ts";
import type { Page } from "./state.ts";

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
    write(zone, zoneText(clock.zone, ownZone(), now));
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

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
