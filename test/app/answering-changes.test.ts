import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { saveHeard } from "../../src/app/answers/save-heard.ts";
import { hear } from "../../src/core/drill/entries.ts";
import type { MessageId } from "../../src/core/keys.ts";
import type { Handlers } from "../../src/ports/platform.ts";
import { type AskedBot, askedBot, long } from "../support/asked-bot.ts";

describe("before the reveal", () => {
  it("an edit changes the answer", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    await bot.pass({ minutes: 1 });
    await bot.jonas.edit(message, "something else altogether");
    expect(await bot.counted()).toEqual([["U2", "something else altogether"]]);
    expect(bot.stored()).not.toContain(long);
  });

  it("an edit that makes a short reply long enough starts the answer, and gets the receipt", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, "hm");
    await bot.pass({ minutes: 1 });
    await bot.jonas.edit(message, long);
    await bot.app.idle();
    expect(await bot.counted()).toEqual([["U2", long]]);
    expect(bot.platform.message(message).marked).toBe(true);
  });

  it("a deletion takes the answer away and removes the text", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    await bot.jonas.remove(message);
    expect(await bot.counted()).toEqual([]);
    expect(bot.stored()).not.toContain(long);
    await bot.reveal();
    expect((await bot.posted()).text.split("\n").at(-1)).toBe("Revealed · 0 answered");
  });

  it("a deletion takes away what was pointed at as well", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, "short");
    await bot.jonas.point(message, "mine");
    await bot.jonas.remove(message);
    expect(await bot.counted()).toEqual([]);
  });

  it("a deleted start makes room for the next long reply", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    await bot.say(bot.priya, "me too");
    await bot.say(bot.jonas, "what I meant to say is this");
    await bot.jonas.remove(message);
    expect(await bot.counted()).toEqual([["U2", "what I meant to say is this"]]);
  });
});

describe("after the reveal", () => {
  it("an edit changes nothing but is kept as late", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    await bot.reveal();
    await bot.pass({ minutes: 5 });
    await bot.jonas.edit(message, "now that I have read the reference");
    await bot.pass({ minutes: 5 });
    await bot.jonas.edit(message, "and once more, with feeling");
    expect(await bot.counted()).toEqual([["U2", long]]);
    expect(await bot.late()).toEqual([["U2", "and once more, with feeling"]]);
  });

  it("an edit made while the reveal is held up is late already", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    bot.platform.unreadable("slow");
    await bot.reveal();
    expect((await bot.drill()).stage).toBe("open");
    await bot.pass({ seconds: 1 });
    await bot.jonas.edit(message, "I saw it coming, and wrote this");
    expect(await bot.counted()).toEqual([["U2", long]]);
    expect(await bot.late()).toEqual([["U2", "I saw it coming, and wrote this"]]);
  });

  it("an edit does not take the place of what came by Answer late", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    await bot.reveal();
    await bot.jonas.press(bot.question, "late/2027-03-15");
    await bot.jonas.submit({ text: "a whole late answer" });
    await bot.pass({ minutes: 1 });
    await bot.jonas.edit(message, `${long}!`);
    expect(await bot.late()).toEqual([["U2", "a whole late answer"]]);
  });

  it("an edit of conversation is no answer of any kind", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, long);
    await bot.say(bot.priya, "nice");
    const chat = await bot.say(bot.jonas, "thank you, that took me long");
    await bot.reveal();
    await bot.pass({ minutes: 1 });
    await bot.jonas.edit(chat, "thank you very much, it took me long");
    expect(await bot.late()).toEqual([]);
  });

  it("what is written then is conversation and is not stored", async () => {
    const bot = await askedBot();
    await bot.reveal();
    const before = new Map(bot.store.rows);
    await bot.say(bot.jonas, "I would have said something clever");
    expect(bot.store.rows).toEqual(before);
    expect(await bot.counted()).toEqual([]);
  });

  it("an edit made then leaves the messages of the reveal as they are, with nothing to be done to them", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    await bot.reveal();
    await bot.pass({ minutes: 1 });
    await bot.jonas.edit(message, "edited after the reveal");
    await bot.app.idle();
    expect(await bot.drill()).toMatchObject({ revision: 0, shown: 0 });
    expect([...bot.store.rows.keys()].filter((key) => key.includes("openDrills"))).toEqual([]);
  });

  it("what another has saved in the same moment is shown, whoever counted it", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    await bot.reveal();
    const drill = await bot.drill();
    const editedAt = Temporal.Instant.from("2027-03-15T09:00:00Z");
    const reply = bot.replyAt("2027-03-15T08:30:00Z", { message, text: `${long}, and more`, editedAt });
    const key = `${bot.platform.channel}/2027-03-15/U2`;
    // As read before the other one saved it.
    const met = { entry: await bot.app.world.records.entries.get(key), isRemoved: false };
    await bot.app.world.records.entries.update(key, (entry) =>
      entry === null ? null : hear(entry, reply, drill.cutoffAt),
    );
    expect(await saveHeard(bot.app.world, drill, reply, { met, from: "event" })).toBe(null);
    await bot.app.idle();
    expect(await bot.drill()).toMatchObject({ revision: 1, shown: 1 });
  });

  it("a deletion removes the text, late edits of it too, and still counts as answered", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    await bot.reveal();
    await bot.pass({ minutes: 1 });
    await bot.jonas.edit(message, "edited after the reveal");
    await bot.jonas.remove(message);
    expect(bot.stored()).not.toContain(long);
    expect(bot.stored()).not.toContain("edited after the reveal");
    expect(await bot.counted()).toEqual([["U2", ""]]);
    expect(await bot.late()).toEqual([]);
  });

  it("a deletion of one of several messages leaves the others as they counted", async () => {
    const bot = await askedBot();
    const first = await bot.say(bot.jonas, long);
    await bot.say(bot.jonas, "second");
    await bot.reveal();
    await bot.jonas.remove(first);
    expect(await bot.counted()).toEqual([["U2", "second"]]);
  });
});

