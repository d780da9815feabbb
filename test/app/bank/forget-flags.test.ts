import { describe, expect, it } from "vitest";
import { type Erasure, erase } from "../../../src/app/upkeep/erase.ts";
import { dataOf, encodedData } from "../../../src/app/upkeep/export.ts";
import type { ChannelKey, WorkspaceKey } from "../../../src/core/keys.ts";
import { type AskedBot, askedBot, toldText } from "../../support/asked-bot.ts";
import { askedQuestion, flagAs, flagIt, flagsOf } from "../../support/flagging.ts";

const workspace = "fake/W1" as WorkspaceKey;

/** Jonas, Priya and P3 flagged the question, which rests; Mira has looked at it. */
async function flaggedBot(): Promise<AskedBot> {
  const bot = await askedBot();
  await flagIt(bot, bot.jonas, { kind: "wrong", reason: "jonas-canary" });
  await flagIt(bot, bot.priya);
  await flagIt(bot, bot.somebody("P3"));
  await flagAs(bot, bot.mira, "rest");
  return bot;
}

describe("what people said of questions", () => {
  it("is theirs to see", async () => {
    const bot = await flaggedBot();
    const told = await bot.jonas.press(bot.question, "me/export");
    expect(toldText(told).split("\n")).toEqual([
      "What I keep of you here",
      "What you flagged",
      "Jonas: Something in it is not right (Mon 15 Mar)",
      "jonas-canary",
    ]);
    const data = await dataOf(bot.app.world, workspace, bot.platform.people.first.id);
    expect(encodedData(bot.app.world, data)).toMatchObject({
      flags: [
        {
          question: askedQuestion,
          channel: bot.platform.channel,
          person: "U2",
          name: "Jonas",
          kind: "wrong",
          reason: "jonas-canary",
          at: "2027-03-15T08:30:00Z",
        },
      ],
    });
  });

  it("is forgotten with them; the question rests on, and others' flags stay", async () => {
    const bot = await flaggedBot();
    await bot.jonas.press(bot.question, "me/forget-now");
    expect([(await flagsOf(bot)).map(([person]) => person), bot.stored().includes("jonas-canary")]).toEqual([
      ["U3", "P3"],
      false,
    ]);
    expect((await bot.records.flags.get(`${workspace}/${askedQuestion}`))?.rest?.by).toBe("manager");
    expect(toldText(await bot.mira.command("review")).split("\n")[3]).toBe("Flagged by 2 people · rests");
  });

  it("who decided is forgotten as well", async () => {
    const bot = await flaggedBot();
    await bot.mira.press(bot.question, "me/forget-now");
    const stored = await bot.records.flags.get(`${workspace}/${askedQuestion}`);
    expect([stored?.decided, JSON.stringify(stored).includes("Mira")]).toEqual([null, false]);
  });

  it.each<readonly [name: string, erasure: Erasure, left: number, records: number]>([
    ["a channel's", { kind: "channel", channel: "fake/W1/backend" as ChannelKey }, 0, 3],
    ["another channel's", { kind: "channel", channel: "fake/W1/random" as ChannelKey }, 3, 0],
    ["a workspace's", { kind: "workspace", workspace }, 0, 3],
    ["another workspace's", { kind: "workspace", workspace: "fake/W2" as WorkspaceKey }, 3, 0],
  ])("is erased with %s texts, and no further; twice is harmless", async (_name, erasure, left, records) => {
    const bot = await flaggedBot();
    expect((await erase(bot.app.world, erasure)).records).toBe(records);
    expect((await flagsOf(bot)).length).toBe(left);
    expect((await erase(bot.app.world, erasure)).records).toBe(0);
  });

  it("leaves with a workspace that is purged", async () => {
    const bot = await flaggedBot();
    await bot.records.said.put(`gone/${workspace}`, { at: bot.clock.now() });
    await erase(bot.app.world, { kind: "workspace", workspace });
    expect([...bot.store.rows.keys()].filter((key) => key.startsWith("flags/"))).toEqual([]);
  });
});
