import { describe, expect, it } from "vitest";
import { managersKey } from "../../../src/app/channels/managing.ts";
import { type ChannelKey, channelKey, type PersonId, workspaceOf } from "../../../src/core/keys.ts";
import { toldText } from "../../support/asked-bot.ts";
import { startBot } from "../../support/bot.ts";
import { memoryBank } from "../../support/memory-bank.ts";
import {
  bankedQuestions,
  type SuggestingBot,
  shownMessage,
  suggestingBot,
  typedQuestion,
  typedTitle,
} from "../../support/suggesting.ts";

const approved = `Approved: "${typedTitle}". It is in rotation.`;
const already = (who: string, did: string) => `Somebody has decided that already: ${who} ${did} it.`;

/** Jonas has suggested, and Mira sees it. */
async function waiting(options: Parameters<typeof suggestingBot>[0] = {}) {
  const bot = await suggestingBot(options);
  await bot.suggest();
  const shown = await bot.review();
  const id = (await bot.suggestions())[0]?.id ?? "";
  return { bot, shown, id };
}

const stateOf = async (bot: SuggestingBot) => (await bot.suggestions()).map(({ state }) => state.kind);
const questionsIn = (bot: SuggestingBot, channel: ChannelKey = bot.platform.channel) =>
  bot.bank.forWorkspace(workspaceOf(channel)).questions;

describe("Approve", () => {
  it("puts the question into the workspace's bank as it was written, and says from where and whom", async () => {
    const { bot, shown, id } = await waiting();
    expect(toldText(await bot.pressOn(bot.mira, shown, "Approve"))).toBe(approved);
    expect(questionsIn(bot).get(id)).toEqual({
      id,
      title: typedTitle,
      topic: "http",
      level: "mid",
      tags: [],
      prompt: typedQuestion.prompt,
      answer: typedQuestion.answer,
      points: [
        { say: "The client's copy is still fresh", aliases: [], reject: [], must: true },
        { say: "It has no body", aliases: [], reject: [], must: false },
      ],
      followUps: [],
      sources: ["RFC 9110"],
      origin: { source: "suggested in backend", line: 1, rule: "suggested", author: "Jonas" },
      file: `own/fake/W1/http/${id}.md`,
      line: 1,
    });
    expect(await stateOf(bot)).toEqual(["approved"]);
  });

  it("has it in rotation at once: found, counted, and asked next", async () => {
    const { bot, shown } = await waiting({ plan: { topics: ["http"] } });
    expect(toldText(await bot.jonas.command("topics"))).toContain("http: 2 questions");
    await bot.pressOn(bot.mira, shown, "Approve");
    expect(toldText(await bot.jonas.command("topics")).split("\n")).toContain("http: 3 questions, 1 asked here");
    expect(toldText(await bot.jonas.command("search 304")).split("\n")[1]).toBe(
      `${typedTitle} · http · mid · may still come`,
    );
    for (const day of ["2027-03-16", "2027-03-17"]) await bot.at(`${day}T09:30`);
    const asked = (await bot.mira.channel()).map(({ text }) => text.split("\n")[0]);
    expect(asked.toSorted()).toEqual(["About etag", "About retry-after", typedTitle].toSorted());
  });

  it("stays within the workspace", async () => {
    const elsewhere = channelKey("fake", "W2", "backend");
    const { bot, shown, id } = await waiting({ fake: { channels: [channelKey("fake", "W1", "backend"), elsewhere] } });
    await bot.pressOn(bot.mira, shown, "Approve");
    expect([questionsIn(bot).has(id), questionsIn(bot, elsewhere).has(id)]).toEqual([true, false]);
  });

  it("tells the author once, and offers what waits next to whoever approved", async () => {
    const { bot, shown } = await waiting();
    await bot.suggest({ ...typedQuestion, prompt: "What is next?" }, bot.priya);
    const told = shownMessage(await bot.pressOn(bot.mira, shown, "Approve"));
    expect(told.actions.map(({ id, label }) => [id, label])).toEqual([["review/0", "Next"]]);
    expect(await bot.lastTold(bot.jonas)).toBe(
      `Your suggestion "${typedTitle}" was approved by Mira. It is in rotation, with your name in its file.`,
    );
    await bot.jonas.command("suggest");
    expect(bot.jonas.form()?.id).toBe("suggest");
  });

  it("is told to an author who cannot be whispered to when they next suggest something", async () => {
    const { bot, shown } = await waiting();
    bot.platform.closedToWhispers = true;
    await bot.pressOn(bot.mira, shown, "Approve");
    const news = `Your suggestion "${typedTitle}" was approved by Mira. It is in rotation, with your name in its file.`;
    const told = shownMessage(await bot.jonas.command("suggest"));
    expect([told.text, told.actions.map(({ label }) => label)]).toEqual([news, ["Suggest another"]]);
    await bot.pressOn(bot.jonas, told, "Suggest another");
    expect(bot.jonas.form()?.id).toBe("suggest");
  });

  it("does not tell managers what came of their own suggestion", async () => {
    const bot = await suggestingBot();
    await bot.suggest(typedQuestion, bot.mira);
    const before = (await bot.mira.whispers()).length;
    await bot.pressOn(bot.mira, await bot.review(), "Approve");
    expect((await bot.mira.whispers()).slice(before).map(({ text }) => text)).toEqual([approved]);
  });
});

