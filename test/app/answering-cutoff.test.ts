import { describe, expect, it } from "vitest";
import type { DrillIn } from "../../src/core/drill/drill.ts";
import type { Platform } from "../../src/ports/platform.ts";
import { type AskedBot, askedBot, long, toThread } from "../support/asked-bot.ts";
import { startBot } from "../support/bot.ts";
import { errorOf } from "../support/fake-faults.ts";
import type { FakeMessage } from "../support/fake-memory.ts";
import { amidNextChange } from "../support/held-change.ts";
import { mortal } from "../support/mortal-store.ts";

const edited = "written again, knowing the reference";
/** A moment before the reveal, and one after it. */
const lastMoment = "2027-03-15T14:59:50Z";
const afterwards = Temporal.Instant.from("2027-03-15T15:00:05Z");

describe("an edit that crosses the cut-off", () => {
  it("leaves what counted, though it was on its way when the reveal began", async () => {
    const bot = await askedBot({ plan: { announceReveal: true } });
    const message = await bot.say(bot.jonas, long);
    bot.clock.pass(Temporal.Instant.from("2027-03-15T15:00:00Z").since(bot.clock.now()).total("milliseconds"));
    amidNextChange(bot.records, () => bot.app.tick());
    await bot.jonas.edit(message, edited);
    await bot.app.idle();
    expect(await bot.counted()).toEqual([["U2", long]]);
    expect(await bot.late()).toEqual([["U2", edited]]);
    expect(await bot.state()).toBe("Revealed · 1 answered");
  });

  it("changes the answer when it was made a moment before", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    bot.clock.pass(Temporal.Instant.from("2027-03-15T14:59:59Z").since(bot.clock.now()).total("milliseconds"));
    amidNextChange(bot.records, () => bot.pass({ seconds: 1 }));
    await bot.jonas.edit(message, edited);
    await bot.app.idle();
    expect(await bot.counted()).toEqual([["U2", edited]]);
    expect(await bot.late()).toEqual([]);
  });

  it("gives way to what it changed when that is heard only afterwards", async () => {
    const bot = await askedBot();
    bot.platform.unreadable("slow");
    await bot.reveal();
    await bot.platform.tell((handlers) =>
      handlers.edited(bot.replyAt(lastMoment, { text: edited, editedAt: afterwards })),
    );
    expect(await bot.counted()).toEqual([["U2", edited]]);
    await bot.platform.tell((handlers) => handlers.replied(bot.replyAt(lastMoment)));
    expect(await bot.counted()).toEqual([["U2", long]]);
    expect(await bot.late()).toEqual([["U2", edited]]);
  });

  it("and that is shown by a reveal that is out already", async () => {
    const bot = await askedBot();
    await bot.reveal();
    await bot.platform.tell((handlers) =>
      handlers.edited(bot.replyAt(lastMoment, { text: edited, editedAt: afterwards })),
    );
    await bot.app.idle();
    expect(await bot.state()).toBe("Revealed · 1 answered");
  });
});

describe("a reveal that is out", () => {
  const settled = async (bot: AskedBot): Promise<unknown> => {
    const { revision, shown: isShown } = (await bot.drill()) as DrillIn<"revealed">;
    const open = [...bot.store.rows.keys()].filter((key) => key.startsWith("open-drills/"));
    return { open, isBehind: revision !== isShown };
  };

  it("has nothing to make good when an edit comes late", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    await bot.reveal();
    await bot.pass({ minutes: 1 });
    await bot.jonas.edit(message, edited);
    await bot.app.idle();
    expect(await bot.drill()).toMatchObject({ revision: 0, shown: 0 });
    expect(await settled(bot)).toEqual({ open: [], isBehind: false });
  });

  it("is made good once for a reply that comes twice at the same moment", async () => {
    const bot = await askedBot();
    await bot.reveal();
    await bot.pass({ minutes: 1 });
    const heard = bot.replyAt(lastMoment);
    await bot.platform.tell(async (handlers) => {
      await Promise.all([handlers.replied(heard), handlers.replied(heard)]);
    });
    await bot.app.idle();
    expect(await bot.state()).toBe("Revealed · 1 answered");
    expect(await settled(bot)).toEqual({ open: [], isBehind: false });
  });
});

