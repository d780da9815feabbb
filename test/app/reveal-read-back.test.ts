import { describe, expect, it } from "vitest";
import { type AskedBot, askedBot, long, today, toThread } from "../support/asked-bot.ts";
import { startBot } from "../support/bot.ts";
import { HeldPlatform } from "../support/held-platform.ts";

const unread = "I could not read the whole thread in time, so some answers may be missing from the count.";
const unreadableFor = (bot: AskedBot, times: number, why: "slow" | "not-allowed" | "thread-gone" = "slow"): void => {
  for (let time = 0; time < times; time += 1) bot.platform.unreadable(why);
};

/** Nobody can read the thread until the five minutes are over: the reveal goes out without it. */
async function revealedUnread(why: "slow" | "not-allowed" | "thread-gone" = "slow"): Promise<AskedBot> {
  const bot = await askedBot({ plan: { announceReveal: true } });
  await bot.say(bot.jonas, long);
  bot.platform.deaf = true;
  await bot.say(bot.priya, "an answer whose event was lost");
  bot.platform.deaf = false;
  unreadableFor(bot, 2, why);
  await bot.at(`${today}T16:00`);
  await bot.pass({ minutes: 5 });
  return bot;
}

describe("the thread is read back", () => {
  it("right before the reveal: what was lost on the way counts", async () => {
    const bot = await askedBot();
    bot.platform.deaf = true;
    await bot.say(bot.jonas, long);
    await bot.reveal();
    expect(await bot.state()).toBe("Revealed · 1 answered");
  });

  it("after a connection that was lost", async () => {
    const bot = await askedBot();
    bot.platform.deaf = true;
    await bot.say(bot.jonas, long);
    await bot.platform.reconnect();
    expect(await bot.counted()).toEqual([["U2", long]]);
  });

  it("whole, whatever our clock said when the question went out", async () => {
    const bot = await askedBot();
    // Our clock ran ahead, and was put right after posting: the platform dates both answers before the question.
    bot.clock.pass(-300_000);
    await bot.say(bot.jonas, long);
    bot.platform.deaf = true;
    await bot.say(bot.priya, "an answer whose event was lost");
    await bot.pass({ minutes: 2 });
    await bot.platform.reconnect();
    expect(await bot.counted()).toEqual([
      ["U2", long],
      ["U3", "an answer whose event was lost"],
    ]);
  });

  it("edits that were missed change the answer, deletions that were missed take it away", async () => {
    const bot = await askedBot();
    const edited = await bot.say(bot.jonas, long);
    const removed = await bot.say(bot.priya, "Priya takes this back later on");
    bot.platform.deaf = true;
    await bot.pass({ minutes: 5 });
    await bot.jonas.edit(edited, "this is what Jonas meant to say");
    await bot.priya.remove(removed);
    await bot.platform.reconnect();
    expect(await bot.counted()).toEqual([["U2", "this is what Jonas meant to say"]]);
    expect([...bot.store.rows.values()].join("\n")).not.toContain("Priya takes this back");
  });

  it("a reply too young to be visible there is not taken for deleted", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, long);
    const [reply] = bot.platform.messages.slice(-1);
    if (reply === undefined) throw new Error("it was said");
    bot.platform.messages.pop();
    await bot.pass({ seconds: 30 });
    await bot.platform.reconnect();
    expect(await bot.counted()).toEqual([["U2", long]]);
    await bot.pass({ seconds: 1 });
    await bot.platform.reconnect();
    expect(await bot.counted()).toEqual([]);
  });

  describe("and a reply that comes only after the reveal", () => {
    const comesAt = (at: string, bot: AskedBot): Promise<unknown> =>
      bot.platform.tell((handlers) => handlers.replied(bot.replyAt(at)));

    it("was deleted where the thread had to show it: its text is not taken in", async () => {
      const bot = await askedBot();
      await bot.reveal();
      await comesAt("2027-03-15T14:59:29.999Z", bot);
      expect(await bot.counted()).toEqual([]);
      expect([...bot.store.rows.values()].join("\n")).not.toContain(long);
    });

    it("counts where the thread could not show it yet", async () => {
      const bot = await askedBot();
      await bot.reveal();
      await comesAt("2027-03-15T14:59:30Z", bot);
      expect(await bot.counted()).toEqual([["U2", long]]);
    });

    it("counts where the thread could not be read", async () => {
      const bot = await revealedUnread();
      await comesAt("2027-03-15T14:50:00Z", bot);
      expect((await bot.counted()).map(([person]) => person)).toEqual(["U2"]);
    });
  });

  it("what was written after the cut-off is not even stored", async () => {
    const bot = await askedBot();
    unreadableFor(bot, 1);
    await bot.reveal();
    bot.platform.deaf = true;
    await bot.say(bot.jonas, "after the cut-off, in the thread");
    await bot.pass({ seconds: 15 });
    expect([...bot.store.rows.values()].join("\n")).not.toContain("after the cut-off");
    expect(await bot.state()).toBe("Revealed · 0 answered");
  });

  it("and whatever a platform throws at that, the reveal comes after five minutes", async () => {
    const bot = await askedBot();
    for (let time = 0; time < 2; time += 1) bot.platform.fail("readThread", { kind: "doubt", accepted: false });
    await bot.reveal();
    expect((await bot.drill()).stage).toBe("open");
    await bot.pass({ minutes: 5 });
    expect((await bot.drill()).stage).toBe("revealed");
    expect((await bot.said())[0]?.text.split("\n")[0]).toBe(unread);
  });
});

