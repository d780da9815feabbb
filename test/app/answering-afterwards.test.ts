import { describe, expect, it } from "vitest";
import { type AskedBot, askedBot, long, today } from "../support/asked-bot.ts";
import { amidNextChange, amidNextFirst, holdChange } from "../support/held-change.ts";

const cutoff = Temporal.Instant.from("2027-03-15T15:00:00Z");
/** A moment before the reveal. */
const lastMoment = "2027-03-15T14:59:50Z";

describe("a reply that is saved while something else happens to its question", () => {
  it.each(["skip", "another"])("wins over %s: its question is open again, and shown so", async (command) => {
    const bot = await askedBot();
    await bot.say(bot.priya, "hm");
    const release = holdChange(bot.records);
    // A second message is written by a change of the first one's entry, so it can be held.
    const saying = bot.say(bot.priya, long);
    // The thread does not show it yet to whoever reads it.
    const [hidden] = bot.platform.messages.splice(-1);
    await bot.mira.command(command);
    if (hidden !== undefined) bot.platform.messages.push(hidden);
    release();
    const message = await saying;
    await bot.app.idle();
    expect(await bot.counted()).toEqual([["U3", long]]);
    expect((await bot.posted()).text.split("\n")[0]).toBe("Title 8");
    expect(bot.platform.message(message).marked).toBe(true);
  });

  it("gets no receipt when the reveal has begun, though it is held up", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, "the first of my two messages");
    bot.clock.pass(cutoff.since(bot.clock.now()).total("milliseconds"));
    bot.platform.unreadable("slow");
    const release = holdChange(bot.records);
    const saying = bot.say(bot.jonas, "the second of my two messages");
    await bot.app.tick();
    const { stage, cutoffAt } = await bot.drill();
    expect({ stage, cutoffAt }).toEqual({ stage: "open", cutoffAt: cutoff });
    release();
    const message = await saying;
    await bot.app.idle();
    expect(bot.platform.message(message).marked).toBe(false);
    expect(await bot.counted()).toEqual([["U2", "the first of my two messages"]]);
  });

  it("is erased with its drill, and nobody hears of it", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, "hm");
    amidNextChange(bot.records, () => bot.records.drills.delete(`${bot.platform.channel}/${today}`));
    await bot.say(bot.jonas, long);
    await bot.app.idle();
    expect(bot.log.filter(({ level }) => level !== "info")).toEqual([]);
  });
});

describe("a reply whose deletion came first", () => {
  const deleted = async (bot: AskedBot): Promise<readonly string[]> => {
    const heard = bot.replyAt(lastMoment, { text: "never to be kept" });
    await bot.platform.tell((handlers) => handlers.deleted(heard));
    const written: string[] = [];
    const { set } = bot.store.rows;
    bot.store.rows.set = (key, value) => {
      written.push(value);
      return set.call(bot.store.rows, key, value);
    };
    await bot.platform.tell((handlers) => handlers.replied(heard));
    return written;
  };

  it("leaves its place in the thread, and its text is never written", async () => {
    const bot = await askedBot();
    await bot.say(bot.priya, "Priya's own reply to the question");
    const written = (await deleted(bot)).join("\n");
    expect(written).not.toContain("never to be kept");
    const entry = await bot.records.entries.get(`${bot.platform.channel}/${today}/U2`);
    expect(entry).toMatchObject({ name: "", thread: [{ message: "x1", text: null, counts: "no" }] });
  });

  it("keeps no text when it comes between the look for it and the write", async () => {
    const bot = await askedBot();
    const heard = bot.replyAt(lastMoment, { text: "an answer that is never to be kept" });
    amidNextFirst(bot.records, () => bot.platform.tell((handlers) => handlers.deleted(heard)));
    await bot.platform.tell((handlers) => handlers.replied(heard));
    await bot.app.idle();
    expect(bot.stored()).not.toContain("never to be kept");
    expect(await bot.counted()).toEqual([]);
    expect(bot.log.filter(({ level }) => level !== "info")).toEqual([]);
  });

  it("and who writes again is known by name", async () => {
    const bot = await askedBot();
    await deleted(bot);
    await bot.say(bot.jonas, long);
    expect((await bot.answers()).map(({ name, text }) => [name, text])).toEqual([["Jonas", long]]);
  });

  it("leaves nothing at all once the reveal is out, unread as the thread may be", async () => {
    const bot = await askedBot();
    for (let time = 0; time < 2; time += 1) bot.platform.unreadable("slow");
    await bot.reveal();
    await bot.pass({ minutes: 5 });
    expect(await deleted(bot)).toEqual([]);
  });
});

