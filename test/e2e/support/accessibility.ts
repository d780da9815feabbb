import type { Page } from "playwright-core";

/** Roles of what people press, write into or choose from; each needs a name that can be read out. */
const controls: ReadonlySet<unknown> = new Set([
  "button",
  "checkbox",
  "combobox",
  "dialog",
  "link",
  "listbox",
  "log",
  "menu",
  "menuitem",
  "option",
  "radio",
  "radiogroup",
  "textbox",
]);

/** The roles of controls that the browser's accessibility tree has no name for. Throws when the tree holds no control at all. */
export async function namelessControls(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const found = nodes.filter(({ ignored, role }) => !ignored && controls.has(role?.value));
  if (found.length < 5) throw new Error(`the accessibility tree has only ${found.length} controls`);
  return found.filter(({ name }) => String(name?.value ?? "").trim() === "").map(({ role }) => String(role?.value));
}

type Faint = Readonly<{ text: string; ratio: number }>;

/**
 * Texts on the page whose colour stands out from what lies behind it by less than 4.5 to 1 (WCAG 2.2, 1.4.3; 3 to 1 for
 * large ones). Runs in the page, on the colours that are really drawn.
 */
export const faintTexts = (page: Page): Promise<readonly Faint[]> => page.evaluate(`(${findFaint})()`);

const findFaint = `() => {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });
  const drawn = (colours) => {
    pen.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
    }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => part / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const colours = [];
    for (let at = element; at; at = at.parentElement) colours.unshift(getComputedStyle(at).backgroundColor);
    return ["white", ...colours];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (text === "" || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (element.closest(":disabled")) continue;
    const style = getComputedStyle(element);
    const back = behind(element);
    const [one, other] = [light(drawn(back)), light(drawn([...back, style.color]))].sort((a, b) => b - a);
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = Math.round(((one + 0.05) / (other + 0.05)) * 100) / 100;
    if (ratio < (large ? 3 : 4.5)) faint.push({ text, ratio });
  }
  return faint;
}`;
