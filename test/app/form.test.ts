import { describe, expect, it } from "vitest";
import { askedBot, long, today, toldText } from "../support/asked-bot.ts";
import { holdChange } from "../support/held-change.ts";
import { HeldPlatform } from "../support/held-platform.ts";

describe("the form", () => {
  it("says above its field who will see the answer and when", async () => {
    const bot = await askedBot();
    await bot.jonas.press(bot.question, `answer/${today}`);
    expect(bot.jonas.form()).toEqual({
      id: `answer/${today}`,
      title: "Your answer",
      intro: "Prompt 8?\nShown with your name at 16:00. Only you see your result.",
      labels: ["Answer"],
      values: { text: "" },
      errors: {},
    });
  });

  it("says that it is shown with the next question where that is the plan", async () => {
    const bot = await askedBot({ plan: { reveal: { kind: "next-question" } } });
    await bot.jonas.press(bot.question, `answer/${today}`);
    expect(bot.jonas.form()?.intro).toBe(
      "Prompt 8?\nShown with your name when the next question comes. Only you see your result.",
    );
  });

  it("opens with what the person wrote in the thread, never with what others wrote", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, long);
    await bot.say(bot.jonas, "and more");
    await bot.say(bot.priya, "what Priya wrote in the thread");
    await bot.jonas.press(bot.question, `answer/${today}`);
    expect(bot.jonas.form()?.values).toEqual({ text: `${long}\nand more` });
  });

  it("opens empty where the thread's answer is too long for it, and says why", async () => {
    const bot = await askedBot({ fake: { facts: { fieldChars: 30 } } });
    await bot.say(bot.jonas, "x".repeat(31));
    await bot.jonas.press(bot.question, `answer/${today}`);
    expect(bot.jonas.form()?.values).toEqual({ text: "" });
    expect(bot.jonas.form()?.intro.split("\n").at(-1)).toBe(
      "What you wrote in the thread is too long for this field. It counts as it stands; what you save here takes its place.",
    );
    expect(await bot.counted()).toEqual([["U2", "x".repeat(31)]]);
  });

  it("once saved is the answer, stays private and can be changed until the reveal", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, long);
    expect(toldText(await bot.fill(bot.jonas, "first thoughts"))).toBe(
      "Saved. You can change it until the reveal, 16:00.",
    );
    await bot.jonas.press(bot.question, `answer/${today}`);
    expect(bot.jonas.form()?.values).toEqual({ text: "first thoughts" });
    await bot.jonas.submit({ text: "second thoughts" });
    expect(await bot.counted()).toEqual([["U2", "second thoughts"]]);
    expect(await bot.said()).toEqual([]);
    expect((await bot.posted()).text).not.toContain("thoughts");
  });

  it("opens by the command too, in the channel and in the thread", async () => {
    const bot = await askedBot();
    expect((await bot.jonas.command("answer")).kind).toBe("form");
    expect((await bot.jonas.command("answer", bot.question)).kind).toBe("form");
    await bot.reveal();
    expect(toldText(await bot.jonas.command("answer"))).toBe("There is no open question here to answer.");
  });

  it("asks which question is meant where two are open", async () => {
    const bot = await askedBot({
      plan: { reveal: { kind: "next-posting-day", at: Temporal.PlainTime.from("16:00") } },
    });
    await bot.at("2027-03-16T09:30");
    expect(toldText(await bot.jonas.command("answer"))).toBe(
      "More than one question is open here. Press Answer on the one you mean.",
    );
    await bot.jonas.command("answer", bot.question);
    expect(bot.jonas.form()?.id).toBe(`answer/${today}`);
  });

  it.each([
    ["nothing", "", "write something first"],
    ["blanks alone", " \n\t ", "write something first"],
    ["more than the field takes", "x".repeat(31), "at most 30 characters"],
  ])("refuses %s at its field, and what was written stays", async (_name, text, error) => {
    const bot = await askedBot({ fake: { facts: { fieldChars: 30 } } });
    expect(await bot.fill(bot.jonas, text)).toEqual({ kind: "errors", errors: { text: error } });
    expect(bot.jonas.form()?.values).toEqual({ text });
    expect(await bot.counted()).toEqual([]);
  });

  it("counts characters, not code units", async () => {
    const bot = await askedBot({ fake: { facts: { fieldChars: 30 } } });
    await bot.fill(bot.jonas, "😀".repeat(30));
    expect(await bot.counted()).toEqual([["U2", "😀".repeat(30)]]);
  });

  it("is not saved when the store refuses: the person is told so, and keeps the text", async () => {
    const bot = await askedBot();
    await bot.jonas.press(bot.question, `answer/${today}`);
    bot.store.failing = true;
    expect(await bot.jonas.submit({ text: "precious" })).toEqual({ kind: "not-saved" });
    bot.store.failing = false;
    expect(bot.jonas.form()?.values).toEqual({ text: "precious" });
    expect(toldText(await bot.jonas.submit({ text: "precious" }))).toBe(
      "Saved. You can change it until the reveal, 16:00.",
    );
  });

  it("is saved even when the platform cannot tell the person's name; a later save mends it", async () => {
    const bot = await askedBot();
    bot.platform.fail("person", { kind: "busy", retryAfterMs: 1000 });
    await bot.fill(bot.jonas, "saved all the same");
    expect((await bot.answers()).map(({ name, text }) => [name, text])).toEqual([["U2", "saved all the same"]]);
    await bot.fill(bot.jonas, "changed");
    expect((await bot.answers()).map(({ name, text }) => [name, text])).toEqual([["Jonas", "changed"]]);
  });
});

