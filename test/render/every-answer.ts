import { describe, expect, it } from "vitest";
import { commands } from "../../src/core/commands/grammar.ts";
import type { Response } from "../../src/core/message/message.ts";
import { listeningBot } from "./listening-bot.ts";

const further = [
  "",
  "hlep",
  "preview 10",
  "search Title",
  "search",
  "managers list",
  "away until 2027-03-20",
  "pause until 2027-03-20",
  "now a",
  "now nowhere",
];
const typed = [...further, ...commands.map(({ name }) => name)];

/** Every command at three times of a day, and every press; `faultsOf` says what the platform would refuse or not say. */
export function everyAnswerIsTaken(platform: string, faultsOf: (response: Response) => readonly string[]): void {
  describe(`what the bot answers is taken by ${platform} and loses no word:`, () => {
    it.each(typed)("/drill %s, before the question, while it is open, and after the reveal", async (text) => {
      for (const local of [null, "2027-03-15T09:30", "2027-03-15T16:00"]) {
        const { bot, command } = await listeningBot();
        if (local !== null) await bot.at("2027-03-15T09:30");
        if (local !== null) await bot.at(local);
        expect(faultsOf(await command(text))).toEqual([]);
      }
    });

    it.each([
      "answer/2027-03-15",
      "result/2027-03-15",
      "late/2027-03-15",
      "answers/2027-03-15",
      "me/export/0",
      "sample",
    ])("%s, pressed once it is revealed", async (action) => {
      const { bot, press } = await listeningBot();
      await bot.at("2027-03-15T09:30");
      await bot.at("2027-03-15T16:00");
      expect(faultsOf(await press(action))).toEqual([]);
    });
  });
}
