import { describe, expect, it } from "vitest";
import { words } from "../../src/core/message/words.ts";
import type { PacedCall, PlatformPacing } from "../../src/ports/pacing.ts";
import { startBot } from "../support/bot.ts";
import { type MemoryRows, memoryStore } from "../support/memory-store.ts";
import { oneASecond, type PacedBot, startPacedBot } from "../support/paced-bot.ts";

const questionKey = (channel: string): string => `fake/W1/${channel}/question/2027-03-15/0`;
const free = { ...oneASecond, overall: { perSecond: 100, burst: 100, kept: 0 } };
/** Like Slack, each method has a limit of its own. */
const byRoute: PlatformPacing["count"] = ({ kind }) => ({ route: kind, posts: kind === "post" });
/** Like Slack, a platform that never takes a repeat for what it is. */
const lookedFor = { facts: { repeatSafeMs: 0 } };

const stageIn = async (bot: PacedBot, channel: string): Promise<string | undefined> =>
  (await bot.records.drills.get(`fake/W1/${channel}/2027-03-15`))?.stage;

describe("a message in doubt, where calls are paced", () => {
  it("is counted as a post when it is sent and as a search when it is looked for, each in its place", async () => {
    const counted: PacedCall[] = [];
    const count: PlatformPacing["count"] = (call) => {
      counted.push(call);
      return byRoute(call);
    };
    const bot = await startPacedBot({ channels: 1, limits: free, pacing: { count }, fake: lookedFor });
    bot.platform.fail("post", { kind: "doubt", accepted: false });
    await bot.flowTo("09:31");
    const to = { kind: "channel", channel: bot.platform.channel };
    expect(counted.filter(({ kind }) => kind === "post" || kind === "find")).toEqual([
      { kind: "post", to },
      { kind: "find", to },
      { kind: "post", to },
    ]);
    expect(await stageIn(bot, "c1")).toBe("open");
  });

  it("and surely not out is let go of where it cannot be sent soon, and sent once when it can", async () => {
    const bot = await startPacedBot({ channels: 2, limits: free, pacing: { count: byRoute }, fake: lookedFor });
    bot.platform.fail("post", { kind: "doubt", accepted: false });
    bot.platform.fail("post", { kind: "busy", retryAfterMs: 120_000, scope: "route" });
    await bot.flowTo("09:31:20");
    const waiting = await bot.records.deliveries.get(questionKey("c2"));
    expect([waiting?.state.kind, waiting?.lease]).toEqual(["sending", null]);
    await bot.flowTo("09:34");
    const looks = bot.calls.filter(({ call }) => call === "find").map(({ at }) => Math.floor(at - 1800));
    expect(looks).toEqual([35, 45, 55, 65, 95, 105, 115]);
    expect([await stageIn(bot, "c1"), await stageIn(bot, "c2")]).toEqual(["open", "open"]);
    expect(bot.platform.messages.map(({ key }) => key).sort()).toEqual([questionKey("c1"), questionKey("c2")]);
  });

  it("and surely not out goes first once it may, before what waits longer, and is not looked for again", async () => {
    const bot = await startPacedBot({ channels: 3, pacing: { count: byRoute }, fake: lookedFor });
    bot.platform.fail("post", { kind: "doubt", accepted: false });
    bot.platform.fail("post", { kind: "busy", retryAfterMs: 38_000, scope: "route" });
    await bot.flowTo("09:31:30");
    expect(bot.calls.map(({ call, channel, at }) => `${Math.floor(at - 1800)} ${call} ${channel}`)).toEqual([
      "0 post c2",
      "1 post c3",
      "35 find c2",
      "39 post c2",
      "40 post c1",
      "41 post c3",
    ]);
  });

  it("is looked for however late the search may go, beyond the grace of its question", async () => {
    const bot = await startPacedBot({ channels: 1, limits: free, pacing: { count: byRoute }, fake: lookedFor });
    bot.platform.fail("post", { kind: "doubt", accepted: true });
    bot.platform.fail("find", { kind: "busy", retryAfterMs: 3 * 3_600_000, scope: "route" });
    await bot.flowTo("12:30");
    expect(await stageIn(bot, "c1")).toBe("planned");
    await bot.flowTo("12:31");
    expect(await stageIn(bot, "c1")).toBe("open");
    expect(bot.platform.sends.length).toBe(1);
  });
});

describe("a question that waits for its turn", () => {
  it("is left alone when another process has sent it meanwhile", async () => {
    const rows: MemoryRows = new Map();
    const bot = await startPacedBot({ channels: 2, store: memoryStore(rows), settings: { owner: "one" } });
    const other = await startBot({
      platform: bot.platform,
      store: memoryStore(rows),
      settings: { owner: "two" },
      plan: null,
      port: (port) => ({ ...port, facts: { ...port.facts, pacing: null } }),
    });
    await bot.flowTo("09:30:00.500");
    await other.app.tick();
    expect((await bot.records.deliveries.get(questionKey("c1")))?.state.kind).toBe("sent");
    await bot.flow({ seconds: 5 });
    expect(bot.calls.map(({ call, channel }) => `${call} ${channel}`)).toEqual(["post c2"]);
    expect(bot.log.map(({ event }) => event)).toEqual(["question posted"]);
    expect(bot.platform.messages.map(({ key }) => key)).toEqual([questionKey("c2"), questionKey("c1")]);
  });

  it("is looked for in a turn of its own when another process has left it in doubt meanwhile", async () => {
    const rows: MemoryRows = new Map();
    const counted: string[] = [];
    const count: PlatformPacing["count"] = (call) => {
      if (call.kind === "find" || call.kind === "post") counted.push(call.kind);
      return byRoute(call);
    };
    const bot = await startPacedBot({
      channels: 2,
      limits: { ...oneASecond, overall: { perSecond: 0.01, burst: 1, kept: 0 } },
      pacing: { count },
      fake: lookedFor,
      store: memoryStore(rows),
      settings: { owner: "one" },
    });
    const other = await startBot({
      platform: bot.platform,
      store: memoryStore(rows),
      settings: { owner: "two" },
      plan: null,
      port: (port) => ({ ...port, facts: { ...port.facts, pacing: null } }),
    });
    await bot.flowTo("09:30:00.500");
    bot.platform.fail("post", { kind: "doubt", accepted: true });
    await other.app.tick();
    await bot.flowTo("09:35");
    expect(counted).toEqual(["post", "post", "find"]);
    expect(bot.platform.sends.length).toBe(2);
    expect(await stageIn(bot, "c1")).toBe("open");
  });

  it("and was put off for somebody in its channel goes as soon as it may", async () => {
    const bot = await startPacedBot({ channels: 2, limits: free, pacing: { count: byRoute } });
    bot.platform.fail("post", { kind: "busy", retryAfterMs: 10_000, scope: "route" });
    await bot.flowTo("09:30:08");
    expect(bot.calls.map(({ call, channel }) => `${call} ${channel}`)).toEqual(["post c2"]);
    const taken = bot.platform.as(bot.platform.people.manager.id).command("now");
    await bot.flow({ seconds: 1 });
    expect(await taken).toMatchObject({ message: { text: words.now.used("Tue 16 Mar, 09:30") } });
    await bot.flowTo("09:30:11");
    expect(bot.platform.messages.map(({ key, at }) => [key, at.toString()])).toEqual([
      [questionKey("c1"), "2027-03-15T08:30:10.001Z"],
    ]);
  });
});
