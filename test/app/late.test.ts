import { describe, expect, it } from "vitest";
import { type AskedBot, askedBot, today, toldText } from "../support/asked-bot.ts";

async function answerLate(bot: AskedBot, text: string, who = bot.jonas): Promise<string> {
  await who.press(bot.question, `late/${today}`);
  return toldText(await who.submit({ text }));
}

describe("Answer late", () => {
  it("opens a form that says what becomes of it", async () => {
    const bot = await askedBot();
    await bot.reveal();
    await bot.jonas.press(bot.question, `late/${today}`);
    expect(bot.jonas.form()).toEqual({
      id: `late/${today}`,
      title: "Answer late",
      intro: "Prompt 8?\nMarked late, shown behind All answers. It does not count for streaks.",
      labels: ["Answer"],
      values: { text: "" },
      errors: {},
    });
  });

  it("is marked late behind All answers, and changes neither the reveal nor its count", async () => {
    const bot = await askedBot();
    await bot.reveal();
    const before = (await bot.said()).map(({ text }) => text);
    expect(await answerLate(bot, "better late")).toBe("Saved as a late answer.");
    await bot.app.idle();
    expect(toldText(await bot.priya.press(bot.question, `answers/${today}`)).split("\n")).toEqual([
      "All answers: Title 8",
      "Jonas (late)",
      "better late",
    ]);
    expect((await bot.said()).map(({ text }) => text)).toEqual(before);
    expect((await bot.posted()).text.split("\n").at(-1)).toBe("Revealed · 0 answered");
    expect(await bot.counted()).toEqual([]);
  });

  it("can be changed, and opens with what was saved late, not with what was in time", async () => {
    const bot = await askedBot();
    await bot.fill(bot.jonas, "in time");
    await bot.reveal();
    await bot.jonas.press(bot.question, `late/${today}`);
    expect(bot.jonas.form()?.values).toEqual({ text: "" });
    await bot.jonas.submit({ text: "first late" });
    await answerLate(bot, "second late");
    await bot.jonas.press(bot.question, `late/${today}`);
    expect(bot.jonas.form()?.values).toEqual({ text: "second late" });
    expect(
      toldText(await bot.priya.press(bot.question, `answers/${today}`))
        .split("\n")
        .slice(1),
    ).toEqual(["Jonas", "in time", "Jonas (late, edited)", "second late"]);
  });

  it("never counts for streaks: the day was asked, and not answered in time", async () => {
    const bot = await askedBot();
    await bot.fill(bot.jonas, "in time");
    await bot.reveal();
    await bot.at("2027-03-16T09:30");
    await bot.at("2027-03-16T16:00");
    const second = bot.platform.messages.findLast(({ message }) => message?.thread != null)?.ref.id ?? bot.question;
    await bot.jonas.press(second, "late/2027-03-16");
    await bot.jonas.submit({ text: "a day late" });
    expect(
      toldText(await bot.jonas.command("me"))
        .split("\n")
        .slice(2),
    ).toEqual(["Asked 2 2", "Answered 1 1", "Late 1 1", "Streak 0 0", "Longest streak 1 1"]);
  });

  it("a form opened before the reveal and sent after it is late, and says so", async () => {
    const bot = await askedBot();
    await bot.jonas.press(bot.question, `answer/${today}`);
    await bot.reveal();
    expect(toldText(await bot.jonas.submit({ text: "just missed" }))).toBe(
      "The reveal has begun, so this is saved as a late answer.",
    );
    expect(await bot.counted()).toEqual([]);
  });
});