describe("an event that comes only after the reveal", () => {
  it("a second time changes nothing", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    await bot.reveal();
    const before = new Map(bot.store.rows);
    await bot.platform.repeat(message);
    expect(bot.store.rows).toEqual(before);
  });

  it("is not needed where the thread, read once more, shows the reply, however old", async () => {
    const bot = await askedBot();
    bot.platform.deaf = true;
    await bot.say(bot.jonas, long);
    bot.platform.deaf = false;
    const hidden = bot.platform.messages.splice(-1);
    await bot.reveal();
    bot.platform.messages.push(...hidden);
    await bot.pass({ seconds: 30 });
    expect(await bot.state()).toBe("Revealed · 1 answered");
  });

  it("of a reply that counts is shown at once", async () => {
    const bot = await askedBot();
    await bot.reveal();
    await bot.platform.tell((handlers) => handlers.replied(bot.replyAt(lastMoment)));
    await bot.app.idle();
    expect(await bot.state()).toBe("Revealed · 1 answered");
    expect(await bot.drill()).toMatchObject({ revision: 2, shown: 2 });
  });

  it("of a reply that does not count leaves nothing to be done", async () => {
    const bot = await askedBot();
    await bot.reveal();
    await bot.platform.tell((handlers) => handlers.replied(bot.replyAt(lastMoment, { text: "hm" })));
    await bot.app.idle();
    expect(await bot.state()).toBe("Revealed · 0 answered");
    expect(await bot.drill()).toMatchObject({ revision: 2, shown: 2 });
  });

  it("of a deletion takes the text away and touches no message of the reveal", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    await bot.reveal();
    await bot.jonas.remove(message);
    await bot.app.idle();
    expect(bot.stored()).not.toContain(long);
    expect(await bot.drill()).toMatchObject({ revision: 0, shown: 0 });
  });
});

describe("an edit of the second of two messages that crosses the cut-off", () => {
  it("leaves what counted", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, long);
    const second = await bot.say(bot.jonas, "and this");
    bot.clock.pass(cutoff.since(bot.clock.now()).total("milliseconds"));
    amidNextChange(bot.records, () => bot.app.tick());
    await bot.jonas.edit(second, "and that, as I know now");
    await bot.app.idle();
    expect(await bot.counted()).toEqual([["U2", `${long}\nand this`]]);
  });
});

describe("an edit after the reveal of the second of two messages", () => {
  it("is kept as late beside the first, and touches no message of the reveal", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, long);
    const second = await bot.say(bot.jonas, "and this");
    await bot.reveal();
    await bot.pass({ minutes: 1 });
    await bot.jonas.edit(second, "and that, as I know now");
    await bot.app.idle();
    expect(await bot.counted()).toEqual([["U2", `${long}\nand this`]]);
    const entry = await bot.records.entries.get(`${bot.platform.channel}/${today}/U2`);
    expect(entry?.thread.map(({ later }) => later?.text ?? null)).toEqual([null, "and that, as I know now"]);
    expect(await bot.drill()).toMatchObject({ revision: 0, shown: 0 });
  });
});

describe("a deletion that crosses the reveal", () => {
  it("takes the answer out of the count that is shown", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    const release = holdChange(bot.records);
    const removing = bot.jonas.remove(message);
    for (let time = 0; time < 2; time += 1) bot.platform.unreadable("slow");
    await bot.reveal();
    await bot.pass({ minutes: 5 });
    expect(await bot.state()).toBe("Revealed · 1 answered");
    release();
    await removing;
    await bot.app.idle();
    expect(await bot.counted()).toEqual([]);
    expect(await bot.state()).toBe("Revealed · 0 answered");
  });

  it("of what an erasure has taken already changes nothing", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    amidNextChange(bot.records, () => bot.records.entries.delete(`${bot.platform.channel}/${today}/U2`));
    expect(await bot.jonas.remove(message)).toEqual({ kind: "nothing" });
    expect(await bot.answers()).toEqual([]);
  });
});

describe("a person's own word", () => {
  it("that a message is not their answer holds when it is edited: it gets no receipt", async () => {
    const bot = await askedBot();
    bot.platform.deaf = true;
    const message = await bot.say(bot.jonas, long);
    bot.platform.deaf = false;
    await bot.jonas.point(message, "not-mine");
    await bot.pass({ minutes: 1 });
    await bot.jonas.edit(message, `${long}, edited`);
    await bot.app.idle();
    expect(await bot.counted()).toEqual([]);
    expect(bot.platform.message(message).marked).toBe(false);
  });
});

describe("in a sealed drill", () => {
  it("a deletion in the thread leaves no trace", async () => {
    const bot = await askedBot({ plan: { mode: "sealed" } });
    const message = await bot.say(bot.jonas, long);
    await bot.app.idle();
    const before = new Map(bot.store.rows);
    await bot.jonas.remove(message);
    expect(bot.store.rows).toEqual(before);
  });
});
