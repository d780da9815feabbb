import { describe, expect, it } from "vitest";
import type { Figure } from "../../src/ports/figures.ts";
import type { Platform } from "../../src/ports/platform.ts";
import { type Bot, type BotOptions, startBot } from "../support/bot.ts";
import { listeningFigures } from "../support/listening-figures.ts";
import { memoryStore } from "../support/memory-store.ts";
import { TestClock } from "../support/test-clock.ts";

type Told = Bot & Readonly<{ told: () => readonly Figure[] }>;
type Counted = Exclude<Figure, { kind: "tick" | "held" | "lost" | "delivery" }>;
const standing: ReadonlySet<Figure["kind"]> = new Set(["tick", "held", "lost", "delivery"]);

/** A bot and what it reported since it was last asked. */
async function startTold(options: BotOptions = {}): Promise<Told> {
  const reported: Figure[] = [];
  const bot = await startBot({ ...options, figures: listeningFigures(reported) });
  return { ...bot, told: () => reported.splice(0) };
}

/** What is told once when it happens; the rest is how things stand, told again and again. */
const counted = (figures: readonly Figure[]): readonly Counted[] =>
  figures.filter((figure): figure is Counted => !standing.has(figure.kind));
const standings = (figures: readonly Figure[]) =>
  figures.flatMap((figure) => (figure.kind === "delivery" ? [[figure.of, figure.stands]] : []));
const held = (figures: readonly Figure[]) =>
  figures.flatMap((figure) => (figure.kind === "held" ? [[figure.replies, figure.oldestMs]] : [])).at(-1);

const answer = "An answer of more than twenty characters.";
const say = async (bot: Bot, text = answer): Promise<void> => {
  const { platform } = bot;
  const id = platform.messages.find(({ key }) => key?.includes("/question/") === true)?.ref.id ?? null;
  await platform.as(platform.people.first.id).say(id, text);
};

describe("a day", () => {
  it("is told as it goes: the question, what people write, the reveal", async () => {
    const bot = await startTold();
    await bot.at("2027-03-15T09:30");
    expect(counted(bot.told())).toEqual([
      { kind: "sent", of: "question", found: false },
      { kind: "out", of: "question", lateMs: 0 },
    ]);
    await say(bot);
    const mira = bot.platform.as(bot.platform.people.manager.id);
    await mira.command("answer");
    await mira.submit({ text: "Written in the form." });
    expect(bot.told()).toEqual([
      { kind: "saved", from: "thread" },
      { kind: "saved", from: "form" },
    ]);
    await bot.at("2027-03-15T16:00:07");
    expect(counted(bot.told())).toEqual([
      { kind: "sent", of: "reveal", found: false },
      { kind: "sent", of: "reveal", found: false },
      { kind: "sent", of: "reveal", found: false },
      { kind: "out", of: "reveal", lateMs: 7_000 },
    ]);
  });

  it("with a tick and nothing to do tells of the tick, and that nothing waits or is lost", async () => {
    const bot = await startTold();
    bot.told();
    await bot.pass({ seconds: 5 });
    expect(bot.told()).toEqual([
      { kind: "tick" },
      { kind: "held", replies: 0, oldestMs: 0 },
      { kind: "lost", channels: 0 },
    ]);
  });

  it("tells how late a question is that had to wait", async () => {
    const bot = await startTold();
    await bot.at("2027-03-15T10:30");
    expect(counted(bot.told()).at(-1)).toEqual({ kind: "out", of: "question", lateMs: 3_600_000 });
  });

  it("tells of a reveal once all of it is out", async () => {
    const clock = new TestClock();
    const port = (platform: Platform): Platform => ({
      ...platform,
      post: (...args) => {
        clock.pass(2_000);
        return platform.post(...args);
      },
    });
    const bot = await startTold({ fake: { clock }, port });
    await bot.at("2027-03-15T09:30");
    await bot.at("2027-03-15T16:00");
    expect(counted(bot.told()).at(-1)).toEqual({ kind: "out", of: "reveal", lateMs: 6_000 });
  });

  it("that repeats what it heard already tells nothing of it twice", async () => {
    const bot = await startTold();
    await bot.at("2027-03-15T09:30");
    await say(bot);
    bot.told();
    const reply = bot.platform.messages.find(({ author }) => author !== null)?.ref.id;
    if (reply !== undefined) await bot.platform.repeat(reply);
    expect(bot.told()).toEqual([]);
  });
});

