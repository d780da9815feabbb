import { byId } from "./dom.ts";
import { icon } from "./icons.ts";

export type Drawer = Readonly<{ close: () => boolean }>;

/** The rail as a drawer on narrow screens. `close` says whether it was open. */
export function createDrawer(): Drawer {
  const rail = byId("rail", HTMLElement);
  const stage = byId("stage", HTMLElement);
  const scrim = byId("scrim", HTMLElement);
  const opener = byId("drawer-open", HTMLButtonElement);
  const closer = byId("drawer-close", HTMLButtonElement);

  const show = (open: boolean): void => {
    rail.classList.toggle("open", open);
    scrim.hidden = !open;
    stage.inert = open;
    opener.setAttribute("aria-expanded", String(open));
  };
  const close = (): boolean => {
    if (!rail.classList.contains("open")) return false;
    show(false);
    opener.focus();
    return true;
  };
  opener.append(icon("menu"));
  closer.append(icon("close"));
  opener.addEventListener("click", () => {
    show(true);
    closer.focus();
  });
  closer.addEventListener("click", close);
  scrim.addEventListener("click", close);
  return { close };
}
