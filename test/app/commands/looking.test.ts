import { describe, expect, it } from "vitest";
import { startBot } from "../../support/bot.ts";
import { memoryBank } from "../../support/memory-bank.ts";
import { aQuestion } from "../../support/questions.ts";
import { filledIn, typed } from "../../support/told.ts";

const anybody = "U3" as Parameters<typeof typed>[2];

describe("preview", () => {
  it("shows the next dates with their reveals, days off by name, and what they draw from", async () => {
    const bot = await startBot();
    await filledIn(bot, "holidays", { dates: "2027-03-17 Fair" });
    expect(await typed(bot, "preview", anybody)).toBe(
      [
        "The next questions",
        "Mon 15 Mar, 09:30, reveal Mon 15 Mar, 16:00",
        "Tue 16 Mar, 09:30, reveal Tue 16 Mar, 16:00",
        "Wed 17 Mar: day off, Fair",
        "Thu 18 Mar, 09:30, reveal Thu 18 Mar, 16:00",
        "Fri 19 Mar, 09:30, reveal Fri 19 Mar, 16:00",
        "From all topics, all levels.",
      ].join("\n"),
    );
  });

  it("leaves out a date that is over or taken", async () => {
    const bot = await startBot({ plan: { topics: ["b", "a"], levels: ["senior"] } });
    const next = [
      "The next questions",
      "Tue 16 Mar, 09:30, reveal Tue 16 Mar, 16:00",
      "From Topic b, Topic a, senior.",
    ];
    const early = await startBot({ plan: { topics: ["b", "a"] } });
    await typed(early, "now");
    expect((await typed(early, "preview 1")).split("\n")[1]).toBe(next[1]);
    await bot.at("2027-03-15T09:31");
    expect(await typed(bot, "preview 1")).toBe(next.join("\n"));
  });

  it("marks paused dates", async () => {
    const bot = await startBot();
    await typed(bot, "pause until 2027-03-16");
    expect((await typed(bot, "preview 2")).split("\n").slice(1, 3)).toEqual([
      "Mon 15 Mar: paused",
      "Tue 16 Mar, 09:30, reveal Tue 16 Mar, 16:00",
    ]);
  });

  it("shows as many as asked for, up to twenty", async () => {
    const bot = await startBot();
    expect((await typed(bot, "preview 20")).split("\n").length).toBe(22);
    for (const wrong of ["0", "21", "2.5", "-1", "many"]) {
      expect(await typed(bot, `preview ${wrong}`)).toBe("Give a number from 1 to 20.");
    }
  });

  it("says that nothing is planned", async () => {
    const bot = await startBot();
    await typed(bot, "stop");
    expect(await typed(bot, "preview")).toBe("The next questions\nNothing is planned.");
  });
});

describe("topics", () => {
  it("says how many questions each has, and how many were asked here", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    expect(await typed(bot, "topics", anybody)).toBe(
      [
        "The bank",
        "Topic a: 4 questions, 0 asked here",
        "Topic b: 4 questions, 1 asked here",
        "Topic c: 4 questions, 0 asked here",
      ].join("\n"),
    );
  });

  it("says that the bank is empty", async () => {
    expect(await typed(await startBot({ questions: [] }), "topics")).toBe("The bank\nThe bank is empty.");
  });
});

describe("search", () => {
  const bank = memoryBank([
    aQuestion("etag", { title: "Etags", prompt: "How does a cache revalidate?", answer: "Canary." }),
    aQuestion("vary", { title: "Vary", prompt: "What does Vary tell a cache?", answer: "Canary." }),
  ]);

  it("shows titles alone, with topic, level and whether they may still come", async () => {
    const bot = await startBot({ bank });
    await bot.at("2027-03-15T09:30");
    const found = await typed(bot, "search cache", anybody);
    expect(found.split("\n").toSorted()).toEqual([
      "Etags · http · mid · may still come",
      'Questions about "cache"',
      "Vary · http · mid · asked here on Mon 15 Mar",
    ]);
    expect(found.includes("Canary") || found.includes("revalidate")).toBe(false);
  });

  it.each([
    ["search", "Say /drill search and a few words."],
    ["search zebra", 'Nothing about "zebra".'],
  ])("%s", async (command, expected) => expect(await typed(await startBot({ bank }), command)).toBe(expected));
});

describe("commands that are none, and completions", () => {
  it("a half-typed name is answered, not carried out", async () => {
    const bot = await startBot();
    expect(await typed(bot, "sto")).toBe(
      'I do not know "sto".\nDid you mean /drill stop? End the plan after its reveal.',
    );
    expect((await bot.records.plans.get(bot.platform.channel))?.stopped).toBe(false);
  });

  it("nothing typed is help", async () => {
    const bot = await startBot();
    expect(await typed(bot, "", anybody)).toBe(await typed(bot, "help", anybody));
  });

  it("what is typed after the command's name completes to commands, after now to topics, and after search to questions", async () => {
    const { platform } = await startBot();
    const person = platform.as(platform.people.first.id);
    expect(await person.choices("", "", "re")).toEqual([
      { value: "reveal", label: "Reveal the open question now" },
      { value: "resume", label: "Questions again" },
      { value: "review", label: "What people suggested and flagged, for you to decide" },
    ]);
    expect(await person.choices("", "", "now ")).toEqual(
      ["a", "b", "c"].map((id) => ({ value: `now ${id}`, label: `Topic ${id}` })),
    );
    expect(await person.choices("", "", "NOW topic b")).toEqual([{ value: "now b", label: "Topic b" }]);
    expect(await person.choices("", "", "search Title 12")).toEqual([{ value: "search Title 12", label: "Title 12" }]);
    expect(await person.choices("", "", "search ")).toEqual([]);
    expect(await person.choices("", "", "skip x")).toEqual([]);
    expect(await person.choices("holidays", "dates", "2")).toEqual([]);
  });
});
