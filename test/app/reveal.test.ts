import { describe, expect, it } from "vitest";
import type { Question } from "../../src/core/bank/question.ts";
import { askedBot, long, today, toldText, toThread } from "../support/asked-bot.ts";
import { someQuestions } from "../support/bot.ts";

const one = (given: Partial<Question>): readonly Question[] => someQuestions(1).map((each) => ({ ...each, ...given }));

describe("the reveal", () => {
  it("stands in the thread: the reference answer, the key points, the answers given through the form", async () => {
    const bot = await askedBot();
    await bot.say(bot.priya, long);
    await bot.fill(bot.jonas, "by form");
    await bot.reveal();
    const said = await bot.said();
    expect(said.map(({ text }) => text)).toEqual([
      "Reference answer\nCanary answer 8.\nSources: RFC 9110",
      "What a good answer covers\nPoint one of 8\nWorth a mention\nBonus of 8\nGoing further\nFollow-up 8?",
      "Answers given through the form\nJonas\nby form",
    ]);
    expect(said.map(({ actions }) => actions.map(({ id, label }) => `${id} ${label}`))).toEqual([
      [],
      [],
      [`result/${today} My result`, `late/${today} Answer late`, `answers/${today} All answers`, `flag/${today} Flag`],
    ]);
  });

  it("does not quote again what was written in the thread", async () => {
    const bot = await askedBot();
    await bot.say(bot.priya, long);
    await bot.reveal();
    expect((await bot.said()).filter(({ text }) => text.includes(long))).toEqual([]);
    expect((await bot.said()).length).toBe(2);
  });

  it("says when nobody answered, and still offers what comes late", async () => {
    const bot = await askedBot();
    await bot.reveal();
    const last = (await bot.said()).at(-1);
    expect(last?.text).toBe("Nobody answered this one.");
    expect(last?.actions.map(({ label }) => label)).toEqual(["My result", "Answer late", "All answers", "Flag"]);
  });

  it("edits the original question to show that it is revealed, with the buttons of a revealed drill", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, long);
    await bot.reveal();
    const posted = await bot.posted();
    expect(posted.text.split("\n").at(-1)).toBe("Revealed · 1 answered");
    expect(posted.actions.map(({ id }) => id)).toEqual([`result/${today}`, `late/${today}`, `flag/${today}`]);
  });

  it("is announced by one line in the channel where the plan says so, and by none where it does not", async () => {
    const open = await askedBot();
    await open.reveal();
    expect((await open.jonas.channel()).length).toBe(1);
    const announced = await askedBot({ plan: { announceReveal: true } });
    await announced.say(announced.jonas, long);
    await announced.reveal();
    expect((await announced.jonas.channel()).map(({ text }) => text.split("\n")[0])).toEqual([
      "Title 8",
      `Revealed: Title 8 · 1 answered${toThread}`,
    ]);
  });

  it("shows the first ten answers of the form; the rest stand behind All answers", async () => {
    const bot = await askedBot();
    for (let number = 1; number <= 12; number += 1) {
      await bot.fill(bot.somebody(`P${number}`), `text ${number}`);
      bot.clock.pass(1000);
    }
    await bot.reveal();
    expect((await bot.said()).at(-1)?.text.split("\n")).toEqual([
      "Answers given through the form",
      ...Array.from({ length: 10 }, (_, index) => [`P${index + 1}`, `text ${index + 1}`]).flat(),
      "and 2 more behind All answers",
    ]);
  });

  it("is cut into parts that fit, numbered, with nothing dropped and the buttons under the last", async () => {
    const answer = Array.from({ length: 30 }, (_, index) => `Paragraph ${index + 1}.`).join("\n\n");
    const bot = await askedBot({ questions: one({ answer }), fake: { maxBlocks: 12 } });
    await bot.reveal();
    const said = await bot.said();
    expect(said.map(({ text }) => text.split("\n").at(-1))).toEqual([
      "1/3",
      "2/3",
      "3/3",
      "Follow-up 1?",
      "Nobody answered this one.",
    ]);
    const words = said
      .slice(0, 3)
      .flatMap(({ text }) => text.split("\n").filter((line) => line.startsWith("Paragraph")));
    expect(words).toEqual(answer.split("\n\n"));
    expect(said.map(({ actions }) => actions.length)).toEqual([0, 0, 0, 0, 4]);
  });

  it("keeps names from notifying and links from being live, whatever was written", async () => {
    const bot = await askedBot();
    await bot.fill(bot.jonas, "@everyone see [this](https://evil.example)");
    await bot.reveal();
    const message = bot.platform.messages.at(-1)?.message;
    expect(message?.doc.slice(1)).toEqual([
      {
        kind: "paragraph",
        children: [{ kind: "strong", children: [{ kind: "person", id: "U2", name: "Jonas" }] }],
      },
      {
        kind: "quote",
        children: [
          {
            kind: "paragraph",
            children: [{ kind: "text", value: "@everyone see this (https://evil.example)" }],
          },
        ],
      },
    ]);
  });

  it("happens once, however often the clock ticks", async () => {
    const bot = await askedBot();
    await bot.reveal();
    const { length } = bot.platform.sends;
    await bot.pass({ minutes: 1 });
    await bot.pass({ minutes: 1 });
    expect(bot.platform.sends.length).toBe(length);
    const left: string[] = [];
    for await (const [key] of bot.records.openDrills.list("")) left.push(key);
    expect(left).toEqual([]);
  });
});

