import { describe, expect, it } from "vitest";
import { splitDoc } from "../../src/core/message/split.ts";
import type { Told } from "../contract/platform/rig.ts";
import { type AskedBot, askedBot, long, today, toldText } from "../support/asked-bot.ts";
import type { FakeOptions } from "../support/fake-platform.ts";
import { readable } from "../support/readable.ts";

const message = (told: Told) => {
  if (told.kind !== "message") throw new Error(`told: ${told.kind}`);
  return told.message;
};
const labels = (told: Told): readonly string[] => message(told).actions.map(({ label }) => label);
const lines = (told: Told): readonly string[] => message(told).text.split("\n");

/** A platform whose messages hold so many characters. */
const small = (chars: number): FakeOptions => ({
  facts: { fit: (doc) => splitDoc(doc, (part) => readable(part).length <= chars) },
});

/** So many people, P1 on, each with an answer through the form, and the drill revealed. */
async function answeredBy(
  count: number,
  textOf = (number: number) => `text ${number}`,
  fake: FakeOptions = {},
): Promise<AskedBot> {
  const bot = await askedBot({ fake });
  for (let number = 1; number <= count; number += 1) {
    await bot.fill(bot.somebody(`P${number}`), textOf(number));
    bot.clock.pass(1000);
  }
  await bot.reveal();
  return bot;
}

describe("All answers", () => {
  it("shows what came through the form to the one who asks; what was written in the thread is not quoted", async () => {
    const bot = await askedBot();
    await bot.say(bot.priya, long);
    await bot.fill(bot.mira, "by form");
    await bot.reveal();
    const told = await bot.jonas.press(bot.question, `answers/${today}`);
    expect(lines(told)).toEqual(["All answers: Title 8", "Mira", "by form"]);
    expect(bot.platform.whispered.map(({ to }) => to)).toEqual(["U1", "U2"]);
  });

  it("comes without Hide while the platform does not tell who asks, and with it once it does", async () => {
    const bot = await answeredBy(1);
    bot.platform.fail("person", { kind: "busy", retryAfterMs: 30_000 });
    expect(labels(await bot.mira.press(bot.question, `answers/${today}`))).toEqual([]);
    expect(labels(await bot.mira.press(bot.question, `answers/${today}`))).toEqual(["Hide an answer"]);
  });

  it("says when there are none", async () => {
    const bot = await askedBot();
    await bot.reveal();
    expect(lines(await bot.jonas.press(bot.question, `answers/${today}`))).toEqual([
      "All answers: Title 8",
      "Nobody answered through the form.",
    ]);
  });

  it("turns 40 answers in pages of ten, each in place of the one before", async () => {
    const bot = await answeredBy(40);
    let told = await bot.jonas.press(bot.question, `answers/${today}`);
    const pages: (readonly string[])[] = [];
    for (let page = 0; page < 4; page += 1) {
      pages.push(lines(told));
      const next = message(told).actions.find(({ label }) => label === "Next");
      expect(next === undefined).toBe(page === 3);
      if (next !== undefined) told = await bot.jonas.press(message(told).id, next.id);
    }
    expect(pages.map((page) => page[1])).toEqual([
      "Answers 1 to 10 of 40",
      "Answers 11 to 20 of 40",
      "Answers 21 to 30 of 40",
      "Answers 31 to 40 of 40",
    ]);
    const texts = pages.flat().filter((line) => line.startsWith("text"));
    expect(texts).toEqual(Array.from({ length: 40 }, (_, index) => `text ${index + 1}`));
    expect(bot.platform.whispered.filter(({ to }) => to === "U2").length).toBe(1);
    const previous = message(told).actions.find(({ label }) => label === "Previous");
    expect(lines(await bot.jonas.press(message(told).id, previous?.id ?? ""))[1]).toBe("Answers 21 to 30 of 40");
  });

  it("gives several pages to ten answers that do not fit one message, forwards and backwards", async () => {
    const bot = await answeredBy(11, (number) => `words ${number} `.repeat(20), small(400));
    const seen: string[] = [];
    let told = await bot.jonas.press(bot.question, `answers/${today}`);
    for (;;) {
      seen.push(message(told).text);
      const next = message(told).actions.find(({ label }) => label === "Next");
      if (next === undefined) break;
      told = await bot.jonas.press(message(told).id, next.id);
    }
    const back: string[] = [];
    for (;;) {
      back.unshift(message(told).text);
      const previous = message(told).actions.find(({ label }) => label === "Previous");
      if (previous === undefined) break;
      told = await bot.jonas.press(message(told).id, previous.id);
    }
    expect(back).toEqual(seen);
    expect(seen.map((page) => page.split("\n").at(-1)?.trim()).slice(0, -1)).toEqual([
      "1/5",
      "2/5",
      "3/5",
      "4/5",
      "5/5",
    ]);
    expect(seen.join(" ").match(/words \d+/gu)?.length).toBe(220);
    expect(seen.filter((page) => page.length > 400)).toEqual([]);
  });

  it("past the end it is the last page", async () => {
    const bot = await answeredBy(11);
    expect(lines(await bot.jonas.press(bot.question, `answers/${today}/99.99`)).slice(1)).toEqual([
      "Answers 11 to 11 of 11",
      "P11",
      "text 11",
    ]);
    expect(lines(await bot.jonas.press(bot.question, `answers/${today}/-1`))[1]).toBe("Answers 1 to 10 of 11");
  });
});

