import { describe, expect, it } from "vitest";
import { mostWaiting } from "../../../src/core/bank/suggestion.ts";
import { toldText } from "../../support/asked-bot.ts";
import { startBot } from "../../support/bot.ts";
import { memoryBank } from "../../support/memory-bank.ts";
import { aQuestion } from "../../support/questions.ts";
import { bankedQuestions, shownMessage, suggestingBot, typedQuestion, typedTitle } from "../../support/suggesting.ts";

const thanks = "Thank you. A manager of this channel looks at it, and I tell you what came of it.";

describe("suggest", () => {
  it("opens a form of five fields", async () => {
    const bot = await suggestingBot();
    await bot.jonas.command("suggest");
    expect(bot.jonas.form()).toEqual({
      id: "suggest",
      title: "Suggest a question",
      intro: "",
      labels: ["Topic", "Level", "Question", "Reference answer", "What a good answer covers"],
      values: { topic: "", level: "mid", prompt: "", answer: "", points: "" },
      errors: {},
    });
  });

  it("thanks, and keeps what was written, by whom, where and when", async () => {
    const bot = await suggestingBot();
    expect(toldText(await bot.suggest())).toBe(`${thanks}\n${typedTitle}`);
    const [suggestion] = await bot.suggestions();
    expect(suggestion).toEqual({
      id: expect.stringMatching(/^what-does-a-304-response-say-[0-9a-z]{6}$/),
      channel: "fake/W1/backend",
      place: "backend",
      person: "U2",
      name: "Jonas",
      at: bot.clock.now(),
      proposed: {
        title: typedTitle,
        topic: "http",
        level: "mid",
        prompt: typedQuestion.prompt,
        answer: typedQuestion.answer,
        points: [
          { say: "The client's copy is still fresh", aliases: [], reject: [], must: true },
          { say: "It has no body", aliases: [], reject: [], must: false },
        ],
        sources: ["RFC 9110"],
      },
      state: { kind: "waiting" },
    });
    expect(bot.ownTitles()).toEqual([]);
  });

  it("keeps a form open that lacks something, with each fault at its field, and saves nothing", async () => {
    const bot = await suggestingBot();
    const told = await bot.suggest({
      topic: "knitting",
      level: "guru",
      prompt: "",
      answer: "a".repeat(8_001),
      points: "p".repeat(201),
    });
    expect(told).toEqual({
      kind: "errors",
      errors: {
        topic: "there is none like that; /drill topics lists what there is",
        level: "there is none like that; /drill topics lists what there is",
        prompt: "write something",
        answer: "at most 8000 characters",
        points: "point 1 is too long: at most 200 characters",
      },
    });
    expect(bot.jonas.form()?.values["answer"]).toHaveLength(8_001);
    expect(await bot.suggestions()).toEqual([]);
  });

  it.each([
    ["a line that begins the answer", "What is it?\n\n## Answer\n\nThis."],
    ["a code block that does not end", "What does this do?\n\n```js\nf()"],
  ])("refuses %s, as the file would be read back as something else", async (_what, prompt) => {
    const bot = await suggestingBot();
    expect(await bot.suggest({ ...typedQuestion, prompt })).toEqual({
      kind: "errors",
      errors: { prompt: "close every code block, and leave out lines that say ## Answer" },
    });
  });

  it("names what the bank has that is nearly the same: when it was asked here, and of what is to come the title alone", async () => {
    const bot = await suggestingBot({
      bank: memoryBank([
        aQuestion("etag", { prompt: "What is an entity tag good for, and who compares it?" }),
        aQuestion("later", { prompt: "What is an entity tag good for, and who compares it" }),
      ]),
    });
    const { question } = await bot.drill();
    const told = await bot.suggest({
      ...typedQuestion,
      prompt: "What is an entity tag good for? And who compares it?",
    });
    const when = (id: string): string => (id === question ? "asked here on Mon 15 Mar" : "may still come");
    expect(toldText(told)).toBe(
      [
        thanks,
        "What is an entity tag good for?",
        "The bank has something like it already:",
        `About etag · ${when("etag")}`,
        `About later · ${when("later")}`,
      ].join("\n"),
    );
  });

  it("tells whoever set the channel up, once, with a button that shows it; nobody else is told", async () => {
    const bot = await suggestingBot();
    const before = (await bot.mira.whispers()).length;
    await bot.suggest();
    await bot.suggest(typedQuestion, bot.priya);
    const told = (await bot.mira.whispers()).slice(before);
    expect(told.map(({ text, actions }) => [text, actions.map(({ label }) => label)])).toEqual([
      [`Jonas suggests a question: "${typedTitle}".`, ["Review"]],
      [`Priya suggests a question: "${typedTitle}".`, ["Review"]],
    ]);
    const [first] = told;
    if (first === undefined) throw new Error("nobody was told");
    expect(shownMessage(await bot.pressOn(bot.mira, first, "Review")).text.split("\n")[0]).toBe(typedTitle);
    expect((await bot.priya.whispers()).map(({ text }) => text.split("\n")[0])).toEqual([thanks]);
    expect((await bot.mira.channel()).length).toBe(1);
  });

  it("has room for so many of one person that wait, and then keeps what was written in the form", async () => {
    const bot = await suggestingBot();
    for (let at = 0; at < mostWaiting; at += 1) {
      await bot.suggest({ ...typedQuestion, prompt: `What is number ${at}?` });
      await bot.pass({ seconds: 5 });
    }
    expect(await bot.suggest()).toEqual({
      kind: "errors",
      errors: { "": "20 of your suggestions wait to be looked at. That is enough for now." },
    });
    expect(toldText(await bot.suggest(typedQuestion, bot.priya))).toBe(`${thanks}\n${typedTitle}`);
  });

  it("is searched for a topic where there are more than a form shows", async () => {
    const many = Array.from({ length: 26 }, (_, at) => aQuestion(`q${at}`, { topic: `topic-${at}` }));
    const bot = await suggestingBot({ bank: memoryBank([...many, ...bankedQuestions]) });
    await bot.jonas.command("suggest");
    expect(await bot.jonas.choices("suggest", "topic", "HTT")).toEqual([{ value: "http", label: "http" }]);
    expect(toldText(await bot.jonas.submit({ ...typedQuestion, topic: "HTTP" }))).toBe(`${thanks}\n${typedTitle}`);
  });

  it("has nowhere to go in a bank without topics", async () => {
    const { platform } = await startBot({ questions: [], plan: null });
    const told = await platform.as(platform.people.first.id).command("suggest");
    expect(toldText(told)).toBe("The bank has no topics yet, so there is nowhere to put a question.");
  });
});
