import { describe, expect, it } from "vitest";
import type { Bot } from "../support/bot.ts";
import { startBot } from "../support/bot.ts";
import type { Fault } from "../support/fake-faults.ts";
import { dayEnd, playDay } from "../support/play-day.ts";
import { whispered } from "../support/told.ts";

const wholeDay = {
  seen: { "question 0": 1, "reveal 0": 1, "reveal 1": 1 },
  stage: "revealed",
  unfinished: [],
};
/** Like Slack, a platform that never takes a repeat for what it is; and one that does for a minute. */
const platforms = [
  ["looked for", { repeatSafeMs: 0 }],
  ["harmless to repeat for a minute", { repeatSafeMs: 60_000 }],
] as const;

const passing: readonly (readonly [string, Fault])[] = [
  ["busy for a second", { kind: "busy", retryAfterMs: 1000 }],
  ["busy for half an hour", { kind: "busy", retryAfterMs: 1_800_000 }],
  ["not sent", { kind: "unsent" }],
  ["no answer, though it was accepted", { kind: "doubt", accepted: true }],
  ["no answer, and it was not accepted", { kind: "doubt", accepted: false }],
];

describe.each(platforms)("where a message is %s", (_where, facts) => {
  it.each(passing)("each message once, whatever the first send gives: %s", async (_name, fault) => {
    const bot = await startBot({ fake: { facts } });
    bot.platform.fail("post", fault);
    expect(await playDay(bot)).toEqual(wholeDay);
  });

  it.each(passing)("each message once, whatever the sends of the reveal give: %s", async (_name, fault) => {
    const bot = await startBot({ fake: { facts } });
    await bot.at("2027-03-15T09:30");
    bot.platform.fail("post", fault);
    bot.platform.fail("post", fault);
    expect(await playDay(bot)).toEqual(wholeDay);
  });

  it.each(passing)("each message once, whatever six sends in a row give: %s", async (_name, fault) => {
    const bot = await startBot({ fake: { facts } });
    const often = fault.kind === "busy" && fault.retryAfterMs > 60_000 ? 2 : 6;
    for (let send = 0; send < often; send += 1) bot.platform.fail("post", fault);
    expect(await playDay(bot)).toEqual(wholeDay);
  });

  it.each(passing)("each message once, whatever looking for it gives: %s", async (_name, fault) => {
    const bot = await startBot({ fake: { facts } });
    bot.platform.fail("post", { kind: "doubt", accepted: true });
    bot.platform.fail("find", fault);
    bot.platform.fail("find", fault);
    expect(await playDay(bot)).toEqual(wholeDay);
  });

  it.each(passing)("each message once, whatever looking for a part of the reveal gives: %s", async (_name, fault) => {
    const bot = await startBot({ fake: { facts } });
    await bot.at("2027-03-15T09:30");
    bot.platform.fail("post", { kind: "doubt", accepted: true });
    bot.platform.fail("find", fault);
    expect(await playDay(bot)).toEqual(wholeDay);
  });

  it("each message once, where its second send has no answer either", async () => {
    const bot = await startBot({ fake: { facts } });
    bot.platform.fail("post", { kind: "doubt", accepted: false });
    bot.platform.fail("post", { kind: "doubt", accepted: true });
    expect(await playDay(bot)).toEqual(wholeDay);
  });

  it("each message once, where the clock is set back behind a send without an answer", async () => {
    const bot = await startBot({ fake: { facts } });
    bot.platform.fail("post", { kind: "doubt", accepted: true });
    await bot.at("2027-03-15T09:40");
    bot.step({ minutes: -5 });
    await bot.pass({ seconds: 1 });
    await bot.pass({ seconds: 29 });
    expect((await dayEnd(bot)).stage).toBe("planned");
    await bot.pass({ seconds: 1 });
    expect((await dayEnd(bot)).stage).toBe("open");
    expect(bot.platform.messages.length).toBe(1);
  });

  it.each([50, -50])(
    "each message once, where our clock is %i seconds off and a send has no answer",
    async (seconds) => {
      const bot = await startBot({ fake: { facts } });
      bot.step({ seconds });
      bot.platform.fail("post", { kind: "doubt", accepted: true });
      await bot.at("2027-03-15T09:31");
      await bot.pass({ minutes: 2 });
      await bot.pass({ minutes: 2 });
      expect(bot.platform.messages.map(({ key }) => key)).toEqual(["fake/W1/backend/question/2027-03-15/0"]);
      expect((await bot.records.drills.get(`${bot.platform.channel}/2027-03-15`))?.stage).toBe("open");
    },
  );

  it("a mixed series of everything still gives each message once", async () => {
    const bot = await startBot({ fake: { facts } });
    for (const [, fault] of passing) if (fault.kind !== "busy") bot.platform.fail("post", fault);
    for (const [, fault] of passing) if (fault.kind !== "busy") bot.platform.fail("find", fault);
    for (const [, fault] of passing) if (fault.kind !== "busy") bot.platform.fail("edit", fault);
    expect(await playDay(bot)).toEqual(wholeDay);
  });
});

