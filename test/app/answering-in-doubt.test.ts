import { describe, expect, it } from "vitest";
import type { MessageId } from "../../src/core/keys.ts";
import type { IncomingReply } from "../../src/ports/platform.ts";
import { long, today } from "../support/asked-bot.ts";
import { type Bot, type BotOptions, startBot } from "../support/bot.ts";
import { type MemoryStore, memoryStore } from "../support/memory-store.ts";

type DoubtfulBot = Bot & Readonly<{ store: MemoryStore; question: MessageId; reply: IncomingReply }>;

/** A bot whose question is out, though it does not know so until it may look, half a minute later. */
async function inDoubt(options: BotOptions = {}): Promise<DoubtfulBot> {
  const store = memoryStore();
  const bot = await startBot({ fake: { facts: { repeatSafeMs: 0 } }, ...options, store });
  bot.platform.fail("post", { kind: "doubt", accepted: true });
  await bot.at(`${today}T09:30`);
  const question = bot.platform.messages[0]?.ref.id;
  if (question === undefined) throw new Error("the platform took it");
  const { first } = bot.platform.people;
  const at = bot.clock.now();
  const said = { message: "x1" as MessageId, gesture: null, text: long, at, editedAt: null };
  const reply = { ...said, channel: bot.platform.channel, thread: question, person: first.id, name: first.name };
  return { ...bot, store, question, reply };
}

const heard = ({ platform }: Bot, reply: IncomingReply): Promise<void> =>
  platform.tell((handlers) => handlers.replied(reply));
const removed = ({ platform }: Bot, reply: IncomingReply): Promise<void> =>
  platform.tell((handlers) => handlers.deleted(reply));
const inbox = ({ store }: DoubtfulBot): readonly string[] =>
  [...store.rows.keys()].filter((key) => key.startsWith("inbox/"));
const textsOf = async (bot: Bot, date = today): Promise<readonly (string | null)[]> => {
  const entry = await bot.records.entries.get(`${bot.platform.channel}/${date}/U2`);
  return entry?.thread.map(({ text }) => text) ?? [];
};

/** Something that happens right after the next look for the question of a thread, which has found nothing. */
function afterNextLook({ records }: Bot, happens: () => Promise<unknown>): void {
  const { get } = records.threads;
  records.threads.get = async (key) => {
    records.threads.get = get;
    const found = await get.call(records.threads, key);
    await happens();
    return found;
  };
}

