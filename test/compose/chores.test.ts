import { expect, it } from "vitest";
import { choresOf } from "../../src/compose/chores.ts";
import { type Bot, startBot } from "../support/bot.ts";
import { silentLog } from "../support/silent-log.ts";
import { freshFolder } from "../support/store-place.ts";

/** A bot with a question of its first day, whose clock then jumps so far that all of it is old enough to be deleted. */
async function yearsAhead(): Promise<Readonly<{ bot: Bot; chores: () => Promise<void>; kept: () => Promise<number> }>> {
  const bot = await startBot();
  await bot.at("2027-03-15T09:30");
  bot.step({ hours: 24 * 800 });
  const { deliveries } = bot.records;
  const kept = async (): Promise<number> => (await Array.fromAsync(deliveries.list(`${bot.platform.channel}/`))).length;
  return { bot, chores: choresOf(bot.app, { dataDir: freshFolder(), backupDir: null }, silentLog), kept };
}

it("deletes what is kept no longer", async () => {
  const { chores, kept } = await yearsAhead();
  expect(await kept()).toBe(1);
  await chores();
  expect(await kept()).toBe(0);
});

it("fault 51: deletes nothing while a platform contradicts the clock", async () => {
  const { bot, chores, kept } = await yearsAhead();
  for (let answer = 0; answer < 2; answer += 1) {
    const told = { at: bot.clock.now(), askedAt: bot.app.world.clock.now() };
    await bot.platform.tell(async (handlers) => handlers.clock(told));
  }
  await chores();
  expect(await kept()).toBe(1);
});
