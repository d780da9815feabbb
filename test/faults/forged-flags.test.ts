import { describe, expect, it } from "vitest";
import { flaggedMark } from "../../src/core/bank/flags.ts";
import type { ChannelKey, PersonId } from "../../src/core/keys.ts";
import type { Response } from "../../src/core/message/message.ts";
import { type AskedBot, askedBot, today, toldText } from "../support/asked-bot.ts";
import { someQuestions } from "../support/bot.ts";
import { askedQuestion, decision, flagAs, flagIt, flagsOf } from "../support/flagging.ts";
import { memoryBank } from "../support/memory-bank.ts";

const backend = "fake/W1/backend" as ChannelKey;
const elsewhere = ["fake/W1/random", "fake/W2/backend"] as const;
const notThere = "That question is not flagged here.";
const noneHere = "There is no question here to flag. Say /drill flag and its date, such as 2026-12-24.";

/** Jonas flagged the question here, Mira manages this channel, and Priya every other one. */
async function flaggedBot(): Promise<AskedBot> {
  const channels = [backend, ...elsewhere.map((channel) => channel as ChannelKey)];
  const bot = await askedBot({ fake: { channels }, bank: memoryBank(someQuestions(12)) });
  await flagIt(bot, bot.jonas);
  const plan = await bot.records.plans.get(backend);
  if (plan === null) throw new Error("no plan");
  for (const channel of channels.slice(1)) {
    await bot.records.plans.put(channel, { ...plan, channel, configuredBy: bot.platform.people.second.id });
  }
  return bot;
}

/** Sends a form that nobody drew. */
const send = (
  bot: AskedBot,
  from: Readonly<{ channel: string; person: PersonId }>,
  form: string,
  values: Readonly<Record<string, string>>,
): Promise<Response> =>
  bot.platform.tell((handlers) =>
    handlers.submitted({
      channel: from.channel as ChannelKey,
      person: from.person,
      name: "",
      thread: null,
      form,
      values,
    }),
  );

const mendValues = { title: "Taken over", prompt: "Mine?", answer: "Mine.", points: "" };
const flagValues = { kind: "wrong", reason: "forged" };
const errors = (text: string): Response => ({ kind: "errors", errors: { "": text } });

/** All that is kept of the question here. */
async function standing(bot: AskedBot): Promise<unknown> {
  const question = bot.app.world.bank.forWorkspace("fake/W1" as never).questions.get(askedQuestion);
  return [await bot.records.flags.get(`fake/W1/${askedQuestion}`), question, await bot.drill()];
}

/** The id of the form that Mira has opened for the question. */
async function mendId(bot: AskedBot): Promise<string> {
  await flagAs(bot, bot.mira, "mend");
  return bot.mira.form()?.id ?? "";
}

