import { describe, expect, it } from "vitest";
import { upkeep } from "../../src/app/upkeep/upkeep.ts";
import { channelKey, type PersonId, type WorkspaceKey } from "../../src/core/keys.ts";
import type { Figure } from "../../src/ports/figures.ts";
import { type Bot, type BotOptions, buildBot } from "../support/bot.ts";
import { createDoor, type Door, lockoutLines, questionsIn } from "../support/door.ts";
import { listeningFigures } from "../support/listening-figures.ts";
import { TestClock } from "../support/test-clock.ts";
import { typed, whispered } from "../support/told.ts";

// Fault 21: a token that was taken back. Until it is mended the workspace, and nothing else, is left in peace.

type DooredBot = Bot & Readonly<{ door: Door }>;

/** A bot with so many channels in `W1` and in `W2`, questions due at 09:30 in Berlin. */
async function startDooredBot(rooms: readonly [number, number], options: BotOptions = {}): Promise<DooredBot> {
  const clock = new TestClock();
  const door = createDoor(() => clock.now());
  const channels = rooms.flatMap((count, at) =>
    Array.from({ length: count }, (_, index) => channelKey("fake", `W${at + 1}`, `c${index + 1}`)),
  );
  const bot = await buildBot({ ...options, fake: { ...options.fake, clock, channels }, port: door.port });
  const plan = await bot.records.plans.get(bot.platform.channel);
  if (plan === null) throw new Error("the first channel has a plan");
  for (const channel of channels.slice(1)) await bot.records.plans.create(channel, { ...plan, channel });
  await bot.app.start();
  return { ...bot, door };
}

/** Lets so many minutes pass, half a minute at a time. */
async function minutes(bot: Bot, count: number): Promise<void> {
  for (let half = 0; half < 2 * count; half += 1) await bot.pass({ seconds: 30 });
}

const atPostTime = "2027-03-15T09:30";
const long = "An answer of more than twenty characters.";

describe.each(["token-revoked", "banned"] as const)("a workspace that refuses everything: %s", (why) => {
  it("is asked by the calls under way and then once an hour, however many channels are due there", async () => {
    const bot = await startDooredBot([100, 3]);
    bot.door.shut("fake/W1", why);
    await bot.at(atPostTime);
    const underWay = bot.door.refused.length;
    // As many as run at once.
    expect(underWay <= 64).toBe(true);
    await minutes(bot, 180);
    expect(bot.door.refused.slice(underWay).map(({ call, at }) => [call, at])).toEqual([
      ["channel", "2027-03-15T09:30:00Z"],
      ["channel", "2027-03-15T10:30:00Z"],
      ["channel", "2027-03-15T11:30:00Z"],
    ]);
    expect(questionsIn(bot)).toEqual([0, 3]);
  });

  it("gets each question once when it lets the bot in again, and nobody is told where none was missed", async () => {
    const bot = await startDooredBot([100, 3]);
    bot.door.shut("fake/W1", why);
    await bot.at(atPostTime);
    bot.door.open("fake/W1");
    await minutes(bot, 59);
    expect(questionsIn(bot)).toEqual([0, 3]);
    await minutes(bot, 2);
    expect(questionsIn(bot)).toEqual([100, 3]);
    expect(bot.platform.sends.filter(({ to }) => to.kind === "channel").length).toBe(103);
    expect(await whispered(bot)).toEqual([]);
  });
});

