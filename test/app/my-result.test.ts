import { describe, expect, it } from "vitest";
import type { Question } from "../../src/core/bank/question.ts";
import { type AskedBot, askedBot, today, toldText } from "../support/asked-bot.ts";
import { fixedBank } from "../support/bot.ts";
import { cachingQuestion } from "../support/caching-question.ts";

const result = async (bot: AskedBot, who = bot.jonas): Promise<readonly string[]> =>
  toldText(await who.press(bot.question, `result/${today}`)).split("\n");

/** Jonas gives this answer through the form, and the drill is revealed. */
async function answered(text: string, question: Partial<Question> = {}): Promise<AskedBot> {
  const bot = await askedBot({ questions: [{ ...cachingQuestion, ...question }] });
  await bot.fill(bot.jonas, text);
  await bot.reveal();
  return bot;
}

const matched = "I go by words, so I miss things. The reference answer is what counts.";

describe("My result", () => {
  it("says of each point what was found of it, and in which words", async () => {
    const bot = await answered("It keeps hot data in memory. We would see less load. Measure the hit rate.");
    expect(await result(bot)).toEqual([
      "Your result: Caching",
      "Your answer",
      "It keeps hot data in memory. We would see less load. Measure the hit rate.",
      "2 of 3 points covered",
      "Covered",
      "A cache keeps copies in a faster place",
      "“keeps hot data in memory”",
      "It takes load off the database",
      "“less load”",
      "I did not spot",
      "Stale data is served until a TTL removes it",
      "Covered beyond that",
      "The hit rate is watched",
      "“hit rate”",
      matched,
    ]);
  });

  it("asks to look again at what is denied, or is a known mistake, and credits neither", async () => {
    const bot = await answered("There is not less load. TTL guarantees fresh data.");
    expect((await result(bot)).slice(3)).toEqual([
      "0 of 3 points covered",
      "I did not spot",
      "A cache keeps copies in a faster place",
      "It takes load off the database",
      "Worth a second look: “less load” reads like the opposite to me.",
      "Stale data is served until a TTL removes it",
      "Worth a second look: “TTL guarantees fresh data” is easily mixed up here.",
      matched,
    ]);
  });

  it("takes key words in a row for a maybe at the most", async () => {
    const bot = await answered("keeps copies, less load, stale data, hit rate, ttl, redis, cdn");
    const said = await result(bot);
    expect([said[3], said[4], said.includes("Covered")]).toEqual([
      "0 of 3 points covered, 3 maybe",
      "Key words alone are a maybe to me. A sentence around them says more.",
      false,
    ]);
  });

  it.each([
    ["another language", "Ein Zwischenspeicher hält Kopien von Daten bereit, damit die Datenbank weniger tun muss."],
    ["no words", "🤷 … 🤷"],
    ["the question again", cachingQuestion.prompt],
  ])("cannot tell of %s, says so, and shows the points", async (_what, text) => {
    const [why = "", ...rest] = (await result(await answered(text))).slice(3);
    expect(why).toMatch(/^I cannot tell what your answer covers: /u);
    expect(rest.slice(0, 2)).toEqual(["What a good answer covers", "A cache keeps copies in a faster place"]);
  });

  it("shows the reference answer of a question without points", async () => {
    const bot = await answered("It keeps hot data in memory.", { points: [] });
    expect((await result(bot)).slice(3)).toEqual([
      "This question has no list of points. Compare with the reference answer.",
      "Reference answer",
      "A cache holds copies where they are faster to read.",
    ]);
  });

  it("reads the answer in time, though a later one says more; without one it reads the late one", async () => {
    const bot = await answered("I have no idea about any of this, to be honest.");
    for (const who of [bot.jonas, bot.priya]) {
      await who.press(bot.question, `late/${today}`);
      await who.submit({ text: "It keeps hot data in memory." });
    }
    expect((await result(bot)).slice(5, 7)).toEqual([
      "What follows is about the answer in time.",
      "0 of 3 points covered",
    ]);
    expect((await result(bot, bot.priya)).slice(1, 4)).toEqual([
      "Your late answer",
      "It keeps hot data in memory.",
      "1 of 3 points covered",
    ]);
  });

  it("shows the points, and no verdict, to whose answer was deleted after the reveal", async () => {
    const bot = await askedBot({ questions: [cachingQuestion] });
    const message = await bot.say(bot.jonas, "It keeps hot data in memory.");
    await bot.reveal();
    await bot.jonas.remove(message);
    await bot.app.idle();
    expect((await result(bot)).slice(1, 4)).toEqual([
      "Your answer",
      "Deleted by its author.",
      "What a good answer covers",
    ]);
  });

  it("goes by the question as the bank has it now, and by the posted one once it left", async () => {
    let bank = fixedBank([cachingQuestion]);
    const bot = await askedBot({ bank: { ...bank, forWorkspace: (workspace) => bank.forWorkspace(workspace) } });
    await bot.fill(bot.jonas, "It keeps hot data in memory. We call that the larder.");
    await bot.reveal();
    const counted = async () => (await result(bot))[3];
    expect(await counted()).toBe("1 of 3 points covered");
    const [first, second, ...others] = cachingQuestion.points;
    if (first === undefined || second === undefined) throw new Error("it has points");
    bank = fixedBank([
      { ...cachingQuestion, points: [first, { ...second, aliases: ["call that the larder"] }, ...others] },
    ]);
    expect(await counted()).toBe("2 of 3 points covered");
    bank = fixedBank([]);
    expect(await counted()).toBe("1 of 3 points covered");
    expect(await counted()).toBe("1 of 3 points covered");
  });
});
