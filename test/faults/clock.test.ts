import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Model, startModel } from "../support/model/model.ts";
import { modelBot } from "../support/model/model-bot.ts";

// Over the model platform, a process of its own, whose every answer has a `Date`.

let model: Model;
beforeAll(async () => {
  model = await startModel();
});
afterAll(() => model.stop());

describe("fault 51, a wrong clock by the platform's `Date`", () => {
  it("a host three minutes ahead: nothing goes out early, the log says so once, and it goes on when the clock is right", async () => {
    const bot = await modelBot(model, "like-slack", { clockOff: { minutes: 3 } });
    const told = () => bot.log.filter(({ event }) => event.includes("the platform's")).map(({ level }) => level);
    // By its own clock the question is due. While the answers say otherwise it posts nothing, and asks again.
    await bot.until(async () => ((await model.log(bot.workspace)).calls["person"] ?? 0) >= 4);
    expect(await bot.posts()).toEqual([]);
    bot.setClock({ seconds: 0 });
    await bot.untilOpen();
    expect(told()).toEqual(["warn", "info"]);
    const [post, ...more] = await bot.posts();
    expect(more).toEqual([]);
    expect(Temporal.Instant.compare(post?.at ?? "", "2027-03-15T09:00:00Z")).toBe(1);
  });

  it("one answer whose `Date` is an hour off is told to nobody and holds nothing", async () => {
    const fault = { kind: "wrong-date", offMs: -3_600_000 } as const;
    const bot = await modelBot(model, "like-slack", { channels: 2, fault });
    await bot.untilOpen();
    expect((await bot.posts()).length).toBe(2);
    expect(bot.log.filter(({ level }) => level === "warn")).toEqual([]);
  });
});
