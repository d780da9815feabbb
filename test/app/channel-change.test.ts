import { describe, expect, it } from "vitest";
import { type ChannelKey, channelKey, type PersonId } from "../../src/core/keys.ts";
import { type Bot, startBot } from "../support/bot.ts";
import { typed, whispered } from "../support/told.ts";

const backend = channelKey("fake", "W1", "backend");
const moved = channelKey("fake", "W1", "backend2");
const abroad = channelKey("fake", "W2", "backend");

const welcome =
  "Thank you for inviting me. I ask one interview question every working day, and reveal a good answer later. " +
  "Choose when and about what; until the first question I say nothing in the channel.";

describe("who invited the bot", () => {
  it("is welcomed unseen by others, with the form; in the channel nothing is said", async () => {
    const bot = await startBot({ plan: null });
    const { first, manager } = bot.platform.people;
    await bot.platform.shut(backend, null, first.id);
    expect(await whispered(bot, first.id)).toEqual([welcome]);
    expect([await whispered(bot, manager.id), bot.platform.sends]).toEqual([[], []]);
    const jonas = bot.platform.as(first.id);
    const [said] = await jonas.whispers();
    expect((await jonas.press(said?.id ?? ("" as never), said?.actions[0]?.id ?? "")).kind).toBe("form");
  });

  it("is told whom to ask where they may not set it up", async () => {
    const bot = await startBot({ plan: null });
    const { first } = bot.platform.people;
    bot.platform.general = backend;
    await bot.platform.shut(backend, null, first.id);
    await bot.app.idle();
    expect((await bot.platform.as(first.id).whispers()).map(({ text, actions }) => [text, actions])).toEqual([
      [
        "Thank you for inviting me. I ask one interview question every working day, once somebody who manages the " +
          "channel has typed /drill setup there. Until the first question I say nothing in the channel.",
        [],
      ],
    ]);
  });

  it("is welcomed once, however often it is told, and again when the bot was away in between", async () => {
    const bot = await startBot({ plan: null });
    const { first } = bot.platform.people;
    for (let told = 0; told < 3; told += 1) await bot.platform.shut(backend, null, first.id);
    expect(await whispered(bot, first.id)).toEqual([welcome]);
    await bot.platform.shut(backend, "not-a-member");
    await bot.platform.shut(backend, null, first.id);
    expect(await whispered(bot, first.id)).toEqual([welcome, welcome]);
  });

  it("is welcomed by the next invitation when they could not be told", async () => {
    const bot = await startBot({ plan: null });
    const { first } = bot.platform.people;
    bot.platform.closedToWhispers = true;
    await bot.platform.shut(backend, null, first.id);
    await bot.app.idle();
    bot.platform.closedToWhispers = false;
    await bot.platform.shut(backend, null, first.id);
    expect(await whispered(bot, first.id)).toEqual([welcome]);
  });

  it("is not welcomed where nobody knows who it was, nor where there is a plan", async () => {
    const bare = await startBot({ plan: null });
    await bare.platform.shut(backend, null);
    const bot = await startBot();
    await bot.platform.shut(backend, null, bot.platform.people.first.id);
    await Promise.all([bare.app.idle(), bot.app.idle()]);
    expect([bare.platform.whispered, bot.platform.whispered]).toEqual([[], []]);
  });
});