describe("events out of order", () => {
  type Event = (handlers: Handlers) => Promise<void>;
  const at = "2027-03-15T09:00:00Z";
  const editedAfter = (seconds: number): Temporal.Instant => Temporal.Instant.from(at).add({ seconds });
  const events = (bot: AskedBot): readonly Event[] => [
    (handlers) => handlers.replied(bot.replyAt(at, { text: "the first version of it" })),
    (handlers) => handlers.edited(bot.replyAt(at, { text: "the second version of it", editedAt: editedAfter(5) })),
    (handlers) => handlers.edited(bot.replyAt(at, { text: "the third version of it", editedAt: editedAfter(9) })),
  ];
  const inOrder = async (bot: AskedBot, order: readonly number[], list: readonly Event[]): Promise<void> => {
    for (const at of order) await bot.platform.tell(list[at] ?? (async () => undefined));
  };

  it("the last state by the time of the edit wins, in every order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 0, 1, 2], { minLength: 6, maxLength: 6 }), async (order) => {
        const bot = await askedBot();
        await inOrder(bot, order, events(bot));
        expect(await bot.counted()).toEqual([["U2", "the third version of it"]]);
      }),
      { seed: 20_270_315, numRuns: 30 },
    );
  });

  it("a deletion wins over all of them, also when it comes first", async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }), async (order) => {
        const bot = await askedBot();
        const { channel } = bot.platform;
        const removed = { channel, thread: bot.question, message: "x1" as MessageId };
        await inOrder(bot, order, [...events(bot), (handlers) => handlers.deleted(removed)]);
        expect(await bot.counted()).toEqual([]);
        expect(bot.stored()).not.toContain("version of it");
      }),
      { seed: 20_270_315, numRuns: 24 },
    );
  });

  it("a deletion and its reply at the same moment leave no text behind", async () => {
    const bot = await askedBot();
    const removed = { channel: bot.platform.channel, thread: bot.question, message: "x1" as MessageId };
    await bot.platform.tell(async (handlers) => {
      await Promise.all([handlers.deleted(removed), handlers.replied(bot.replyAt(at, { text: "never to be kept" }))]);
    });
    expect(bot.stored()).not.toContain("never to be kept");
  });

  it("nor does one whose reply slips in between the look and the note", async () => {
    const bot = await askedBot();
    const removed = { channel: bot.platform.channel, thread: bot.question, message: "x1" as MessageId };
    const { put } = bot.records.removed;
    bot.records.removed.put = async (key, value) => {
      await bot.platform.tell((handlers) => handlers.replied(bot.replyAt(at, { text: "never to be kept" })));
      await put.call(bot.records.removed, key, value);
    };
    await bot.platform.tell((handlers) => handlers.deleted(removed));
    expect(bot.stored()).not.toContain("never to be kept");
  });

  it("a deletion of what was heard leaves no id behind", async () => {
    const bot = await askedBot();
    await bot.jonas.remove(await bot.say(bot.jonas, long));
    expect([...bot.store.rows.keys()].filter((key) => key.startsWith("inbox/"))).toEqual([]);
  });

  it("ids of such deletions go after seven days", async () => {
    const bot = await askedBot();
    const removed = { channel: bot.platform.channel, thread: bot.question, message: "x1" as MessageId };
    await bot.platform.tell((handlers) => handlers.deleted(removed));
    const kept = (): readonly string[] => [...bot.store.rows.keys()].filter((key) => key.startsWith("inbox/"));
    expect(kept()).toEqual(["inbox/removed/fake/W1/backend/m1/x1"]);
    await bot.at("2027-03-22T09:30");
    expect(kept()).toEqual(["inbox/removed/fake/W1/backend/m1/x1"]);
    await bot.at("2027-03-23T09:30");
    expect(kept()).toEqual([]);
  });
});