describe("the cut-off on a platform whose clock is five seconds ahead", () => {
  it("comes after the last answer that was taken in, and before what is written later", async () => {
    const bot = await askedBot();
    bot.step({ seconds: -5 });
    await bot.pass({ hours: 6, minutes: 30, seconds: 3 });
    const message = await bot.say(bot.jonas, long);
    await bot.app.idle();
    expect(bot.platform.message(message).marked).toBe(true);
    await bot.pass({ seconds: 2 });
    await bot.say(bot.priya, "after I have seen the reference");
    expect((await bot.drill()).cutoffAt?.toString()).toBe("2027-03-15T15:00:03.001Z");
    expect(await bot.counted()).toEqual([["U2", long]]);
    expect(await bot.state()).toBe("Revealed · 1 answered");
  });

  it("comes after the last edit that was taken in", async () => {
    const bot = await askedBot();
    const message = await bot.say(bot.jonas, long);
    bot.step({ seconds: -5 });
    await bot.pass({ hours: 6, minutes: 30, seconds: 3 });
    await bot.jonas.edit(message, "a better word before the end");
    await bot.pass({ seconds: 2 });
    expect((await bot.drill()).cutoffAt?.toString()).toBe("2027-03-15T15:00:03.001Z");
    expect(await bot.counted()).toEqual([["U2", "a better word before the end"]]);
  });

  it("gives no receipt for what the reveal has overtaken", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, "the first of my two messages");
    await bot.pass({ hours: 6, minutes: 29, seconds: 59 });
    amidNextChange(bot.records, async () => {
      await bot.app.tick();
      expect((await bot.drill()).stage).toBe("revealed");
    });
    bot.clock.pass(1_000);
    const message = await bot.say(bot.jonas, "the second of my two messages");
    await bot.app.idle();
    expect(bot.platform.message(message).marked).toBe(false);
    expect(await bot.counted()).toEqual([["U2", "the first of my two messages"]]);
  });
});

/** An answer from right before the cut-off, whose event was lost, and which the history does not show yet. */
async function notYetVisible(bot: AskedBot): Promise<() => void> {
  bot.platform.deaf = true;
  const id = await bot.say(bot.jonas, long);
  bot.platform.deaf = false;
  const { messages } = bot.platform;
  const at = messages.findIndex(({ ref }) => ref.id === id);
  const [message] = messages.splice(at, 1) as [FakeMessage];
  return () => void messages.splice(at, 0, message);
}

