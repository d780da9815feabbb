import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where systems keep it; `CHROMIUM` names another place, and no place at all when it is empty. */
const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The Chromium of this machine, or null. */
export function chromiumHere(): string | null {
  const named = process.env["CHROMIUM"];
  return (named === undefined ? usualPlaces : [named]).find((path) => existsSync(path)) ?? null;
}

/** Said where there is none. */
export const noChromium = "no Chromium was found: install it, or name it by CHROMIUM=/path/to/chromium";

/** Starts a browser without a window. The sandbox needs rights that root in a container lacks; only our own page is opened. */
export function openChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}