describe("a channel that is lost", () => {
  it("is lost once, however often it is told: one offer to resume when it is back", async () => {
    const bot = await startBot();
    await bot.platform.shut(backend, "not-a-member");
    await bot.pass({ minutes: 5 });
    await bot.platform.shut(backend, "not-a-member");
    await bot.platform.shut(backend, null);
    await bot.platform.shut(backend, null);
    expect(await whispered(bot)).toEqual(["I am back in this channel. Its questions are paused."]);
  });

  it("offers to resume to whoever invited the bot again, where they manage the channel, else to who set it up", async () => {
    const bot = await startBot();
    const { manager, first, second } = bot.platform.people;
    await bot.records.managers.put(`managers/${backend}`, { people: [second.id] });
    const inviting = async (by: PersonId): Promise<void> => {
      await bot.platform.shut(backend, "not-a-member");
      await bot.pass({ minutes: 5 });
      await bot.platform.shut(backend, null, by);
      await bot.app.idle();
    };
    const offers = async (): Promise<readonly number[]> =>
      Promise.all([manager, first, second].map(async ({ id }) => (await whispered(bot, id)).length));
    await inviting(second.id);
    expect(await offers()).toEqual([0, 0, 1]);
    await inviting(first.id);
    expect(await offers()).toEqual([1, 0, 1]);
  });

  it("is told of once", async () => {
    const bot = await startBot();
    const gone = (): Promise<void> =>
      bot.platform.tell((handlers) => handlers.channel({ channel: backend, is: "gone" }));
    await gone();
    await bot.pass({ minutes: 5 });
    await gone();
    expect(await whispered(bot)).toEqual([
      "I cannot post here any more: I was taken out of the channel, or it was archived. Its questions are paused. " +
        "Invite me again, or unarchive it, to go on.",
    ]);
    expect(bot.log.filter(({ event }) => event === "a channel is lost; its plan is paused").length).toBe(1);
  });
});

describe("a channel with a new id", () => {
  const stages = async (bot: Bot, channel: ChannelKey): Promise<readonly string[]> =>
    Array.fromAsync(bot.records.drills.list(`${channel}/`), ([, { stage }]) => stage);

  it("keeps its settings and managers, paused until somebody says Resume; the old one is left in peace", async () => {
    const bot = await startBot({ plan: { topics: ["a"] } });
    const { manager, first } = bot.platform.people;
    await typed(bot, "managers add <@U2>");
    await bot.at("2027-03-15T09:30");
    await bot.platform.move(backend, moved);
    await bot.platform.tell((handlers) => handlers.channel({ channel: backend, is: "moved", to: moved }));
    await bot.app.idle();
    const said = await bot.platform.as(manager.id, moved).whispers();
    expect(said.map(({ text }) => text)).toEqual([
      "This channel has a new id, so to me it is another channel. Its settings came along; what was asked and answered " +
        "stays with the old one. Its questions are paused.",
    ]);
    const plan = await bot.records.plans.get(moved);
    expect([plan?.channel, plan?.topics, plan?.pause]).toEqual([moved, ["a"], { until: null }]);
    await bot.platform.as(first.id, moved).press(said[0]?.id ?? ("" as never), said[0]?.actions[0]?.id ?? "");
    for (const day of [16, 17]) await bot.at(`2027-03-${day}T09:30`);
    expect(await stages(bot, moved)).toEqual(["revealed", "open"]);
    expect(await stages(bot, backend)).toEqual(["open"]);
    expect((await bot.records.plans.get(backend))?.pause).toEqual({ until: null });
  });

  it("keeps what was answered under the old id, and reveals it when that is there again", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    const question = bot.platform.messages[0]?.ref.id ?? ("" as never);
    await bot.platform.as(bot.platform.people.first.id).say(question, "an answer of more than twenty characters");
    await bot.platform.move(backend, moved);
    await bot.at("2027-03-15T16:00");
    expect(await Array.fromAsync(bot.records.entries.list(""), ([key]) => key)).toEqual([`${backend}/2027-03-15/U2`]);
    await bot.platform.shut(backend, null);
    await bot.pass({ minutes: 1 });
    expect(await stages(bot, backend)).toEqual(["revealed"]);
  });

  it("that has a plan already keeps it as it is", async () => {
    const bot = await startBot();
    const plan = await bot.records.plans.get(backend);
    if (plan !== null) await bot.records.plans.create(moved, { ...plan, channel: moved, topics: ["b"] });
    await bot.platform.move(backend, moved);
    await bot.app.idle();
    const kept = await bot.records.plans.get(moved);
    expect([kept?.topics, kept?.pause]).toEqual([["b"], null]);
    expect(bot.platform.whispered).toEqual([]);
  });

  it("in another workspace gets nothing of it: the channel is lost", async () => {
    const bot = await startBot();
    await bot.platform.move(backend, abroad);
    await bot.app.idle();
    expect(await bot.records.plans.get(abroad)).toBe(null);
    expect((await bot.records.plans.get(backend))?.pause).toEqual({ until: null });
  });
});
