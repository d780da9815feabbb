import { describe, expect, it } from "vitest";
import { noteChange } from "../../src/app/answers/note-change.ts";
import { BotError } from "../../src/core/errors.ts";
import type { ChannelKey, QuestionId } from "../../src/core/keys.ts";
import type { Place } from "../../src/core/message/message.ts";
import { plainText } from "../../src/core/message/plain.ts";
import type { PlatformPacing } from "../../src/ports/pacing.ts";
import { oneASecond, type PacedBot, startPacedBot } from "../support/paced-bot.ts";

// Three questions are due at 09:30 and may go a second apart, in this order: c2, c3, c1.
const drillOf = (channel: string): string => `fake/W1/${channel}/2027-03-15`;
const channelOf = (to: Place): ChannelKey => (to.kind === "channel" ? to.channel : to.of.channel);

/** Every call since the questions were due, in whole seconds. */
const callsOf = ({ calls }: PacedBot): readonly string[] =>
  calls.map(({ call, channel, at }) => `${Math.floor(at - 1800)} ${call} ${channel}`);

/** As another process would do it that swaps the question; gives the number of the new one. */
async function swap(bot: PacedBot, channel: string): Promise<number> {
  const before = await bot.records.drills.get(drillOf(channel));
  const number = before?.stage === "planned" && before.question === "q1" ? 2 : 1;
  await bot.records.drills.update(drillOf(channel), (drill) =>
    drill?.stage === "planned" ? { ...drill, question: `q${number}` as QuestionId } : null,
  );
  return number;
}

/** As another process would do it that finds the slot too late. */
async function miss(bot: PacedBot, channel: string): Promise<void> {
  await bot.records.drills.update(drillOf(channel), (drill) =>
    drill?.stage === "planned"
      ? { stage: "missed", channel: drill.channel, date: drill.date, postAt: drill.postAt, reason: "past-grace" }
      : null,
  );
}

describe("a question in line", () => {
  it("goes out as its drill stands when its turn has come", async () => {
    const bot = await startPacedBot();
    await bot.flowTo("09:30:00.500");
    const number = await swap(bot, "c1");
    await bot.flow({ seconds: 5 });
    const sent = bot.platform.sends.find(({ to }) => channelOf(to) === bot.channels[0]);
    const [prompt] = /Prompt \d+\?/.exec(plainText(sent?.message.doc ?? [])) ?? [];
    expect(prompt).toBe(`Prompt ${number}?`);
    expect(callsOf(bot)).toEqual(["0 post c2", "1 post c3", "2 post c1"]);
  });

  it("gives its turn back when there is nothing to post any more, so that its route is free for others", async () => {
    const count: PlatformPacing["count"] = (call) => ({
      route: call.kind === "post" && channelOf(call.to) === "fake/W1/c2" ? null : "others",
      posts: call.kind === "post",
    });
    const bot = await startPacedBot({ pacing: { count } });
    await bot.flowTo("09:30:00.500");
    await miss(bot, "c3");
    await bot.flow({ seconds: 20 });
    expect(callsOf(bot)).toEqual(["0 post c2", "2 post c1"]);
  });

  it("is not posted once the platform contradicts the clock, and goes on when they agree", async () => {
    const bot = await startPacedBot();
    await bot.flowTo("09:30:00.500");
    const tell = (minutes: number) =>
      bot.platform.tell(async (handlers) => {
        const now = bot.clock.now();
        handlers.clock({ at: now.add({ minutes }), askedAt: now });
      });
    for (let answer = 0; answer < 3; answer += 1) await tell(5);
    await bot.flow({ seconds: 60 });
    expect(callsOf(bot).filter((call) => call.includes("post"))).toEqual(["0 post c2"]);
    for (let answer = 0; answer < 2; answer += 1) await tell(0);
    await bot.flow({ seconds: 30 });
    expect(bot.platform.messages.length).toBe(3);
  });

  it("that was refused and may be tried at once goes to the end of the line all the same", async () => {
    let isRefused = false;
    const busy = new BotError("platform.busy", "wait", { hint: "wait", retryAfterMs: 0, scope: "route" });
    const bot = await startPacedBot({
      channels: 2,
      limits: { ...oneASecond, overall: { perSecond: 0.1, burst: 1, kept: 0 } },
      port: (port) => ({
        ...port,
        post: (...given) => {
          if (isRefused) return port.post(...given);
          isRefused = true;
          return Promise.reject(busy);
        },
      }),
    });
    await bot.flowTo("09:31");
    expect(callsOf(bot)).toEqual(["1 post c2", "11 post c1", "21 post c2"]);
  });

  it("goes before what an older reveal of its channel has to be told anew", async () => {
    const bot = await startPacedBot();
    await bot.flowTo("16:01");
    const drill = await bot.records.drills.get(drillOf("c1"));
    if (drill?.stage !== "revealed") throw new Error(`the drill is ${drill?.stage}`);
    bot.clock.pass(17 * 3_600_000 + 28 * 60_000);
    await bot.flow({ seconds: 55 });
    const before = bot.calls.length;
    await noteChange(bot.app.world, drill);
    await bot.flow({ seconds: 30 });
    const inFirst = bot.calls.slice(before).filter(({ channel }) => channel === "c1");
    expect(inFirst.slice(0, 4).map(({ call }) => call)).toEqual(["post", "edit", "edit", "edit"]);
  });
});
