import { describe, expect, it } from "vitest";
import { erase } from "../../src/app/upkeep/erase.ts";
import { dataOf, encodedData } from "../../src/app/upkeep/export.ts";
import { pointName } from "../../src/core/bank/variant.ts";
import { type ChannelKey, type MessageId, type PersonId, workspaceOf } from "../../src/core/keys.ts";
import type { Told } from "../contract/platform/rig.ts";
import { type AskedBot, askedBot, today, toldText } from "../support/asked-bot.ts";
import { cachingQuestion } from "../support/caching-question.ts";
import { keysOf } from "../support/keys-of.ts";
import { aVariant } from "../support/variants.ts";

const [copies = "", load = "", stale = "", hitRate = ""] = cachingQuestion.points.map(pointName);
const [sayCopies = "", sayLoad = ""] = cachingQuestion.points.map(({ say }) => say);
const answer = "It keeps hot data in memory. The machine below has much less to do.";
const refused = "Your result does not offer that. Press My result again.";

/** Jonas gives this answer, Priya another, and the drill is revealed. */
async function revealed(text = answer): Promise<AskedBot> {
  const bot = await askedBot({ questions: [cachingQuestion] });
  await bot.fill(bot.jonas, text);
  await bot.fill(bot.priya, "Priya takes fewer queries for the point of it.");
  await bot.reveal();
  return bot;
}

const say = (bot: AskedBot, kind: string, point: string | undefined, who = bot.jonas): Promise<Told> =>
  who.press(bot.question, `${kind}/${today}`, point);
const kept = async (bot: AskedBot) => (await Array.fromAsync(bot.records.variants.list(""))).map(([, one]) => one);

describe("under My result", () => {
  it("stand I did say that and That is not right, each with the points that it may be said of", async () => {
    const bot = await revealed();
    const told = await bot.jonas.press(bot.question, `result/${today}`);
    const actions = told.kind === "message" ? told.message.actions : [];
    expect(actions.map(({ id, label, choices }) => [id, label, choices.map(({ value }) => value)])).toEqual([
      [`did-say/${today}`, "I did say that", [load, stale]],
      [`not-right/${today}`, "That is not right", [copies]],
    ]);
  });

  it("stands neither for who did not answer, nor where nothing can be told", async () => {
    const bot = await revealed("🤷 … 🤷");
    for (const who of [bot.jonas, bot.mira]) {
      const told = await who.press(bot.question, `result/${today}`);
      expect(told.kind === "message" && told.message.actions).toEqual([]);
    }
  });
});

describe("I did say that", () => {
  it("keeps the person's own words of that point for review, and tells them alone what is kept", async () => {
    const bot = await revealed();
    expect(
      toldText(await say(bot, "did-say", load))
        .split("\n")
        .slice(0, 2),
    ).toEqual([`I did say that: ${sayLoad}`, answer]);
    const told = async (who: typeof bot.jonas) => (await who.whispers()).map(({ text }) => text.split(":")[0]);
    const saved = "Saved. You can change it until the reveal, 16";
    expect([await told(bot.jonas), await told(bot.priya)]).toEqual([[saved, "I did say that"], [saved]]);
    expect(await kept(bot)).toEqual([
      {
        channel: bot.platform.channel,
        date: Temporal.PlainDate.from(today),
        person: "U2",
        question: "caching",
        point: 2,
        say: sayLoad,
        kind: "did-say",
        words: answer,
        at: bot.clock.now(),
      },
    ]);
  });

  it("is kept once a person, point and drill", async () => {
    const bot = await revealed();
    const first = await say(bot, "did-say", load);
    bot.clock.pass(1_000);
    expect(toldText(await say(bot, "did-say", load))).toBe("I have kept that already.");
    expect((await kept(bot)).map(({ at }) => at.toString())).toEqual(["2027-03-15T15:00:00Z"]);
    await say(bot, "did-say", stale);
    await say(bot, "did-say", stale, bot.priya);
    expect(first.kind).toBe("message");
    expect((await kept(bot)).map(({ person, point }) => [person, point]).toSorted()).toEqual([
      ["U2", 2],
      ["U2", 3],
      ["U3", 3],
    ]);
  });
});

describe("That is not right", () => {
  it("keeps the words that were credited, and no more", async () => {
    const bot = await revealed();
    expect(
      toldText(await say(bot, "not-right", copies))
        .split("\n")
        .slice(0, 2),
    ).toEqual([`That is not right: ${sayCopies}`, "keeps hot data in memory"]);
    expect((await kept(bot)).map(({ kind, words }) => [kind, words])).toEqual([
      ["not-right", "keeps hot data in memory"],
    ]);
  });

  it("takes the place of I did say that, where a point is a maybe and both are offered", async () => {
    const bot = await revealed("keeps copies, less load, stale data, hit rate, ttl, redis, cdn");
    await say(bot, "did-say", load);
    await say(bot, "not-right", load);
    expect((await kept(bot)).map(({ kind, point }) => [kind, point])).toEqual([["not-right", 2]]);
  });
});

