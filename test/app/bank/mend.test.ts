import { describe, expect, it } from "vitest";
import { BotError } from "../../../src/core/errors.ts";
import { type ChannelKey, type WorkspaceKey, workspaceOf } from "../../../src/core/keys.ts";
import { type AskedBot, askedBot, today, toldText } from "../../support/asked-bot.ts";
import { someQuestions } from "../../support/bot.ts";
import { askedQuestion, decision, flagAs, flagIt, flagsOf, mendAs, sendMended } from "../../support/flagging.ts";
import { type MemoryBank, memoryBank } from "../../support/memory-bank.ts";

type MendBot = AskedBot & Readonly<{ bank: MemoryBank }>;

const random = "fake/W1/random" as ChannelKey;
const channels: readonly ChannelKey[] = ["fake/W1/backend" as ChannelKey, random, "fake/W2/backend" as ChannelKey];

/** A bot whose bank takes questions, with one flag on the open question. */
async function flaggedBot(options: Parameters<typeof askedBot>[0] = {}): Promise<MendBot> {
  const topics = ["a", "b", "c"].map((id) => ({ id, title: `Topic ${id}`, line: "" }));
  const bank = memoryBank(someQuestions(12), topics);
  const bot = await askedBot({ ...options, bank, fake: { channels, ...options.fake } });
  await flagIt(bot, bot.jonas);
  return { ...bot, bank };
}

const inBank = ({ bank, platform }: MendBot, workspace: WorkspaceKey = workspaceOf(platform.channel)) =>
  bank.forWorkspace(workspace).questions.get(askedQuestion);
const saved = (drills: number): string =>
  `Saved for this workspace.${drills === 0 ? "" : ` ${drills} ${drills === 1 ? "drill that shows it is" : "drills that show it are"} corrected.`}`;

