import { describe, expect, it } from "vitest";
import { type Bot, someQuestions, startBot } from "../support/bot.ts";
import { whispered } from "../support/told.ts";

/** Lets so many posting days pass from Monday, 15 March 2027, with question and reveal; `said` is said in each thread. */
async function days(bot: Bot, from: string, count: number, said: string | null = null): Promise<void> {
  let date = Temporal.PlainDate.from(from);
  for (let done = 0; done < count; date = date.add({ days: 1 })) {
    if (date.dayOfWeek > 5) continue;
    await bot.at(`${date}T09:30`);
    const question = bot.platform.messages.findLast(({ key }) => key?.includes("/question/") === true);
    if (said !== null && question) await bot.platform.as(bot.platform.people.first.id).say(question.ref.id, said);
    await bot.at(`${date}T16:00`);
    done += 1;
  }
}

describe("the low-bank notice", () => {
  const left = (count: number): string =>
    `${count} ${count === 1 ? "question is" : "questions are"} left for this channel before they come round again. /drill setup widens topics and levels.`;

  it("comes once per filter and cycle", async () => {
    const bot = await startBot({ questions: someQuestions(12) });
    await days(bot, "2027-03-15", 1, "An answer of more than twenty characters.");
    expect(await whispered(bot)).toEqual([]);
    await days(bot, "2027-03-16", 11, "An answer of more than twenty characters.");
    expect(await whispered(bot)).toEqual([left(10)]);
    await days(bot, "2027-03-31", 12, "An answer of more than twenty characters.");
    expect(await whispered(bot)).toEqual([left(10), left(10)]);
  });

  it("comes again for another filter, however long its name is", async () => {
    const bot = await startBot({ questions: someQuestions(12) });
    await days(bot, "2027-03-15", 2);
    const topics = ["a", "b", ...Array.from({ length: 30 }, (_, index) => `a-long-name-of-a-topic-${index}`)];
    await bot.records.plans.update(bot.platform.channel, (plan) => plan && { ...plan, topics });
    await days(bot, "2027-03-17", 2);
    expect((await whispered(bot)).length).toBe(2);
  });
});

describe("the offer of a pause", () => {
  const quiet = "Ten questions in a row went unanswered here. /drill pause gives the channel a rest.";
  const offers = async (bot: Bot): Promise<number> => (await whispered(bot)).filter((said) => said === quiet).length;

  it("comes once after ten drills in a row without an answer, with a button that pauses", async () => {
    const bot = await startBot({ questions: someQuestions(60) });
    await days(bot, "2027-03-15", 9);
    expect(await offers(bot)).toBe(0);
    await days(bot, "2027-03-26", 1);
    expect(await whispered(bot)).toEqual([quiet]);
    const manager = bot.platform.as(bot.platform.people.manager.id);
    const [offer] = await manager.whispers();
    await manager.press(offer?.id ?? ("" as never), offer?.actions[0]?.id ?? "");
    expect((await bot.records.plans.get(bot.platform.channel))?.pause).toEqual({ until: null });
  });

  it("is not repeated while the silence goes on, and comes again after the next one", async () => {
    const bot = await startBot({ questions: someQuestions(60) });
    await days(bot, "2027-03-15", 25);
    expect(await offers(bot)).toBe(1);
    await days(bot, "2027-04-19", 1, "An answer of more than twenty characters.");
    await days(bot, "2027-04-20", 10);
    expect(await offers(bot)).toBe(2);
  });
});

describe("whom a notice reaches", () => {
  const refuse = async (bot: Bot): Promise<void> => {
    bot.platform.fail("post", { kind: "refuse", why: "missing-permission" });
    await bot.at("2027-03-15T09:30");
    await bot.app.idle();
  };

  it("whoever set the channel up", async () => {
    const bot = await startBot();
    await refuse(bot);
    expect((await whispered(bot)).length).toBe(1);
  });

  it("the next manager when that person left", async () => {
    const bot = await startBot();
    const { manager, second } = bot.platform.people;
    await bot.records.managers.put(`managers/${bot.platform.channel}`, { people: [second.id] });
    bot.platform.leave(manager.id);
    await refuse(bot);
    expect([(await whispered(bot, manager.id)).length, (await whispered(bot, second.id)).length]).toEqual([0, 1]);
  });

  it("nobody yet while nobody can be reached: the next try tells them", async () => {
    const bot = await startBot();
    bot.platform.closedToWhispers = true;
    await refuse(bot);
    bot.platform.fail("post", { kind: "refuse", why: "missing-permission" });
    bot.platform.closedToWhispers = false;
    await bot.at("2027-03-15T10:30");
    expect((await whispered(bot)).length).toBe(1);
  });
});

describe("a channel that is lost and comes back", () => {
  it("is parked without a missed slot, and offers Resume when the bot is invited again", async () => {
    const bot = await startBot();
    const { platform } = bot;
    await bot.at("2027-03-15T09:30");
    await platform.shut(platform.channel, "not-a-member");
    for (const day of [15, 16, 17]) await bot.at(`2027-03-${day}T16:00`);
    expect(await Array.fromAsync(bot.records.drills.list(""), ([, { stage }]) => stage)).toEqual(["open"]);
    await platform.shut(platform.channel, null);
    expect(await whispered(bot)).toEqual(["I am back in this channel. Its questions are paused."]);
    expect(await Array.fromAsync(bot.records.drills.list(""), ([, { stage }]) => stage)).toEqual(["revealed"]);
    const manager = platform.as(platform.people.manager.id);
    const [back] = await manager.whispers();
    await manager.press(back?.id ?? ("" as never), back?.actions[0]?.id ?? "");
    await bot.at("2027-03-18T09:30");
    expect(await Array.fromAsync(bot.records.drills.list(""), ([, { stage }]) => stage)).toEqual(["revealed", "open"]);
  });

  it("says nothing in a channel without a plan", async () => {
    const bot = await startBot({ plan: null });
    await bot.platform.shut(bot.platform.channel, "not-a-member");
    await bot.platform.shut(bot.platform.channel, null);
    expect(bot.platform.whispered).toEqual([]);
    expect(bot.platform.sends).toEqual([]);
  });
});
