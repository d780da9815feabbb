import { describe, expect, it } from "vitest";
import { drillKey } from "../../src/app/records.ts";
import type { ChannelKey } from "../../src/core/keys.ts";
import { type Bot, someQuestions, startBot } from "../support/bot.ts";
import { FakePlatform } from "../support/fake-platform.ts";
import { type MemoryRows, memoryStore } from "../support/memory-store.ts";

const on = (date: string): Temporal.PlainDate => Temporal.PlainDate.from(date);

/** A bot, and what a backup of it would hold at the instant `backUp` is called. */
async function running(
  plan: Parameters<typeof startBot>[0] = {},
): Promise<Readonly<{ bot: Bot; backUp: () => MemoryRows }>> {
  const rows: MemoryRows = new Map();
  const bot = await startBot({
    ...plan,
    store: memoryStore(rows),
    platform: new FakePlatform({ facts: { repeatSafeMs: 0 } }),
  });
  const backUp = (): MemoryRows => {
    const at = { at: bot.clock.now().toString() };
    return new Map([...rows, ["settings/copy-of", JSON.stringify(at)]]);
  };
  return { bot, backUp };
}

/** The bot starts anew on what the backup held, on the same platform. */
async function restored({ platform, app }: Bot, rows: MemoryRows): Promise<Bot> {
  await app.stop();
  const after = await startBot({ plan: null, store: memoryStore(rows), platform });
  // As long as the history may lag behind, nothing is looked for.
  expect((await after.records.restored.get("restored"))?.caughtUp).toBe(false);
  await after.pass({ seconds: 30 });
  return after;
}

/** What the bot said in the channel and its threads, in order. */
const said = ({ platform }: Bot): readonly string[] =>
  platform.messages.flatMap(({ message, key }) => (message === null ? [] : [`${key} ${message.summary}`]));

const stageOf = async ({ records }: Bot, channel: ChannelKey, date: string): Promise<string | undefined> =>
  (await records.drills.get(drillKey(channel, on(date))))?.stage;