describe("Mend", () => {
  it("opens the texts of the question, points one a line, and says where they stand", async () => {
    const bot = await flaggedBot();
    await flagAs(bot, bot.mira, "mend");
    expect(bot.mira.form()).toEqual({
      id: expect.stringMatching(/^mend\/[0-9a-z]{1,11}\/[0-9a-z]{1,9}\/[0-9a-z]{1,11}$/),
      title: "Mend a question",
      intro: "Now: content/8.md:1. What you save counts for this workspace alone; messages that show it are corrected.",
      labels: ["Title", "Question", "Reference answer", "Points of a good answer"],
      values: {
        title: "Title 8",
        prompt: "Prompt 8?",
        answer: "Canary answer 8.",
        points: "Point one of 8\nbonus: Bonus of 8",
      },
      errors: {},
    });
  });

  it("saves an override of the workspace's own with the same id, and lets the flags go", async () => {
    const bot = await flaggedBot();
    const before = inBank(bot, "fake/W2" as WorkspaceKey);
    expect(toldText(await mendAs(bot, bot.mira, { answer: "Better." }))).toBe(saved(0));
    expect(inBank(bot)).toEqual({ ...before, answer: "Better.", file: "own/fake/W1/b/q8.md", line: 1 });
    expect(inBank(bot, "fake/W2" as WorkspaceKey)).toBe(before);
    expect([await flagsOf(bot), toldText(await bot.mira.command("review"))]).toEqual([
      [],
      "Nothing waits for you here.",
    ]);
  });

  it("restores a question that rested", async () => {
    const bot = await flaggedBot();
    await flagAs(bot, bot.mira, "rest");
    await mendAs(bot, bot.mira, { answer: "Better." });
    expect((await bot.records.flags.get(`fake/W1/${askedQuestion}`))?.rest).toBe(null);
  });

  it.each<readonly [name: string, changes: Record<string, string>, errors: Record<string, string>]>([
    [
      "what is empty or long",
      { title: "", answer: "a".repeat(8_001), points: `bonus:\n${"p".repeat(201)}` },
      {
        title: "write something",
        answer: "at most 8000 characters",
        points: "point 1 is empty; point 2 is too long: at most 200 characters",
      },
    ],
    ["nothing changed", {}, { "": "Nothing is different yet. Keep, in /drill review, says that it is good as it is." }],
  ])("says %s, and what was written stays", async (_name, changes, errors) => {
    const bot = await flaggedBot();
    expect(await mendAs(bot, bot.mira, changes)).toEqual({ kind: "errors", errors });
    expect(bot.mira.form()?.values).toMatchObject(changes);
    expect((await flagsOf(bot)).length).toBe(1);
  });

  it("says what the file would not hold, and can be sent again", async () => {
    const bot = await flaggedBot();
    const { save } = bot.bank;
    bot.bank.save = async () => {
      throw new BotError("bank.invalid", "q8: would be read as another question", { hint: "take it out" });
    };
    expect(await mendAs(bot, bot.mira, { prompt: "## Answer" })).toEqual({
      kind: "errors",
      errors: { "": "q8: would be read as another question: take it out" },
    });
    bot.bank.save = save;
    expect(toldText(await sendMended(bot, bot.mira, { prompt: "Better?" }))).toBe(saved(1));
  });

  it("is not saved where the folder cannot be written, and can be sent again", async () => {
    const bot = await flaggedBot();
    const { save } = bot.bank;
    bot.bank.save = async () => {
      throw new BotError("store.unavailable", "own: cannot be written", { hint: "free some space" });
    };
    expect((await mendAs(bot, bot.mira, { answer: "Better." })).kind).toBe("not-saved");
    bot.bank.save = save;
    expect(toldText(await sendMended(bot, bot.mira, { answer: "Better." }))).toBe(saved(0));
  });

  it("of a text that no field here holds names the file and line instead of cutting it", async () => {
    const bot = await flaggedBot({ fake: { channels, facts: { fieldChars: 12 } } });
    expect(toldText(await flagAs(bot, bot.mira, "mend"))).toBe(
      '"Reference answer" has 16 characters and a form here takes 12. Mend it in its file: content/8.md:1',
    );
    expect(bot.mira.form()).toBe(null);
  });

  it("opens once more for a platform that closed the form, by the form's own id", async () => {
    const bot = await flaggedBot();
    await flagAs(bot, bot.mira, "mend");
    const id = bot.mira.form()?.id ?? "";
    expect(toldText(await bot.mira.press(bot.question, id))).toBe("form");
    expect(bot.mira.form()?.id).toBe(id);
  });
});

