import { button, make } from "./dom.ts";
import { sentence } from "./format.ts";
import { icon } from "./icons.ts";

export type Notice = Readonly<{ show: (message: string, hint: string) => void; hide: () => void }>;

/** A line above the message box for what failed outside a form or a message box. Stays until dismissed or the next success. */
export function createNotice(host: HTMLElement): Notice {
  const hide = (): void => host.replaceChildren();
  return {
    hide,
    show: (message, hint) => {
      const dismiss = button({ class: "icon-button", name: "Dismiss", title: "Dismiss" }, hide, icon("close"));
      const words = make("p", {}, make("strong", {}, sentence(message)), ` ${sentence(hint)}`);
      host.replaceChildren(make("div", { class: "notice-card" }, icon("warn"), words, dismiss));
    },
  };
}