describe("presses that no result offers", () => {
  it.each<readonly [what: string, kind: string, point: string | undefined]>([
    ["a point that is covered, as said", "did-say", copies],
    ["a point that was not spotted, as not right", "not-right", load],
    ["a bonus that nobody found", "did-say", hitRate],
    ["a point that is not there", "did-say", "zzz"],
    ["a place instead of a point", "did-say", "1"],
    ["no point", "did-say", undefined],
  ])("%s is refused", async (_what, kind, point) => {
    const bot = await revealed();
    expect(toldText(await say(bot, kind, point))).toBe(refused);
    expect(await kept(bot)).toEqual([]);
  });

  it("of a point where nothing could be told are refused", async () => {
    const bot = await revealed("🤷 … 🤷");
    expect(toldText(await say(bot, "did-say", load))).toBe(refused);
    expect(await kept(bot)).toEqual([]);
  });

  it("by somebody without an answer are refused, under whoever's result they stand", async () => {
    const bot = await revealed();
    expect(toldText(await say(bot, "did-say", load, bot.mira))).toBe(refused);
    expect(await kept(bot)).toEqual([]);
  });

  it("by somebody else keep their own words, never those of the result", async () => {
    const bot = await revealed();
    await say(bot, "did-say", copies, bot.priya);
    expect((await kept(bot)).map(({ person, words }) => [person, words])).toEqual([
      ["U3", "Priya takes fewer queries for the point of it."],
    ]);
  });

  it("before the reveal say that results come with it", async () => {
    const bot = await askedBot({ questions: [cachingQuestion] });
    await bot.fill(bot.jonas, answer);
    for (const kind of ["did-say", "not-right"]) {
      expect(toldText(await say(bot, kind, load))).toBe("Results come with the reveal.");
    }
    expect(await kept(bot)).toEqual([]);
  });

  it.each(["fake/W1/random", "fake/W2/backend"])("in %s concern no drill of this channel", async (other) => {
    const channels = ["fake/W1/backend" as ChannelKey, other as ChannelKey];
    const bot = await askedBot({ questions: [cachingQuestion], fake: { channels } });
    await bot.fill(bot.jonas, answer);
    await bot.reveal();
    const elsewhere = bot.platform.as(bot.platform.people.first.id, other as ChannelKey);
    for (const date of [today, `${bot.platform.channel}/${today}`]) {
      expect(toldText(await elsewhere.press(bot.question, `did-say/${date}`, load))).toBe(
        "This question is not open any more.",
      );
    }
    expect(await kept(bot)).toEqual([]);
  });
});

describe("words kept for review", () => {
  const one = aVariant({ channel: "fake/W1/backend" as ChannelKey });
  const rows = async () => {
    const bot = await revealed();
    await say(bot, "did-say", load);
    await say(bot, "did-say", stale, bot.priya);
    return bot;
  };
  const people = async (bot: AskedBot) => (await kept(bot)).map(({ person }) => person);

  it("are shown to their author with all that is kept of them, as a message and as JSON", async () => {
    const bot = await rows();
    const told = toldText(await bot.jonas.press("" as MessageId, "me/export"));
    expect(told.split("\n").slice(-3)).toEqual(["Kept for review", `I did say that: ${sayLoad}`, answer]);
    expect(told).not.toContain("Priya");
    const workspace = workspaceOf(bot.platform.channel);
    const data = encodedData(bot.app.world, await dataOf(bot.app.world, workspace, "U2" as PersonId));
    expect(data).toMatchObject({ variants: [{ question: "caching", kind: "did-say", words: answer }] });
  });

  it("go with Forget me, those of others stay", async () => {
    const bot = await rows();
    await bot.jonas.press("" as MessageId, "me/forget-now");
    expect(await people(bot)).toEqual(["U3"]);
    expect(bot.stored()).not.toContain("much less to do");
  });

  it.each([
    ["a person", { kind: "person", workspace: workspaceOf(one.channel), person: "U2" as PersonId }, ["U3"], 1],
    ["a channel", { kind: "channel", channel: one.channel }, [], 2],
    ["a workspace", { kind: "workspace", workspace: workspaceOf(one.channel) }, [], 2],
  ] as const)("go when %s is erased, and are counted", async (_what, erasure, left, records) => {
    const bot = await rows();
    await bot.records.variants.put("fake/W2/C1/2027-03-15/U2/x", one);
    expect((await erase(bot.app.world, erasure)).records).toBe(records);
    expect(await people(bot)).toEqual([...left, "U2"]);
  });

  it("go when their workspace is purged", async () => {
    const bot = await rows();
    await bot.app.stop();
    await bot.records.said.put("gone/fake/W1", { at: bot.clock.now() });
    await erase(bot.app.world, { kind: "workspace", workspace: workspaceOf(bot.platform.channel) });
    expect(await keysOf(bot.records.variants.list(""))).toEqual([]);
  });

  it("go when the message that they are from is deleted; those from a form stay", async () => {
    const bot = await askedBot({ questions: [cachingQuestion] });
    const message = await bot.say(bot.jonas, answer);
    await bot.say(bot.priya, "Priya writes something long in the thread.");
    await bot.fill(bot.priya, "Priya takes fewer queries for the point of it.");
    await bot.reveal();
    for (const who of [bot.jonas, bot.priya]) await say(bot, "did-say", stale, who);
    await bot.jonas.remove(message);
    const priyas = (await bot.priya.thread(bot.question)).find(({ author }) => author === "U3")?.id;
    if (priyas === undefined) throw new Error("Priya wrote in the thread");
    await bot.priya.remove(priyas);
    await bot.app.idle();
    expect(await people(bot)).toEqual(["U3"]);
  });
});
