/** The three themes: what the system says, or one of its two. Runs before the first paint, so that nothing flashes. */
export type Theme = "auto" | "light" | "dark";

const rememberedKey = "daily-drill.theme";

/** The theme chosen in this browser. */
export function chosenTheme(): Theme {
  const chosen = localStorage.getItem(rememberedKey);
  return chosen === "light" || chosen === "dark" ? chosen : "auto";
}

/** Shows a theme and remembers it. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(rememberedKey, theme);
  document.documentElement.dataset["theme"] = theme;
}

document.documentElement.dataset["theme"] = chosenTheme();
