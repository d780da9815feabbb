import { describe, expect, it } from "vitest";
import { type AskedBot, askedBot, long, today, toldText } from "../support/asked-bot.ts";
import { startBot } from "../support/bot.ts";

const marks = (bot: AskedBot): readonly string[] =>
  bot.platform.messages.filter((message) => message.marked).map((message) => message.text);

describe("open: replies in the thread count", () => {
  it("one answer a person and drill: it starts with 20 characters and runs until somebody else writes", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, "hm");
    await bot.say(bot.jonas, long);
    await bot.say(bot.jonas, "and one more thing");
    await bot.say(bot.priya, "nice");
    await bot.say(bot.jonas, "thanks, I thought about it for long");
    expect(await bot.counted()).toEqual([["U2", `${long}\nand one more thing`]]);
  });

  it("the receipt is on what counts, and on nothing else", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, "hm");
    await bot.say(bot.jonas, long);
    await bot.say(bot.jonas, "joined");
    await bot.say(bot.priya, "nice");
    await bot.say(bot.jonas, "conversation, however long it may be");
    await bot.app.idle();
    expect(marks(bot)).toEqual([long, "joined"]);
  });

  it("once the form is saved it is the answer, so what follows in the thread gets no receipt", async () => {
    const bot = await askedBot();
    await bot.fill(bot.jonas, "from the form");
    await bot.say(bot.jonas, long);
    await bot.app.idle();
    expect(marks(bot)).toEqual([]);
    expect(await bot.counted()).toEqual([["U2", "from the form"]]);
  });

  it("a receipt that the platform refuses costs nothing but itself", async () => {
    const bot = await askedBot();
    bot.platform.fail("mark", { kind: "unsent" });
    await bot.say(bot.jonas, long);
    await bot.app.idle();
    expect(await bot.counted()).toEqual([["U2", long]]);
  });

  it("an event that comes again, as platforms send them, changes nothing", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    const before = new Map(bot.store.rows);
    await bot.platform.repeat(message);
    expect(bot.store.rows).toEqual(before);
    expect(await bot.counted()).toEqual([["U2", long]]);
  });

  it("a reply that the store does not take is not received, and nothing says it was", async () => {
    const bot = await askedBot();
    bot.store.failing = true;
    expect((await bot.jonas.say(bot.question, long)).told).toEqual({ kind: "not-saved" });
    bot.store.failing = false;
    expect(marks(bot)).toEqual([]);
  });
});

describe("Not my answer and Use as my answer", () => {
  it("correct what the rule took, each with a word to the person", async () => {
    const bot = await askedBot();
    const chat = await bot.say(bot.jonas, "does anybody know what is meant here?");
    const answer = await bot.say(bot.jonas, "a short answer");
    expect(toldText(await bot.jonas.point(chat, "not-mine"))).toBe("No longer counted as your answer.");
    expect(await bot.counted()).toEqual([]);
    expect(toldText(await bot.jonas.point(answer, "mine"))).toBe("Counted as your answer.");
    await bot.app.idle();
    expect(await bot.counted()).toEqual([["U2", "a short answer"]]);
    expect(marks(bot)).toEqual(["does anybody know what is meant here?", "a short answer"]);
  });

  it("are for a person's own messages under an open question", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    expect(toldText(await bot.priya.point(message, "mine"))).toBe("Only your own messages can be your answer.");
    await bot.reveal();
    expect(toldText(await bot.jonas.point(message, "not-mine"))).toBe("The reveal is over. Use Answer late.");
    expect(await bot.counted()).toEqual([["U2", long]]);
  });

  it("say so when a form was saved, which is the answer whatever is pointed at", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    await bot.fill(bot.jonas, "from the form");
    expect(toldText(await bot.jonas.point(message, "mine"))).toBe(
      "What you saved through the form is your answer. Press Answer to change it.",
    );
    expect(await bot.counted()).toEqual([["U2", "from the form"]]);
  });

  it("work on a message whose event was lost", async () => {
    const bot = await askedBot();
    bot.platform.deaf = true;
    const message = await bot.say(bot.jonas, "a short answer");
    bot.platform.deaf = false;
    await bot.jonas.point(message, "mine");
    await bot.app.idle();
    expect(await bot.counted()).toEqual([["U2", "a short answer"]]);
    expect(marks(bot)).toEqual(["a short answer"]);
  });
});

describe("where plain replies cannot be read", () => {
  it("the question says Press Answer, never reply, and the first reply in the thread gets one hint with the button", async () => {
    const bot = await askedBot({ fake: { facts: { readsReplies: false, whispers: false } } });
    expect((await bot.posted()).text).toBe(
      [
        "Title 8",
        "Prompt 8?",
        "Topic b · mid · a topic new to this channel",
        "Reveal: 16:00. Press Answer: what you write stays private until then.",
      ].join("\n"),
    );
    await bot.say(bot.jonas, "");
    await bot.app.idle();
    await bot.say(bot.priya, "");
    await bot.app.idle();
    expect((await bot.said()).map(({ text, actions }) => [text, actions.map(({ id }) => id)])).toEqual([
      ["I cannot read replies here. Press Answer, and what you write there counts.", [`answer/${today}`]],
    ]);
    expect(await bot.counted()).toEqual([]);
  });
});

describe("a reply while the question's post is in doubt", () => {
  it("is kept until the message is known, and then counts", async () => {
    const bot = await startBot();
    bot.platform.fail("post", { kind: "doubt", accepted: true });
    await bot.at(`${today}T09:30`);
    const [question] = bot.platform.messages;
    if (question === undefined) throw new Error("the platform took it");
    const jonas = bot.platform.as(bot.platform.people.first.id);
    await jonas.say(question.ref.id, long);
    const held = async (): Promise<readonly string[]> => {
      const keys: string[] = [];
      for await (const [key] of bot.records.held.list(`${bot.platform.channel}/`)) keys.push(key);
      return keys;
    };
    expect(await held()).toEqual(["fake/W1/backend/m1/m2"]);
    await bot.pass({ minutes: 1 });
    await bot.pass({ minutes: 1 });
    await bot.app.idle();
    expect(await held()).toEqual([]);
    const entry = await bot.records.entries.get(`${bot.platform.channel}/${today}/U2`);
    expect(entry?.thread.map((said) => said.text)).toEqual([long]);
  });
});
