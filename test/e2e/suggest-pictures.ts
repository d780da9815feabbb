import type { Browser } from "playwright-core";
import { suggested } from "./support/pictured.ts";
import type { PlayBot } from "./support/play-bot.ts";
import { type Somebody, Tab } from "./support/tab.ts";

const zone = "Europe/Berlin";

/** Somebody suggests a question in its form, and the channel's manager looks at it. */
export async function takeSuggestPictures(bot: PlayBot, browser: Browser, folder: string): Promise<void> {
  const jonas = await open(browser, bot, "jonas");
  await jonas.say("/drill suggest");
  await jonas.form.waitFor();
  await jonas.form.getByLabel("Topic").selectOption({ label: suggested.topic });
  await jonas.form.getByLabel("Level").selectOption(suggested.level);
  await jonas.form.getByLabel("Question").fill(suggested.prompt);
  await jonas.form.getByLabel("Reference answer").fill(suggested.answer);
  await jonas.form.getByLabel("What a good answer covers").fill(suggested.points);
  await jonas.page.evaluate("document.activeElement.blur()");
  await jonas.form.getByLabel("Topic").scrollIntoViewIfNeeded();
  await jonas.form.screenshot({ path: `${folder}suggest.png`, animations: "disabled" });
  await jonas.form.getByRole("button", { name: "Send" }).click();
  await jonas.whispers.filter({ hasText: "Thank you" }).last().waitFor();
  await jonas.close();

  const mira = await open(browser, bot, "mira");
  await mira.say("/drill review");
  const page = mira.whispers.filter({ hasText: "suggested by Jonas" });
  await page.waitFor();
  await mira.page.mouse.move(0, 0);
  await page.screenshot({ path: `${folder}review.png`, animations: "disabled" });
  await page.getByRole("button", { name: "Approve" }).click();
  await mira.whispers.filter({ hasText: "It is in rotation." }).waitFor();
  await mira.close();
}

const open = (browser: Browser, bot: PlayBot, as: Somebody): Promise<Tab> =>
  Tab.open(browser, bot.address, as, {
    timezoneId: zone,
    locale: "en-GB",
    colorScheme: "light",
    viewport: { width: 1000, height: 1180 },
  });
