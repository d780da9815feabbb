import { describe, expect, it } from "vitest";
import { another, skip } from "../../../src/app/commands/drill-now.ts";
import type { DrillIn } from "../../../src/core/drill/drill.ts";
import { type Bot, someQuestions, startBot } from "../../support/bot.ts";
import { typed } from "../../support/told.ts";

const date = "2027-03-15";
const answer = "An answer of more than twenty characters.";
const up = async (questions = someQuestions(12)): Promise<Bot> => {
  const bot = await startBot({ questions });
  await bot.at(`${date}T09:30`);
  return bot;
};
const drillOf = async (bot: Bot) => bot.records.drills.get(`${bot.platform.channel}/${date}`);
const messageOf = async (bot: Bot): Promise<string> => {
  const [question] = await bot.platform.as(bot.platform.people.first.id).channel();
  return question?.text ?? "";
};
const say = async (bot: Bot, text: string): Promise<void> => {
  const { first } = bot.platform.people;
  const [question] = await bot.platform.as(first.id).channel();
  if (question) await bot.platform.as(first.id).say(question.id, text);
  await bot.app.idle();
};

describe.each(["skip", "another"])("%s while the thread cannot be read", (command) => {
  it("changes nothing, as somebody may have answered unheard; read later, their answer keeps the question", async () => {
    const bot = await up();
    bot.platform.deaf = true;
    await say(bot, answer);
    bot.platform.fail("readThread", { kind: "doubt", accepted: false });
    expect(await typed(bot, command)).toBe(
      "The thread cannot be read just now, so somebody may have answered. Try again in a minute.",
    );
    expect((await drillOf(bot))?.stage).toBe("open");
    expect(await typed(bot, command)).toBe("Somebody has answered already, so it can only be revealed: /drill reveal.");
  });

  it("is carried out where it can never be read", async () => {
    const bot = await up();
    bot.platform.unreadable("not-allowed");
    const done = { skip: "Skipped. It counts for nobody, and the question comes back another day." }[command];
    expect(await typed(bot, command)).toBe(done ?? "Swapped for another question.");
  });
});

describe("skip", () => {
  it("marks an unanswered question skipped, without its buttons", async () => {
    const bot = await up();
    expect(await typed(bot, "skip")).toBe("Skipped. It counts for nobody, and the question comes back another day.");
    expect((await messageOf(bot)).split("\n").at(-1)).toBe(
      "Skipped before anybody had answered. It counts for nobody and comes back another day.",
    );
    expect(bot.platform.messages[0]?.message?.actions).toEqual([]);
    expect(await Array.fromAsync(bot.records.openDrills.list(""))).toEqual([]);
  });

  it("returns the question to the pool", async () => {
    const bot = await up(someQuestions(1));
    await typed(bot, "skip");
    await bot.at("2027-03-16T09:30");
    const drill = await bot.records.drills.get(`${bot.platform.channel}/2027-03-16`);
    expect(drill?.stage === "open" ? [drill.question, drill.why.kind] : drill?.stage).toEqual(["q1", "not-asked-yet"]);
  });

  it("is not revealed at its time", async () => {
    const bot = await up();
    await typed(bot, "skip");
    await bot.at(`${date}T16:00`);
    expect((await drillOf(bot))?.stage).toBe("skipped");
    expect(bot.platform.sends.length).toBe(1);
  });

  it("is shown on the message later where the platform cannot be reached now", async () => {
    const bot = await up();
    bot.platform.fail("edit", { kind: "unsent" });
    await typed(bot, "skip");
    expect((await messageOf(bot)).split("\n").at(-1)).toBe(
      "Reveal: 16:00. Reply in the thread, or press Answer to keep yours private until then.",
    );
    await bot.pass({ seconds: 15 });
    expect((await messageOf(bot)).split("\n").at(-1)).toBe(
      "Skipped before anybody had answered. It counts for nobody and comes back another day.",
    );
  });
});

describe("another", () => {
  it("replaces the question in place", async () => {
    const bot = await up();
    const before = (await messageOf(bot)).split("\n")[0];
    expect(await typed(bot, "another")).toBe("Swapped for another question.");
    const after = (await messageOf(bot)).split("\n")[0];
    expect([before, after]).toEqual(["Title 8", "Title 6"]);
    expect(bot.platform.messages.length).toBe(1);
  });

  it("never gives back one that it passed over, until there is no other", async () => {
    const bot = await up(someQuestions(5));
    const titles = [(await messageOf(bot)).split("\n")[0]];
    for (let swap = 0; swap < 4; swap += 1) {
      await typed(bot, "another");
      titles.push((await messageOf(bot)).split("\n")[0]);
    }
    expect([...titles].sort()).toEqual(["Title 1", "Title 2", "Title 3", "Title 4", "Title 5"]);
  });

  it("stays within the topic that was asked for", async () => {
    const bot = await startBot();
    await typed(bot, "now b");
    await typed(bot, "another");
    expect((await messageOf(bot)).split("\n")[2]).toBe("Topic b · mid · the topic was asked for");
  });

  it("says so when the bank has no other", async () => {
    const bot = await up(someQuestions(1));
    expect(await typed(bot, "another")).toBe("The bank has no other question for this channel.");
  });

  it("reveals what stands there in the end", async () => {
    const bot = await up();
    await typed(bot, "another");
    await bot.at(`${date}T16:00`);
    const reveal = bot.platform.messages.find(({ key }) => key?.includes("/reveal/") === true);
    expect(JSON.stringify(reveal?.message?.doc)).toContain("Canary answer 6.");
  });
});