describe("Edit", () => {
  it("opens everything in a form of five fields, and approves what is sent", async () => {
    const { bot, shown, id } = await waiting();
    await bot.pressOn(bot.mira, shown, "Edit");
    expect(bot.mira.form()).toEqual({
      id: `suggestion/${id}/edit`,
      title: "Edit and approve",
      intro: "",
      labels: ["Title", "Topic and level", "Question", "Reference answer", "What a good answer covers"],
      values: {
        title: typedTitle,
        place: "http/mid",
        prompt: typedQuestion.prompt,
        answer: typedQuestion.answer,
        points: "The client's copy is still fresh\nbonus: It has no body\nsource: RFC 9110",
      },
      errors: {},
    });
    const told = await bot.mira.submit({
      title: "Not modified",
      place: "data/senior",
      prompt: "What is 304?",
      answer: "Not Modified.",
      points: "",
    });
    expect(toldText(told)).toBe('Approved: "Not modified". It is in rotation.');
    const saved = questionsIn(bot).get(id);
    expect([
      saved?.title,
      saved?.topic,
      saved?.level,
      saved?.prompt,
      saved?.answer,
      saved?.points,
      saved?.sources,
    ]).toEqual(["Not modified", "data", "senior", "What is 304?", "Not Modified.", [], []]);
    expect(saved?.origin?.author).toBe("Jonas");
  });

  it("keeps the form open with what was written where something is missing", async () => {
    const { bot, shown } = await waiting();
    await bot.pressOn(bot.mira, shown, "Edit");
    const values = { title: "", place: "knitting", prompt: "What?", answer: "That.", points: "" };
    expect(await bot.mira.submit(values)).toEqual({
      kind: "errors",
      errors: { title: "write something", place: "there is none like that; /drill topics lists what there is" },
    });
    expect(bot.mira.form()?.values).toEqual(values);
    expect(await stateOf(bot)).toEqual(["waiting"]);
  });
});

describe("Decline", () => {
  it("takes a reason, which the author is told", async () => {
    const { bot, shown } = await waiting();
    await bot.pressOn(bot.mira, shown, "Decline");
    expect(bot.mira.form()?.labels).toEqual(["Reason, for its author"]);
    expect(toldText(await bot.mira.submit({ reason: "We had **that** last week." }))).toBe(
      `Declined: "${typedTitle}".`,
    );
    await bot.app.idle();
    expect(await bot.lastTold(bot.jonas)).toBe(
      `Your suggestion "${typedTitle}" was declined by Mira:\nWe had that last week.`,
    );
    expect([await stateOf(bot), bot.ownTitles()]).toEqual([["declined"], []]);
  });

  it("needs none", async () => {
    const { bot, shown } = await waiting();
    await bot.pressOn(bot.mira, shown, "Decline");
    await bot.mira.submit({ reason: " " });
    await bot.app.idle();
    expect(await bot.lastTold(bot.jonas)).toBe(`Your suggestion "${typedTitle}" was declined by Mira.`);
  });

  it("keeps a reason that is too long in its form", async () => {
    const { bot, shown } = await waiting();
    await bot.pressOn(bot.mira, shown, "Decline");
    expect(await bot.mira.submit({ reason: "x".repeat(501) })).toEqual({
      kind: "errors",
      errors: { reason: "at most 500 characters" },
    });
  });
});

