import { describe, expect, it } from "vitest";
import { createReader } from "../../src/app/answers/reader.ts";
import { countCoverage } from "../../src/app/drills/count-coverage.ts";
import { erase } from "../../src/app/upkeep/erase.ts";
import { type ChannelKey, type PersonId, type WorkspaceKey, workspaceOf } from "../../src/core/keys.ts";
import { type AskedBot, askedBot, today } from "../support/asked-bot.ts";
import { fixedBank } from "../support/bot.ts";
import { cachingQuestion } from "../support/caching-question.ts";
import { anAnswer } from "../support/drills.ts";
import { TestClock } from "../support/test-clock.ts";

/** One covers the first point, one the first and the third, one none; P4 repeats the question, P5 sings. */
const answers = [
  "It keeps hot data in memory.",
  "It keeps hot data in memory, and serves stale data.",
  "I have no idea about any of this, to be honest.",
  cachingQuestion.prompt,
  "🎵🎶🎵",
] as const;

/** So many of the answers above, by P1 on, and the drill revealed. */
async function answeredBy(count: number): Promise<AskedBot> {
  const bot = await askedBot({ questions: [cachingQuestion] });
  for (const [at, text] of answers.slice(0, count).entries()) await bot.fill(bot.somebody(`P${at + 1}`), text);
  await bot.reveal();
  return bot;
}

/** The points as the reveal says them, with what stands behind each. */
async function points(bot: AskedBot): Promise<readonly string[]> {
  const part = (await bot.said()).find(({ text }) => text.startsWith("What a good answer covers"));
  return part?.text.split("\n").slice(1) ?? [];
}
const said = cachingQuestion.points.map(({ say }) => say);
const none = [said[0], said[1], said[2], "Worth a mention", said[3]];
const counts = "Behind each point: how many of the answers I can read cover it.";

describe("counts per point in the reveal", () => {
  it("appear from three answers up, as numbers alone", async () => {
    expect(await points(await answeredBy(2))).toEqual(none);
    const bot = await answeredBy(3);
    expect(await points(bot)).toEqual([
      `${said[0]} · 2 of 3`,
      `${said[1]} · 0 of 3`,
      `${said[2]} · 1 of 3`,
      "Worth a mention",
      `${said[3]} · 0 of 3`,
      counts,
    ]);
    expect((await points(bot)).join("\n")).not.toMatch(/P[1-5]/u);
  });

  it("leave out answers that tell nothing, so that three of them say nothing of two people", async () => {
    const bot = await askedBot({ questions: [cachingQuestion] });
    for (const [at, text] of [answers[0], answers[1], answers[3], answers[4]].entries()) {
      await bot.fill(bot.somebody(`P${at + 1}`), text);
    }
    await bot.reveal();
    expect(await points(bot)).toEqual(none);
    expect((await points(await answeredBy(5)))[0]).toBe(`${said[0]} · 2 of 3`);
  });

  it("leave out late answers, and copies of the reference answer", async () => {
    const answer = "A cache holds copies of data in memory, where they are faster to read than from the disk.";
    const bot = await askedBot({ questions: [{ ...cachingQuestion, answer }] });
    for (const [at, text] of [answers[0], answers[1], answer].entries()) await bot.fill(bot.somebody(`P${at}`), text);
    await bot.reveal();
    await bot.jonas.press(bot.question, `late/${today}`);
    await bot.jonas.submit({ text: answers[2] });
    await bot.app.idle();
    expect(await points(bot)).toEqual(none);
  });

  it("are amended with an answer that was found late, as the rest of the reveal is", async () => {
    const bot = await answeredBy(2);
    expect(await points(bot)).toEqual(none);
    const reply = bot.replyAt(`${today}T14:59:50Z`, { text: "It keeps hot data in memory, I would say." });
    await bot.platform.tell((handlers) => handlers.replied(reply));
    await bot.pass({ seconds: 10 });
    expect((await points(bot))[0]).toBe(`${said[0]} · 3 of 3`);
  });

  it("are no longer told of somebody who was forgotten", async () => {
    const bot = await answeredBy(3);
    const workspace = workspaceOf(bot.platform.channel);
    await erase(bot.app.world, { kind: "person", workspace, person: "P1" as PersonId });
    await bot.app.world.wake(bot.platform.channel);
    expect(await points(bot)).toEqual(none);
    expect((await bot.posted()).text.split("\n").at(-1)).toBe("Revealed · 3 answered");
  });
});

