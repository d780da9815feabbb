import { describe, expect, it } from "vitest";
import type { ChannelKey, MessageId, PersonId } from "../../src/core/keys.ts";
import { askedBot, long, today } from "../support/asked-bot.ts";

describe("many at once", () => {
  it("1,000 people answering one drill at once, by thread and by form: 1,000 kept", async () => {
    const bot = await askedBot();
    const people = Array.from({ length: 1000 }, (_, index) => `P${index + 1}`);
    await Promise.all(
      people.map((id, index) =>
        index % 2 === 0
          ? bot.say(bot.somebody(id), `answer number ${index} of a thousand`)
          : bot.fill(bot.somebody(id), `form ${index}`),
      ),
    );
    expect((await bot.answers()).length).toBe(1000);
    await bot.reveal();
    expect((await bot.posted()).text.split("\n").at(-1)).toBe("Revealed · 1000 answered");
    expect((await bot.said()).at(-1)?.text.split("\n").at(-1)).toBe("and 490 more behind All answers");
  });

  it("one person's form and replies at the same moment are all kept", async () => {
    const bot = await askedBot();
    await bot.jonas.press(bot.question, `answer/${today}`);
    await Promise.all([
      bot.say(bot.jonas, long),
      bot.jonas.submit({ text: "through the form" }),
      bot.say(bot.jonas, "and a second message"),
    ]);
    const entry = await bot.records.entries.get(`${bot.platform.channel}/${today}/U2`);
    // In which order the store takes them is nobody's promise: what counts is sorted by time.
    expect(entry?.thread.map(({ text }) => text).toSorted()).toEqual(["and a second message", long]);
    expect(entry?.form?.text).toBe("through the form");
  });

  it("replies of the same millisecond have an order, the same for every order of arrival", async () => {
    const order = async (ids: readonly string[]): Promise<readonly string[]> => {
      const bot = await askedBot();
      for (const id of ids) {
        const message = id as MessageId;
        const person = (id === "x2" ? "U3" : "U2") as PersonId;
        const heard = bot.replyAt("2027-03-15T09:00:00.123Z", { message, person, text: `${long} (${id})` });
        await bot.platform.tell((handlers) => handlers.replied(heard));
      }
      return (await bot.answers()).map(({ person, text }) => `${person}: ${text}`);
    };
    const expected = [`U2: ${long} (x1)`, `U3: ${long} (x2)`];
    expect(await order(["x1", "x2", "x3"])).toEqual(expected);
    expect(await order(["x3", "x1", "x2"])).toEqual(expected);
    expect(await order(["x2", "x3", "x1"])).toEqual(expected);
  });
});

describe("only replies under a drill are saved", () => {
  it("a canary in unrelated chat reaches neither disk nor log", async () => {
    const other = "fake/W1/random" as ChannelKey;
    const bot = await askedBot({ fake: { channels: ["fake/W1/backend" as ChannelKey, other] } });
    const mine = await bot.jonas.say(null, "CANARY in the channel itself");
    const theirs = await bot.platform.as(bot.platform.people.first.id, other).say(null, "CANARY elsewhere");
    await bot.priya.say(mine.message, "CANARY in a thread of the channel");
    await bot.platform.as(bot.platform.people.first.id, other).say(theirs.message, "CANARY in a thread elsewhere");
    if (mine.message !== null) await bot.jonas.edit(mine.message, "CANARY edited");
    await bot.reveal();
    expect([...bot.store.rows.keys(), ...bot.store.rows.values()].join("\n")).not.toContain("CANARY");
    expect(JSON.stringify(bot.log)).not.toContain("CANARY");
  });

  it("in any thread while a post there is surely not out yet, nothing is kept either", async () => {
    const bot = await askedBot();
    const { message } = await bot.jonas.say(null, "a thread of its own");
    await bot.reveal();
    bot.platform.fail("post", { kind: "refuse", why: "missing-permission" });
    await bot.at("2027-03-16T09:30");
    await bot.priya.say(message, "CANARY while nothing can be out");
    expect([...bot.store.rows.values()].join("\n")).not.toContain("CANARY");
  });

  it("what was held for a question that nobody could post goes when the next one is out", async () => {
    const bot = await askedBot();
    const { message } = await bot.jonas.say(null, "a thread of its own");
    await bot.reveal();
    bot.platform.fail("post", { kind: "doubt", accepted: false });
    await bot.at("2027-03-16T09:30");
    await bot.priya.say(message, "HELD, for it may have been an answer");
    expect([...bot.store.rows.values()].join("\n")).toContain("HELD");
    await bot.pass({ minutes: 2 });
    await bot.pass({ minutes: 2 });
    await bot.app.idle();
    expect([...bot.store.rows.values()].join("\n")).not.toContain("HELD");
  });
});