describe("a message that is refused", () => {
  const refused: Fault = { kind: "refuse", why: "missing-permission" };

  it("is tried again every hour, and a manager hears of it once", async () => {
    const bot = await startBot();
    bot.platform.fail("post", refused);
    bot.platform.fail("post", refused);
    await bot.at("2027-03-15T09:30");
    await bot.at("2027-03-15T10:29");
    expect(bot.platform.sends.length).toBe(1);
    await bot.at("2027-03-15T10:30");
    expect(bot.platform.sends.length).toBe(2);
    await bot.at("2027-03-15T11:30");
    expect((await dayEnd(bot)).seen).toEqual({ "question 0": 1 });
    expect(await whispered(bot)).toEqual([
      "Held up, because I lack a permission there. I try again every hour; mending the cause is enough.",
    ]);
  });

  it("is not posted any more once the grace is over: the slot is missed", async () => {
    const bot = await startBot();
    for (let hour = 0; hour < 3; hour += 1) bot.platform.fail("post", refused);
    expect(await playDay(bot)).toEqual({ seen: { "question 0": 0 }, stage: "missed: parked", unfinished: [] });
    expect(bot.platform.sends.map(({ at }) => at.toString())).toEqual([
      "2027-03-15T08:30:00Z",
      "2027-03-15T09:30:00Z",
      "2027-03-15T10:30:00Z",
    ]);
  });

  it("is revealed however late, once its cause is mended", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    for (let hour = 0; hour < 4; hour += 1) bot.platform.fail("post", refused);
    expect(await playDay(bot)).toEqual(wholeDay);
  });
});

describe("a question that may be out, where nobody lets us look", () => {
  const lost = async (): Promise<Bot> => {
    const bot = await startBot({ fake: { facts: { repeatSafeMs: 0 } } });
    bot.platform.fail("post", { kind: "doubt", accepted: true });
    return bot;
  };

  it("is rather not posted than twice: it is looked for every hour, beyond its grace, and found", async () => {
    const bot = await lost();
    for (let hour = 0; hour < 5; hour += 1) bot.platform.fail("find", { kind: "refuse", why: "missing-permission" });
    expect(await playDay(bot)).toEqual(wholeDay);
    expect(bot.platform.sends.filter(({ key }) => key.includes("/question/")).length).toBe(1);
  });

  it("and is told so in the log", async () => {
    const bot = await lost();
    bot.platform.fail("find", { kind: "refuse", why: "missing-permission" });
    await bot.at("2027-03-15T09:30");
    await bot.pass({ seconds: 30 });
    expect(bot.log.filter(({ level }) => level === "warn").map(({ event, fields }) => [event, fields])).toEqual([
      [
        "a message was not delivered yet",
        { delivery: "fake/W1/backend/question/2027-03-15/0", outcome: "doubt", error: expect.any(Error) },
      ],
      [
        "could not look for a message in doubt",
        { delivery: "fake/W1/backend/question/2027-03-15/0", attempt: 2, error: expect.any(Error) },
      ],
    ]);
  });

  it.each([
    ["as soon as the platform says", { kind: "busy", retryAfterMs: 45_000 }, 45],
    ["after ten seconds", { kind: "unsent" }, 10],
  ] as const)("is looked for again %s when that failed for a moment", async (_name, fault, seconds) => {
    const bot = await lost();
    await bot.at("2027-03-15T09:30");
    bot.platform.fail("find", fault);
    await bot.pass({ seconds: 30 });
    await bot.pass({ seconds: seconds - 1 });
    expect((await dayEnd(bot)).stage).toBe("planned");
    await bot.pass({ seconds: 1 });
    expect((await dayEnd(bot)).stage).toBe("open");
  });

  it("is missed only once it is sure that it is not out", async () => {
    const bot = await startBot({ fake: { facts: { repeatSafeMs: 0 } } });
    bot.platform.fail("post", { kind: "doubt", accepted: false });
    for (let hour = 0; hour < 3; hour += 1) bot.platform.fail("find", { kind: "refuse", why: "missing-permission" });
    expect(await playDay(bot)).toEqual({ seen: { "question 0": 0 }, stage: "missed: parked", unfinished: [] });
  });
});

it("a reveal that may be out, where nobody lets us look, is rather sent twice than not", async () => {
  const bot = await startBot({ fake: { facts: { repeatSafeMs: 0 } } });
  await bot.at("2027-03-15T09:30");
  bot.platform.fail("post", { kind: "doubt", accepted: true });
  bot.platform.fail("find", { kind: "refuse", why: "missing-permission" });
  const end = await playDay(bot);
  expect(end).toEqual({ ...wholeDay, seen: { ...wholeDay.seen, "reveal 0": 2 } });
});
