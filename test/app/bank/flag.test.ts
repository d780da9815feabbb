import { describe, expect, it } from "vitest";
import type { ChannelKey } from "../../../src/core/keys.ts";
import { type AskedBot, askedBot, today, toldText } from "../../support/asked-bot.ts";
import { flagAs, flagIt, flagsOf } from "../../support/flagging.ts";

const canaries = (text: string): readonly string[] => text.match(/Canary|Point one|Bonus of|Follow-up/gu) ?? [];

describe("Flag", () => {
  it("is a button of the revealed question and of its reveal", async () => {
    const bot = await askedBot();
    expect((await bot.posted()).actions.map(({ label }) => label)).toEqual(["Answer"]);
    await bot.reveal();
    expect((await bot.posted()).actions.map(({ id }) => id)).toEqual([
      `result/${today}`,
      `late/${today}`,
      `flag/${today}`,
    ]);
  });

  it("opens a form that asks what is the matter, and thanks", async () => {
    const bot = await askedBot();
    await bot.reveal();
    expect(toldText(await bot.jonas.press(bot.question, `flag/${today}`))).toBe("form");
    expect(bot.jonas.form()).toEqual({
      id: expect.stringMatching(/^flag\/2027-03-15\/[0-9a-z]{1,11}$/),
      title: "Flag this question",
      intro: "About: Title 8\nManagers of this channel see what you write, with your name. Nobody else does.",
      labels: ["What is the matter?", "What should be different?"],
      values: { kind: "", reason: "" },
      errors: {},
    });
    expect(toldText(await bot.jonas.submit({ kind: "wrong", reason: "  It is  \nnot so.  " }))).toBe(
      "Thank you. A manager of this channel will look at it.",
    );
    expect(await flagsOf(bot)).toEqual([["U2", "Jonas", "wrong", "It is  \nnot so."]]);
  });

  it("offers the dates of what was asked lately, the latest first, and nothing of what is still to come", async () => {
    const bot = await askedBot();
    await bot.reveal();
    await bot.at("2027-03-16T09:30");
    const tuesday = { value: "flag 2027-03-16", label: "Tue 16 Mar · Title 4" };
    const monday = { value: `flag ${today}`, label: "Mon 15 Mar · Title 8" };
    expect(await bot.jonas.choices("", "", "flag ")).toEqual([tuesday, monday]);
    expect(await bot.jonas.choices("", "", "flag 2027-03-15")).toEqual([monday]);
    expect(await bot.jonas.choices("", "", "flag mon")).toEqual([monday]);
    expect(await bot.jonas.choices("", "", "flag title 9")).toEqual([]);
  });

  it.each<readonly [name: string, values: Record<string, string>, errors: Record<string, string>]>([
    [
      "nothing",
      { kind: "", reason: " \n " },
      { kind: "choose one", reason: "say in a few words what should be different" },
    ],
    ["a kind that is none", { kind: "spam", reason: "It is." }, { kind: "choose one" }],
    ["a long reason", { kind: "other", reason: "😀".repeat(501) }, { reason: "at most 500 characters" }],
  ])("says at the field what is wrong with %s, and keeps what was written", async (_name, values, errors) => {
    const bot = await askedBot();
    await bot.jonas.command("flag");
    expect(await bot.jonas.submit(values)).toEqual({ kind: "errors", errors });
    expect(bot.jonas.form()?.values).toEqual(values);
    expect(await flagsOf(bot)).toEqual([]);
  });

  it("takes a reason of 500 characters, whatever they are", async () => {
    const bot = await askedBot();
    await bot.jonas.command("flag");
    await bot.jonas.submit({ kind: "other", reason: "😀".repeat(500) });
    expect((await flagsOf(bot)).map(([, , , reason]) => [...reason].length)).toEqual([500]);
  });

  it("of the same person takes the place of the one before", async () => {
    const bot = await askedBot();
    await flagIt(bot, bot.jonas, { kind: "wrong", reason: "first" });
    expect(await flagIt(bot, bot.jonas, { kind: "unclear", reason: "second" })).toBe(
      "Thank you. This takes the place of what you said before.",
    );
    expect(await flagsOf(bot)).toEqual([["U2", "Jonas", "unclear", "second"]]);
  });

  it("says nothing of the answer before the reveal, in the form or out of it", async () => {
    const bot = await askedBot();
    const told = [
      await bot.jonas.command("flag"),
      await bot.jonas.submit({ kind: "", reason: "" }),
      await bot.jonas.submit({ kind: "wrong", reason: "It is." }),
      await bot.mira.command("review"),
    ];
    expect(canaries(JSON.stringify([told, bot.platform.whispered, bot.log]))).toEqual([]);
  });
});