describe("two managers at once", () => {
  const both = { settings: { managers: new Set(["U3"]) } };

  it("approve one question: exactly one of them did", async () => {
    const { bot, shown, id } = await waiting(both);
    const action = `suggestion/${id}/approve`;
    const told = await Promise.all([bot.mira.press(shown.id, action), bot.priya.press(shown.id, action)]);
    const [state] = (await bot.suggestions()).map((each) => each.state);
    const winner = state?.kind === "approved" ? state.name : "nobody";
    expect(told.map(toldText).toSorted()).toEqual([approved, already(winner, "approved")].toSorted());
    expect(bot.ownTitles()).toEqual([typedTitle]);
  });

  it("approve it with different texts: one text is saved, and the other manager keeps theirs in the form", async () => {
    const { bot, shown } = await waiting(both);
    await bot.pressOn(bot.mira, shown, "Edit");
    await bot.pressOn(bot.priya, await bot.review(bot.priya), "Edit");
    const mine = { title: "Mira's", place: "http/mid", prompt: "What?", answer: "That.", points: "" };
    const told = await Promise.all([
      bot.mira.submit(mine),
      bot.priya.submit({ ...mine, title: "Priya's", place: "data/junior" }),
    ]);
    const [title = ""] = bot.ownTitles();
    const winner = title.slice(0, title.indexOf("'"));
    expect(told.map((each) => (each.kind === "errors" ? each.errors[""] : toldText(each))).toSorted()).toEqual(
      [`Approved: "${title}". It is in rotation.`, already(winner, "approved")].toSorted(),
    );
    expect(bot.ownTitles()).toEqual([`${winner}'s`]);
  });

  it("approve and decline: one decision stands", async () => {
    const { bot, shown, id } = await waiting(both);
    await bot.pressOn(bot.priya, await bot.review(bot.priya), "Decline");
    await Promise.all([bot.mira.press(shown.id, `suggestion/${id}/approve`), bot.priya.submit({ reason: "" })]);
    const [state] = await stateOf(bot);
    expect(bot.ownTitles()).toEqual(state === "approved" ? [typedTitle] : []);
    expect(["approved", "declined"]).toContain(state);
  });

  it("one after the other: the second is told who decided, whatever they press", async () => {
    const { bot, shown, id } = await waiting(both);
    await bot.pressOn(bot.mira, shown, "Decline");
    await bot.mira.submit({ reason: "" });
    for (const what of ["approve", "edit", "decline"]) {
      expect(toldText(await bot.priya.press(shown.id, `suggestion/${id}/${what}`))).toBe(already("Mira", "declined"));
    }
  });
});

describe("a folder that cannot be written", () => {
  it("is told with what to do, the suggestion stays, and a later press writes it", async () => {
    const bank = memoryBank(bankedQuestions);
    const { bot, shown, id } = await waiting({ bank });
    bank.refuseSaves("the disk is full");
    const failed =
      "Not saved, and not lost: the disk is full. To mend it, make room on the disk; then approve it again.";
    expect(toldText(await bot.pressOn(bot.mira, shown, "Approve"))).toBe(failed);
    const again = await bot.review();
    expect(again.text.split("\n").at(-2)).toBe(
      "It was approved, but its file could not be written. Approve tries again.",
    );
    expect(toldText(await bot.pressOn(bot.mira, again, "Edit"))).toBe(failed);
    bank.refuseSaves(null);
    expect(toldText(await bot.pressOn(bot.mira, again, "Approve"))).toBe(approved);
    expect([await stateOf(bot), bot.ownTitles(), questionsIn(bot).has(id)]).toEqual([["approved"], [typedTitle], true]);
  });

  it("has nobody else decide meanwhile: what was approved is written first", async () => {
    const bank = memoryBank(bankedQuestions);
    const { bot, shown, id } = await waiting({ bank });
    bank.refuseSaves("the disk is full");
    await bot.pressOn(bot.mira, shown, "Approve");
    bank.refuseSaves(null);
    expect(toldText(await bot.mira.press(shown.id, `suggestion/${id}/decline`))).toBe(already("Mira", "approved"));
    expect(bot.ownTitles()).toEqual([typedTitle]);
  });
});

