import { describe, expect, it } from "vitest";
import type { Question } from "../../src/core/bank/question.ts";
import { type AskedBot, askedBot, long, today, toThread } from "../support/asked-bot.ts";
import { someQuestions, startBot } from "../support/bot.ts";

const unread = "I could not read the whole thread in time, so some answers may be missing from the count.";
const gone = "Nothing can be said under the question any more, so its answer stands here.";

const deleteQuestion = (bot: AskedBot): void =>
  bot.platform.put({ ...bot.platform.message(bot.question), deleted: true });
const firstLines = async (bot: AskedBot): Promise<readonly (string | undefined)[]> =>
  (await bot.said()).map(({ text }) => text.split("\n")[0]);
const inChannel = async (bot: AskedBot): Promise<readonly string[]> =>
  (await bot.jonas.channel()).map(({ text }) => text);

describe("a question deleted before the reveal", () => {
  it("is revealed in the channel, with the question itself, and says so", async () => {
    const bot = await askedBot();
    await bot.fill(bot.jonas, "by form");
    deleteQuestion(bot);
    await bot.reveal();
    expect(await inChannel(bot)).toEqual([
      `${gone}\nTitle 8\nPrompt 8?\nReference answer\nCanary answer 8.\nSources: RFC 9110`,
      "What a good answer covers\nPoint one of 8\nWorth a mention\nBonus of 8\nGoing further\nFollow-up 8?",
      "Answers given through the form\nJonas\nby form",
    ]);
    expect((await bot.drill()).stage).toBe("revealed");
  });

  it("after a crash right after it was found gone, it still says so", async () => {
    const bot = await askedBot();
    deleteQuestion(bot);
    const { update } = bot.records.deliveries;
    // The record is moved to the channel, and nothing more happens.
    bot.records.deliveries.update = async (key, change) => {
      const after = await update.call(bot.records.deliveries, key, change);
      if (after?.state.kind === "planned" && after.to.kind === "channel") bot.store.failing = true;
      return after;
    };
    await bot.reveal();
    expect(await inChannel(bot)).toEqual([]);
    bot.store.failing = false;
    const again = await startBot({ store: bot.store, platform: bot.platform, plan: null });
    await again.pass({ minutes: 1 });
    expect((await inChannel(bot))[0]?.split("\n").slice(0, 2)).toEqual([gone, "Title 8"]);
  });

  it("is cut to what fits there too", async () => {
    const answer = Array.from({ length: 30 }, (_, index) => `Paragraph ${index + 1}.`).join("\n\n");
    const questions: readonly Question[] = someQuestions(1).map((each) => ({ ...each, answer }));
    const bot = await askedBot({ questions, fake: { maxBlocks: 12 } });
    deleteQuestion(bot);
    await bot.reveal();
    const words = (await inChannel(bot)).flatMap((text) => text.split("\n"));
    expect(words.filter((line) => line.startsWith("Paragraph"))).toEqual(answer.split("\n\n"));
    expect(words.filter((line) => /^\d\/\d$/.test(line))).toEqual(["1/4", "2/4", "3/4", "4/4"]);
  });

  it("an answer hidden later is taken out of the channel, and the note stays", async () => {
    const bot = await askedBot();
    await bot.fill(bot.jonas, "by form");
    deleteQuestion(bot);
    await bot.reveal();
    await bot.mira.press(bot.question, `hide/${today}/0.0`, "U2");
    const channel = await inChannel(bot);
    expect(channel[0]?.split("\n")[0]).toBe(gone);
    expect(channel[2]).toBe("Answers given through the form\nJonas\nHidden by a manager.");
    await bot.pass({ seconds: 30 });
    expect([...bot.store.rows.keys()].filter((key) => key.startsWith("open-drills/"))).toEqual([]);
  });

  it("with its thread, too, is told apart from one that could be read", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, long);
    deleteQuestion(bot);
    bot.platform.unreadable("thread-gone");
    bot.platform.unreadable("thread-gone");
    await bot.at(`${today}T16:00`);
    await bot.pass({ minutes: 5 });
    expect((await inChannel(bot))[0]?.split("\n").slice(0, 3)).toEqual([gone, unread, "Title 8"]);
  });
});