describe("decisions about a flagged question that nobody offered (fault 76)", () => {
  it.each(elsewhere)("pressed in %s by who manages that channel change nothing here", async (channel) => {
    const bot = await flaggedBot();
    const before = await standing(bot);
    const priya = bot.platform.as(bot.platform.people.second.id, channel as ChannelKey);
    for (const what of ["keep", "rest", "restore", "mend"]) {
      expect(toldText(await priya.press(bot.question, decision(what, bot.clock.now().epochMilliseconds)))).toBe(
        notThere,
      );
    }
    expect(toldText(await priya.command("review"))).toBe("Nothing waits for you here.");
    expect(await standing(bot)).toEqual(before);
  });

  it.each(elsewhere)("a mended text sent from %s is not saved, and says nothing of the question", async (channel) => {
    const bot = await flaggedBot();
    const form = await mendId(bot);
    const before = await standing(bot);
    const from = { channel, person: bot.platform.people.second.id };
    expect(await send(bot, from, form, mendValues)).toEqual(errors(notThere));
    const priya = bot.platform.as(from.person, channel as ChannelKey);
    expect(toldText(await priya.press(bot.question, form))).toBe(notThere);
    expect(await standing(bot)).toEqual(before);
  });

  it("by somebody who manages nothing here change nothing, also with a form that a manager opened", async () => {
    const bot = await flaggedBot();
    const form = await mendId(bot);
    const before = await standing(bot);
    for (const what of ["keep", "rest", "restore", "mend"]) {
      expect(toldText(await bot.jonas.press(bot.question, decision(what, 0)))).toBe(notThere);
    }
    const { id: person } = bot.platform.people.first;
    expect(await send(bot, { channel: backend, person }, form, mendValues)).toEqual(errors(notThere));
    expect(toldText(await bot.jonas.press(bot.question, form))).toBe(notThere);
    expect(toldText(await bot.jonas.press(bot.question, "review/0"))).not.toContain("Title 8");
    expect(await standing(bot)).toEqual(before);
  });

  it("are checked again at submit: who managed the channel when the form opened may not any more", async () => {
    const bot = await flaggedBot();
    await bot.records.managers.put(`managers/${backend}`, { people: ["U2"] });
    await flagAs(bot, bot.jonas, "mend");
    await bot.records.managers.put(`managers/${backend}`, { people: [] });
    expect(await bot.jonas.submit(mendValues)).toEqual(errors(notThere));
  });

  it.each([
    ["a question that nobody flagged", `flagged/${flaggedMark("q1" as never)}/rest/0`],
    ["a question that is none", "flagged/zzzzzzz/rest/0"],
    ["a decision that is none", decision("erase", 0)],
    ["no time", `flagged/${flaggedMark(askedQuestion)}/rest`],
    ["a time that is none", `flagged/${flaggedMark(askedQuestion)}/rest/-1`],
    ["a path", `flagged/../${askedQuestion}/rest`],
    ["nothing", "flagged"],
    ["a form that is none", "mend//"],
  ])("naming %s say that it is not there", async (_name, action) => {
    const bot = await flaggedBot();
    const before = await standing(bot);
    expect(toldText(await bot.mira.press(bot.question, action))).toBe(notThere);
    expect(await standing(bot)).toEqual(before);
  });

  it("a mended text of a question that nobody flagged, or of another version, is not saved", async () => {
    const bot = await flaggedBot();
    const form = await mendId(bot);
    const before = await standing(bot);
    const from = { channel: backend, person: bot.platform.people.manager.id };
    const unflagged = form.replace(flaggedMark(askedQuestion), flaggedMark("q1" as never));
    expect(await send(bot, from, unflagged, mendValues)).toEqual(errors(notThere));
    const old = `${form.slice(0, form.lastIndexOf("/"))}/older`;
    expect((await send(bot, from, old, mendValues)).kind).toBe("errors");
    expect(await standing(bot)).toEqual(before);
  });
});

describe("flags that name what was not asked (fault 76)", () => {
  it.each([
    ["a date that never was", "flag/2027-02-30"],
    ["a date without a drill", "flag/2027-03-14"],
    ["a path", `flag/../../${backend}/${today}`],
    ["no date", "flag"],
  ])("%s is answered, not thrown, and flags nothing", async (_name, id) => {
    const bot = await flaggedBot();
    expect(toldText(await bot.priya.press(bot.question, id))).toBe(noneHere);
    const from = { channel: backend, person: bot.platform.people.second.id };
    expect(await send(bot, from, id, flagValues)).toEqual(errors(noneHere));
    expect((await flagsOf(bot)).length).toBe(1);
  });

  it.each(elsewhere)("a form of this channel's drill sent from %s flags nothing", async (channel) => {
    const bot = await flaggedBot();
    const from = { channel, person: bot.platform.people.second.id };
    const form = `flag/${today}/${flaggedMark(askedQuestion)}`;
    expect(await send(bot, from, form, flagValues)).toEqual(errors(noneHere));
    const rows = await Array.fromAsync(bot.records.flags.list(""), ([key]) => key);
    expect([rows, (await flagsOf(bot)).length]).toEqual([[`fake/W1/${askedQuestion}`], 1]);
  });

  it("a form of this drill that names another question flags neither", async () => {
    const bot = await flaggedBot();
    const from = { channel: backend, person: bot.platform.people.second.id };
    for (const form of [
      `flag/${today}/${flaggedMark("q1" as never)}`,
      `flag/${today}`,
      `flag/${today}/${askedQuestion}`,
    ]) {
      expect((await send(bot, from, form, flagValues)).kind).toBe("errors");
    }
    const rows = await Array.fromAsync(bot.records.flags.list(""), ([key]) => key);
    expect([rows, (await flagsOf(bot)).length]).toEqual([[`fake/W1/${askedQuestion}`], 1]);
  });
});
