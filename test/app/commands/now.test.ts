import { describe, expect, it } from "vitest";
import { deliveryKey } from "../../../src/core/delivery/delivery.ts";
import { type Bot, startBot } from "../../support/bot.ts";
import { typed, whispered } from "../../support/told.ts";

const questions = (bot: Bot): readonly string[] =>
  bot.platform.sends.filter(({ key }) => key.includes("/question/")).map(({ key }) => key.split("/").at(-2) ?? "");
const revealOf = async (bot: Bot, date: string): Promise<string> => {
  const drill = await bot.records.drills.get(`${bot.platform.channel}/${date}`);
  return drill?.stage === "open" ? drill.revealAt.toZonedDateTimeISO("Europe/Berlin").toPlainDateTime().toString() : "";
};

describe("now", () => {
  it("takes today's slot, which is then not asked again", async () => {
    const bot = await startBot();
    expect(await typed(bot, "now")).toBe("Today's question is up.");
    await bot.at("2027-03-15T09:30");
    expect(questions(bot)).toEqual(["2027-03-15"]);
    expect(await revealOf(bot, "2027-03-15")).toBe("2027-03-15T16:00:00");
  });

  it("refuses when today's slot is used, and says when the next one is, not today's own time", async () => {
    const bot = await startBot();
    await typed(bot, "now");
    expect(await typed(bot, "now")).toBe("Today's question is used. The next one comes Tue 16 Mar, 09:30.");
    await bot.at("2027-03-15T17:00");
    expect(await typed(bot, "now")).toBe("Today's question is used. The next one comes Tue 16 Mar, 09:30.");
  });

  it("a skipped question uses the slot too", async () => {
    const bot = await startBot();
    await typed(bot, "now");
    await typed(bot, "skip");
    expect(await typed(bot, "now")).toBe("Today's question is used. The next one comes Tue 16 Mar, 09:30.");
  });

  it("may be used on a day off, on a weekend and in a pause", async () => {
    const bot = await startBot();
    await bot.at("2027-03-20T11:00");
    await typed(bot, "pause");
    expect(await typed(bot, "now")).toBe("Today's question is up.");
    expect(await typed(bot, "now")).toBe("Today's question is used, and no further one is planned.");
    expect(questions(bot)).toEqual(["2027-03-20"]);
  });

  it("late in the day leaves at least half of the usual answering time", async () => {
    const bot = await startBot({ plan: { since: Temporal.Instant.from("2027-03-16T00:00:00Z") } });
    await bot.at("2027-03-15T15:00");
    await typed(bot, "now");
    expect(await revealOf(bot, "2027-03-15")).toBe("2027-03-15T18:15:00");
  });

  it("may take a slot that was missed", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T13:00");
    expect(await typed(bot, "status")).toContain("None today: I was away too long to post it in time.");
    expect(await typed(bot, "now")).toBe("Today's question is up.");
    expect(questions(bot)).toEqual(["2027-03-15"]);
  });

  it.each([
    ["by its id", "now b", "Title"],
    ["by its title, however it is written", "now tOPIC b", "Title"],
  ])("asks from one topic, named %s", async (_name, command) => {
    const bot = await startBot();
    expect(await typed(bot, command)).toBe("Today's question is up.");
    const [question] = await bot.platform.as(bot.platform.people.first.id).channel();
    expect(question?.text.split("\n")[2]).toBe("Topic b · mid · the topic was asked for");
  });

  it.each([
    ["a topic that is none", "now zzz", 'There is no topic "zzz". /drill topics lists them.'],
    ["a topic outside the plan's", "now c", "The bank has no question for that. /drill topics shows what there is."],
  ])("says so for %s", async (_name, command, expected) => {
    const bot = await startBot({ plan: { topics: ["a", "b"] } });
    expect(await typed(bot, command)).toBe(expected);
    expect(questions(bot)).toEqual([]);
  });

  it("says that the plan has ended, or that there is none", async () => {
    const bot = await startBot();
    await typed(bot, "stop");
    expect(await typed(bot, "now")).toBe("The plan of this channel has ended. /drill setup starts it again.");
    const bare = await startBot({ plan: null });
    expect(await typed(bare, "now")).toBe("This channel has no plan yet. /drill setup makes one.");
  });

  it("says that the question is on its way while the platform is busy, and posts it then", async () => {
    const bot = await startBot();
    bot.platform.fail("post", { kind: "busy", retryAfterMs: 30_000 });
    expect(await typed(bot, "now")).toBe("Today's question is on its way.");
    await bot.pass({ seconds: 30 });
    expect(questions(bot)).toEqual(["2027-03-15", "2027-03-15"]);
    expect(bot.platform.messages.length).toBe(1);
  });

  it("says nothing to the channel when the platform refuses, and tells the manager why", async () => {
    const bot = await startBot();
    bot.platform.fail("post", { kind: "refuse", why: "not-a-member" });
    expect(await typed(bot, "now")).toBe("Today's question is on its way.");
    expect((await whispered(bot)).at(0)).toBe(
      "Held up, because I am not in the channel; invite me. I try again every hour; mending the cause is enough.",
    );
  });
});

describe("now, when the slot's question may be out and nobody may look", () => {
  /** Accepted without an answer; then the platform does not let us look, until long after the grace. */
  async function parkedInDoubt(accepted: boolean) {
    const bot = await startBot({ fake: { facts: { repeatSafeMs: 0 } } });
    const key = deliveryKey(bot.platform.channel, "question", Temporal.PlainDate.from("2027-03-15"), 0);
    bot.platform.fail("post", { kind: "doubt", accepted });
    await bot.at("2027-03-15T09:30");
    for (let look = 0; look < 3; look += 1) bot.platform.fail("find", { kind: "refuse", why: "missing-permission" });
    for (const time of ["09:31", "10:32", "11:33"]) await bot.at(`2027-03-15T${time}`);
    return { bot, delivery: async () => bot.records.deliveries.get(key) };
  }

  it("it takes nothing, and the record of that doubt stays as it is", async () => {
    const { bot, delivery } = await parkedInDoubt(true);
    const before = await delivery();
    expect(before?.state).toMatchObject({ kind: "parked", doubt: { sends: 1 } });
    expect(await typed(bot, "now")).toBe("Today's question is used. The next one comes Tue 16 Mar, 09:30.");
    expect(await delivery()).toEqual(before);
    await bot.at("2027-03-15T12:34");
    expect((await delivery())?.state.kind).toBe("sent");
    expect(bot.platform.messages.map(({ key }) => key)).toEqual([before?.key]);
  });

  it("once a look has shown that it is not out, the slot is missed, and now asks one", async () => {
    const { bot } = await parkedInDoubt(false);
    await bot.at("2027-03-15T12:34");
    expect((await bot.records.drills.get(`${bot.platform.channel}/2027-03-15`))?.stage).toBe("missed");
    expect(await typed(bot, "now")).toBe("Today's question is up.");
    expect(bot.platform.messages.length).toBe(1);
  });
});
