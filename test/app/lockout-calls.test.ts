import { describe, expect, it } from "vitest";
import { createLockouts } from "../../src/app/outgoing/lockouts.ts";
import { channelKey } from "../../src/core/keys.ts";
import type { PlatformPacing } from "../../src/ports/pacing.ts";
import { createDoor, lockoutLines, questionsIn } from "../support/door.ts";
import { errorOf } from "../support/fake-faults.ts";
import { FakePlatform } from "../support/fake-platform.ts";
import { listeningFigures } from "../support/listening-figures.ts";
import { startPacedBot } from "../support/paced-bot.ts";
import { silentLog } from "../support/silent-log.ts";
import { TestClock } from "../support/test-clock.ts";
import { textOf } from "../support/told.ts";

describe("where what goes out waits in a queue", () => {
  const plenty = { perSecond: 1_000, burst: 1_000 };
  const limits = { overall: { perSecond: 10, burst: 1, kept: 0 }, channel: plenty, routes: {} };

  /** A hundred channels in `W1`, of which ten questions a second go out, and one in `W2`, due at 09:35. */
  async function inQueues(queue: "workspace" | "bot") {
    const clock = new TestClock();
    const door = createDoor(() => clock.now());
    const other = channelKey("fake", "W2", "c1");
    const channels = [...Array.from({ length: 100 }, (_, at) => channelKey("fake", "W1", `c${at + 1}`)), other];
    // People are known already.
    const count: PlatformPacing["count"] = ({ kind }) =>
      kind === "person" ? null : { route: null, posts: kind === "post" };
    const bot = await startPacedBot({
      ...{ channels: 100, limits, pacing: { queue, count }, fake: { clock, channels } },
      port: (inner) => ({ ...door.port(inner), person: inner.person }),
    });
    const plan = await bot.records.plans.get(bot.platform.channel);
    if (plan === null) throw new Error("the first channel has a plan");
    await bot.records.plans.put(other, { ...plan, channel: other, postAt: Temporal.PlainTime.from("09:35") });
    await bot.app.world.wake(other);
    return { bot, door };
  }

  it("what waits there is not asked any more: one request is refused, and all go out when the hour is over", async () => {
    const { bot, door } = await inQueues("workspace");
    door.shut("fake/W1", "token-revoked");
    await bot.flowTo("10:29:55");
    expect([door.refused.length, questionsIn(bot)]).toEqual([1, [0, 1]]);
    door.open("fake/W1");
    await bot.flowTo("10:30:45");
    expect(questionsIn(bot)).toEqual([100, 1]);
  });

  it.each([
    ["a token is the whole bot's", "token-revoked", [0, 0]],
    ["a ban is one workspace's", "banned", [0, 1]],
  ] as const)("where the queue is the whole bot's, %s", async (_name, why, questions) => {
    const { bot, door } = await inQueues("bot");
    door.shut("fake/W1", why);
    await bot.flowTo("10:29:55");
    expect([door.refused.length, questionsIn(bot)]).toEqual([1, questions]);
  });

  it("what is known without a request does not end it, and managers read of it in status", async () => {
    const { bot, door } = await inQueues("workspace");
    door.shut("fake/W1", "token-revoked");
    await bot.flowTo("09:31:00");
    const asked = bot.platform.as(bot.platform.people.manager.id).command("status");
    await bot.flow({ seconds: 1 });
    expect(
      textOf(await asked)
        .split("\n")
        .at(-1),
    ).toBe(
      "I cannot work here yet, because my access was taken back; the operator has to install me again. This is the fake platform: a test asked for it.",
    );
    expect(lockoutLines(bot).map(([level]) => level)).toEqual(["error"]);
  });
});

describe("what a call says of a lockout", () => {
  const channel = channelKey("fake", "W1", "c1");
  const refusal = errorOf({ kind: "refuse", why: "token-revoked" });

  function learning() {
    const clock = new TestClock();
    const ended: string[] = [];
    const platforms = new Map([["fake", new FakePlatform({ clock }).platform()]]);
    const parts = { clock, platforms, log: silentLog, figures: listeningFigures([]) };
    const lockouts = createLockouts({ ...parts, ended: ({ tenant }) => void ended.push(tenant) });
    const ask = lockouts.watch(channel, (call) => call(undefined));
    /** A call that is under way until it is let go. */
    const underWay = () => {
      const { promise, resolve, reject } = Promise.withResolvers<null>();
      const call = ask(() => promise).catch((error: unknown) => error);
      return { call, resolve: () => resolve(null), reject: () => reject(refusal) };
    };
    const refused = () => ask(() => Promise.reject(refusal)).catch((error: unknown) => error);
    return { lockouts, ended, ask, underWay, refused };
  }

  it("one that left before it began does not end it", async () => {
    const { lockouts, ended, underWay, refused } = learning();
    const before = underWay();
    await refused();
    before.resolve();
    await before.call;
    expect([lockouts.of(channel)?.tenant, ended]).toEqual(["fake/W1", []]);
  });

  it("one that left before it ended does not begin another", async () => {
    const { lockouts, ended, ask, underWay, refused } = learning();
    await refused();
    const before = underWay();
    await ask(async () => null);
    before.reject();
    expect(await before.call).toBe(refusal);
    expect([lockouts.of(channel), ended]).toEqual([null, ["fake/W1"]]);
  });
});
