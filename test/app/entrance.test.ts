import { describe, expect, it } from "vitest";
import { type App, createApp } from "../../src/app/app.ts";
import { openRecords } from "../../src/app/records.ts";
import { BotError } from "../../src/core/errors.ts";
import { channelKey } from "../../src/core/keys.ts";
import { usualPlan } from "../../src/core/schedule/usual-plan.ts";
import type { Handlers, Platform } from "../../src/ports/platform.ts";
import { fixedBank, someQuestions } from "../support/bot.ts";
import { FakePlatform } from "../support/fake-platform.ts";
import { memoryStore } from "../support/memory-store.ts";
import { type LogLine, listeningLog } from "../support/silent-log.ts";
import { TestClock } from "../support/test-clock.ts";

const wrongToken = new BotError("platform.refused", "the token is wrong", { hint: "mend it", why: "token-revoked" });
const away = new BotError("platform.unsent", "nobody is there", { hint: "wait" });
const minutes = (count: number): number => count * 60_000;

/** What a platform's start does instead of letting the bot in, call by call; null: it lets it in. */
type Starts = readonly (BotError | "hangs" | null)[];

/** A bot on several platforms with a channel each, asked at 09:30 in Berlin; it is 09:00 there. */
async function threeDoors(starts: Readonly<Record<string, Starts>>) {
  const clock = new TestClock();
  const lines: LogLine[] = [];
  const records = openRecords(memoryStore());
  const stopped: string[] = [];
  const started: string[] = [];
  const fakes = new Map<string, FakePlatform>();
  const held = Promise.withResolvers<void>();
  const platforms = new Map<string, Platform>();
  for (const [name, each] of Object.entries(starts)) {
    const channel = channelKey(name, "W1", "backend");
    const fake = new FakePlatform({ clock, channels: [channel], facts: { name } });
    fakes.set(name, fake);
    const usual = usualPlan({
      channel,
      zone: "Europe/Berlin",
      configuredBy: fake.people.manager.id,
      since: clock.now(),
    });
    await records.plans.create(channel, { ...usual, postAt: Temporal.PlainTime.from("09:30") });
    const port = fake.platform();
    const left = [...each];
    const start = async (handlers: Handlers): Promise<void> => {
      started.push(name);
      const what = left.shift() ?? null;
      if (what === "hangs") await held.promise;
      else if (what !== null) throw what;
      await port.start(handlers);
    };
    platforms.set(name, { ...port, start, stop: () => port.stop().then(() => void stopped.push(name)) });
  }
  const app: App = createApp({
    clock,
    timer: clock,
    chance: { id: () => "id", number: () => 0.5 },
    log: listeningLog(lines),
    figures: { report: () => undefined },
    records,
    bank: fixedBank(someQuestions(12)),
    platforms,
    settings: { owner: "test", leaseMs: 20_000, managers: new Set(), setup: "members" },
  });
  const pass = async (ms: number): Promise<void> => {
    clock.pass(ms);
    await app.tick();
    await app.idle();
  };
  const sends = (): Readonly<Record<string, number>> =>
    Object.fromEntries([...fakes].map(([name, fake]) => [name, fake.sends.length]));
  const logged = (level: LogLine["level"]): readonly unknown[] =>
    lines.filter((line) => line.level === level).map(({ event, fields }) => [event, fields?.["platform"]]);
  return { app, clock, started, stopped, held, pass, sends, logged };
}

describe("a platform that does not let the bot in", () => {
  it("keeps the bot out of no other, and is told of", async () => {
    const { app, pass, sends, logged } = await threeDoors({ one: [], two: [wrongToken], three: [] });
    expect(await app.start()).toEqual([{ platform: "two", error: wrongToken }]);
    await pass(minutes(30));
    expect(sends()).toMatchObject({ one: 1, three: 1 });
    expect(logged("error")).toEqual([["a platform does not let the bot in; the others run on", "two"]]);
  });

  it("is asked again once an hour, and then hears people like the others", async () => {
    const { app, pass, started, logged } = await threeDoors({ one: [], two: [wrongToken, wrongToken] });
    await app.start();
    await pass(minutes(60) - 1);
    expect(started).toEqual(["one", "two"]);
    await pass(1);
    expect(started).toEqual(["one", "two", "two"]);
    await pass(minutes(59));
    expect(started).toEqual(["one", "two", "two"]);
    await pass(minutes(1));
    expect(started).toEqual(["one", "two", "two", "two"]);
    expect(logged("info")).toContainEqual(["a platform lets the bot in again", "two"]);
    await pass(minutes(120));
    expect(started).toEqual(["one", "two", "two", "two"]);
  });

  it("is asked again after a minute where what kept the bot out goes by itself", async () => {
    const { app, pass, started } = await threeDoors({ one: [], two: [away] });
    await app.start();
    await pass(59_999);
    expect(started).toEqual(["one", "two"]);
    await pass(1);
    expect(started).toEqual(["one", "two", "two"]);
  });

  it("is asked again at once when the clock was set back behind the refusal", async () => {
    const { app, pass, started } = await threeDoors({ one: [], two: [wrongToken] });
    await app.start();
    await pass(-1);
    expect(started).toEqual(["one", "two", "two"]);
  });

  it("is not asked again once the bot stops", async () => {
    const { app, pass, started } = await threeDoors({ one: [], two: [wrongToken] });
    await app.start();
    await app.stop();
    await pass(minutes(61));
    expect(started).toEqual(["one", "two"]);
  });

  it.each([
    ["the only one", { one: [wrongToken] }, "the token is wrong"],
    ["all of them", { one: [wrongToken], two: [away] }, "no platform lets the bot in"],
  ])("ends the start when it is %s", async (_name, starts, message) => {
    const { app } = await threeDoors(starts);
    await expect(app.start()).rejects.toThrow(message);
  });
});

describe("a platform that neither lets the bot in nor refuses", () => {
  it("holds the others' first tick up for 15 seconds, and comes when it comes", async () => {
    const { app, clock, held, sends, logged } = await threeDoors({ one: [], two: ["hangs"] });
    const starting = app.start();
    let isStarted = false;
    void starting.then(() => {
      isStarted = true;
    });
    for (let turn = 0; turn < 200; turn += 1) await null;
    clock.pass(14_999);
    for (let turn = 0; turn < 200; turn += 1) await null;
    expect(isStarted).toBe(false);
    clock.pass(1);
    expect(await starting).toEqual([]);
    expect(logged("warn")).toEqual([["a platform takes long to let the bot in; the others run on", "two"]]);
    held.resolve();
    await app.idle();
    clock.pass(minutes(30));
    await app.tick();
    expect(sends()).toEqual({ one: 1, two: 1 });
  });

  it("is stopped again when it lets the bot in after the stop", async () => {
    const { app, clock, held, stopped } = await threeDoors({ one: [], two: ["hangs"] });
    const starting = app.start();
    for (let turn = 0; turn < 200; turn += 1) await null;
    clock.pass(15_000);
    await starting;
    const stopping = app.stop();
    for (let turn = 0; turn < 200; turn += 1) await null;
    expect(stopped).toEqual(["one", "two"]);
    held.resolve();
    await stopping;
    expect(stopped).toEqual(["one", "two", "two"]);
  });
});
