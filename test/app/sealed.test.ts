import { describe, expect, it } from "vitest";
import { askedBot, long, today, toldText, toThread } from "../support/asked-bot.ts";

const sealed = { plan: { mode: "sealed", announceReveal: true } } as const;

describe("sealed: only the form counts", () => {
  it("says so with the question", async () => {
    const bot = await askedBot(sealed);
    expect((await bot.posted()).text.split("\n")).toEqual([
      "Title 8",
      "Prompt 8?",
      "Topic b · mid · a topic new to this channel",
      "Reveal: 16:00. Sealed: press Answer, and all answers open together then.",
    ]);
  });

  it("a reply in the thread gets one private hint with the button, is not stored and never repeated by us", async () => {
    const bot = await askedBot(sealed);
    const message = await bot.say(bot.jonas, long);
    await bot.say(bot.jonas, "and another long reply to this question");
    await bot.jonas.edit(message, "an edit of a reply in the thread");
    await bot.say(bot.priya, "priya replies in the thread as well");
    await bot.app.idle();
    const hint = "This drill is sealed: replies here do not count. Press Answer and yours opens with the others.";
    const hints = bot.platform.whispered.map(({ to, message: { summary, actions } }) => [
      to,
      summary,
      actions.map(({ id }) => id),
    ]);
    expect(hints).toEqual([
      ["U2", hint, [`answer/${today}`]],
      ["U3", hint, [`answer/${today}`]],
    ]);
    await bot.reveal();
    const said = (await bot.said()).map(({ text }) => text).join("\n");
    expect(said).not.toContain(long);
    expect([...bot.store.rows.values()].join("\n")).not.toContain(long);
    expect(await bot.counted()).toEqual([]);
    expect(bot.platform.messages.filter((each) => each.marked)).toEqual([]);
  });

  it("where the platform cannot whisper there is no hint", async () => {
    const bot = await askedBot({ ...sealed, fake: { facts: { whispers: false } } });
    await bot.say(bot.jonas, long);
    await bot.app.idle();
    expect(bot.platform.whispered).toEqual([]);
    expect(await bot.said()).toEqual([]);
  });

  it("a reply heard of only after the reveal, or edited then, gets no hint any more", async () => {
    const bot = await askedBot(sealed);
    bot.platform.deaf = true;
    const message = await bot.say(bot.jonas, long);
    bot.platform.deaf = false;
    await bot.reveal();
    await bot.platform.repeat(message);
    await bot.jonas.edit(message, `${long}!`);
    await bot.app.idle();
    expect(bot.platform.whispered).toEqual([]);
  });

  it("a hint that cannot be given costs nothing", async () => {
    const bot = await askedBot(sealed);
    bot.platform.fail("whisper", { kind: "doubt", accepted: false });
    await bot.say(bot.jonas, long);
    await bot.app.idle();
    expect(bot.log.filter(({ level }) => level !== "info").map(({ event }) => event)).toEqual(["hint failed"]);
  });

  it("pointing at a message does not make it an answer", async () => {
    const bot = await askedBot(sealed);
    const message = await bot.say(bot.jonas, long);
    expect(toldText(await bot.jonas.point(message, "mine"))).toBe(
      "This drill is sealed: press Answer and write it there.",
    );
    expect(await bot.counted()).toEqual([]);
  });

  it("the reveal needs no look at the thread, and is announced by one line in the channel", async () => {
    const bot = await askedBot(sealed);
    await bot.fill(bot.jonas, "opened with the others");
    bot.platform.unreadable("not-allowed");
    await bot.reveal();
    const channel = await bot.jonas.channel();
    expect(channel.map(({ text }) => text.split("\n")[0])).toEqual([
      "Title 8",
      `Revealed: Title 8 · 1 answered${toThread}`,
    ]);
    expect((await bot.said()).at(-1)?.text).toBe("Answers given through the form\nJonas\nopened with the others");
  });
});
