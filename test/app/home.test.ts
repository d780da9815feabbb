import { describe, expect, it } from "vitest";
import { homeFor } from "../../src/app/channels/home.ts";
import { type ChannelKey, channelKey, type PersonId, workspaceKey } from "../../src/core/keys.ts";
import type { Plan } from "../../src/core/schedule/plan.ts";
import { long } from "../support/asked-bot.ts";
import { type Bot, startBot } from "../support/bot.ts";

const backend = channelKey("fake", "W1", "backend");
const data = channelKey("fake", "W1", "data");
const other = channelKey("fake", "W2", "elsewhere");

/** Plans like the first channel's for other channels, at 10:00. */
async function planned(bot: Bot, channels: readonly ChannelKey[], more: Partial<Plan> = {}): Promise<void> {
  const plan = await bot.records.plans.get(bot.platform.channel);
  if (plan === null) throw new Error("the first channel has no plan");
  const postAt = Temporal.PlainTime.from("10:00");
  for (const channel of channels) {
    await bot.records.plans.create(channel, { ...plan, postAt, channel, ...more });
    await bot.app.world.wake(channel);
  }
}

const linesOf = async (bot: Bot, person: PersonId, pressed?: string): Promise<readonly string[]> =>
  ((await bot.platform.as(person).home(pressed))?.text ?? "nothing").split("\n");

const questionIn = (bot: Bot, channel: ChannelKey) => {
  const found = bot.platform.messages.find(({ ref, author }) => ref.channel === channel && author === null);
  if (found === undefined) throw new Error(`no question in ${channel}`);
  return found.ref;
};