describe("two who mend at once", () => {
  it("the second is told what differs by now, and nothing of theirs is written", async () => {
    const bot = await flaggedBot({ settings: { managers: new Set(["U2"]) } });
    await flagAs(bot, bot.mira, "mend");
    await flagAs(bot, bot.jonas, "mend");
    await sendMended(bot, bot.mira, { answer: "By Mira.", points: "" });
    expect(await sendMended(bot, bot.jonas, { title: "By Jonas" })).toEqual({
      kind: "errors",
      errors: {
        "":
          "Mira changed this question meanwhile. Yours differs in: title, answer, points. " +
          "Copy what you need, and open Mend again.",
      },
    });
    expect([inBank(bot)?.title, inBank(bot)?.answer]).toEqual(["Title 8", "By Mira."]);
  });

  it("in one moment one is saved, and the other sent again is told", async () => {
    const bot = await flaggedBot({ settings: { managers: new Set(["U2"]) } });
    await flagAs(bot, bot.mira, "mend");
    await flagAs(bot, bot.jonas, "mend");
    const told = await Promise.all([
      sendMended(bot, bot.mira, { answer: "By Mira." }),
      sendMended(bot, bot.jonas, { answer: "By Jonas." }),
    ]);
    expect(told.map(({ kind }) => kind)).toEqual(["message", "errors"]);
    const again = await sendMended(bot, bot.jonas, { answer: "By Jonas." });
    expect(again.kind === "errors" && again.errors[""]?.split(".")[0]).toBe("Mira changed this question meanwhile");
    expect(inBank(bot)?.answer).toBe("By Mira.");
  });

  it.each([
    ["and nothing is left to decide", false],
    ["and somebody flagged it since", true],
  ])("the second, checked just before the first has saved, is told too, %s", async (_name, isFlaggedSince) => {
    const bot = await flaggedBot({ settings: { managers: new Set(["U2"]) } });
    await flagAs(bot, bot.mira, "mend");
    await flagAs(bot, bot.jonas, "mend");
    bot.clock.pass(1_000);
    if (isFlaggedSince) await flagIt(bot, bot.priya);
    const { flags } = bot.records;
    const { update } = flags;
    flags.update = async (key, change) => {
      flags.update = update;
      await sendMended(bot, bot.mira, { answer: "By Mira." });
      return update.call(flags, key, change);
    };
    const told = await sendMended(bot, bot.jonas, { answer: "By Jonas." });
    expect(told.kind === "errors" && told.errors[""]).toBe(
      "Mira changed this question meanwhile. Yours differs in: answer. " + "Copy what you need, and open Mend again.",
    );
    expect([inBank(bot)?.answer, (await flagsOf(bot)).length]).toEqual(["By Mira.", isFlaggedSince ? 1 : 0]);
    expect((await bot.records.flags.get(`fake/W1/${askedQuestion}`))?.mending).toBe(null);
  });

  it("whoever died while saving holds nobody up for longer than a minute", async () => {
    const bot = await flaggedBot();
    await flagAs(bot, bot.mira, "mend");
    await bot.records.flags.update(
      `fake/W1/${askedQuestion}`,
      (current) => current && { ...current, mending: bot.clock.now() },
    );
    expect(await sendMended(bot, bot.mira, { answer: "Better." })).toEqual({
      kind: "errors",
      errors: { "": "Somebody is saving this question just now. Send it again in a minute." },
    });
    bot.clock.pass(60_000);
    expect(toldText(await sendMended(bot, bot.mira, { answer: "Better." }))).toBe(saved(0));
  });

  it("a form of what somebody kept meanwhile says so", async () => {
    const bot = await flaggedBot();
    const seen = bot.clock.now().epochMilliseconds;
    await flagAs(bot, bot.mira, "mend");
    await bot.mira.press(bot.question, decision("keep", seen));
    expect(await sendMended(bot, bot.mira, { answer: "Better." })).toEqual({
      kind: "errors",
      errors: { "": "Somebody has decided that already: Mira kept it." },
    });
    expect(inBank(bot)?.answer).toBe("Canary answer 8.");
  });
});

