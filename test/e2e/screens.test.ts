import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { faintTexts } from "./support/accessibility.ts";
import { comesTo, counts, openStage } from "./support/stage.ts";

const stage = openStage();

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** By how many pixels the page, or anything in it that scrolls up and down, can be pushed sideways. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate(`Math.max(...[document.documentElement, document.body, ...document.querySelectorAll(".log, dialog, .form-body")]
    .map((element) => element.scrollWidth - element.clientWidth))`);

/** Controls that stand partly outside the window. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll("button, textarea, input, select")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert], .rail"))
    .filter((element) => { const { left, right } = element.getBoundingClientRect(); return left < 0 || right > innerWidth; })
    .map((element) => element.getAttribute("aria-label") ?? element.textContent)`);

describe("on a phone", () => {
  it("nothing has to be scrolled sideways: the channel, the thread with its reveal, the form", async () => {
    const mira = await stage.tab("mira", phone);
    const { page } = mira;
    const fits = async (): Promise<void> =>
      expect([await sideways(page), await cutOff(page)], await mira.titleToday()).toEqual([0, []]);
    await fits();
    await mira.channelBox.fill("A_very_long_word_without_any_place_to_break_it_".repeat(4));
    await mira.page.getByRole("button", { name: "Send" }).first().click();
    await mira.channel.getByText("A_very_long_word").waitFor();
    await fits();
    await mira.openThread();
    await fits();
    await page.getByRole("button", { name: "Back to the channel" }).click();
    await mira.press("To the next event");
    await mira.openThread();
    await mira.thread.getByRole("heading", { name: "What a good answer covers" }).waitFor();
    await fits();
    await page.getByRole("button", { name: "Back to the channel" }).click();
    await mira.channelBox.fill("/drill setup");
    await mira.page.getByRole("button", { name: "Send" }).first().click();
    await mira.form.waitFor();
    await fits();
  });

  it("the people are behind the menu button", async () => {
    const mira = await stage.tab("mira", phone);
    const people = mira.page.getByRole("radiogroup", { name: "Speak as" });
    await counts(people).toBe(0);
    await mira.page.getByRole("button", { name: "Open the menu" }).click();
    await people.waitFor();
    await mira.page.getByRole("button", { name: "Close the menu" }).click();
    await counts(people).toBe(0);
  });
});

describe("in daylight and at night", () => {
  it.each(["light", "dark"] as const)("every text can be read: %s", async (colorScheme) => {
    const mira = await stage.tab("mira", { colorScheme, reducedMotion: "reduce" });
    await mira.command("help");
    await mira.openThread();
    expect(await faintTexts(mira.page)).toEqual([]);
    await mira.say("/drill setup");
    await mira.form.waitFor();
    expect(await faintTexts(mira.page)).toEqual([]);
    const background: string = await mira.page.evaluate("getComputedStyle(document.body).backgroundColor");
    const whiteness = Number(/\d+/u.exec(background)?.[0]) > 127 ? "light" : "dark";
    expect(whiteness).toBe(colorScheme);
  });

  it("the theme that somebody chooses goes before the system's, and stays", async () => {
    const { page } = await stage.tab("mira", { colorScheme: "light" });
    const background = (): Promise<string> => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const before = await background();
    await page.getByRole("radio", { name: "Dark" }).check({ force: true });
    await expect.poll(background).not.toBe(before);
    await page.reload();
    expect(await background()).not.toBe(before);
  });
});

describe("what is longer than the window", () => {
  it("is shown from its beginning when it comes, and what follows is announced", async () => {
    const mira = await stage.tab("mira", { viewport: { width: 1280, height: 420 } });
    await mira.toTheNextQuestion();
    await mira.openThread();
    await mira.toTheReveal();
    const reference = mira.thread.getByRole("heading", { name: "Reference answer" });
    await comesTo(async () => (await reference.boundingBox())?.y ?? 0).toBeGreaterThan(100);
    await comesTo(async () => (await reference.boundingBox())?.y ?? 0).toBeLessThan(200);
    await mira.page.getByRole("button", { name: "2 new messages" }).click();
    const last = mira.thread.getByText("Nobody answered this one.");
    await comesTo(async () => (await last.boundingBox())?.y ?? 420).toBeLessThan(350);
  });
});
