import { describe, expect, it } from "vitest";
import type { Doc } from "../../src/core/message/doc.ts";
import { splitDoc } from "../../src/core/message/split.ts";
import type { Platform } from "../../src/ports/platform.ts";
import { type AskedBot, askedBot, long, today } from "../support/asked-bot.ts";
import { errorOf } from "../support/fake-faults.ts";
import { holdChange } from "../support/held-change.ts";
import { readable } from "../support/readable.ts";

const warnings = (bot: AskedBot): readonly string[] =>
  bot.log.filter(({ level }) => level !== "info").map(({ event }) => event);

describe("a reveal", () => {
  it("is told in the log with its channel and date, once", async () => {
    const bot = await askedBot();
    await bot.reveal();
    await bot.pass({ minutes: 1 });
    const fields = { channel: bot.platform.channel, date: today };
    expect(bot.log.slice(1)).toEqual([{ level: "info", event: "drill revealed", fields }]);
  });

  it("that is held up by its thread is tried again after fifteen seconds", async () => {
    const bot = await askedBot();
    bot.platform.unreadable("slow");
    await bot.reveal();
    await bot.pass({ seconds: 14 });
    expect((await bot.drill()).stage).toBe("open");
    await bot.pass({ seconds: 1 });
    expect((await bot.drill()).stage).toBe("revealed");
  });

  it("that found a reply in its thread before it said anything is not made anew for it", async () => {
    let edits = 0;
    const bot = await askedBot({
      port: (port) => ({
        ...port,
        edit: (...given) => {
          edits += 1;
          return port.edit(...given);
        },
      }),
    });
    bot.platform.deaf = true;
    await bot.say(bot.jonas, long);
    await bot.reveal();
    await bot.pass({ seconds: 1 });
    expect(await bot.state()).toBe("Revealed · 1 answered");
    expect(edits).toBe(1);
  });
});

describe("a reveal of which some answers are out", () => {
  const fit = (doc: Doc): readonly Doc[] => splitDoc(doc, (part) => readable(part).length <= 200);

  it("is made good for an answer that was saved before the rest went", async () => {
    let isBroken = true;
    const port = (platform: Platform): Platform => ({
      ...platform,
      post: async (to, message, key) => {
        if (isBroken && key.endsWith("/reveal/2027-03-15/3")) throw errorOf({ kind: "unsent" });
        return platform.post(to, message, key);
      },
    });
    const bot = await askedBot({ fake: { facts: { fit } }, port });
    await bot.fill(bot.jonas, "word ".repeat(60));
    await bot.priya.press(bot.question, `answer/${today}`);
    const release = holdChange(bot.records);
    const saving = bot.priya.submit({ text: "word ".repeat(60) });
    await bot.reveal();
    const numbers = async () => (await bot.said()).slice(2).map(({ text }) => text.split("\n").at(-1));
    expect(await numbers()).toEqual(["1/3"]);
    isBroken = false;
    release();
    await saving;
    await bot.app.idle();
    await bot.pass({ minutes: 1 });
    expect(await numbers()).toEqual(["1/3", "2/5", "3/5", "4/5", "5/5"]);
    await bot.pass({ seconds: 1 });
    expect(await numbers()).toEqual(["1/5", "2/5", "3/5", "4/5", "5/5"]);
    expect(await bot.drill()).toMatchObject({ stage: "revealed", revision: 2, shown: 2 });
  });
});

describe("the cut-off on a platform whose clock is five seconds ahead", () => {
  it("comes after the last of several people, whoever stands last in the store", async () => {
    const bot = await askedBot();
    bot.step({ seconds: -5 });
    await bot.pass({ hours: 6, minutes: 30, seconds: 2 });
    await bot.say(bot.priya, "Priya's own reply to the question");
    await bot.pass({ seconds: 1 });
    await bot.say(bot.jonas, long);
    await bot.pass({ seconds: 2 });
    expect((await bot.drill()).cutoffAt?.toString()).toBe("2027-03-15T15:00:03.001Z");
    expect(await bot.state()).toBe("Revealed · 2 answered");
  });
});

describe("a drill of which all that is kept is purged", () => {
  /** Purges it, and what would plan it anew. */
  const purge = async ({ platform, records }: AskedBot): Promise<void> => {
    await records.plans.delete(platform.channel);
    await records.drills.delete(`${platform.channel}/${today}`);
  };
  const leftOf = (bot: AskedBot): readonly string[] =>
    [...bot.store.rows.keys()].filter((key) => key.includes("drills/"));

  it("right before its cut-off is stored is not revealed, and leaves no trace", async () => {
    const bot = await askedBot();
    const { drills } = bot.records;
    const { update } = drills;
    drills.update = async (key, change) => {
      drills.update = update;
      await purge(bot);
      return update.call(drills, key, change);
    };
    await bot.reveal();
    expect(await bot.said()).toEqual([]);
    expect(leftOf(bot)).toEqual([]);
    expect(warnings(bot)).toEqual([]);
  });

  it("while its messages go out leaves no trace either", async () => {
    const bot: AskedBot = await askedBot({
      port: (port) => ({
        ...port,
        post: async (to, message, key) => {
          if (key.includes("/reveal/")) await purge(bot);
          return port.post(to, message, key);
        },
      }),
    });
    await bot.reveal();
    expect(leftOf(bot)).toEqual([]);
    expect(warnings(bot)).toEqual([]);
  });
});