describe("Hide answer", () => {
  it("is offered to managers alone, with the names on the page", async () => {
    const bot = await answeredBy(12);
    expect(labels(await bot.jonas.press(bot.question, `answers/${today}`))).toEqual(["Next"]);
    const told = await bot.mira.press(bot.question, `answers/${today}/1.0`);
    expect(labels(told)).toEqual(["Previous", "Hide an answer"]);
    expect(message(told).actions.at(-1)?.choices).toEqual([
      { value: "P11", label: "P11" },
      { value: "P12", label: "P12" },
    ]);
  });

  it("edits the reveal, keeps the count, and shows the page anew", async () => {
    const bot = await answeredBy(2);
    const told = await bot.mira.press(bot.question, `hide/${today}/0.0`, "P1");
    expect(lines(told).slice(1)).toEqual(["P1", "Hidden by a manager.", "P2", "text 2"]);
    expect((await bot.said()).at(-1)?.text.split("\n")).toEqual([
      "Answers given through the form",
      "P1",
      "Hidden by a manager.",
      "P2",
      "text 2",
    ]);
    expect((await bot.posted()).text.split("\n").at(-1)).toBe("Revealed · 2 answered");
  });

  it("edits the reveal of another day, which has had nothing left to do", async () => {
    const bot = await answeredBy(1);
    await bot.pass({ minutes: 1 });
    await bot.at("2027-03-16T12:00");
    expect([...bot.store.rows.keys()].filter((key) => key.startsWith("open-drills/"))).toEqual([]);
    await bot.mira.press(bot.question, `hide/${today}/0.0`, "P1");
    expect((await bot.said()).at(-1)?.text).toBe("Answers given through the form\nP1\nHidden by a manager.");
  });

  it.each([
    ["in the thread alone", false],
    ["that is announced in the channel as well", true],
  ])("leaves no word of it in a reveal that becomes shorter, %s", async (_where, announceReveal) => {
    const bot = await askedBot({ plan: { announceReveal }, fake: small(400) });
    for (let number = 1; number <= 6; number += 1) {
      await bot.fill(bot.somebody(`P${number}`), "unwelcome words ".repeat(30));
    }
    await bot.reveal();
    const before = (await bot.said()).length;
    for (let number = 1; number <= 6; number += 1) {
      await bot.mira.press(bot.question, `hide/${today}/0.0`, `P${number}`);
    }
    const after = await bot.said();
    expect(after.length).toBe(before);
    expect(after.map(({ text }) => text).join("\n")).not.toContain("unwelcome");
    expect(after.slice(2).map(({ text }) => text.split("\n").at(-1))).toEqual([
      "Hidden by a manager.",
      ...Array.from({ length: before - 3 }, () => "What stood here is further up now."),
    ]);
  });

  it("is made good when the platform fails at first, also after a restart", async () => {
    const bot = await answeredBy(1);
    for (let call = 0; call < 4; call += 1) bot.platform.fail("edit", { kind: "unsent" });
    await bot.mira.press(bot.question, `hide/${today}/0.0`, "P1");
    expect((await bot.said()).at(-1)?.text).toBe("Answers given through the form\nP1\ntext 1");
    await bot.pass({ seconds: 15 });
    expect((await bot.said()).at(-1)?.text).toBe("Answers given through the form\nP1\nHidden by a manager.");
    await bot.pass({ seconds: 15 });
    expect([...bot.store.rows.keys()].filter((key) => key.startsWith("open-drills/"))).toEqual([]);
  });

  it("hides late answers as well, and a hidden person's later ones", async () => {
    const bot = await answeredBy(1);
    const person = bot.somebody("P1");
    await person.press(bot.question, `late/${today}`);
    await person.submit({ text: "late words" });
    await bot.mira.press(bot.question, `hide/${today}/0.0`, "P1");
    await person.press(bot.question, `late/${today}`);
    await person.submit({ text: "later words" });
    expect(
      toldText(await bot.jonas.press(bot.question, `answers/${today}`))
        .split("\n")
        .slice(1),
    ).toEqual(["P1", "Hidden by a manager.", "P1 (late, edited)", "Hidden by a manager."]);
  });
});
