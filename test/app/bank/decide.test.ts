import { describe, expect, it } from "vitest";
import { startDrill } from "../../../src/app/drills/start-drill.ts";
import type { Decision } from "../../../src/core/bank/flags.ts";
import type { ChannelKey, PersonId } from "../../../src/core/keys.ts";
import type { Guard } from "../../../src/ports/collection.ts";
import { type AskedBot, askedBot, today, toldText } from "../../support/asked-bot.ts";
import { someQuestions } from "../../support/bot.ts";
import { askedQuestion, decision, flagAs, flagIt, flagsOf } from "../../support/flagging.ts";

const rest = async (bot: AskedBot): Promise<void> => {
  for (const who of [bot.jonas, bot.priya, bot.somebody("P3")]) await flagIt(bot, who);
};
const resting = async (bot: AskedBot): Promise<string | undefined> =>
  (await bot.records.flags.get(`fake/W1/${askedQuestion}`))?.rest?.by;

/** Titles of the questions that come on the working days from Tuesday on. */
async function asksFrom(bot: AskedBot, days: number): Promise<readonly string[]> {
  const titles: string[] = [];
  let date = Temporal.PlainDate.from(today);
  while (titles.length < days) {
    date = date.add({ days: date.dayOfWeek === 5 ? 3 : 1 });
    await bot.at(`${date}T09:30`);
    await bot.at(`${date}T16:00`);
    const stored = await bot.records.posted.get(`${bot.platform.channel}/${date}`);
    titles.push(stored?.title ?? "none");
  }
  return titles;
}

describe("a decision", () => {
  it.each<readonly [what: Decision, told: string, waits: boolean]>([
    ["keep", "Kept. These flags count no more.", false],
    ["rest", "It rests. /drill review restores it.", true],
  ])("%s of a flagged question", async (what, told, waits) => {
    const bot = await askedBot();
    await flagIt(bot, bot.jonas);
    expect(toldText(await flagAs(bot, bot.mira, what))).toBe(told);
    expect([await resting(bot), (await flagsOf(bot)).length]).toEqual(waits ? ["manager", 1] : [undefined, 0]);
    expect((await bot.records.flags.get(`fake/W1/${askedQuestion}`))?.decided).toEqual({
      what,
      person: "U1",
      name: "Mira",
      at: bot.clock.now(),
    });
  });

  it("restore puts a question that three people flagged back, with no flag left", async () => {
    const bot = await askedBot();
    await rest(bot);
    expect(await resting(bot)).toBe("flags");
    expect(toldText(await flagAs(bot, bot.mira, "restore"))).toBe("Restored. It may be asked again.");
    expect([await resting(bot), await flagsOf(bot)]).toEqual([undefined, []]);
  });

  it("keeps a flag that came after the page was drawn", async () => {
    const bot = await askedBot();
    await flagIt(bot, bot.jonas);
    const seen = bot.clock.now().epochMilliseconds;
    bot.clock.pass(1_000);
    await flagIt(bot, bot.priya);
    await bot.mira.press(bot.question, decision("keep", seen));
    expect((await flagsOf(bot)).map(([person]) => person)).toEqual(["U3"]);
  });

  it("made twice says who was first, and made of what rests by now, to look again", async () => {
    const bot = await askedBot();
    await flagIt(bot, bot.jonas);
    const seen = bot.clock.now().epochMilliseconds;
    await bot.mira.press(bot.question, decision("rest", seen));
    const again = async (what: string) => toldText(await bot.mira.press(bot.question, decision(what, seen)));
    expect(await again("rest")).toBe("Somebody has decided that already: Mira rested it.");
    await bot.mira.press(bot.question, decision("restore", seen));
    for (const what of ["keep", "rest", "restore", "mend"]) {
      expect(await again(what)).toBe("Somebody has decided that already: Mira restored it.");
    }
    await rest(bot);
    expect(await again("keep")).toBe("It has changed meanwhile. /drill review shows how it stands.");
  });

  it("of a question that has left the bank is any but Mend", async () => {
    const bot = await askedBot();
    await flagIt(bot, bot.jonas);
    const left = { ...bot.app.world.bank.forWorkspace("fake/W1" as never), questions: new Map() };
    bot.app.world.bank.forWorkspace = () => left;
    const told = await bot.mira.command("review");
    expect(toldText(told).split("\n").slice(0, 3)).toEqual(["q8", "q8 · no longer in the bank", "Flagged by 1 person"]);
    expect(told.kind === "message" && told.message.actions.map(({ label }) => label)).toEqual(["Rest", "Keep"]);
    const seen = bot.clock.now().epochMilliseconds;
    expect(toldText(await bot.mira.press(bot.question, decision("mend", seen)))).toBe(
      "This question is no longer in the bank, so there is nothing to mend. Keep lets its flags go.",
    );
  });
});