describe("the thread is read once more", () => {
  it("when the history surely shows the last moment before the cut-off", async () => {
    const bot = await askedBot({ plan: { announceReveal: true } });
    await bot.pass({ hours: 6, minutes: 29, seconds: 59 });
    const appear = await notYetVisible(bot);
    await bot.reveal();
    expect(await bot.state()).toBe("Revealed · 0 answered");
    appear();
    await bot.pass({ seconds: 29 });
    expect(await bot.state()).toBe("Revealed · 0 answered");
    await bot.pass({ seconds: 1 });
    expect(await bot.state()).toBe("Revealed · 1 answered");
    expect((await bot.jonas.channel()).at(-1)?.text).toBe(`Revealed: Title 8 · 1 answered${toThread}`);
    expect(await bot.drill()).toMatchObject({ threadRead: true, rereadAt: null });
  });

  it("and nothing is edited when it shows nothing new", async () => {
    const bot = await askedBot();
    await bot.say(bot.jonas, long);
    await bot.reveal();
    await bot.pass({ minutes: 1 });
    expect(await bot.drill()).toMatchObject({ rereadAt: null, revision: 0, shown: 0 });
    expect([...bot.store.rows.keys()].filter((key) => key.startsWith("open-drills/"))).toEqual([]);
  });

  it("later when it cannot be read then, and the reveal does not say that answers are missing", async () => {
    const bot = await askedBot();
    await bot.pass({ hours: 6, minutes: 29, seconds: 59 });
    const appear = await notYetVisible(bot);
    await bot.reveal();
    appear();
    bot.platform.unreadable("slow");
    await bot.pass({ seconds: 30 });
    expect(await bot.drill()).toMatchObject({ threadRead: true, revision: 0 });
    await bot.pass({ minutes: 10 });
    expect(await bot.state()).toBe("Revealed · 1 answered");
    expect((await bot.said())[0]?.text.split("\n")[0]).toBe("Reference answer");
  });

  it("not where the first reading came late enough", async () => {
    const bot = await askedBot();
    for (let time = 0; time < 2; time += 1) bot.platform.unreadable("slow");
    await bot.reveal();
    await bot.pass({ seconds: 15 });
    await bot.pass({ seconds: 15 });
    expect(await bot.drill()).toMatchObject({ stage: "revealed", rereadAt: null });
  });

  it.each([
    ["nothing in the thread counts", { plan: { mode: "sealed" as const } }],
    ["no reply can be read", { fake: { facts: { readsReplies: false } } }],
    ["the history is never behind", { fake: { facts: { visibleAfterMs: 0 } } }],
  ])("not where %s", async (_why, options) => {
    const bot = await askedBot(options);
    await bot.reveal();
    expect(await bot.drill()).toMatchObject({ stage: "revealed", rereadAt: null });
  });

  it("and a process that dies at any write of it leaves no reveal behind what is stored", async () => {
    for (let lastWrite = 0; ; lastWrite += 1) {
      const bot = await askedBot();
      await bot.pass({ hours: 6, minutes: 29, seconds: 59 });
      const appear = await notYetVisible(bot);
      await bot.reveal();
      await bot.app.stop();
      appear();
      const { store, port, isDead } = mortal(bot.store, lastWrite, false);
      const dying = await startBot({ store, port, platform: bot.platform, plan: null }).catch(() => null);
      await dying?.pass({ seconds: 30 }).catch(() => null);
      const hasDied = isDead();
      await dying?.app.stop();
      const next = await startBot({ store: bot.store, platform: bot.platform, plan: null });
      await next.pass({ minutes: 1 });
      await next.pass({ minutes: 1 });
      expect([lastWrite, await bot.state()]).toEqual([lastWrite, "Revealed · 1 answered"]);
      if (!hasDied) break;
    }
  });
});

describe("a reveal that goes out piece by piece", () => {
  it("is made good where an answer was heard between two of them", async () => {
    let isBroken = true;
    const port = (platform: Platform): Platform => ({
      ...platform,
      post: async (to, message, key) => {
        if (isBroken && key.includes("/reveal/")) throw errorOf({ kind: "unsent" });
        return platform.post(to, message, key);
      },
    });
    const bot = await askedBot({ plan: { announceReveal: true }, port });
    await bot.pass({ hours: 6, minutes: 29, seconds: 59 });
    const appear = await notYetVisible(bot);
    await bot.reveal();
    expect((await bot.jonas.channel()).at(-1)?.text).toBe(`Revealed: Title 8 · 0 answered${toThread}`);
    expect((await bot.drill()).stage).toBe("open");
    isBroken = false;
    appear();
    await bot.pass({ minutes: 1 });
    await bot.pass({ minutes: 1 });
    expect((await bot.jonas.channel()).at(-1)?.text).toBe(`Revealed: Title 8 · 1 answered${toThread}`);
    expect(await bot.state()).toBe("Revealed · 1 answered");
  });
});