describe("of two edits in the same second", () => {
  it.each([
    ["the first in the alphabet", "an answer of more than twenty characters"],
    ["the last in the alphabet", "zero is the number of more than twenty characters"],
  ])("the one that the thread shows counts, be it %s", async (_name, text) => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    await bot.pass({ minutes: 1 });
    await bot.jonas.edit(message, "in the middle of more than twenty characters");
    bot.platform.deaf = true;
    await bot.jonas.edit(message, text);
    await bot.platform.reconnect();
    expect(await bot.counted()).toEqual([["U2", text]]);
  });
});

describe("a reveal of which a part is out, and that is gone on with", () => {
  it.each([
    ["where the thread is not read", "sealed", 0],
    ["where the thread cannot be read", "open", 3],
    ["where the thread says nothing new", "open", 0],
  ] as const)("is not made anew %s", async (_where, mode, unreadable) => {
    const bot = await askedBot({ plan: { mode, announceReveal: true } });
    const message = await bot.say(bot.jonas, long);
    await bot.jonas.remove(message);
    unreadableFor(bot, unreadable);
    bot.platform.fail("post", { kind: "unsent" });
    await bot.pass({ hours: 6, minutes: 30 });
    await bot.pass({ minutes: 5 });
    for (let tick = 0; tick < 3; tick += 1) await bot.pass({ seconds: 10 });
    expect(await bot.drill()).toMatchObject({ stage: "revealed", revision: 0, shown: 0 });
  });
});

describe("why a thread could not be read", () => {
  const warned = (bot: AskedBot) =>
    bot.log.filter(({ level }) => level === "warn").map(({ event, fields }) => [event, fields]);

  it.each(["slow", "not-allowed"] as const)("is told in the log: %s", async (why) => {
    const bot = await askedBot();
    unreadableFor(bot, 1, why);
    await bot.reveal();
    expect(warned(bot)).toEqual([["a thread could not be read back", { channel: bot.platform.channel, why }]]);
  });

  it("is told in the log, too, where the platform throws", async () => {
    const bot = await askedBot();
    bot.platform.fail("readThread", { kind: "unsent" });
    await bot.reveal();
    const error = expect.objectContaining({ code: "platform.unsent" });
    expect(warned(bot)).toEqual([["a thread could not be read back", { channel: bot.platform.channel, error }]]);
  });

  it("is no matter where it could", async () => {
    const bot = await askedBot();
    await bot.reveal();
    expect(warned(bot)).toEqual([]);
  });
});

