import { setImmediate as nextTurn } from "node:timers/promises";
import type { PacingLimits } from "../../src/core/delivery/pacing.ts";
import { type ChannelKey, channelKey, partsOf } from "../../src/core/keys.ts";
import type { Plan } from "../../src/core/schedule/plan.ts";
import type { PacedCall, PlatformPacing } from "../../src/ports/pacing.ts";
import type { Platform } from "../../src/ports/platform.ts";
import { type Bot, type BotOptions, buildBot } from "./bot.ts";

/** One call as it reached the platform: seconds since the bot was started. */
export type MadeCall = Readonly<{ call: PacedCall["kind"]; channel: string; at: number }>;

/** A bot whose platform has limits, with a plan in each of its channels, and time that goes on from timer to timer. */
export type PacedBot = Bot &
  Readonly<{
    channels: readonly ChannelKey[];
    calls: readonly MadeCall[];
    /** Lets all run that needs no time. */
    settled: () => Promise<void>;
    /** Lets time pass with its timers, a tick every five seconds. */
    flow: (duration: Temporal.DurationLike) => Promise<void>;
    /** The same up to a time of day in Berlin. */
    flowTo: (time: string) => Promise<void>;
  }>;

const plenty = { perSecond: 1_000, burst: 1_000 };

/** One question a second, one at a time; nothing else is limited. */
export const oneASecond: PacingLimits = {
  overall: { perSecond: 1, burst: 1, kept: 0 },
  channel: plenty,
  routes: {},
};

type Options = Readonly<{
  /** How many channels, `c1` on, all in one workspace. */
  channels?: number;
  limits?: PacingLimits;
  pacing?: Partial<PlatformPacing>;
  plan?: Partial<Plan>;
}> &
  Omit<BotOptions, "plan">;

/** Starts it on Monday, 15 March 2027, at 09:00 in Berlin; questions are due at 09:30. */
export async function startPacedBot(options: Options = {}): Promise<PacedBot> {
  const { channels: count = 3, limits = oneASecond, pacing: counting, plan, ...others } = options;
  const channels = Array.from({ length: count }, (_, index) => channelKey("fake", "W1", `c${index + 1}`));
  const pacing: PlatformPacing = {
    limits,
    queue: "workspace",
    count: ({ kind }) => ({ route: null, posts: kind === "post" }),
    ...counting,
  };
  const calls: MadeCall[] = [];
  const bot = await buildBot({
    ...others,
    fake: { channels, ...others.fake, facts: { ...others.fake?.facts, pacing } },
    ...(plan === undefined ? {} : { plan }),
    port: (inner) => {
      const note = (call: PacedCall["kind"], channel: ChannelKey): void => {
        const at = Math.round(bot.clock.now().epochMilliseconds - startedAt) / 1000;
        calls.push({ call, channel: partsOf(channel).channel, at });
      };
      return noting((others.port ?? ((port) => port))(inner), note);
    },
  });
  const startedAt = bot.clock.now().epochMilliseconds;
  const first = await bot.records.plans.get(bot.platform.channel);
  for (const channel of channels.slice(1))
    if (first !== null) await bot.records.plans.put(channel, { ...first, channel });
  await bot.app.start();

  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 60; turn += 1) await nextTurn();
  };
  const flow = async (duration: Temporal.DurationLike): Promise<void> => {
    let leftMs = Temporal.Duration.from(duration).total("milliseconds");
    await settled();
    while (leftMs > 0) {
      const now = bot.clock.now().epochMilliseconds;
      const stepMs = Math.min(leftMs, 5_000 - (now % 5_000), bot.clock.untilNext() ?? leftMs);
      bot.clock.pass(stepMs);
      leftMs -= stepMs;
      if (bot.clock.now().epochMilliseconds % 5_000 === 0) bot.app.world.aside(bot.app.tick(), "tick");
      await settled();
    }
  };
  const flowTo = async (time: string): Promise<void> => {
    const target = Temporal.PlainDateTime.from(`2027-03-15T${time}`).toZonedDateTime("Europe/Berlin").epochMilliseconds;
    await flow({ milliseconds: target - bot.clock.now().epochMilliseconds });
  };
  return { ...bot, channels, calls, settled, flow, flowTo };
}

function noting(port: Platform, note: (call: PacedCall["kind"], channel: ChannelKey) => void): Platform {
  return {
    ...port,
    post: (to, ...rest) => {
      note("post", to.kind === "channel" ? to.channel : to.of.channel);
      return port.post(to, ...rest);
    },
    edit: (ref, ...rest) => {
      note("edit", ref.channel);
      return port.edit(ref, ...rest);
    },
    find: (to, ...rest) => {
      note("find", to.kind === "channel" ? to.channel : to.of.channel);
      return port.find(to, ...rest);
    },
    readThread: (of, ...rest) => {
      note("readThread", of.channel);
      return port.readThread(of, ...rest);
    },
    whisper: (channel, ...rest) => {
      note("whisper", channel);
      return port.whisper(channel, ...rest);
    },
    mark: (ref, ...rest) => {
      note("mark", ref.channel);
      return port.mark(ref, ...rest);
    },
    person: (channel, ...rest) => {
      note("person", channel);
      return port.person(channel, ...rest);
    },
  };
}