describe("a lockout", () => {
  it("is one line in the log when it begins and one when it ends, and a figure", async () => {
    const reported: Figure[] = [];
    const bot = await startDooredBot([3, 1], { figures: listeningFigures(reported) });
    bot.door.shut("fake/W1", "token-revoked");
    await bot.at(atPostTime);
    await minutes(bot, 70);
    bot.door.open("fake/W1");
    await minutes(bot, 60);
    expect(lockoutLines(bot)).toEqual([
      ["error", "fake/W1", "token-revoked"],
      ["info", "fake/W1", undefined],
    ]);
    expect(reported.filter(({ kind }) => kind === "locked-out")).toEqual([
      { kind: "locked-out", tenants: 1 },
      { kind: "locked-out", tenants: 0 },
    ]);
    const others = bot.log.filter(({ event }) => event === "no manager could be told" || event.endsWith(" failed"));
    expect(others).toEqual([]);
  });

  it("ends with the first thing that a person asks for and gets, the hour not being over", async () => {
    const bot = await startDooredBot([3, 0]);
    bot.door.shut("fake/W1", "token-revoked");
    await bot.at(atPostTime);
    bot.door.open("fake/W1");
    await minutes(bot, 5);
    expect(questionsIn(bot)).toEqual([0, 0]);
    await typed(bot, "status");
    await minutes(bot, 1);
    expect(questionsIn(bot)).toEqual([3, 0]);
  });

  it("ends with another refusal too: who names a reason lets the bot in", async () => {
    const bot = await startDooredBot([3, 0]);
    bot.door.shut("fake/W1", "token-revoked");
    await bot.at(atPostTime);
    bot.door.shut("fake/W1", "missing-permission");
    await typed(bot, "status");
    expect(lockoutLines(bot).map(([level]) => level)).toEqual(["error", "info"]);
  });

  it("is tried again after a minute when nobody answers the try", async () => {
    const bot = await startDooredBot([3, 0]);
    bot.door.shut("fake/W1", "token-revoked");
    await bot.at(atPostTime);
    bot.door.open("fake/W1");
    bot.platform.fail("channel", { kind: "doubt", accepted: false });
    await minutes(bot, 60);
    expect(lockoutLines(bot).map(([level]) => level)).toEqual(["error"]);
    await minutes(bot, 2);
    expect(questionsIn(bot)).toEqual([3, 0]);
  });

  it("does not last longer for a clock that is set back", async () => {
    const bot = await startDooredBot([3, 0]);
    await bot.pass({ minutes: 29 });
    bot.door.shut("fake/W1", "token-revoked");
    await bot.pass({ minutes: 1 });
    bot.door.open("fake/W1");
    bot.step({ hours: -24 });
    await bot.pass({ seconds: 5 });
    expect(lockoutLines(bot).map(([level]) => level)).toEqual(["error", "info"]);
  });
});

describe("while the bot is locked out", () => {
  it("answers are saved, and the reveal comes however late, once the thread was read back", async () => {
    const bot = await startDooredBot([1, 0]);
    const { platform, records } = bot;
    const textsOf = () => Array.fromAsync(records.entries.list(""), ([, { thread }]) => thread.map(({ text }) => text));
    const stage = async () => (await records.drills.get(`${platform.channel}/2027-03-15`))?.stage;
    await bot.at(atPostTime);
    bot.door.shut("fake/W1", "token-revoked");
    const [jonas, mira] = [platform.as(platform.people.first.id), platform.as(platform.people.second.id)];
    const [question] = await jonas.channel();
    await jonas.say(question?.id ?? null, long);
    await bot.app.idle();
    expect(await textsOf()).toEqual([[long]]);
    platform.deaf = true;
    await mira.say(question?.id ?? null, `Unheard. ${long}`);
    platform.deaf = false;
    await bot.at("2027-03-15T16:00");
    for (let hour = 0; hour < 16; hour += 1) await bot.pass({ hours: 1 });
    expect([await stage(), await textsOf()]).toEqual(["open", [[long]]]);
    bot.door.open("fake/W1");
    await bot.pass({ hours: 1 });
    await minutes(bot, 1);
    expect([await stage(), await textsOf()]).toEqual(["revealed", [[long], [`Unheard. ${long}`]]]);
    expect(platform.messages.filter(({ key }) => key?.includes("/reveal/") === true).length).toBe(2);
    // The question itself was out in time.
    expect(platform.whispered).toEqual([]);
  });

  it("a question beyond its grace is missed, and a manager is told so once, when it is over", async () => {
    const bot = await startDooredBot([2, 0]);
    bot.door.shut("fake/W1", "token-revoked");
    await bot.at(atPostTime);
    await minutes(bot, 150);
    bot.door.open("fake/W1");
    await minutes(bot, 60);
    const said =
      "I had no access here from Mon 15 Mar, 09:30 to Mon 15 Mar, 12:30, and a question that was due did not come. I am at work again.";
    expect(bot.platform.whispered.map(({ channel, message }) => [channel, message.summary])).toEqual([
      ["fake/W1/c1", said],
      ["fake/W1/c2", said],
    ]);
    const stages = await Array.fromAsync(bot.records.drills.list(""), ([, { stage }]) => stage);
    expect(stages).toEqual(["missed", "missed"]);
    await bot.at("2027-03-16T09:30");
    expect([questionsIn(bot), bot.platform.whispered.length]).toEqual([[2, 0], 2]);
  });

  it("a question that was not even planned is missed like any other", async () => {
    const bot = await startDooredBot([1, 0]);
    bot.door.shut("fake/W1", "token-revoked");
    await typed(bot, "status", bot.platform.people.first.id);
    await minutes(bot, 170);
    bot.door.open("fake/W1");
    await minutes(bot, 11);
    expect(await whispered(bot)).toEqual([
      "I had no access here from Mon 15 Mar, 09:00 to Mon 15 Mar, 12:00, and a question that was due did not come. I am at work again.",
    ]);
    expect((await bot.records.drills.get(`${bot.platform.channel}/2027-03-15`))?.stage).toBe("missed");
  });

  it("a reveal that may be out is not sent again because nobody lets us look", async () => {
    const bot = await startDooredBot([1, 0], { fake: { facts: { repeatSafeMs: 0 } } });
    await bot.at(atPostTime);
    bot.platform.fail("post", { kind: "doubt", accepted: true });
    await bot.at("2027-03-15T16:00");
    bot.platform.fail("find", { kind: "refuse", why: "token-revoked" });
    await minutes(bot, 5);
    expect(lockoutLines(bot).map(([level]) => level)).toEqual(["error"]);
    await minutes(bot, 60);
    const sent = bot.platform.sends.map(({ key }) => key);
    expect([sent.length, new Set(sent).size]).toEqual([4, 4]);
    expect((await bot.records.drills.get(`${bot.platform.channel}/2027-03-15`))?.stage).toBe("revealed");
  });

  it("a question that may be out stays in doubt, and is found", async () => {
    const bot = await startDooredBot([1, 0], { fake: { facts: { repeatSafeMs: 0 } } });
    bot.platform.fail("post", { kind: "doubt", accepted: true });
    await bot.at(atPostTime);
    bot.door.shut("fake/W1", "token-revoked");
    await minutes(bot, 30);
    bot.door.open("fake/W1");
    await minutes(bot, 62);
    expect(bot.platform.sends.length).toBe(1);
    expect((await bot.records.drills.get(`${bot.platform.channel}/2027-03-15`))?.stage).toBe("open");
  });

  it("an edit that met it is made afterwards", async () => {
    const bot = await startDooredBot([1, 0]);
    await bot.at(atPostTime);
    bot.platform.fail("edit", { kind: "refuse", why: "token-revoked" });
    await bot.at("2027-03-15T16:00");
    const question = () => bot.platform.messages.find(({ key }) => key?.includes("/question/") === true)?.message;
    const before = question();
    await minutes(bot, 62);
    expect(question() === before).toBe(false);
    expect(JSON.stringify(question()?.doc).includes("Revealed")).toBe(true);
  });

  it("a workspace that was removed and is back is tried at once", async () => {
    const bot = await startDooredBot([1, 0]);
    bot.door.shut("fake/W1", "token-revoked");
    await bot.at(atPostTime);
    await bot.platform.tell((handlers) => handlers.workspaceGone("fake/W1" as never));
    bot.door.open("fake/W1");
    await bot.platform.reconnect();
    await bot.app.idle();
    expect(await whispered(bot)).toEqual(["I am back in this channel. Its questions are paused."]);
  });
});