describe("two answers", () => {
  it("are not even read", async () => {
    const reader = createReader({
      bank: { ...fixedBank([cachingQuestion]), forWorkspace: () => expect.unreachable("it was read") },
    });
    const two = ["P1", "P2"].map((person) => anAnswer(person, answers[0]));
    const counted = { channel: "fake/W1/backend" as ChannelKey, question: cachingQuestion, answers: two };
    expect(await countCoverage({ reader, timer: new TestClock() }, counted)).toBe(null);
  });
});

describe("reading ten thousand answers", () => {
  const workspace = "fake/W1" as WorkspaceKey;
  const channel = "fake/W1/backend" as ChannelKey;

  it("lets others have their turn after every eight", async () => {
    const reader = createReader({ bank: fixedBank([cachingQuestion]) });
    let breaths = 0;
    const timer = {
      after: () => () => undefined,
      breathe: async () => {
        breaths += 1;
      },
    };
    const many = Array.from({ length: 33 }, (_, at) => anAnswer(`P${at}`, `It keeps hot data in memory, says ${at}.`));
    expect(await countCoverage({ reader, timer }, { channel, question: cachingQuestion, answers: many })).toEqual({
      answers: 33,
      covered: [33, 0, 0, 0],
    });
    expect(breaths).toBe(4);
  });

  it("does not read the same text twice while it is remembered", () => {
    const reader = createReader({ bank: fixedBank([cachingQuestion]) });
    const first = reader.coveredIn(workspace, cachingQuestion, answers[0]);
    expect(first).toEqual([0]);
    expect(reader.coveredIn(workspace, cachingQuestion, answers[0])).toBe(first);
    // The same question from the store, as it is once its file is gone.
    expect(reader.coveredIn(workspace, structuredClone(cachingQuestion), answers[0])).toBe(first);
    for (let at = 0; at < 20_000; at += 1) reader.coveredIn(workspace, cachingQuestion, `${at}`);
    const again = reader.coveredIn(workspace, cachingQuestion, answers[0]);
    expect([again, again === first]).toEqual([[0], false]);
  });

  it("forgets first what was used longest ago", () => {
    const reader = createReader({ bank: fixedBank([cachingQuestion]) });
    const first = reader.coveredIn(workspace, cachingQuestion, answers[0]);
    for (let at = 0; at < 19_999; at += 1) reader.coveredIn(workspace, cachingQuestion, `${at}`);
    reader.coveredIn(workspace, cachingQuestion, "0");
    expect(reader.coveredIn(workspace, cachingQuestion, answers[0])).toBe(first);
    reader.coveredIn(workspace, cachingQuestion, "one more");
    expect(reader.coveredIn(workspace, cachingQuestion, answers[0])).toBe(first);
  });

  it("counts no maybe", () => {
    const reader = createReader({ bank: fixedBank([cachingQuestion]) });
    const listed = "keeps copies, less load, stale data, hit rate, ttl, redis, cdn";
    expect(reader.read(workspace, cachingQuestion, listed).points.map(({ state }) => state)).toEqual(
      Array.from({ length: 4 }, () => "maybe"),
    );
    expect(reader.coveredIn(workspace, cachingQuestion, listed)).toEqual([]);
  });

  it("reads two copies of a question that left the bank by what each says", () => {
    const reader = createReader({ bank: fixedBank([]) });
    const later = { ...cachingQuestion, points: cachingQuestion.points.slice(1) };
    expect(reader.coveredIn(workspace, cachingQuestion, answers[1])).toEqual([0, 2]);
    expect(reader.coveredIn(workspace, later, answers[1])).toEqual([1]);
  });

  it("reads again by a question that was changed", () => {
    let bank = fixedBank([cachingQuestion]);
    const reader = createReader({ bank: { ...bank, forWorkspace: (of) => bank.forWorkspace(of) } });
    expect(reader.coveredIn(workspace, cachingQuestion, "We call that the larder.")).toEqual([]);
    const [first, ...others] = cachingQuestion.points;
    if (first === undefined) throw new Error("it has points");
    const changed = { ...cachingQuestion, points: [{ ...first, aliases: ["call that the larder"] }, ...others] };
    bank = fixedBank([changed]);
    expect(reader.coveredIn(workspace, changed, "We call that the larder.")).toEqual([0]);
  });
});