describe("the cut-off", () => {
  it("is stored when the reveal starts, and the platform's time of the message decides", async () => {
    const bot = await askedBot();
    bot.platform.unreadable("slow");
    await bot.reveal();
    const { cutoffAt } = await bot.drill();
    expect(cutoffAt?.toString()).toBe("2027-03-15T15:00:00Z");
    const reply = (id: string, at: string) => ({
      channel: bot.platform.channel,
      thread: bot.question,
      message: id as typeof bot.question,
      gesture: null,
      person: id as (typeof bot.platform.people.first)["id"],
      name: id,
      text: `${long}, says ${id}`,
      at: Temporal.Instant.from(at),
      editedAt: null,
    });
    await bot.platform.tell(async (handlers) => {
      await handlers.replied(reply("before", "2027-03-15T14:59:59.999Z"));
      await handlers.replied(reply("at", "2027-03-15T15:00:00Z"));
      await handlers.replied(reply("after", "2027-03-15T15:00:00.001Z"));
    });
    expect((await bot.counted()).map(([person]) => person)).toEqual(["before"]);
    await bot.pass({ seconds: 15 });
    expect((await bot.posted()).text.split("\n").at(-1)).toBe("Revealed · 1 answered");
  });
});

describe("My result", () => {
  it("shows a person's own answers beside what a good answer covers, hidden ones too", async () => {
    const bot = await askedBot();
    await bot.fill(bot.jonas, "mine");
    await bot.reveal();
    await bot.jonas.press(bot.question, `late/${today}`);
    await bot.jonas.submit({ text: "better" });
    await bot.mira.press(bot.question, `hide/${today}/0.0`, "U2");
    expect(
      toldText(await bot.jonas.press(bot.question, `result/${today}`))
        .split("\n")
        .slice(0, 5),
    ).toEqual(["Your result: Title 8", "Your answer", "mine", "Your late answer", "better"]);
  });

  it("tells who did not answer, and where there are no points to hold it against", async () => {
    const bot = await askedBot({ questions: one({ points: [] }) });
    await bot.reveal();
    expect(toldText(await bot.jonas.press(bot.question, `result/${today}`)).split("\n")).toEqual([
      "Your result: Title 1",
      "You did not answer this one.",
      "This question has no list of points. Compare with the reference answer.",
      "Reference answer",
      "Canary answer 1.",
    ]);
  });
});