describe("after a restore", () => {
  it("a question that went out since the backup is found, not posted again, and its answers and reveal go on", async () => {
    const { bot, backUp } = await running();
    const { platform } = bot;
    const rows = backUp();
    await bot.at("2027-03-15T09:30");
    const jonas = platform.as(platform.people.first.id);
    const [question] = await jonas.channel();
    await jonas.say(question?.id ?? ("" as never), "an answer of more than twenty characters");
    await bot.at("2027-03-15T10:00");
    const before = said(bot);

    const after = await restored(bot, rows);
    expect(said(after)).toEqual(before);
    expect(await stageOf(after, platform.channel, "2027-03-15")).toBe("open");
    await after.at("2027-03-15T16:00");
    expect(said(after).length).toBe(3);
    const entries = await Array.fromAsync(after.records.entries.list(`${platform.channel}/2027-03-15/`));
    expect(entries.map(([, { thread }]) => thread[0]?.text)).toEqual(["an answer of more than twenty characters"]);
  });

  it("a planned question of the backup that went out afterwards is found", async () => {
    const { bot, backUp } = await running();
    bot.platform.fail("post", { kind: "busy", retryAfterMs: 60_000 });
    await bot.at("2027-03-15T09:30");
    const rows = backUp();
    await bot.pass({ minutes: 2 });
    expect(said(bot).length).toBe(1);
    const after = await restored(bot, rows);
    await after.pass({ minutes: 2 });
    expect(said(after).length).toBe(1);
    expect(await stageOf(after, after.platform.channel, "2027-03-15")).toBe("open");
  });

  it("a reveal that went out since the backup is found, part by part", async () => {
    const { bot, backUp } = await running();
    await bot.at("2027-03-15T09:30");
    const rows = backUp();
    await bot.at("2027-03-15T16:00");
    const before = said(bot);
    const after = await restored(bot, rows);
    await after.pass({ seconds: 10 });
    expect(said(after)).toEqual(before);
    expect(await stageOf(after, after.platform.channel, "2027-03-15")).toBe("revealed");
  });

  it("days that passed since are picked again as they were; what is out is revealed, what is not is missed", async () => {
    const { bot, backUp } = await running();
    const rows = backUp();
    await bot.at("2027-03-15T09:30");
    await bot.at("2027-03-15T16:00");
    const monday = await bot.records.drills.get(drillKey(bot.platform.channel, on("2027-03-15")));
    await bot.at("2027-03-17T09:30");
    await bot.at("2027-03-17T15:00");
    const before = said(bot);
    const after = await restored(bot, rows);
    await after.pass({ seconds: 10 });
    expect(said(after)).toEqual(before);
    const again = await after.records.drills.get(drillKey(bot.platform.channel, on("2027-03-15")));
    expect(again).toMatchObject({ stage: "revealed", question: monday?.stage === "revealed" ? monday.question : "" });
    expect(await stageOf(after, after.platform.channel, "2027-03-16")).toBe("missed");
    expect(await stageOf(after, after.platform.channel, "2027-03-17")).toBe("open");
  });

  it("a question taken by `now` since the backup is found when its slot comes", async () => {
    const { bot, backUp } = await running();
    const rows = backUp();
    const mira = bot.platform.as(bot.platform.people.manager.id);
    await mira.command("now");
    expect(said(bot).length).toBe(1);
    const after = await restored(bot, rows);
    await after.at("2027-03-15T09:30");
    expect(said(after).length).toBe(1);
    expect(await stageOf(after, after.platform.channel, "2027-03-15")).toBe("open");
  });

  it("a question that is found shows what the store says, whatever it showed", async () => {
    const { bot, backUp } = await running();
    await bot.at("2027-03-15T09:30");
    const rows = backUp();
    const asked = bot.platform.messages[0]?.message?.summary;
    await bot.platform.as(bot.platform.people.manager.id).command("another");
    expect(bot.platform.messages[0]?.message?.summary).not.toBe(asked);
    const after = await restored(bot, rows);
    expect(after.platform.messages[0]?.message?.summary).toBe(asked);
  });

  it("a question that is found and that would be picked otherwise today is shown as the store has it now", async () => {
    const { bot, backUp } = await running({ questions: someQuestions(3) });
    const rows = backUp();
    await bot.at("2027-03-15T09:30");
    await bot.app.stop();
    const asked = bot.platform.messages[0]?.message?.summary;
    const others = someQuestions(6).slice(3);
    const after = await startBot({ plan: null, store: memoryStore(rows), platform: bot.platform, questions: others });
    await after.pass({ seconds: 30 });
    await after.pass({ seconds: 10 });
    const [message, ...more] = after.platform.messages;
    expect(more).toEqual([]);
    expect(message?.message?.summary).not.toBe(asked);
    expect(others.map(({ title, prompt }) => `${title}: ${prompt}`)).toContain(message?.message?.summary);
  });

  it("what was not sent is sent within its grace, and the next day goes its usual way without a look", async () => {
    const { bot, backUp } = await running();
    const rows = backUp();
    await bot.app.stop();
    bot.clock.pass(3_600_000);
    const after = await startBot({ plan: null, store: memoryStore(rows), platform: bot.platform });
    await after.pass({ seconds: 30 });
    expect(said(after).length).toBe(1);
    await after.at("2027-03-15T16:00");
    after.platform.fail("find", { kind: "refuse", why: "missing-permission" });
    await after.at("2027-03-16T09:30");
    expect(await stageOf(after, after.platform.channel, "2027-03-16")).toBe("open");
  });

  it("a history that cannot be read parks the question rather than asking twice", async () => {
    const { bot, backUp } = await running();
    const rows = backUp();
    await bot.at("2027-03-15T09:30");
    bot.platform.fail("find", { kind: "refuse", why: "missing-permission" });
    const after = await restored(bot, rows);
    expect(said(after).length).toBe(1);
    expect(await stageOf(after, after.platform.channel, "2027-03-15")).toBe("planned");
    await after.pass({ hours: 1, minutes: 1 });
    expect(said(after).length).toBe(1);
    expect(await stageOf(after, after.platform.channel, "2027-03-15")).toBe("open");
  });

  it("is over once the slots were planned anew: the copy's mark is gone, a second start does nothing more", async () => {
    const { bot, backUp } = await running();
    const after = await restored(bot, backUp());
    expect(await after.records.said.get("copy-of")).toBe(null);
    expect(await after.records.restored.get("restored")).toMatchObject({ caughtUp: true });
    const again = await startBot({ plan: null, store: after.records.store, platform: after.platform });
    expect(again.log.filter(({ event }) => event.startsWith("the store was restored"))).toEqual([]);
  });
});