describe("a read-back that is not complete", () => {
  it("holds the reveal up for five minutes at most", async () => {
    const bot = await askedBot();
    unreadableFor(bot, 3);
    await bot.at(`${today}T16:00`);
    await bot.pass({ seconds: 15 });
    await bot.pass({ seconds: 15 });
    expect(await bot.said()).toEqual([]);
    await bot.pass({ seconds: 15 });
    expect((await bot.said())[0]?.text.split("\n")[0]).toBe("Reference answer");
  });

  it("is said in the reveal", async () => {
    const bot = await revealedUnread();
    expect((await bot.said())[0]?.text.split("\n")).toEqual([
      unread,
      "Reference answer",
      "Canary answer 8.",
      "Sources: RFC 9110",
    ]);
    expect(await bot.state()).toBe("Revealed · 1 answered");
  });

  it("is tried again every ten minutes; answers found then count, and the reveal is edited", async () => {
    const bot = await revealedUnread();
    unreadableFor(bot, 1);
    await bot.pass({ minutes: 10 });
    expect(await bot.state()).toBe("Revealed · 1 answered");
    await bot.pass({ minutes: 10 });
    expect(await bot.state()).toBe("Revealed · 2 answered");
    expect((await bot.said())[0]?.text.split("\n")[0]).toBe("Reference answer");
    expect((await bot.jonas.channel()).at(-1)?.text).toBe(`Revealed: Title 8 · 2 answered${toThread}`);
    expect(await bot.counted()).toEqual([
      ["U2", long],
      ["U3", "an answer whose event was lost"],
    ]);
    const { length } = bot.platform.sends;
    await bot.pass({ hours: 2 });
    expect(bot.platform.sends.length).toBe(length);
  });

  it("is looked at no earlier than that", async () => {
    const bot = await revealedUnread();
    await bot.pass({ minutes: 9, seconds: 59 });
    expect(await bot.state()).toBe("Revealed · 1 answered");
  });

  it("is given up after a day, and the reveal goes on saying so", async () => {
    const bot = await revealedUnread();
    unreadableFor(bot, 1000);
    for (let tries = 0; tries < 143; tries += 1) await bot.pass({ minutes: 10 });
    const drill = await bot.drill();
    expect(drill.stage === "revealed" ? [drill.threadRead, drill.rereadAt?.toString()] : drill.stage).toEqual([
      false,
      "2027-03-16T15:05:00Z",
    ]);
    await bot.pass({ minutes: 10 });
    expect(await bot.drill()).toMatchObject({ threadRead: false, rereadAt: null });
    expect((await bot.said())[0]?.text.split("\n")[0]).toBe(unread);
  });

  it("is not tried again where the thread is gone", async () => {
    const bot = await revealedUnread("thread-gone");
    expect(await bot.drill()).toMatchObject({ threadRead: false, rereadAt: null });
  });

  it("a reply whose event comes only after the reveal counts by its time, and the reveal is edited", async () => {
    const bot = await revealedUnread();
    const lost = bot.platform.messages.find(({ text }) => text === "an answer whose event was lost");
    if (lost === undefined) throw new Error("it was said");
    await bot.platform.repeat(lost.ref.id);
    await bot.app.idle();
    expect(await bot.state()).toBe("Revealed · 2 answered");
    expect((await bot.said())[0]?.text.split("\n")[0]).toBe(unread);
    expect(bot.platform.message(lost.ref.id).marked).toBe(true);
  });

  it("survives a restart in between", async () => {
    const bot = await revealedUnread();
    await bot.app.stop();
    const again = await startBot({ store: bot.store, platform: bot.platform, plan: null });
    await again.pass({ minutes: 10 });
    expect(await bot.state()).toBe("Revealed · 2 answered");
  });
});

describe("a reply while the reveal is under way", () => {
  it("written before the cut-off, it counts, and the messages show it in the end", async () => {
    const platform = new HeldPlatform();
    const bot = await askedBot({ platform, plan: { announceReveal: true } });
    bot.platform.deaf = true;
    const lost = await bot.say(bot.jonas, long);
    bot.platform.deaf = false;
    platform.messages.splice(
      platform.messages.findIndex(({ ref }) => ref.id === lost),
      1,
    );
    const release = platform.hold("post");
    const revealing = bot.reveal();
    await new Promise((resolve) => setImmediate(resolve));
    expect((await bot.drill()).cutoffAt?.toString()).toBe("2027-03-15T15:00:00Z");
    const heard = bot.replyAt("2027-03-15T14:59:00Z", { message: lost });
    await bot.platform.tell((handlers) => handlers.replied(heard));
    release();
    await revealing;
    await bot.app.idle();
    expect((await bot.jonas.channel()).at(-1)?.text).toBe(`Revealed: Title 8 · 1 answered${toThread}`);
    expect(await bot.state()).toBe("Revealed · 1 answered");
  });
});