describe("a drill whose question was mended", () => {
  it("while it is open shows the new question, marked, and what people answered stays", async () => {
    const bot = await flaggedBot();
    await bot.fill(bot.priya, "my answer");
    const answers = await bot.answers();
    expect(toldText(await mendAs(bot, bot.mira, { title: "Title 8b", prompt: "Better?" }))).toBe(saved(1));
    expect((await bot.posted()).text.split("\n").slice(0, 4)).toEqual([
      "Title 8b",
      "Better?",
      "Topic b · mid · a topic new to this channel",
      "Corrected since it was posted.",
    ]);
    expect(await bot.answers()).toEqual(answers);
    expect((await bot.records.posted.get(`${bot.platform.channel}/${today}`))?.prompt).toBe("Better?");
  });

  it("while it is open says nothing of a corrected answer; the reveal shows that answer, without a mark", async () => {
    const bot = await flaggedBot();
    const before = await bot.posted();
    await mendAs(bot, bot.mira, { answer: "Canary two.", points: "Point two" });
    expect(await bot.posted()).toEqual(before);
    expect(JSON.stringify(bot.platform.messages)).not.toMatch(/Canary|Point two|orrected/u);
    await bot.reveal();
    expect((await bot.said()).map(({ text }) => text.split("\n").slice(0, 2))).toEqual([
      ["Reference answer", "Canary two."],
      ["What a good answer covers", "Point two"],
      ["Nobody answered this one."],
    ]);
  });

  it("once it is revealed shows the new answer and question in place, each marked, once", async () => {
    const bot = await flaggedBot();
    await bot.fill(bot.priya, "point one it is");
    await bot.reveal();
    const answers = await bot.answers();
    expect(toldText(await mendAs(bot, bot.mira, { prompt: "Better?", answer: "Corrected words." }))).toBe(saved(1));
    await bot.pass({ minutes: 1 });
    const said = await bot.said();
    expect(said.map(({ text }) => text.split("\n").slice(0, 3))).toEqual([
      ["Corrected since it was first shown.", "Reference answer", "Corrected words."],
      ["What a good answer covers", "Point one of 8", "Worth a mention"],
      ["Answers given through the form", "Priya", "point one it is"],
    ]);
    const question = (await bot.posted()).text.split("\n");
    expect([question[1], ...question.slice(-2)]).toEqual([
      "Better?",
      "Corrected since it was posted.",
      "Revealed · 1 answered",
    ]);
    expect(await bot.answers()).toEqual(answers);
    expect([...bot.store.rows.keys()].filter((key) => key.startsWith("open-drills/"))).toEqual([]);
  });

  it("stays as it was after 30 days, and in another workspace", async () => {
    const bot = await flaggedBot();
    const plan = await bot.records.plans.get(bot.platform.channel);
    if (plan === null) throw new Error("no plan");
    const elsewhere = channels[2] ?? random;
    await bot.records.plans.put(elsewhere, { ...plan, channel: elsewhere });
    await bot.records.drills.put(`${elsewhere}/${today}`, { ...(await bot.drill()), channel: elsewhere });
    await bot.records.asked.put(`fake/W2/${today}/backend`, { question: askedQuestion });
    await bot.reveal();
    await bot.at("2027-04-13T12:00");
    const revision = async (channel: ChannelKey): Promise<unknown> => {
      const drill = await bot.records.drills.get(`${channel}/${today}`);
      return drill !== null && "revision" in drill ? drill.revision : null;
    };
    expect(toldText(await mendAs(bot, bot.mira, { answer: "One." }))).toBe(saved(1));
    expect([await revision(bot.platform.channel), await revision(elsewhere)]).toEqual([1, 0]);
    await bot.at("2027-04-15T12:00");
    await bot.jonas.command(`flag ${today}`);
    await bot.jonas.submit({ kind: "wrong", reason: "Still." });
    expect(toldText(await mendAs(bot, bot.mira, { answer: "Two." }))).toBe(saved(0));
    expect(await revision(bot.platform.channel)).toBe(1);
  });

  it("is corrected though the reveal was just going out", async () => {
    const bot = await flaggedBot();
    await flagAs(bot, bot.mira, "mend");
    let isMended = false;
    const { update } = bot.records.drills;
    bot.records.drills.update = async (key, change) => {
      const stored = await bot.records.drills.get(key);
      // The reveal is out, and not yet written down as such.
      if (!isMended && stored?.stage === "open" && stored.cutoffAt !== null && bot.platform.messages.length > 2) {
        isMended = true;
        await bot.mira.submit({ ...bot.mira.form()?.values, answer: "In between." });
      }
      return update.call(bot.records.drills, key, change);
    };
    await bot.reveal();
    await bot.pass({ minutes: 1 });
    expect(isMended).toBe(true);
    expect((await bot.said())[0]?.text.split("\n").slice(0, 3)).toEqual([
      "Corrected since it was first shown.",
      "Reference answer",
      "In between.",
    ]);
  });
});