it("is under the name that came with it, and under the one the platform knows once that is told", async () => {
  const bot = await askedBot();
  const { channel, people } = bot.platform;
  const sent = async (name: string, text: string): Promise<void> => {
    const form = { channel, person: people.first.id, name, thread: null, form: `answer/${today}` };
    await bot.platform.tell((handlers) => handlers.submitted({ ...form, values: { text } }));
    await bot.app.idle();
  };
  const named = async (text: string): Promise<readonly (readonly string[])[]> => {
    await sent("jonas.m", text);
    return (await bot.answers()).map((answer) => [answer.name, answer.text]);
  };
  bot.platform.fail("person", { kind: "busy", retryAfterMs: 1000 });
  expect(await named("first")).toEqual([["jonas.m", "first"]]);
  expect(await named("second")).toEqual([["Jonas", "second"]]);
  expect(await named("third")).toEqual([["Jonas", "third"]]);
  await bot.reveal();
  await sent("Jonas", "late");
  // No reveal is made anew for a name that it shows already.
  expect((await bot.drill()).revision).toBe(0);
});

it("is saved before the name of its author is known, which comes after it", async () => {
  const platform = new HeldPlatform();
  const bot = await askedBot({ platform });
  const release = platform.hold("person");
  await bot.fill(bot.jonas, "saved at once");
  expect((await bot.answers()).map(({ name, text }) => [name, text])).toEqual([["U2", "saved at once"]]);
  release();
  await bot.app.idle();
  expect((await bot.answers()).map(({ name, text }) => [name, text])).toEqual([["Jonas", "saved at once"]]);
});

describe("the form saved at the moment of the cut-off", () => {
  it("is in time when it was sent before, and the reveal shows it; nothing is lost and nothing double", async () => {
    const bot = await askedBot();
    await bot.jonas.press(bot.question, `answer/${today}`);
    bot.clock.pass(Temporal.Instant.from("2027-03-15T15:00:00Z").since(bot.clock.now()).total("milliseconds"));
    // It is on its way to the store while the reveal begins, takes its answers and goes out.
    const release = holdChange(bot.records);
    const saving = bot.jonas.submit({ text: "in the last moment" });
    await bot.app.tick();
    expect((await bot.said()).at(-1)?.text).toBe("Nobody answered this one.");
    release();
    expect(toldText(await saving)).toBe("Saved. You can change it until the reveal, 16:00.");
    await bot.app.idle();
    expect((await bot.said()).at(-1)?.text).toBe("Answers given through the form\nJonas\nin the last moment");
    expect((await bot.posted()).text.split("\n").at(-1)).toBe("Revealed · 1 answered");
    expect(await bot.counted()).toEqual([["U2", "in the last moment"]]);
    expect((await bot.records.entries.get(`${bot.platform.channel}/${today}/U2`))?.late).toBe(null);
    // One change for the words, one for the name, which came after them.
    const { revision, ...drill } = await bot.drill();
    expect({ revision, shown: drill.stage === "revealed" ? drill.shown : null }).toEqual({ revision: 2, shown: 2 });
  });

  it("is late when the reveal had begun, and says so", async () => {
    const bot = await askedBot();
    await bot.jonas.press(bot.question, `answer/${today}`);
    bot.platform.unreadable("slow");
    await bot.reveal();
    expect((await bot.drill()).stage).toBe("open");
    expect(toldText(await bot.jonas.submit({ text: "a second too late" }))).toBe(
      "The reveal has begun, so this is saved as a late answer.",
    );
    expect(await bot.counted()).toEqual([]);
    await bot.pass({ seconds: 15 });
    expect((await bot.said()).at(-1)?.text).toBe("Nobody answered this one.");
  });

  it("opened while the reveal is held up it is the form of a late answer", async () => {
    const bot = await askedBot();
    bot.platform.unreadable("slow");
    await bot.reveal();
    expect(toldText(await bot.jonas.command("answer"))).toBe("There is no open question here to answer.");
    await bot.jonas.press(bot.question, `answer/${today}`);
    expect(bot.jonas.form()?.title).toBe("Answer late");
    expect(bot.jonas.form()?.intro).toBe(
      "Prompt 8?\nMarked late, shown behind All answers. It does not count for streaks.",
    );
  });
});
