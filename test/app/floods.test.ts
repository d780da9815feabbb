import { describe, expect, it } from "vitest";
import { askedBot, today, toldText } from "../support/asked-bot.ts";
import { startBot } from "../support/bot.ts";

const tooMuch = "That was a lot at once. Wait a few seconds, then go on.";

describe("500 answers in ten seconds from one person (fault 69)", () => {
  it("are all kept, get few receipts, and keep nobody else waiting", async () => {
    const bot = await askedBot();
    for (let at = 0; at < 500; at += 1) {
      await bot.say(bot.jonas, `part ${at} of a very long answer`);
      bot.clock.pass(20);
    }
    await bot.say(bot.priya, "an answer like any other, by somebody else");
    await bot.app.idle();
    const marked = bot.platform.messages.filter((message) => message.marked);
    const of = (id: string): number => marked.filter(({ author }) => author === id).length;
    // A burst of 20, and one a second for ten seconds.
    expect([of("U2"), of("U3")]).toEqual([29, 1]);
    const counted = await bot.counted();
    expect(counted.map(([person, text]) => [person, text.split("\n").filter((line) => line !== "").length])).toEqual([
      ["U2", 500],
      ["U3", 1],
    ]);
    await bot.reveal();
    expect((await bot.posted()).text).toMatch(/Revealed · 2 answered/u);
  });

  it("through the form are all taken: the last one counts", async () => {
    const bot = await askedBot();
    const { first } = bot.platform.people;
    const from = { channel: bot.platform.channel, person: first.id, name: "", thread: null, form: `answer/${today}` };
    for (let at = 0; at < 500; at += 1) {
      const told = await bot.platform.tell((handlers) =>
        handlers.submitted({ ...from, values: { text: `text ${at}` } }),
      );
      expect(told.kind).toBe("message");
    }
    expect(await bot.counted()).toEqual([["U2", "text 499"]]);
  });
});

describe("a flood of commands from one person (fault 84)", () => {
  it("is answered in short beyond thirty at once, and others are served", async () => {
    const bot = await startBot();
    const { manager, first } = bot.platform.people;
    const [mira, jonas] = [bot.platform.as(manager.id), bot.platform.as(first.id)];
    const told: string[] = [];
    for (let at = 0; at < 100; at += 1) told.push(toldText(await jonas.command("search Title")));
    expect(told.filter((text) => text === tooMuch).length).toBe(70);
    expect(toldText(await jonas.press("m1" as never, "me/export"))).toBe(tooMuch);
    expect(toldText(await mira.command("resume"))).toBe("This channel is not paused.");
    bot.clock.pass(2_000);
    expect(toldText(await jonas.command("search nothing-like-it"))).toBe('Nothing about "nothing-like-it".');
  });

  it("leaves what was entered in a form that is no answer", async () => {
    const bot = await startBot();
    const mira = bot.platform.as(bot.platform.people.manager.id);
    await mira.command("holidays");
    for (let at = 0; at < 40; at += 1) await bot.platform.as(bot.platform.people.manager.id).press("m1" as never, "me");
    expect(await mira.submit({ dates: "2027-12-24" })).toEqual({ kind: "errors", errors: { "": tooMuch } });
    expect(mira.form()?.values).toEqual({ dates: "2027-12-24" });
    bot.clock.pass(2_000);
    expect((await mira.submit({ dates: "2027-12-24" })).kind).toBe("message");
  });

  it("leaves a page of one's own as it is", async () => {
    const bot = await startBot();
    const jonas = bot.platform.as(bot.platform.people.first.id);
    const before = await jonas.home();
    for (let at = 0; at < 40; at += 1) await jonas.command("help");
    await bot.records.plans.delete(bot.platform.channel);
    expect(await jonas.home()).toEqual(before);
    bot.clock.pass(2_000);
    expect((await jonas.home())?.text.split("\n").at(-1)).toBe(
      "None of your channels has drills yet. /drill setup in a channel starts them.",
    );
  });
});
