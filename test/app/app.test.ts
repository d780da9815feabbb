import { describe, expect, it } from "vitest";
import { channelKey } from "../../src/core/keys.ts";
import { startBot } from "../support/bot.ts";
import { memoryStore } from "../support/memory-store.ts";

const channels = ["a", "b", "c"].map((name) => channelKey("fake", "W1", name));

describe("a tick", () => {
  it("does what is due in every channel, each once, however often it is called meanwhile", async () => {
    const bot = await startBot({ fake: { channels } });
    for (const channel of channels.slice(1)) {
      const plan = await bot.records.plans.get(bot.platform.channel);
      if (plan) await bot.records.plans.put(channel, { ...plan, channel });
      await bot.app.world.wake(channel);
    }
    bot.clock.pass(30 * 60_000);
    await Promise.all([bot.app.tick(), bot.app.tick(), bot.app.tick()]);
    expect(bot.platform.sends.map(({ key }) => key).toSorted()).toEqual(
      channels.map((channel) => `${channel}/question/2027-03-15/0`),
    );
  });

  it("one channel that hangs holds up no other", async () => {
    const hung = Promise.withResolvers<never>();
    const bot = await startBot({
      fake: { channels },
      port: (port) => ({
        ...port,
        post: (to, message, key) => (key.includes("/a/") ? hung.promise : port.post(to, message, key)),
      }),
    });
    const plan = await bot.records.plans.get(bot.platform.channel);
    const [, second] = channels;
    if (plan === null || second === undefined) throw new Error("no plan");
    await bot.records.plans.put(second, { ...plan, channel: second });
    await bot.app.world.wake(second);
    bot.clock.pass(30 * 60_000);
    const ticking = bot.app.tick();
    await bot.app.world.wake(second);
    expect(bot.platform.sends.map(({ key }) => key)).toEqual([`${second}/question/2027-03-15/0`]);
    hung.reject(new Error("reset"));
    await ticking;
  });

  it("a channel that could not be tended is tried again after ten seconds", async () => {
    const store = memoryStore();
    const bot = await startBot({ store });
    store.failing = true;
    await bot.at("2027-03-15T09:30");
    store.failing = false;
    await bot.pass({ seconds: 9 });
    expect(bot.platform.sends).toEqual([]);
    await bot.pass({ seconds: 1 });
    expect(bot.platform.sends.length).toBe(1);
    expect(bot.log.some(({ level, event }) => level === "error" && event === "a channel could not be tended")).toBe(
      true,
    );
  });
});

describe("start and stop", () => {
  it("a start finds what is due and what is open, and tells the platform only then", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    await bot.records.plans.update(bot.platform.channel, (plan) => plan && { ...plan, stopped: true });
    await bot.app.stop();
    bot.clock.pass(7 * 3_600_000);
    await bot.app.start();
    await bot.app.tick();
    expect((await bot.records.drills.get(`${bot.platform.channel}/2027-03-15`))?.stage).toBe("revealed");
  });

  it("stop waits for what is under way, what nobody waits for included", async () => {
    const told: string[] = [];
    const gate = Promise.withResolvers<void>();
    const bot = await startBot();
    bot.app.world.aside(
      gate.promise.then(() => told.push("aside")),
      "a test",
    );
    const stopping = bot.app.stop().then(() => told.push("stopped"));
    for (let turn = 0; turn < 50; turn += 1) await null;
    expect(told).toEqual([]);
    gate.resolve();
    await stopping;
    expect(told).toEqual(["aside", "stopped"]);
  });

  it("what fails on the side is logged, and stops nothing", async () => {
    const bot = await startBot();
    bot.app.world.aside(Promise.reject(new Error("no")), "a receipt");
    await bot.app.idle();
    expect(bot.log.map(({ level, event }) => [level, event])).toContainEqual(["warn", "a receipt failed"]);
  });

  it("is safe to stop twice", async () => {
    const bot = await startBot();
    await bot.app.stop();
    await bot.app.stop();
    expect(bot.platform.sends).toEqual([]);
  });
});