describe("/drill flag", () => {
  it("means the open question, and once there is none the latest that was revealed", async () => {
    const bot = await askedBot();
    await bot.jonas.command("flag");
    expect(bot.jonas.form()?.intro.split("\n")[0]).toBe("About: Title 8");
    await bot.reveal();
    await bot.priya.command("flag");
    expect(bot.priya.form()?.intro.split("\n")[0]).toBe("About: Title 8");
  });

  it("means the thread's question, where it is said in one", async () => {
    const bot = await askedBot();
    await bot.reveal();
    await bot.at("2027-03-16T09:30");
    await bot.jonas.command("flag", bot.question);
    expect(bot.jonas.form()?.id.split("/")[1]).toBe(today);
    await bot.jonas.command("flag");
    expect(bot.jonas.form()?.id.split("/")[1]).toBe("2027-03-16");
  });

  it.each([today, "15 Mar", "15.3.2027"])("takes a date that lies behind: %s", async (typed) => {
    const bot = await askedBot();
    await bot.reveal();
    await bot.at("2027-03-16T09:30");
    await bot.jonas.command(`flag ${typed}`);
    expect(bot.jonas.form()?.id.split("/")[1]).toBe(today);
  });

  it.each<readonly [typed: string, told: string]>([
    ["2027-03-14", "There was no question here on Sun 14 Mar."],
    ["2027-02-30", '"2027-02-30" is not a date: write year-month-day, for example 2026-03-23'],
  ])("%s says what is wrong with it", async (typed, told) => {
    const bot = await askedBot();
    expect(toldText(await bot.jonas.command(`flag ${typed}`))).toBe(told);
  });

  it("where nothing was ever asked says so", async () => {
    const bot = await askedBot({
      fake: { channels: ["fake/W1/backend" as ChannelKey, "fake/W1/random" as ChannelKey] },
    });
    const there = bot.platform.as(bot.platform.people.first.id, "fake/W1/random" as ChannelKey);
    expect(toldText(await there.command("flag"))).toBe(
      "There is no question here to flag. Say /drill flag and its date, such as 2026-12-24.",
    );
  });
});

describe("a question that was flagged", () => {
  it("is told to a manager once, with Review; the next flags tell nobody until it rests", async () => {
    const bot = await askedBot();
    await flagIt(bot, bot.jonas);
    bot.clock.pass(1_000);
    await flagIt(bot, bot.priya);
    bot.clock.pass(1_000);
    await flagIt(bot, bot.jonas, { kind: "other", reason: "again" });
    const toMira = async () =>
      (await bot.mira.whispers()).map(({ text, actions }) => [text, actions.map(({ id }) => id)]);
    const first = ['"Title 8" was flagged here. /drill review shows why.', ["command/review"]];
    expect(await toMira()).toEqual([first]);
    expect(await flagIt(bot, bot.somebody("P3"))).toBe(
      "Thank you. Enough people have said so: the question rests until a manager has looked at it.",
    );
    expect(await toMira()).toEqual([
      first,
      [
        '"Title 8" was flagged by enough people and rests: it is not asked until somebody has looked at it.',
        ["command/review"],
      ],
    ]);
    expect(await flagIt(bot, bot.somebody("P4"))).toBe("Thank you. A manager of this channel will look at it.");
    expect((await toMira()).length).toBe(2);
  });

  it("is shown in review with its file, its reasons and who says so, the latest first", async () => {
    const bot = await askedBot();
    await flagIt(bot, bot.jonas, { kind: "wrong", reason: "It is **not** so, see https://example.org" });
    await flagIt(bot, bot.priya, { kind: "outdated", reason: "That was 2019." });
    const told = await bot.mira.command("review");
    expect(toldText(told).split("\n")).toEqual([
      "Title 8",
      "content/8.md:1",
      "Prompt 8?",
      "Flagged by 2 people",
      "Priya: It is out of date (Mon 15 Mar)",
      "That was 2019.",
      "Jonas: Something in it is not right (Mon 15 Mar)",
      "It is not so, see https://example.org",
      "Mend: its text opens in a form.",
      "Rest: it is not asked any more until somebody restores it.",
      "Keep: it is good as it is, and these flags count no more.",
      "1 of 1",
    ]);
    expect(told.kind === "message" && told.message.actions.map(({ label }) => label)).toEqual(["Mend", "Rest", "Keep"]);
    expect(await (await bot.mira.command("status")).kind).toBe("message");
  });

  it("shows five reasons and counts the others", async () => {
    const bot = await askedBot();
    for (let number = 1; number <= 7; number += 1) {
      await flagIt(bot, bot.somebody(`P${number}`), { kind: "wrong", reason: `Reason ${number}` });
    }
    const lines = toldText(await bot.mira.command("review")).split("\n");
    expect(lines.filter((line) => line.startsWith("Reason"))).toEqual(
      [7, 6, 5, 4, 3].map((number) => `Reason ${number}`),
    );
    expect(lines.filter((line) => line.startsWith("and "))).toEqual(["and 2 more"]);
    expect(lines[3]).toBe("Flagged by 7 people · rests until you decide");
  });

  it("is counted in status for managers alone, and gone from there once it was decided", async () => {
    const bot = await askedBot();
    await flagIt(bot, bot.jonas);
    const line = "1 flagged question waits to be looked at: /drill review";
    const says = async (who: AskedBot["mira"]) =>
      toldText(await who.command("status"))
        .split("\n")
        .includes(line);
    expect([await says(bot.mira), await says(bot.jonas)]).toEqual([true, false]);
    await flagAs(bot, bot.mira, "keep");
    expect(await says(bot.mira)).toBe(false);
    expect(toldText(await bot.mira.command("review"))).toBe("Nothing waits for you here.");
  });
});
