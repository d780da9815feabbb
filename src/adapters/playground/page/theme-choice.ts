import { make } from "./dom.ts";
import { type Icon, icon } from "./icons.ts";
import { chooseTheme, chosenTheme, type Theme } from "./theme.ts";

const themes: readonly Readonly<{ theme: Theme; name: string; drawing: Icon }>[] = [
  { theme: "auto", name: "As the system", drawing: "auto" },
  { theme: "light", name: "Light", drawing: "sun" },
  { theme: "dark", name: "Dark", drawing: "moon" },
];

/** Draws the three themes, a radio button each. */
export function drawThemes(group: HTMLElement): void {
  for (const { theme, name, drawing } of themes) {
    const radio = make("input", { type: "radio", name: "theme", value: theme, "aria-label": name });
    radio.checked = theme === chosenTheme();
    radio.addEventListener("change", () => chooseTheme(theme));
    group.append(make("label", { title: name }, radio, icon(drawing)));
  }
}
