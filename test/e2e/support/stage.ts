import { mkdirSync } from "node:fs";
import type { Browser, BrowserContextOptions, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import { chromiumHere, noChromium, openChromium } from "./chromium.ts";
import { type LocalTime, PlayBot } from "./play-bot.ts";
import { patienceMs, type Somebody, Tab } from "./tab.ts";

/** Where the bots of the tests are at home. */
export const zone = "Europe/Berlin";

/** A Tuesday of November at half past nine, so that what a test reads is the same on every day. */
export const tuesday: LocalTime = "2026-11-17T09:30[Europe/Berlin]";

export type Stage = Readonly<{
  bot: PlayBot;
  /** Opens a tab, closed after the test. `loses`: it is meant to lose its connection, so failed requests are none of its faults. */
  tab: (as: Somebody, how?: BrowserContextOptions, loses?: "loses connection") => Promise<Tab>;
}>;

/**
 * One bot and one browser for the tests of a file, which are skipped with the reason where there is no browser. After
 * each test its tabs must have had no trouble, after the last one the bot must stop as it should.
 */
export function openStage(at: LocalTime | null = tuesday, home = zone): Stage {
  const path = chromiumHere();
  const tabs: { tab: Tab; loses: boolean }[] = [];
  let open: Readonly<{ bot: PlayBot; browser: Browser }> | null = null;
  vi.setConfig({ testTimeout: 60_000 });

  beforeAll(async () => {
    if (path === null) return;
    const [bot, browser] = await Promise.all([PlayBot.begin(home, at), openChromium(path)]);
    open = { bot, browser };
  });
  beforeEach(({ skip }) => {
    if (path === null) skip(noChromium);
  });
  afterEach(async ({ task }) => {
    const opened = tabs.splice(0);
    if (task.result?.state === "fail") await keepPictures(opened, task.name);
    await Promise.all(opened.map(({ tab }) => tab.close()));
    expect(opened.flatMap(({ tab, loses }) => (loses ? tab.troubles.filter(isNoLoss) : tab.troubles))).toEqual([]);
  });
  afterAll(async () => {
    await open?.browser.close();
    await open?.bot.end();
  });

  const standing = () => {
    if (open === null) throw new Error("the stage opens before the first test");
    return open;
  };
  return {
    get bot() {
      return standing().bot;
    },
    tab: async (as, how = {}, loses) => {
      const { bot, browser } = standing();
      const tab = await Tab.open(browser, bot.address, as, { timezoneId: home, ...how });
      tabs.push({ tab, loses: loses !== undefined });
      return tab;
    },
  };
}

/** The texts that a locator finds, awaited: `await reads(locator).toEqual([…])`. */
export const reads = (locator: Locator) =>
  expect.poll(() => locator.allInnerTexts(), { timeout: patienceMs, interval: 20 });

/** How many elements a locator finds, awaited. */
export const counts = (locator: Locator) => expect.poll(() => locator.count(), { timeout: patienceMs, interval: 20 });

/** Whatever a question to the page gives, awaited. */
export const comesTo = <T>(ask: () => Promise<T>) => expect.poll(ask, { timeout: patienceMs, interval: 20 });

const isNoLoss = (trouble: string): boolean =>
  !/ERR_CONNECTION|ERR_EMPTY_RESPONSE|WebSocket connection|Failed to fetch/u.test(trouble);

/** A picture of each tab of a failed test, in `test-results`. */
async function keepPictures(opened: readonly { tab: Tab }[], test: string): Promise<void> {
  mkdirSync("test-results", { recursive: true });
  const name = test.replaceAll(/\W+/gu, "-").slice(0, 60);
  for (const [index, { tab }] of opened.entries()) {
    await tab.page.screenshot({ path: `test-results/${name}-${index + 1}.png` });
  }
}
