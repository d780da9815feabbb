import type { PlayAction } from "../protocol.ts";
import { button, freshId, make } from "./dom.ts";
import { icon } from "./icons.ts";

/**
 * A button that opens a menu of choices; taking one acts at once. A native select would act on every arrow key where
 * the system changes a closed one, so this is the menu-button pattern of the WAI-ARIA authoring practices.
 */
export function menuButton(
  action: PlayAction & { kind: "select" },
  act: string,
  choose: (value: string) => void,
): HTMLElement {
  const menu = make("div", {
    class: "menu",
    role: "menu",
    popover: "auto",
    id: freshId("menu"),
    "aria-label": action.label,
  });
  const opener = make("button", { type: "button", class: "button", "data-act": act }, action.label, icon("open"));
  // The browser's own link between the two: without it, pressing the button of an open menu would close and reopen it.
  opener.popoverTargetElement = menu;
  opener.setAttribute("aria-haspopup", "menu");
  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-controls", menu.id);
  const items = action.choices.map(({ value, label }) => {
    const item = button(
      { class: "menu-item" },
      () => {
        menu.hidePopover();
        choose(value);
      },
      label,
    );
    item.setAttribute("role", "menuitem");
    item.tabIndex = -1;
    item.autofocus = value === action.choices[0]?.value;
    return item;
  });
  menu.append(...items);
  menu.addEventListener("toggle", () => {
    const open = menu.matches(":popover-open");
    opener.setAttribute("aria-expanded", String(open));
    if (open) place(menu, opener);
  });
  menu.addEventListener("beforetoggle", () => place(menu, opener));
  menu.addEventListener("keydown", (event) => {
    const next = itemFor(event.key, items);
    if (event.key === "Tab") menu.hidePopover();
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    event.stopPropagation();
    if (!menu.matches(":popover-open")) menu.showPopover();
  });
  return make("span", { class: "menu-anchor" }, opener, menu);
}

/** Where a key leads: the arrows go round, Home and End to the ends, a letter to the next item that begins with it. */
function itemFor(key: string, items: readonly HTMLElement[]): HTMLElement | undefined {
  const at = items.findIndex((item) => item.matches(":focus"));
  if (key === "ArrowDown") return items[(at + 1) % items.length];
  if (key === "ArrowUp") return items[(at - 1 + items.length) % items.length];
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  if (key.length !== 1 || key === " ") return undefined;
  const round = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return round.find((item) => item.textContent.toLowerCase().startsWith(key.toLowerCase()));
}

/** Below its button, or above where there is no room; never past the right edge. */
function place(menu: HTMLElement, opener: HTMLElement): void {
  const at = opener.getBoundingClientRect();
  const { offsetHeight, offsetWidth } = menu;
  const below = at.bottom + 4;
  const top = below + offsetHeight > innerHeight - 8 ? Math.max(8, at.top - 4 - offsetHeight) : below;
  menu.style.setProperty("--x", `${Math.max(8, Math.min(at.left, innerWidth - offsetWidth - 8))}px`);
  menu.style.setProperty("--y", `${top}px`);
}