describe("who decides", () => {
  const random = "fake/W1/random" as ChannelKey;
  const channels: readonly ChannelKey[] = ["fake/W1/backend" as ChannelKey, random];

  it("is whoever manages the channel where it was flagged, from wherever in the workspace", async () => {
    const bot = await askedBot({ fake: { channels } });
    await flagIt(bot, bot.jonas);
    const seen = bot.clock.now().epochMilliseconds;
    const elsewhere = bot.platform.as(bot.platform.people.manager.id, random);
    expect(toldText(await elsewhere.command("review")).split("\n")[0]).toBe("Title 8");
    expect(toldText(await elsewhere.press(bot.question, decision("rest", seen)))).toBe(
      "It rests. /drill review restores it.",
    );
  });

  it("of a channel that got another id is whoever manages it there", async () => {
    const bot = await askedBot({ fake: { channels } });
    await bot.records.managers.put("managers/fake/W1/backend", { people: ["U3"] });
    await flagIt(bot, bot.jonas);
    const [channel, to] = [bot.platform.channel, random];
    await bot.platform.tell((handlers) => handlers.channel({ channel, is: "moved", to }));
    await bot.app.idle();
    const priya = bot.platform.as("U3" as PersonId, to);
    const told = await priya.command("review");
    expect(toldText(told).split("\n")[0]).toBe("Title 8");
    expect((await bot.records.flags.get(`fake/W1/${askedQuestion}`))?.channels).toEqual([random]);
  });
});

describe("a question that rests", () => {
  it("is asked no more, though it was never asked; restored it comes", async () => {
    const questions = someQuestions(2);
    const bot = await askedBot({ questions });
    const asked = (await bot.drill()).question;
    const other = questions.find(({ id }) => id !== asked);
    if (other === undefined) throw new Error("one question alone");
    const flag = { channel: bot.platform.channel, name: "", kind: "wrong", reason: "r", at: bot.clock.now() } as const;
    await bot.records.flags.put(`fake/W1/${other.id}`, {
      question: other.id,
      flags: [{ ...flag, person: "U2" as PersonId }],
      channels: [bot.platform.channel],
      rest: { at: bot.clock.now(), by: "manager" },
      mending: null,
      decided: null,
    });
    const again = `Title ${asked.slice(1)}`;
    expect(await asksFrom(bot, 2)).toEqual([again, again]);
    await flagAs(bot, bot.mira, "restore");
    await bot.at("2027-03-18T09:30");
    expect((await bot.records.posted.get(`${bot.platform.channel}/2027-03-18`))?.title).toBe(other.title);
  });

  it("counts neither in status nor in topics, and search says so to managers alone", async () => {
    const bot = await askedBot();
    const has = async (who: AskedBot["mira"], command: string, line: string) =>
      toldText(await who.command(command))
        .split("\n")
        .includes(line);
    expect(await has(bot.mira, "status", "Bank: 11 of 12 left in this round")).toBe(true);
    expect(await has(bot.jonas, "topics", "Topic b: 4 questions, 1 asked here")).toBe(true);
    await rest(bot);
    expect(await has(bot.mira, "status", "Bank: 11 of 11 left in this round")).toBe(true);
    expect(await has(bot.jonas, "topics", "Topic b: 3 questions, 0 asked here")).toBe(true);
    const line = "Title 8 · Topic b · mid · asked here on Mon 15 Mar";
    expect(await has(bot.jonas, "search Title 8", line)).toBe(true);
    expect(await has(bot.mira, "search Title 8", `${line} · resting`)).toBe(true);
  });

  it("in one workspace is asked in another", async () => {
    const elsewhere = "fake/W2/backend" as ChannelKey;
    const bot = await askedBot({ fake: { channels: ["fake/W1/backend" as ChannelKey, elsewhere] } });
    await rest(bot);
    const plan = await bot.records.plans.get(bot.platform.channel);
    if (plan === null) throw new Error("no plan");
    const { world } = bot.app;
    const date = Temporal.PlainDate.from("2027-03-16");
    const slot = { date, postAt: bot.clock.now(), revealAt: bot.clock.now() };
    const all = someQuestions(12).map(({ id }) => id);
    for (const [channel, left] of [
      [bot.platform.channel, all.filter((id) => id !== askedQuestion)],
      [elsewhere, all],
    ] as const) {
      const asked = new Set<string>();
      for (let day = 0; day < left.length; day += 1) {
        const at = { ...slot, date: date.add({ days: day }) };
        const drill = await startDrill(world, { ...plan, channel }, at, null);
        if (drill !== null) asked.add(drill.question);
      }
      expect([...asked].toSorted()).toEqual(left.toSorted());
    }
  });
});

