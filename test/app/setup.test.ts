import { describe, expect, it } from "vitest";
import type { Told } from "../contract/platform/rig.ts";
import { type Bot, type BotOptions, someQuestions, startBot } from "../support/bot.ts";

/** A channel without a plan, on Monday, 23 November 2026, 10:12 in Berlin. */
const bare = (options: BotOptions = {}): Promise<Bot> =>
  startBot({ plan: null, start: "2026-11-23T09:12:00Z", questions: someQuestions(14), ...options });

/** Opens the form and sends it with these changes. */
async function setUp(bot: Bot, changes: Readonly<Record<string, string | readonly string[]>> = {}): Promise<Told> {
  const person = bot.platform.as(bot.platform.people.first.id);
  const opened = await person.command("setup");
  if (opened.kind !== "form") throw new Error(`no form: ${JSON.stringify(opened)}`);
  return person.submit({ ...opened.form.values, ...changes });
}
const textOf = (told: Told): string => (told.kind === "message" ? told.message.text : JSON.stringify(told));

describe("setting a channel up", () => {
  it("the form sent untouched is Monday to Friday, 09:00, reveal 16:00 the same day, open, everything, the person's zone", async () => {
    const bot = await bare();
    await setUp(bot);
    expect(await bot.records.plans.get(bot.platform.channel)).toEqual({
      channel: bot.platform.channel,
      zone: "Europe/Berlin",
      postAt: Temporal.PlainTime.from("09:00"),
      days: [1, 2, 3, 4, 5],
      reveal: { kind: "same-day", at: Temporal.PlainTime.from("16:00") },
      mode: "open",
      topics: [],
      levels: [],
      daysOff: [],
      pause: null,
      graceMinutes: 120,
      announceReveal: false,
      ping: null,
      since: Temporal.Instant.from("2026-11-23T09:12:00Z"),
      configuredBy: "U2",
      stopped: false,
    });
  });

  it("the answer names the first question, the next three dates, the reveal and how far the questions reach", async () => {
    const told = await setUp(await bare());
    expect(textOf(told)).toBe(
      [
        "First question: Tue 24 Nov, 09:00",
        "Then Wed 25 Nov, Thu 26 Nov, Fri 27 Nov.",
        "Reveal: the same day, 16:00.",
        "14 questions: until 11 December",
      ].join("\n"),
    );
    expect(told.kind === "message" ? told.message.actions.map(({ label }) => label) : []).toEqual([
      "Post now",
      "Show me one",
    ]);
  });

  it("the reach steps over days off and into the next year", async () => {
    const bot = await bare({ questions: someQuestions(40) });
    await setUp(bot);
    await bot.platform.as(bot.platform.people.first.id).command("holidays");
    await bot.platform.as(bot.platform.people.first.id).submit({ dates: "2026-11-24..2026-11-30" });
    expect(textOf(await setUp(bot))).toBe(
      [
        "First question: Tue 1 Dec, 09:00",
        "Then Wed 2 Dec, Thu 3 Dec, Fri 4 Dec.",
        "Reveal: the same day, 16:00.",
        "40 questions: until 25 January 2027",
      ].join("\n"),
    );
  });

  it("a filter that nothing fits is said", async () => {
    const told = await setUp(await bare({ questions: someQuestions(1) }), { levels: ["senior"] });
    expect(textOf(told).split("\n").at(-1)).toBe("No question fits these topics and levels yet.");
  });

  it.each([
    ["the next posting day", { reveal: "next-posting-day", revealAt: "10:00" }, "Reveal: the next posting day, 10:00."],
    [
      "with the next question, whatever stands in the time",
      { reveal: "next-question", revealAt: "" },
      "Reveal: with the next question.",
    ],
  ])("the reveal may be %s", async (_name, changes, expected) => {
    expect(textOf(await setUp(await bare(), changes)).split("\n")[2]).toBe(expected);
  });

  it("a slot whose time had passed when the plan was saved is not due, though it is within the grace", async () => {
    const bot = await bare();
    await setUp(bot);
    await bot.pass({ minutes: 1 });
    expect(bot.platform.sends).toEqual([]);
    await bot.at("2026-11-24T09:00");
    expect(bot.platform.sends.length).toBe(1);
  });

  it("a plan changed after today's time does not ask today again, and one changed before it asks at the new time", async () => {
    const bot = await bare();
    await setUp(bot, { postAt: "11:00" });
    await bot.at("2026-11-23T11:00");
    await setUp(bot, { postAt: "12:00" });
    await bot.at("2026-11-23T12:00");
    expect(bot.platform.sends.map(({ key }) => key)).toEqual(["fake/W1/backend/question/2026-11-23/0"]);
    expect(textOf(await setUp(bot, { postAt: "17:30", revealAt: "18:00" })).split("\n")[0]).toBe(
      "First question: Tue 24 Nov, 17:30",
    );
  });

  it("a changed plan keeps its days off, its pause and who set it up first", async () => {
    const bot = await bare();
    await setUp(bot);
    const { manager } = bot.platform.people;
    await bot.platform.as(manager.id).command("pause");
    await bot.platform.as(manager.id).command("setup");
    const told = await bot.platform
      .as(manager.id)
      .submit({ ...bot.platform.as(manager.id).form()?.values, mode: "sealed" });
    expect(textOf(told)).toBe(
      [
        "Nothing is planned.",
        "Reveal: the same day, 16:00.",
        "14 questions",
        "This channel is paused. /drill resume starts the questions again.",
      ].join("\n"),
    );
    const plan = await bot.records.plans.get(bot.platform.channel);
    expect([plan?.configuredBy, plan?.mode, plan?.announceReveal, plan?.pause]).toEqual([
      "U2",
      "sealed",
      true,
      { until: null },
    ]);
  });

  it("setup starts a stopped plan again", async () => {
    const bot = await bare();
    await setUp(bot);
    const person = bot.platform.as(bot.platform.people.first.id);
    await person.command("stop");
    expect(textOf(await setUp(bot)).split("\n")[0]).toBe("First question: Tue 24 Nov, 09:00");
  });
});

describe("the buttons after saving", () => {
  const press = async (bot: Bot, label: string): Promise<Told> => {
    const told = await setUp(bot);
    if (told.kind !== "message") throw new Error("not saved");
    const action = told.message.actions.find((each) => each.label === label);
    return bot.platform.as(bot.platform.people.first.id).press(told.message.id, action?.id ?? "");
  };

  it("Post now posts today's question", async () => {
    const bot = await bare();
    expect(textOf(await press(bot, "Post now"))).toBe("Today's question is up.");
    expect(bot.platform.sends.length).toBe(1);
  });

  it("Show me one shows a question to that person alone, without its answer", async () => {
    const bot = await bare();
    expect(textOf(await press(bot, "Show me one"))).toBe(
      ["Title 8", "Prompt 8?", "Topic b · mid", "This is how a question looks. Only you see this one."].join("\n"),
    );
    expect(bot.platform.sends).toEqual([]);
  });
});