describe("a delivery", () => {
  it("in doubt is told so with its age, with the replies that wait for it, until a look finds it", async () => {
    const bot = await startTold({ fake: { facts: { repeatSafeMs: 0 } } });
    bot.told();
    bot.platform.fail("post", { kind: "doubt", accepted: true });
    await bot.at("2027-03-15T09:30");
    await say(bot);
    const first = bot.told();
    expect(counted(first)).toEqual([{ kind: "failed", of: "question", outcome: "doubt" }]);
    // Told when it gets in line, and once more when its turn has come.
    expect(standings(first)).toEqual([
      ["question", { is: "due" }],
      ["question", { is: "due" }],
      ["question", { is: "doubt", forMs: 0 }],
    ]);
    await bot.pass({ seconds: 10 });
    const second = bot.told();
    expect([standings(second), held(second)]).toEqual([[["question", { is: "doubt", forMs: 10_000 }]], [1, 10_000]]);
    await bot.pass({ seconds: 20 });
    const third = bot.told();
    expect(counted(third)).toEqual([
      { kind: "sent", of: "question", found: true },
      { kind: "out", of: "question", lateMs: 0 },
      { kind: "saved", from: "thread" },
    ]);
    expect(standings(third).at(-1)).toEqual(["question", null]);
    await bot.pass({ seconds: 5 });
    expect(held(bot.told())).toEqual([0, 0]);
  });

  it("sent again while in doubt keeps the age of its first send, and is late by its last", async () => {
    const bot = await startTold();
    bot.told();
    for (let send = 0; send < 2; send += 1) bot.platform.fail("post", { kind: "doubt", accepted: false });
    await bot.at("2027-03-15T09:30");
    await bot.pass({ seconds: 5 });
    expect(standings(bot.told()).at(-1)).toEqual(["question", { is: "doubt", forMs: 5_000 }]);
    await bot.pass({ seconds: 10 });
    expect(counted(bot.told())).toEqual([
      { kind: "sent", of: "question", found: false },
      { kind: "out", of: "question", lateMs: 15_000 },
    ]);
  });

  it("refused is told as parked, and as dropped and missed when nobody mends it in time", async () => {
    const bot = await startTold();
    bot.told();
    bot.platform.fail("post", { kind: "refuse", why: "missing-permission" });
    await bot.at("2027-03-15T09:30");
    const refused = bot.told();
    expect(counted(refused)).toEqual([{ kind: "failed", of: "question", outcome: "refused" }]);
    expect(standings(refused).at(-1)).toEqual(["question", { is: "parked" }]);
    await bot.pass({ hours: 3 });
    const missed = bot.told();
    expect(counted(missed)).toEqual([
      { kind: "dropped", of: "question" },
      { kind: "missed", reason: "parked" },
    ]);
    expect(standings(missed).at(-1)).toEqual(["question", null]);
  });
});

describe("a slot", () => {
  it("missed after the grace is told once", async () => {
    const bot = await startTold();
    bot.told();
    await bot.at("2027-03-15T12:00");
    await bot.pass({ minutes: 1 });
    expect(counted(bot.told())).toEqual([{ kind: "missed", reason: "past-grace" }]);
  });

  it("without a question is told as that", async () => {
    const bot = await startTold({ questions: [] });
    bot.told();
    await bot.at("2027-03-15T09:30");
    expect(counted(bot.told())).toEqual([{ kind: "missed", reason: "no-question" }]);
  });
});

describe("what goes beside a day", () => {
  it("a reply that no event told of is told as read back", async () => {
    const bot = await startTold();
    await bot.at("2027-03-15T09:30");
    bot.told();
    bot.platform.deaf = true;
    await say(bot);
    await bot.platform.reconnect();
    expect(bot.told()).toEqual([{ kind: "saved", from: "read-back" }]);
  });

  it("a reveal that is made anew is told as amended", async () => {
    const bot = await startTold();
    await bot.at("2027-03-15T09:30");
    const { first, manager } = bot.platform.people;
    const [question] = bot.platform.messages;
    await bot.platform.as(first.id).command("answer");
    await bot.platform.as(first.id).submit({ text: "Written in the form." });
    await bot.at("2027-03-15T16:00");
    bot.told();
    if (question) await bot.platform.as(manager.id).press(question.ref.id, "hide/2027-03-15/0.0", first.id);
    expect(counted(bot.told())).toEqual([{ kind: "amended" }]);
  });

  it("a channel that cannot be tended is told, each time", async () => {
    const store = memoryStore();
    const bot = await startTold({ store });
    bot.told();
    store.failing = true;
    await bot.at("2027-03-15T09:30");
    await bot.pass({ seconds: 10 });
    expect(counted(bot.told())).toEqual([{ kind: "untended" }, { kind: "untended" }]);
  });

  it("something owed that cannot be done is told", async () => {
    const bot = await startTold();
    bot.platform.fail("post", { kind: "unsent" });
    await bot.at("2027-03-15T09:30");
    bot.told();
    await bot.records.deliveries.delete(`${bot.platform.channel}/question/2027-03-15/0`);
    await bot.pass({ seconds: 5 });
    expect(counted(bot.told())).toEqual([{ kind: "untended" }]);
  });

  it("a channel that is owed nothing any more is told to be at rest", async () => {
    const bot = await startTold();
    bot.told();
    await bot.platform.as(bot.platform.people.manager.id).command("stop");
    await bot.pass({ minutes: 1 });
    expect(counted(bot.told())).toEqual([{ kind: "at-rest", channel: bot.platform.channel }]);
  });
});

it("tells how many channels are lost, over a restart too, until they are back", async () => {
  const bot = await startTold();
  const { channel } = bot.platform;
  const lost = async (): Promise<number | undefined> => {
    await bot.pass({ seconds: 5 });
    return bot
      .told()
      .flatMap((figure) => (figure.kind === "lost" ? [figure.channels] : []))
      .at(-1);
  };
  expect(await lost()).toBe(0);
  await bot.platform.shut(channel, "not-a-member");
  await bot.app.stop();
  await bot.app.start();
  expect(await lost()).toBe(1);
  await bot.platform.shut(channel, null);
  expect(await lost()).toBe(0);
});
