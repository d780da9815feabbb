import { describe, expect, it } from "vitest";
import { splitDoc } from "../../src/core/message/split.ts";
import { askedBot, long, today, toldText } from "../support/asked-bot.ts";
import { holdChange } from "../support/held-change.ts";
import { readable } from "../support/readable.ts";

describe("an answer saved while a manager drops or swaps the question", () => {
  it.each(["skip", "another"])("wins over %s: its question is open again, and shown so", async (command) => {
    const bot = await askedBot();
    await bot.jonas.press(bot.question, `answer/${today}`);
    // The drill is looked up; the rest happens after the manager's change.
    const release = holdChange(bot.records);
    const saving = bot.jonas.submit({ text: "written for Title 8" });
    await bot.mira.command(command);
    expect((await bot.posted()).text.split("\n")[0] === "Title 8").toBe(command === "skip");
    release();
    expect(toldText(await saving)).toBe("Saved. You can change it until the reveal, 16:00.");
    await bot.app.idle();
    expect(await bot.counted()).toEqual([["U2", "written for Title 8"]]);
    expect((await bot.drill()).question).toBe("q8");
    expect((await bot.posted()).text.split("\n")[0]).toBe("Title 8");
    expect((await bot.posted()).actions.map(({ label }) => label)).toEqual(["Answer"]);
  });
});

describe("a change to a reveal that comes while its list is being cleared", () => {
  it("is not forgotten", async () => {
    // A history that is never behind needs no second look, so the list is cleared at once.
    const bot = await askedBot({ fake: { facts: { visibleAfterMs: 0 } } });
    await bot.fill(bot.jonas, "by form");
    const { delete: erase } = bot.records.openDrills;
    // Between the look at the drill and the clearing of the list a manager hides an answer.
    const key = `${bot.platform.channel}/${today}`;
    let hiding: Promise<unknown> | null = null;
    bot.records.openDrills.delete = async (row) => {
      hiding ??= bot.mira.press(bot.question, `hide/${today}/0.0`, "U2");
      while ((await bot.drill()).revision === 0) await bot.records.drills.get(key);
      await erase.call(bot.records.openDrills, row);
    };
    await bot.reveal();
    await hiding;
    await bot.app.idle();
    expect((await bot.said()).at(-1)?.text).toBe("Answers given through the form\nJonas\nHidden by a manager.");
  });
});

describe("an answer that makes a posted reveal longer", () => {
  it("brings out the parts that are new, numbered like the others", async () => {
    const bot = await askedBot({
      fake: { facts: { fit: (doc) => splitDoc(doc, (part) => readable(part).length <= 200) } },
    });
    await bot.jonas.press(bot.question, `answer/${today}`);
    const release = holdChange(bot.records);
    const saving = bot.jonas.submit({ text: "word ".repeat(100) });
    await bot.reveal();
    expect((await bot.said()).at(-1)?.text).toBe("Nobody answered this one.");
    release();
    await saving;
    await bot.app.idle();
    const said = (await bot.said()).slice(2).map(({ text }) => text);
    expect(said.map((text) => text.split("\n").at(-1))).toEqual(["1/4", "2/4", "3/4", "4/4"]);
    expect(said.join(" ").match(/word/gu)?.length).toBe(100);
  });
});

describe("an answer and the deletion of its message at the reveal", () => {
  it("counts when it was there at the cut-off, and keeps no text", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    bot.platform.unreadable("slow");
    await bot.reveal();
    await bot.jonas.remove(message);
    await bot.pass({ seconds: 15 });
    expect((await bot.posted()).text.split("\n").at(-1)).toBe("Revealed · 1 answered");
    expect([...bot.store.rows.values()].join("\n")).not.toContain(long);
  });
});