describe("a bot that ends between the file and the record of it", () => {
  it("writes the same file again, and no other, when it is approved again", async () => {
    const bank = memoryBank(bankedQuestions);
    const { bot, shown, id } = await waiting({ bank });
    bank.failAfterSave();
    await bot.pressOn(bot.mira, shown, "Approve").catch(() => null);
    expect([await stateOf(bot), bot.ownTitles()]).toEqual([["approving"], [typedTitle]]);
    const next = await startBot({ store: bot.store, bank, platform: bot.platform, plan: null });
    const told = await next.platform.as(next.platform.people.manager.id).press(shown.id, `suggestion/${id}/approve`);
    expect(toldText(told)).toBe(approved);
    expect([await stateOf(bot), bot.ownTitles()]).toEqual([["approved"], [typedTitle]]);
  });
});

describe("a topic that is gone", () => {
  it("has the suggestion edited into another one", async () => {
    const { bot, id, shown } = await waiting();
    await bot.records.suggestions.update(`fake/W1/${id}`, (one) =>
      one === null ? null : { ...one, proposed: { ...one.proposed, topic: "gone" } },
    );
    expect(toldText(await bot.pressOn(bot.mira, shown, "Approve"))).toBe(
      'The bank has no topic "gone" any more. Edit puts the question into another one.',
    );
    expect(await stateOf(bot)).toEqual(["waiting"]);
  });
});

describe("fault 76: forged presses and forms", () => {
  it("who manages another channel of the workspace does not decide, from whatever channel they ask", async () => {
    const frontend = channelKey("fake", "W1", "frontend");
    const { bot, shown, id } = await waiting({ fake: { channels: [channelKey("fake", "W1", "backend"), frontend] } });
    await bot.records.managers.put(managersKey(frontend), { people: ["U3"] });
    for (const where of [frontend, bot.platform.channel]) {
      const priya = bot.platform.as("U3" as PersonId, where);
      expect(toldText(await priya.press(shown.id, `suggestion/${id}/approve`))).toBe(
        "Only managers of this channel may do that.",
      );
    }
    expect([await stateOf(bot), bot.ownTitles()]).toEqual([["waiting"], []]);
  });

  it.each(["approve", "edit", "decline"])("%s by somebody who manages nothing is refused", async (what) => {
    const { bot, shown, id } = await waiting();
    expect(toldText(await bot.priya.press(shown.id, `suggestion/${id}/${what}`))).toBe(
      "Only managers of this channel may do that.",
    );
    expect(await stateOf(bot)).toEqual(["waiting"]);
  });

  it.each(["edit", "decline"])("a form of %s by somebody who manages nothing is refused", async (what) => {
    const { bot, id } = await waiting();
    const form = `suggestion/${id}/${what}`;
    const values = { title: "Mine", place: "http/mid", prompt: "What?", answer: "That.", points: "", reason: "" };
    const origin = { channel: bot.platform.channel, person: "U3" as PersonId, thread: null };
    const told = await bot.platform.tell((handlers) => handlers.submitted({ ...origin, name: "", form, values }));
    expect(told).toEqual({ kind: "errors", errors: { "": "Only managers of this channel may do that." } });
    expect([await stateOf(bot), bot.ownTitles()]).toEqual([["waiting"], []]);
  });

  it("another workspace's managers do not find it, and learn nothing of it", async () => {
    const elsewhere = channelKey("fake", "W2", "backend");
    const { bot, shown, id } = await waiting({ fake: { channels: [channelKey("fake", "W1", "backend"), elsewhere] } });
    const foreign = bot.platform.as("U1" as PersonId, elsewhere);
    for (const what of ["approve", "edit", "decline"]) {
      expect(toldText(await foreign.press(shown.id, `suggestion/${id}/${what}`))).toBe("That is not there any more.");
    }
    expect([await stateOf(bot), bot.ownTitles()]).toEqual([["waiting"], []]);
  });

  it.each(["suggestion/nothing-abc123/approve", "suggestion/../approve", "suggestion//approve", "suggestion/x"])(
    "%s is answered in words",
    async (action) => {
      const { bot, shown } = await waiting();
      expect(toldText(await bot.mira.press(shown.id, action))).toBe("That is not there any more.");
    },
  );

  it("what is none of the three does nothing", async () => {
    const { bot, shown, id } = await waiting();
    expect(toldText(await bot.mira.press(shown.id, `suggestion/${id}/delete`))).toBe("That is not there any more.");
    expect(await stateOf(bot)).toEqual(["waiting"]);
  });
});