describe("at the same time", () => {
  it("three flags rest the question once, and one notice says so", async () => {
    const bot = await askedBot();
    const three = [bot.jonas, bot.priya, bot.somebody("P3")];
    for (const who of three) await who.command("flag");
    const told = await Promise.all(three.map((who) => who.submit({ kind: "wrong", reason: "It is." })));
    await bot.app.idle();
    const rests = "Thank you. Enough people have said so: the question rests until a manager has looked at it.";
    expect(told.map(toldText).filter((text) => text === rests).length).toBe(1);
    expect([(await flagsOf(bot)).length, await resting(bot)]).toEqual([3, "flags"]);
    const notices = (await bot.mira.whispers()).map(({ text }) => text.includes("rests"));
    expect(notices.filter((is) => is)).toEqual([true]);
  });

  it("of Keep and Rest one is carried out, and the other is told", async () => {
    const bot = await askedBot();
    await flagIt(bot, bot.jonas);
    const seen = bot.clock.now().epochMilliseconds;
    const told = await Promise.all(["keep", "rest"].map((what) => bot.mira.press(bot.question, decision(what, seen))));
    expect(told.map(toldText)).toEqual([
      "Kept. These flags count no more.",
      "Somebody has decided that already: Mira kept it.",
    ]);
  });

  it("a flag and skip both count: the question returns to the pool, and is flagged", async () => {
    const bot = await askedBot();
    await bot.jonas.command("flag");
    const [skipped, flagged] = await Promise.all([
      bot.mira.command("skip"),
      bot.jonas.submit({ kind: "unclear", reason: "What is meant?" }),
    ]);
    await bot.app.idle();
    expect(toldText(skipped)).toBe("Skipped. It counts for nobody, and the question comes back another day.");
    expect(toldText(flagged)).toBe("Thank you. A manager of this channel will look at it.");
    expect(await flagsOf(bot)).toEqual([["U2", "Jonas", "unclear", "What is meant?"]]);
  });

  it("a flag of a question that was swapped while the form was open flags neither", async () => {
    const bot = await askedBot();
    await bot.jonas.command("flag");
    await bot.mira.command("another");
    expect(await bot.jonas.submit({ kind: "unclear", reason: "What is meant?" })).toEqual({
      kind: "errors",
      errors: { "": "This question was swapped for another meanwhile, so nothing was flagged." },
    });
    expect(await Array.fromAsync(bot.records.flags.list(""))).toEqual([]);
  });

  it("a question that rests while it is being picked comes out once, and no more", async () => {
    const questions = someQuestions(2);
    const bot = await askedBot({ questions });
    const asked = (await bot.drill()).question;
    const other = questions.find(({ id }) => id !== asked)?.id ?? asked;
    const { store } = bot.records;
    const { commit } = store;
    store.commit = async <T>(guard: Guard<T>, puts: Parameters<typeof commit>[1]) => {
      store.commit = commit;
      await bot.records.flags.put(`fake/W1/${other}`, {
        question: other,
        flags: [],
        channels: [bot.platform.channel],
        rest: { at: bot.clock.now(), by: "manager" },
        mending: null,
        decided: null,
      });
      return commit(guard, puts);
    };
    expect(await asksFrom(bot, 3)).toEqual([other, asked, asked].map((id) => `Title ${id.slice(1)}`));
    const stages = await Array.fromAsync(bot.records.drills.list(""), ([, { stage }]) => stage);
    expect(stages).toEqual(["revealed", "revealed", "revealed", "revealed"]);
  });
});
