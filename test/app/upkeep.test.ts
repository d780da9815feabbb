import { describe, expect, it } from "vitest";
import { upkeep } from "../../src/app/upkeep/upkeep.ts";
import { type Delivery, deliveryKey } from "../../src/core/delivery/delivery.ts";
import type { MessageId, PersonId } from "../../src/core/keys.ts";
import { type Bot, startBot } from "../support/bot.ts";
import { keysOf } from "../support/keys-of.ts";
import { typed, whispered } from "../support/told.ts";

/** A question's delivery of the date that lies so many days back. */
function oldDelivery({ platform, clock }: Bot, days: number): Delivery {
  const date = clock.now().toZonedDateTimeISO("UTC").toPlainDate().subtract({ days });
  const { channel } = platform;
  const key = deliveryKey(channel, "question", date, 0);
  const to = { kind: "channel", channel } as const;
  const state = { kind: "planned" } as const;
  return { key, channel, kind: "question", date, part: 0, to, state, attempt: 0, lease: null, notBefore: null };
}

const daysAgo = ({ clock }: Bot, days: number): Temporal.Instant => clock.now().subtract({ hours: 24 * days });

describe("once a day", () => {
  it("deliveries older than 400 days go", async () => {
    const bot = await startBot();
    for (const days of [402, 401, 400, 399]) {
      const delivery = oldDelivery(bot, days);
      await bot.records.deliveries.put(delivery.key, delivery);
    }
    expect(await upkeep(bot.app.world)).toBe(true);
    const kept = await keysOf(bot.records.deliveries.list(""));
    expect(kept).toEqual([oldDelivery(bot, 400).key, oldDelivery(bot, 399).key]);
  });

  it("replies that nobody took in, and ids of deleted ones, go after seven days", async () => {
    const bot = await startBot();
    const { channel } = bot.platform;
    const said = { message: "m1" as MessageId, gesture: null, person: "U1" as PersonId, name: "Mira", text: "x" };
    const reply = { ...said, editedAt: null };
    for (const days of [6, 8]) {
      await bot.records.held.put(`${channel}/m0/m${days}`, { ...reply, at: daysAgo(bot, days) });
      await bot.records.removed.put(`removed/${channel}/m0/m${days}`, { at: daysAgo(bot, days) });
    }
    await upkeep(bot.app.world);
    expect(await keysOf(bot.records.held.list(`${channel}/`))).toEqual([`${channel}/m0/m6`]);
    expect(await keysOf(bot.records.removed.list("removed"))).toEqual([`removed/${channel}/m0/m6`]);
  });

  it("notes of what was said once go after 400 days, and nothing else of the settings", async () => {
    const bot = await startBot();
    for (const key of ["hints/a/b", "notices/a/b", "passed/a/b", "lost/a/b", "copy"]) {
      await bot.records.said.put(key, { at: daysAgo(bot, 401) });
    }
    await bot.records.said.put("hints/a/c", { at: daysAgo(bot, 399) });
    await upkeep(bot.app.world);
    expect(await keysOf(bot.records.said.list(""))).toEqual(["copy", "hints/a/c", "lost/a/b", "upkeep"]);
  });

  it("it happens again the next day, and not before", async () => {
    const bot = await startBot();
    await upkeep(bot.app.world);
    await bot.records.said.put("hints/a/b", { at: daysAgo(bot, 500) });
    bot.clock.pass(23 * 3_600_000);
    await upkeep(bot.app.world);
    expect(await bot.records.said.get("hints/a/b")).not.toBe(null);
    bot.clock.pass(3_600_000);
    await upkeep(bot.app.world);
    expect(await bot.records.said.get("hints/a/b")).toBe(null);
  });

  it("a thousand old rows are work for three calls", async () => {
    const bot = await startBot();
    const old = { at: daysAgo(bot, 500) };
    await Promise.all(Array.from({ length: 1000 }, (_, i) => bot.records.said.put(`hints/a/${i}`, old)));
    expect([await upkeep(bot.app.world), await upkeep(bot.app.world), await upkeep(bot.app.world)]).toEqual([
      false,
      false,
      true,
    ]);
    expect(await keysOf(bot.records.said.list("hints"))).toEqual([]);
  });
});

