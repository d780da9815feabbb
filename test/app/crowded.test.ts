import { expect, it } from "vitest";
import type { PersonId } from "../../src/core/keys.ts";
import { startPacedBot } from "../support/paced-bot.ts";
import { textOf } from "../support/told.ts";

// A platform tells of so many people a minute, and after a question or a reveal everybody wants to see something.

it("in a crowd everybody is shown the status within half a second, and a manager's command finds out who they are", async () => {
  const bot = await startPacedBot({ channels: 1 });
  const crowd = Array.from({ length: 20 }, (_, at) => bot.platform.as(`P${at}` as PersonId));
  const shown = crowd.map((somebody) => somebody.command("status"));
  const paused = bot.platform.as(bot.platform.people.manager.id).command("pause");
  await bot.flow({ milliseconds: 500 });
  const texts = (await Promise.all(shown)).map(textOf);
  expect(texts).toEqual(Array(20).fill("Daily Drill here\nLast: none yet\nNext: Mon 15 Mar, 09:30"));
  await bot.flow({ milliseconds: 500 });
  expect(textOf(await paused)).toBe("Paused until somebody types /drill resume. What is open is still revealed.");
});