describe("a reply while the post is in doubt", () => {
  it("of which the deletion came first leaves no text, and is not taken in later", async () => {
    const bot = await inDoubt();
    await removed(bot, bot.reply);
    await heard(bot, bot.reply);
    expect(inbox(bot)).toEqual([`inbox/removed/fake/W1/backend/${bot.question}/x1`]);
    await bot.pass({ minutes: 1 });
    expect(await textsOf(bot)).toEqual([]);
    expect([...bot.store.rows.values()].join("\n")).not.toContain(long);
  });

  it("that is deleted again leaves its id alone", async () => {
    const bot = await inDoubt();
    await heard(bot, bot.reply);
    expect(inbox(bot)).toEqual([`inbox/fake/W1/backend/${bot.question}/x1`]);
    await removed(bot, bot.reply);
    expect(inbox(bot)).toEqual([`inbox/removed/fake/W1/backend/${bot.question}/x1`]);
  });

  it.each([
    ["before", [0, 1]],
    ["after", [1, 0]],
  ] as const)("counts as it was edited last, with the edit heard %s the reply itself", async (_when, order) => {
    const bot = await inDoubt();
    const edited = {
      ...bot.reply,
      text: "as edited, with twenty characters",
      editedAt: bot.reply.at.add({ seconds: 2 }),
    };
    const versions = [edited, bot.reply] as const;
    for (const which of order) await heard(bot, versions[which]);
    await bot.pass({ minutes: 1 });
    expect(await textsOf(bot)).toEqual(["as edited, with twenty characters"]);
  });

  it("is saved at once when its question becomes known in the same moment", async () => {
    const bot = await inDoubt();
    afterNextLook(bot, () => bot.pass({ minutes: 1 }));
    await heard(bot, bot.reply);
    expect(await textsOf(bot)).toEqual([long]);
    expect(inbox(bot)).toEqual([]);
  });

  it("nor is anything left of it when its question becomes known while it is put down", async () => {
    const bot = await inDoubt();
    const { update } = bot.records.held;
    bot.records.held.update = async (key, change) => {
      bot.records.held.update = update;
      await bot.pass({ minutes: 1 });
      return update.call(bot.records.held, key, change);
    };
    await heard(bot, bot.reply);
    expect(await textsOf(bot)).toEqual([long]);
    expect(inbox(bot)).toEqual([]);
  });

  it("nor is it lost when its question is revealed as well while it is put down", async () => {
    const bot = await inDoubt();
    const { update } = bot.records.held;
    bot.records.held.update = async (key, change) => {
      bot.records.held.update = update;
      await bot.pass({ minutes: 1 });
      await bot.at(`${today}T16:00`);
      return update.call(bot.records.held, key, change);
    };
    await heard(bot, { ...bot.reply, at: Temporal.Instant.from("2027-03-15T14:59:50Z") });
    expect(await textsOf(bot)).toEqual([long]);
    expect(inbox(bot)).toEqual([]);
  });

  it("that is deleted in the moment its question becomes known is taken back from there", async () => {
    const bot = await inDoubt();
    await heard(bot, bot.reply);
    const { delete: erase } = bot.records.held;
    // The question becomes known between clearing what is held and the look at it.
    bot.records.held.delete = async (key) => {
      bot.records.held.delete = erase;
      await bot.pass({ minutes: 1 });
      await erase.call(bot.records.held, key);
    };
    await removed(bot, bot.reply);
    expect(await textsOf(bot)).toEqual([null]);
    expect([...bot.store.rows.values()].join("\n")).not.toContain(long);
  });

  it("that comes between the record of the send and the drill's opening is kept, and then counts", async () => {
    const store = memoryStore();
    const bot = await startBot({ store });
    const { commit } = store;
    let message: MessageId | null = null;
    store.commit = async (guard, puts) => {
      const question = bot.platform.messages.find(({ key }) => key?.includes("/question/"));
      if (question !== undefined && message === null) {
        message = (await bot.platform.as(bot.platform.people.first.id).say(question.ref.id, long)).message;
      }
      return commit(guard, puts);
    };
    await bot.at(`${today}T09:30`);
    expect(message).toBe("m2");
    expect(await textsOf(bot)).toEqual([long]);
  });

  it("in a thread that is no question's leaves nothing once all questions are known", async () => {
    const bot = await inDoubt();
    await heard(bot, { ...bot.reply, thread: "elsewhere" as MessageId });
    expect(inbox(bot)).toEqual(["inbox/fake/W1/backend/elsewhere/x1"]);
    await bot.pass({ minutes: 1 });
    expect(inbox(bot)).toEqual([]);
    expect(await textsOf(bot)).toEqual([]);
  });

  it("is kept while another question of its channel is in doubt, though a newer one is known", async () => {
    const bot = await inDoubt();
    await heard(bot, bot.reply);
    for (let hour = 0; hour < 25; hour += 1) bot.platform.fail("find", { kind: "refuse", why: "missing-permission" });
    await bot.pass({ minutes: 1 });
    await bot.at("2027-03-16T09:30");
    expect((await bot.records.drills.get(`${bot.platform.channel}/2027-03-16`))?.stage).toBe("open");
    expect(inbox(bot)).toEqual([`inbox/fake/W1/backend/${bot.question}/x1`]);
  });
});

describe("a message in a thread that is no question's", () => {
  it.each([
    ["while the question is out", null],
    ["while the question could not be sent yet", { kind: "busy", retryAfterMs: 60_000 }],
  ] as const)("leaves no trace %s", async (_when, fault) => {
    const store = memoryStore();
    const bot = await startBot({ store });
    if (fault !== null) bot.platform.fail("post", fault);
    await bot.at(`${today}T09:30`);
    const before = new Map(store.rows);
    const jonas = bot.platform.as(bot.platform.people.first.id);
    const { message } = await jonas.say("elsewhere" as MessageId, long);
    expect(store.rows).toEqual(before);
    if (message !== null) await jonas.remove(message);
    expect(store.rows).toEqual(before);
  });
});

describe("what waits in the inbox", () => {
  it("of another channel is left alone when a question becomes known here", async () => {
    const bot = await inDoubt();
    const other = { message: "x2" as MessageId, gesture: null, text: long, editedAt: null, person: bot.reply.person };
    const at = bot.clock.now().subtract({ hours: 8 * 24 });
    await bot.records.held.put("fake/W1/frontend/m9/x2", { ...other, name: "Jonas", at });
    await bot.pass({ minutes: 1 });
    expect((await bot.records.drills.get(`${bot.platform.channel}/${today}`))?.stage).toBe("open");
    expect(inbox(bot)).toEqual(["inbox/fake/W1/frontend/m9/x2"]);
  });

  it("of a reply that a crash left there goes with its deletion", async () => {
    const bot = await inDoubt();
    await bot.pass({ minutes: 1 });
    await heard(bot, bot.reply);
    await bot.records.held.put(`fake/W1/backend/${bot.question}/x1`, bot.reply);
    await removed(bot, bot.reply);
    expect(inbox(bot)).toEqual([]);
  });
});