describe("fault 25, removed from a workspace", () => {
  it("its data are purged after thirty days, and not before", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    await bot.records.learners.put("fake/W2/U1", { away: [] });
    await bot.platform.tell((handlers) => handlers.workspaceGone("fake/W1" as never));
    const before = (await keysOf(bot.records.drills.list(""))).length;
    bot.clock.pass(29 * 86_400_000);
    await upkeep(bot.app.world);
    expect((await keysOf(bot.records.drills.list(""))).length).toBe(before);
    bot.clock.pass(86_400_000);
    await upkeep(bot.app.world);
    for (const { rows, prefix } of bot.records.everythingOf("fake/W1" as never)) {
      expect([prefix, await keysOf(rows.list(prefix))]).toEqual([prefix, []]);
    }
    expect(await keysOf(bot.records.learners.list(""))).toEqual(["fake/W2/U1"]);
  });

  it.each([
    ["a channel is back", (bot: Bot) => bot.platform.shut(bot.platform.channel, null)],
    ["somebody types a command", (bot: Bot) => bot.platform.as(bot.platform.people.first.id).command("help")],
    ["the connection is back", (bot: Bot) => bot.platform.reconnect()],
  ])("coming back cancels it: %s", async (_what, back) => {
    const bot = await startBot();
    await bot.platform.tell((handlers) => handlers.workspaceGone("fake/W1" as never));
    expect(await bot.records.said.get("gone/fake/W1")).toEqual({ at: bot.clock.now() });
    await back(bot);
    expect(await bot.records.said.get("gone/fake/W1")).toBe(null);
  });

  it("nothing is tried there any more, and nobody is told where nobody can be; once it is back a manager is offered Resume", async () => {
    const bot = await startBot();
    await bot.at("2027-03-15T09:30");
    const gone = (): Promise<void> => bot.platform.tell((handlers) => handlers.workspaceGone("fake/W1" as never));
    await gone();
    await gone();
    for (const day of [16, 17]) await bot.at(`2027-03-${day}T09:30`);
    const asked = bot.platform.sends.filter(({ key }) => key.includes("/question/"));
    expect(asked.length).toBe(1);
    expect(await whispered(bot)).toEqual([]);
    await bot.platform.reconnect();
    expect(await whispered(bot)).toEqual(["I am back in this channel. Its questions are paused."]);
    await bot.at("2027-03-18T09:30");
    expect(asked.length).toBe(1);
    expect(await typed(bot, "resume")).toBe("Running again. Next question: Fri 19 Mar, 09:30.");
  });

  it("channels that the bot is not in come back by themselves only with an invitation", async () => {
    const bot = await startBot();
    await bot.platform.tell((handlers) => handlers.workspaceGone("fake/W1" as never));
    await bot.platform.shut(bot.platform.channel, "not-a-member");
    const before = (await whispered(bot)).length;
    await bot.platform.reconnect();
    expect((await whispered(bot)).length).toBe(before);
    await bot.platform.shut(bot.platform.channel, null);
    expect((await whispered(bot)).at(-1)).toBe("I am back in this channel. Its questions are paused.");
  });

  it("a second notice of it does not begin the thirty days anew", async () => {
    const bot = await startBot();
    const at = bot.clock.now();
    await bot.platform.tell((handlers) => handlers.workspaceGone("fake/W1" as never));
    bot.clock.pass(86_400_000);
    await bot.platform.tell((handlers) => handlers.workspaceGone("fake/W1" as never));
    expect(await bot.records.said.get("gone/fake/W1")).toEqual({ at });
  });
});
