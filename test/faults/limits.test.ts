import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PacingLimits } from "../../src/core/delivery/pacing.ts";
import type { Enforced } from "../support/enforced-limits.ts";
import { behaviourNames } from "../support/model/behaviour.ts";
import { type CountingModel, startModel } from "../support/model/model.ts";
import { modelBot } from "../support/model/model-bot.ts";

// The bot on a platform that enforces limits; its clock runs 40 times as fast as the wall's, so the margins are wide.

let model: CountingModel;
beforeAll(async () => {
  model = await startModel();
});
afterAll(() => model.stop());

const enforced: Enforced = {
  overall: { requests: 10, windowMs: 10_000 },
  channel: null,
  route: { requests: 1, windowMs: 2_000 },
};
const limits: PacingLimits = {
  overall: { perSecond: 0.5, burst: 1, kept: 0 },
  channel: { perSecond: 1_000, burst: 1_000 },
  routes: {},
};

describe.each(behaviourNames)("on a platform %s that lets 10 requests through in 10 s", (behaviour) => {
  it("a bot that is told of it has none refused, and posts each question once", async () => {
    const bot = await modelBot(model, behaviour, {
      channels: 8,
      limits: enforced,
      pacing: { limits, queue: "workspace" },
    });
    await bot.untilOpen();
    expect(await model.count(bot.workspace)).toEqual({ messages: 8, limited: 0 });
    expect(new Set((await bot.posts()).map(({ channel }) => channel)).size).toBe(8);
  });

  it("a bot that is told nothing has many refused, and posts each question once all the same", async () => {
    const bot = await modelBot(model, behaviour, { channels: 14, limits: enforced });
    await bot.untilOpen();
    const { messages, limited } = await model.count(bot.workspace);
    expect([messages, limited > 0]).toEqual([14, true]);
    expect(new Set((await bot.posts()).map(({ channel }) => channel)).size).toBe(14);
  });
});