describe("every question that went out is revealed", () => {
  it("parts that are refused are tried again every hour, in their order, and nothing comes twice", async () => {
    const bot = await askedBot();
    await bot.fill(bot.jonas, "by form");
    bot.platform.fail("post", { kind: "refuse", why: "missing-permission" });
    await bot.reveal();
    expect(await firstLines(bot)).toEqual([]);
    await bot.pass({ minutes: 59 });
    expect(await firstLines(bot)).toEqual([]);
    await bot.pass({ minutes: 1 });
    expect(await firstLines(bot)).toEqual([
      "Reference answer",
      "What a good answer covers",
      "Answers given through the form",
    ]);
  });

  it("a refused line in the channel holds up nothing in the thread", async () => {
    const bot = await askedBot({ plan: { announceReveal: true } });
    bot.platform.fail("post", { kind: "refuse", why: "missing-permission" });
    await bot.reveal();
    expect(await firstLines(bot)).toEqual([
      "Reference answer",
      "What a good answer covers",
      "Nobody answered this one.",
    ]);
    await bot.pass({ hours: 1 });
    expect((await inChannel(bot)).at(-1)).toBe(`Revealed: Title 8 · 0 answered${toThread}`);
    expect((await bot.said()).length).toBe(3);
  });

  it("a part in doubt comes once", async () => {
    const bot = await askedBot();
    bot.platform.fail("post", { kind: "doubt", accepted: true });
    await bot.reveal();
    for (let minute = 0; minute < 5; minute += 1) await bot.pass({ minutes: 1 });
    expect(await firstLines(bot)).toEqual([
      "Reference answer",
      "What a good answer covers",
      "Nobody answered this one.",
    ]);
  });

  it("the mark on the question is tried again until it is there, and holds nothing else up", async () => {
    const bot = await askedBot();
    bot.platform.fail("edit", { kind: "busy", retryAfterMs: 30_000 });
    await bot.reveal();
    expect((await bot.drill()).stage).toBe("revealed");
    expect((await bot.posted()).text.split("\n").at(-1)).toBe(
      "Reveal: 16:00. Reply in the thread, or press Answer to keep yours private until then.",
    );
    await bot.pass({ seconds: 29 });
    expect((await bot.posted()).text.split("\n").at(-1)).toBe(
      "Reveal: 16:00. Reply in the thread, or press Answer to keep yours private until then.",
    );
    await bot.pass({ seconds: 1 });
    expect((await bot.posted()).text.split("\n").at(-1)).toBe("Revealed · 0 answered");
    expect((await bot.said()).length).toBe(3);
  });

  it("however late, after an outage of days", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, long);
    await bot.at("2027-03-18T12:00");
    expect((await bot.drill()).stage).toBe("revealed");
    expect((await bot.posted()).text.split("\n").at(-1)).toBe("Revealed · 1 answered");
  });

  it("dies at any write and is finished by the next process: each part once, the question marked", async () => {
    for (let kill = 1; kill <= 40; kill += 1) {
      const bot = await askedBot({ plan: { announceReveal: true } });
      await bot.fill(bot.jonas, "by form");
      dieAfter(bot, kill);
      await bot.reveal();
      bot.store.failing = false;
      await bot.platform.close();
      const again = await startBot({ store: survivorOf(bot), platform: bot.platform, plan: null });
      for (let minute = 0; minute < 4; minute += 1) await again.pass({ minutes: 1 });
      await again.app.idle();
      expect([kill, await firstLines(bot)]).toEqual([
        kill,
        ["Reference answer", "What a good answer covers", "Answers given through the form"],
      ]);
      expect([kill, (await inChannel(bot)).slice(1)]).toEqual([kill, [`Revealed: Title 8 · 1 answered${toThread}`]]);
      expect((await bot.posted()).text.split("\n").at(-1)).toBe("Revealed · 1 answered");
      const left = [...bot.store.rows.keys()].filter((key) => key.startsWith("open-drills/"));
      expect([kill, left]).toEqual([kill, []]);
    }
  });
});

/** From the given write on, the store of this process takes nothing more. */
function dieAfter(bot: AskedBot, writes: number): void {
  let left = writes;
  const { set } = bot.store.rows;
  bot.store.rows.set = (key, value) => {
    left -= 1;
    if (left <= 0) bot.store.failing = true;
    return set.call(bot.store.rows, key, value);
  };
}

/** The rows as they are, under a store that works. */
function survivorOf(bot: AskedBot): AskedBot["store"] {
  Reflect.deleteProperty(bot.store.rows, "set");
  return bot.store;
}
