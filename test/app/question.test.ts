import { describe, expect, it } from "vitest";
import { askedKey } from "../../src/app/records.ts";
import { channelKey, type QuestionId } from "../../src/core/keys.ts";
import { type Bot, someQuestions, startBot } from "../support/bot.ts";

const shown = async ({ platform }: Bot): Promise<readonly string[]> =>
  (await platform.as(platform.people.first.id).channel()).map(({ text }) => text);

describe("the question in the channel", () => {
  it("is title, prompt, topic and level, why this one, how to answer, and when it is revealed", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    expect(await shown(bot)).toEqual([
      [
        "Title 8",
        "Prompt 8?",
        "Topic b · mid · a topic new to this channel",
        "Reveal: 16:00. Reply in the thread, or press Answer to keep yours private until then.",
      ].join("\n"),
    ]);
  });

  it("begins with title and prompt in the plain text of notifications, and has the Answer button", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    const [send] = bot.platform.sends;
    expect(send?.message.summary).toBe("Title 8: Prompt 8?");
    expect(send?.message.actions).toEqual([
      { kind: "button", id: "answer/2027-03-15", label: "Answer", style: "primary" },
    ]);
  });

  it("holds nothing of the answer", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    const message = JSON.stringify(bot.platform.sends);
    expect(["Canary", "Point one", "Bonus", "Follow-up", "RFC 9110"].filter((word) => message.includes(word))).toEqual(
      [],
    );
  });

  it("says Press Answer where replies cannot be read", async () => {
    const bot = await startBot({ fake: { facts: { readsReplies: false } } });
    await bot.at("2027-03-15T09:30");
    expect((await shown(bot))[0]?.split("\n")[3]).toBe(
      "Reveal: 16:00. Press Answer: what you write stays private until then.",
    );
  });

  it("says that it is sealed when the plan is", async () => {
    const bot = await startBot({ plan: { mode: "sealed" } });
    await bot.at("2027-03-15T09:30");
    expect((await shown(bot))[0]?.split("\n")[3]).toBe(
      "Reveal: 16:00. Sealed: press Answer, and all answers open together then.",
    );
  });
});

describe("which days and which question", () => {
  it("posts on the plan's days and on no day off", async () => {
    const from = Temporal.PlainDate.from("2027-03-17");
    const bot = await startBot({ plan: { daysOff: [{ from, to: from.add({ days: 1 }), name: "Fair" }] } });
    for (let day = 15; day <= 23; day += 1) await bot.at(`2027-03-${day}T12:00`);
    const dates = bot.platform.sends.flatMap(({ key }) => (key.includes("/question/") ? [key.split("/").at(-2)] : []));
    expect(dates).toEqual([]);
    for (let day = 24; day <= 30; day += 1) await bot.at(`2027-03-${day}T09:30`);
    const later = bot.platform.sends.flatMap(({ key }) => (key.includes("/question/") ? [key.split("/").at(-2)] : []));
    expect(later).toEqual(["2027-03-24", "2027-03-25", "2027-03-26", "2027-03-29", "2027-03-30"]);
  });

  it("prefers what was not asked elsewhere in the workspace in the last 30 days", async () => {
    const questions = someQuestions(2).map((question) => ({ ...question, topic: "a" }));
    const asked = async (date: string): Promise<string | undefined> => {
      const bot = await startBot({ questions });
      const other = { channel: channelKey("fake", "W1", "frontend") };
      for (const id of ["q1", "q2"]) {
        const day = Temporal.PlainDate.from(id === "q1" ? date : "2027-01-01");
        await bot.records.asked.put(askedKey(other, day), { question: id as QuestionId });
      }
      await bot.at("2027-03-15T09:30");
      return (await shown(bot))[0]?.split("\n")[0];
    };
    const alone = await startBot({ questions });
    await alone.at("2027-03-15T09:30");
    expect((await shown(alone))[0]?.split("\n")[0]).toBe("Title 1");
    expect(await asked("2027-02-14")).toBe("Title 2");
    expect(await asked("2027-02-12")).toBe("Title 1");
  });

  it("a bank that has nothing for the plan leaves the slot missed, and status says why", async () => {
    const bot = await startBot({ plan: { topics: ["nowhere"] } });
    await bot.at("2027-03-15T09:30");
    const drill = await bot.records.drills.get(`${bot.platform.channel}/2027-03-15`);
    expect(drill?.stage === "missed" ? drill.reason : drill?.stage).toBe("no-question");
  });
});
