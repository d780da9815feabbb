import { describe, expect, it } from "vitest";
import { beginPlan } from "../../src/app/drills/begin-plan.ts";
import type { Plan } from "../../src/core/schedule/plan.ts";
import { type Bot, startBot } from "../support/bot.ts";

const begin = async ({ app, platform }: Bot, changes: Partial<Plan> = {}): Promise<void> =>
  beginPlan(app.world, {
    channel: platform.channel,
    zone: "Europe/Berlin",
    postAt: Temporal.PlainTime.from("09:00"),
    days: [1, 2, 3, 4, 5, 6, 7],
    reveal: { kind: "same-day", at: Temporal.PlainTime.from("16:00") },
    mode: "open",
    topics: [],
    levels: [],
    daysOff: [],
    pause: null,
    graceMinutes: 120,
    announceReveal: false,
    ping: null,
    configuredBy: platform.people.manager.id,
    stopped: false,
    ...changes,
  });
const asked = async (bot: Bot): Promise<number> =>
  (await bot.platform.as(bot.platform.people.first.id).channel()).length;

describe("the first start of a channel", () => {
  it.each([
    ["before the time of the plan", "2027-03-15T05:00:00Z"],
    ["within the grace", "2027-03-15T09:00:00Z"],
    ["after the reveal's time", "2027-03-15T20:00:00Z"],
    ["on a Sunday, shortly before midnight", "2027-03-14T22:50:00Z"],
  ])("asks today's question at once %s", async (_when, start) => {
    const bot = await startBot({ plan: null, start });
    await begin(bot);
    expect(await asked(bot)).toBe(1);
    const plan = await bot.records.plans.get(bot.platform.channel);
    expect([plan?.since.toString(), plan?.configuredBy]).toEqual([start, bot.platform.people.manager.id]);
  });

  it("asks nothing a second time, not even days later", async () => {
    const bot = await startBot({ plan: null });
    await begin(bot);
    await begin(bot);
    await bot.at("2027-03-18T20:00");
    const before = await asked(bot);
    await begin(bot);
    expect([before, await asked(bot)]).toEqual([1, 1]);
  });

  it("asks when the process died between the plan and its question", async () => {
    const bot = await startBot({ plan: { days: [1, 2, 3, 4, 5, 6, 7] } });
    expect(await asked(bot)).toBe(0);
    await begin(bot);
    expect(await asked(bot)).toBe(1);
  });

  it("leaves a plan as people have set it", async () => {
    const bot = await startBot();
    const before = await bot.records.plans.get(bot.platform.channel);
    await begin(bot, { mode: "sealed" });
    expect(await bot.records.plans.get(bot.platform.channel)).toEqual(before);
  });
});