describe("a workspace that is purged while the bot is locked out of it", () => {
  it("is asked nothing more, and counts as locked out no more", async () => {
    const reported: Figure[] = [];
    const bot = await startDooredBot([3, 1], { figures: listeningFigures(reported) });
    bot.door.shut("fake/W1", "token-revoked");
    await bot.at(atPostTime);
    await bot.platform.tell((handlers) => handlers.workspaceGone("fake/W1" as WorkspaceKey));
    await bot.pass({ hours: 30 * 24 });
    await upkeep(bot.app.world);
    const before = bot.door.refused.length;
    await minutes(bot, 130);
    expect(bot.door.refused.slice(before)).toEqual([]);
    expect(reported.flatMap((figure) => (figure.kind === "locked-out" ? [figure.tenants] : []))).toEqual([1, 0]);
    expect(lockoutLines(bot).map(([level]) => level)).toEqual(["error", "info"]);
  });
});

describe("what people ask for while the bot is locked out", () => {
  const somebody = "U2" as PersonId;
  const cannot = "I cannot do that now, because my access was taken back; the operator has to install me again.";

  it.each(["pause", "setup", "managers list"])("%s is answered with why it cannot be done", async (command) => {
    const bot = await startDooredBot([1, 0]);
    bot.door.shut("fake/W1", "token-revoked");
    expect(await typed(bot, command, somebody)).toBe(cannot);
  });

  it("a form that was open before stays open, with why", async () => {
    const bot = await startDooredBot([1, 0]);
    const mira = bot.platform.as(bot.platform.people.manager.id);
    await mira.command("holidays");
    bot.door.shut("fake/W1", "token-revoked");
    expect(await mira.submit({ dates: "2027-12-24" })).toEqual({ kind: "errors", errors: { "": cannot } });
    expect(mira.form()?.values).toEqual({ dates: "2027-12-24" });
  });

  it("status is shown to everybody, with why nothing comes", async () => {
    const bot = await startDooredBot([1, 0]);
    bot.door.shut("fake/W1", "token-revoked");
    expect((await typed(bot, "status", somebody)).split("\n")).toEqual([
      "Daily Drill here",
      "Last: none yet",
      "Next: Mon 15 Mar, 09:30",
      "Held up, because my access was taken back; the operator has to install me again. I try again every hour; " +
        "mending the cause is enough.",
    ]);
  });
});