describe.each([
  ["skip", skip],
  ["another", another],
] as const)("%s only while nobody has answered", (name, run) => {
  const answered = "Somebody has answered already, so it can only be revealed: /drill reveal.";

  it("refuses after an answer in the thread", async () => {
    const bot = await up();
    await say(bot, answer);
    expect(await typed(bot, name)).toBe(answered);
    expect((await drillOf(bot))?.stage).toBe("open");
  });

  it("a short remark is no answer", async () => {
    const bot = await up();
    await say(bot, "hm");
    expect(await typed(bot, name)).not.toBe(answered);
  });

  it("finds an answer whose event was lost", async () => {
    const bot = await up();
    bot.platform.deaf = true;
    await say(bot, answer);
    expect(await typed(bot, name)).toBe(answered);
  });

  it.each(Array.from({ length: 40 }, (_, turns) => turns))(
    "an answer that comes in %i turns after the command keeps its question, or finds it gone",
    async (turns) => {
      const bot = await up();
      const { manager, first } = bot.platform.people;
      const [question] = bot.platform.messages;
      if (question === undefined) throw new Error("no question");
      const running = run(bot.app.world, { channel: bot.platform.channel, person: manager.id, thread: null });
      for (let turn = 0; turn < turns; turn += 1) await null;
      await bot.platform.as(first.id).say(question.ref.id, answer);
      const told = await running;
      await bot.pass({ seconds: 30 });

      const refused =
        told.kind === "message" && told.message.doc.length === 1 && told.message.summary.startsWith("Somebody");
      const [title] = (await messageOf(bot)).split("\n");
      const last = (await messageOf(bot)).split("\n").at(-1);
      const drill = await drillOf(bot);
      // Whoever got a receipt for an answer keeps the question it was given to.
      const hasReceipt = bot.platform.messages.some(({ marked }) => marked);
      if (name === "skip" && hasReceipt) expect(drill?.stage).toBe("open");
      if (refused)
        expect([title, last, drill?.stage]).toEqual([
          "Title 8",
          "Reveal: 16:00. Reply in the thread, or press Answer to keep yours private until then.",
          "open",
        ]);
      const unfinished = await Array.fromAsync(bot.records.openDrills.list(""), ([key]) => key);
      expect(unfinished).toEqual(drill?.stage === "skipped" ? [] : [`${bot.platform.channel}/${date}`]);
    },
  );

  it("says that nothing is open, or not up yet", async () => {
    const bot = await startBot();
    expect(await typed(bot, name)).toBe("There is no open question here.");
    bot.platform.fail("post", { kind: "busy", retryAfterMs: 60_000 });
    await bot.at(`${date}T09:30`);
    expect(await typed(bot, name)).toBe("Today's question is not up yet.");
  });
});

describe("reveal", () => {
  it("reveals the open question now", async () => {
    const bot = await up();
    expect(await typed(bot, "reveal")).toBe("Revealed.");
    const drill = (await drillOf(bot)) as DrillIn<"revealed">;
    expect([drill.stage, drill.revealedAt.toString()]).toEqual(["revealed", "2027-03-15T08:30:00Z"]);
  });

  it("says that it is on its way while the platform is busy", async () => {
    const bot = await up();
    bot.platform.fail("post", { kind: "busy", retryAfterMs: 30_000 });
    expect(await typed(bot, "reveal")).toBe("The reveal is on its way.");
    await bot.pass({ seconds: 30 });
    expect((await drillOf(bot))?.stage).toBe("revealed");
  });

  it("means the question of the thread it is typed in, else the newest", async () => {
    const at = Temporal.PlainTime.from("10:00");
    const bot = await startBot({ plan: { reveal: { kind: "next-posting-day", at } } });
    await bot.at(`${date}T09:30`);
    await bot.at("2027-03-16T09:30");
    const [older] = bot.platform.messages;
    const manager = bot.platform.as(bot.platform.people.manager.id);
    await manager.command("reveal", older?.ref.id);
    const stages = await Array.fromAsync(bot.records.drills.list(""), ([, { stage }]) => stage);
    expect(stages).toEqual(["revealed", "open"]);
    await manager.command("reveal");
    expect(await Array.fromAsync(bot.records.drills.list(""), ([, { stage }]) => stage)).toEqual([
      "revealed",
      "revealed",
    ]);
  });
});
