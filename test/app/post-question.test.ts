import { describe, expect, it } from "vitest";
import { workspaceKey } from "../../src/core/keys.ts";
import { askedBot, today } from "../support/asked-bot.ts";
import { type Bot, someQuestions, startBot } from "../support/bot.ts";
import { memoryBank } from "../support/memory-bank.ts";

const drillOf = (bot: Bot) => bot.records.drills.get(`${bot.platform.channel}/${today}`);
const workspace = workspaceKey("fake", "W1");
const warnings = (bot: Bot) =>
  bot.log.filter(({ level }) => level !== "info").map(({ event, fields }) => [event, fields] as const);

describe("a question that is out", () => {
  it("shows what it should: there is nothing to edit", async () => {
    const bot = await askedBot();
    expect(await bot.drill()).toMatchObject({ stage: "open", stale: false, revision: 0, cutoffAt: null });
  });

  it("is told in the log with its channel, date and question, once", async () => {
    const bot = await askedBot();
    await bot.pass({ minutes: 1 });
    const fields = { channel: bot.platform.channel, date: today, question: "q8" };
    expect(bot.log).toEqual([{ level: "info", event: "question posted", fields }]);
  });

  it("is not opened where all that is kept of its channel was purged meanwhile", async () => {
    const bot = await startBot({
      port: (port) => ({
        ...port,
        post: async (...given) => {
          await bot.records.drills.delete(`${bot.platform.channel}/${today}`);
          return port.post(...given);
        },
      }),
    });
    await bot.at(`${today}T09:30`);
    expect(bot.platform.messages.length).toBe(1);
    expect(await drillOf(bot)).toBe(null);
    expect(await Array.fromAsync(bot.records.threads.list(""))).toEqual([]);
    expect(bot.log).toEqual([]);
  });
});

describe("a question that nobody could post within its grace", () => {
  const heldUp = async (): Promise<Bot> => {
    const bot = await startBot();
    bot.platform.fail("post", { kind: "busy", retryAfterMs: 3 * 3_600_000 });
    await bot.at(`${today}T09:30`);
    return bot;
  };

  it("is missed for that, off the list of what is to be done, back in the pool, and in the log", async () => {
    const bot = await heldUp();
    expect(await Array.fromAsync(bot.records.asked.list(""), ([key]) => key)).toEqual([`fake/W1/${today}/backend`]);
    await bot.at(`${today}T12:31`);
    expect(await drillOf(bot)).toMatchObject({ stage: "missed", reason: "past-grace" });
    expect(await Array.fromAsync(bot.records.openDrills.list(""))).toEqual([]);
    expect(await Array.fromAsync(bot.records.asked.list(""))).toEqual([]);
    const { channel } = bot.platform;
    expect(warnings(bot).at(-1)).toEqual(["a slot was missed", { channel, date: today, reason: "past-grace" }]);
  });

  it("leaves no trace where all that is kept of its channel was purged meanwhile", async () => {
    const bot = await heldUp();
    const { drills } = bot.records;
    const { update } = drills;
    drills.update = async (key, change) => {
      drills.update = update;
      await drills.delete(key);
      return update.call(drills, key, change);
    };
    await bot.at(`${today}T12:31`);
    expect(await drillOf(bot)).toBe(null);
    expect(warnings(bot).filter(([event]) => event !== "a message was not delivered yet")).toEqual([
      ["a slot was missed", { channel: bot.platform.channel, date: today, reason: "past-grace" }],
    ]);
  });
});

describe("the reveal of a question that was changed in the bank since it was posted", () => {
  const one = someQuestions(1);
  const other = someQuestions(2).slice(1);
  const reference = async (bot: Awaited<ReturnType<typeof askedBot>>): Promise<string | undefined> =>
    (await bot.said())[0]?.text.split("\n")[1];

  it("says what the bank has now", async () => {
    const bank = memoryBank(one);
    const bot = await askedBot({ bank });
    for (const question of one) bank.put({ ...question, answer: "An answer that was corrected." });
    await bot.reveal();
    expect(await reference(bot)).toBe("An answer that was corrected.");
  });

  it("says what was posted, where the bank has it no more", async () => {
    const asked = memoryBank(one);
    let isGone = false;
    const bank = { ...asked, forWorkspace: () => (isGone ? memoryBank(other) : asked).forWorkspace(workspace) };
    const bot = await askedBot({ bank });
    isGone = true;
    await bot.reveal();
    expect(await reference(bot)).toBe("Canary answer 1.");
  });

  it("is held up, with the way out in the log, where it was not kept either", async () => {
    const bot = await askedBot();
    await bot.records.posted.delete(`${bot.platform.channel}/${today}`);
    await bot.records.drills.update(`${bot.platform.channel}/${today}`, (drill) =>
      drill?.stage === "open" ? { ...drill, question: "gone" as typeof drill.question } : null,
    );
    await bot.at(`${today}T16:00`);
    const error = expect.objectContaining({
      code: "store.damaged",
      message: `fake/W1/backend ${today}: question gone is nowhere`,
      hint: "put its file back into the bank under the same id, or restore the newest backup",
    });
    expect(warnings(bot)).toEqual([
      ["something owed to a channel could not be done", { channel: bot.platform.channel, error }],
    ]);
  });
});

describe("a notice that cannot be given costs a drill nothing, and is told by its name", () => {
  const storeGone = (): never => {
    throw new Error("the store is gone");
  };
  const lastWarning = (bot: Bot): string | undefined => warnings(bot).at(-1)?.[0];

  it("of a refusal", async () => {
    const bot = await startBot();
    bot.records.said.create = storeGone;
    bot.platform.fail("post", { kind: "refuse", why: "missing-permission" });
    await bot.at(`${today}T09:30`);
    expect(lastWarning(bot)).toBe("fault notice failed");
    await bot.pass({ hours: 1 });
    expect((await drillOf(bot))?.stage).toBe("open");
  });

  it("of a bank that runs dry", async () => {
    const bot = await startBot({ questions: someQuestions(5) });
    bot.records.lowBank.update = async () => storeGone();
    await bot.at(`${today}T09:30`);
    expect(warnings(bot)).toEqual([["low-bank notice failed", { error: new Error("the store is gone") }]]);
    expect((await drillOf(bot))?.stage).toBe("open");
  });

  it("of a channel that falls silent", async () => {
    const bot = await askedBot();
    bot.records.drills.list = storeGone;
    await bot.reveal();
    expect(warnings(bot)).toEqual([["pause offer failed", { error: new Error("the store is gone") }]]);
    expect((await bot.drill()).stage).toBe("revealed");
  });
});