describe("a person's own page", () => {
  it("before their first answer says when figures start, and when the next question comes", async () => {
    const bot = await startBot();
    expect(await linesOf(bot, bot.platform.people.first.id)).toEqual([
      "Your drills",
      "Your figures start with your first answer.",
      "#backend",
      "Next question: Mon 15 Mar, 09:30",
    ]);
  });

  it("says what is open with its address and whether they answered it, and their figures over all their channels", async () => {
    const bot = await startBot({ fake: { channels: [backend, data] } });
    await planned(bot, [data]);
    await bot.at("2027-03-15T10:00");
    const { first, second } = bot.platform.people;
    await bot.platform.as(first.id).say(questionIn(bot, backend).id, long);
    const link = (channel: ChannelKey): string => `https://fake.example/${channel}/${questionIn(bot, channel).id}`;
    const [inBackend, inData] = [link(backend), link(data)];
    const page = await linesOf(bot, first.id);
    expect(page.map((line) => line.replace(/Title \d+/u, "Title"))).toEqual([
      "Your drills",
      "1 of 1 answered · streak 1 · longest 1",
      "#backend",
      `Title (${inBackend}) · reveal Mon 15 Mar, 16:00 · you answered`,
      "Next question: Tue 16 Mar, 09:30",
      "#data",
      `Title (${inData}) · reveal Mon 15 Mar, 16:00 · not answered yet`,
      "Next question: Tue 16 Mar, 10:00",
    ]);
    expect((await linesOf(bot, second.id)).slice(0, 4).at(-1)).toMatch(/not answered yet$/u);
  });

  it("shows no channel that they are not in, and none of their channels without a plan", async () => {
    const bot = await startBot({ fake: { channels: [backend, data, channelKey("fake", "W1", "random")] } });
    await planned(bot, [data]);
    const { first } = bot.platform.people;
    bot.platform.leaveChannel(first.id, backend);
    expect(await linesOf(bot, first.id)).toEqual([
      "Your drills",
      "Your figures start with your first answer.",
      "#data",
      "Next question: Mon 15 Mar, 10:00",
    ]);
    bot.platform.leaveChannel(first.id, data);
    expect(await linesOf(bot, first.id)).toEqual([
      "Your drills",
      "Your figures start with your first answer.",
      "None of your channels has drills yet. /drill setup in a channel starts them.",
    ]);
  });

  it("shows nothing of another workspace, whatever a platform says", async () => {
    const bot = await startBot({ fake: { channels: [backend, other] } });
    await planned(bot, [other]);
    await bot.at("2027-03-15T10:00");
    const { first } = bot.platform.people;
    await bot.platform.as(first.id, other).say(questionIn(bot, other).id, long);
    const channels = [backend, other].map((channel) => ({ channel, name: channel.slice(-6) }));
    const page = await homeFor(bot.app.world, {
      workspace: workspaceKey("fake", "W1"),
      person: first.id,
      channels,
      pressed: null,
    });
    expect(JSON.stringify(page)).not.toMatch(/W2|elsewhere|sewhere/u);
    expect(JSON.stringify(page)).toMatch(/Your figures start with your first answer/u);
  });

  it("says neither which question comes next nor anything of its answer", async () => {
    const bot = await startBot();
    const { first } = bot.platform.people;
    bot.platform.fail("post", { kind: "doubt", accepted: false });
    await bot.at("2027-03-15T09:30");
    expect((await bot.records.drills.get(`${backend}/2027-03-15`))?.stage).toBe("planned");
    expect((await linesOf(bot, first.id)).slice(2)).toEqual(["#backend", "Next question: Tue 16 Mar, 09:30"]);
    await bot.pass({ minutes: 1 });
    expect((await linesOf(bot, first.id)).join()).not.toMatch(/Canary|Point/u);
  });

  it.each<readonly [string, Partial<Plan>, readonly string[]]>([
    ["paused", { pause: { until: null } }, ["#backend", "Paused."]],
    ["ended", { stopped: true }, ["None of your channels has drills yet. /drill setup in a channel starts them."]],
  ])("says of a channel that is %s what it is", async (_name, plan, expected) => {
    const bot = await startBot({ plan });
    expect((await linesOf(bot, bot.platform.people.first.id)).slice(2)).toEqual(expected);
  });

  it("keeps what was answered in a channel whose plan has ended, and leaves the question that is still open", async () => {
    const bot = await startBot();
    const { first, manager } = bot.platform.people;
    await bot.at("2027-03-15T09:30");
    await bot.platform.as(first.id).say(questionIn(bot, backend).id, long);
    await bot.platform.as(manager.id).command("stop");
    expect((await linesOf(bot, first.id)).length).toBe(4);
    await bot.at("2027-03-15T16:00");
    expect(await linesOf(bot, first.id)).toEqual([
      "Your drills",
      "1 of 1 answered · streak 1 · longest 1",
      "None of your channels has drills yet. /drill setup in a channel starts them.",
    ]);
  });
});

describe("a person in many channels", () => {
  const many = Array.from({ length: 23 }, (_, at) => channelKey("fake", "W1", `room-${String(at).padStart(2, "0")}`));

  it("turns pages of ten, what is open first, then by name", async () => {
    const bot = await startBot({ fake: { channels: many }, plan: { days: [2] } });
    await planned(bot, many.slice(1), { days: [2] });
    const late = many.at(-1) ?? backend;
    await bot.platform.as(bot.platform.people.manager.id, late).command("now");
    const person = bot.platform.as(bot.platform.people.first.id);
    const rooms = async (pressed?: string): Promise<readonly string[]> =>
      [...((await person.home(pressed))?.text ?? "").matchAll(/#room-(\d\d)/gu)].map(([, room]) => room ?? "");
    expect(await rooms()).toEqual(["22", "00", "01", "02", "03", "04", "05", "06", "07", "08"]);
    expect(await rooms("home/1")).toEqual(["09", "10", "11", "12", "13", "14", "15", "16", "17", "18"]);
    expect(await rooms("home/2")).toEqual(["19", "20", "21"]);
    expect(await rooms("home/9")).toEqual(["19", "20", "21"]);
    expect(await rooms("home/-1")).toEqual(await rooms());
    const page = await person.home("home/1");
    expect(page?.actions.map(({ id, label }) => [id, label])).toEqual([
      ["home/0", "Previous"],
      ["home/2", "Next"],
    ]);
    expect(page?.text.split("\n").at(-1)).toBe("Page 2 of 3");
  });
});
