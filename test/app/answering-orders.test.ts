import { describe, expect, it } from "vitest";
import { entriesOf } from "../../src/app/answers/save-heard.ts";
import { answersOf } from "../../src/core/drill/answers.ts";
import type { MessageId, PersonId } from "../../src/core/keys.ts";
import type { Handlers, IncomingReply } from "../../src/ports/platform.ts";
import { askedBot, long, today } from "../support/asked-bot.ts";
import { type Bot, startBot } from "../support/bot.ts";
import { memoryStore } from "../support/memory-store.ts";
import { ordersOf } from "../support/orders.ts";

type Event = (handlers: Handlers) => Promise<void>;
/** One person of many: each writes in their own quarter of a minute, so that nobody comes between their messages. */
type Author = Readonly<{ bot: Bot; question: MessageId; number: number }>;

function versionOf({ bot, question, number }: Author, id: string, second: number): IncomingReply {
  return {
    channel: bot.platform.channel,
    thread: question,
    message: `${number}-${id}` as MessageId,
    gesture: id === "more" ? null : `g${number}`,
    person: `P${number}` as PersonId,
    name: `Person ${number}`,
    text: id === "more" ? "and this" : long,
    at: Temporal.Instant.from("2027-03-15T08:31:00Z").add({ seconds: number * 15 + second }),
    editedAt: null,
  };
}

/** One gesture sent twice, its first message edited twice, one of the two deleted or neither, and something added. */
function sixEvents(author: Author, deleted: "first" | "second" | "neither"): readonly Event[] {
  const [first, second, more] = [
    versionOf(author, "first", 0),
    versionOf(author, "second", 1),
    versionOf(author, "more", 6),
  ];
  const edited = (text: string, seconds: number): IncomingReply => ({
    ...first,
    text,
    editedAt: first.at.add({ seconds }),
  });
  return [
    (handlers) => handlers.replied(first),
    (handlers) => handlers.edited(edited(`${long}, better`, 3)),
    (handlers) => handlers.edited(edited(`${long}, best`, 4)),
    (handlers) => handlers.replied(second),
    (handlers) =>
      deleted === "neither" ? handlers.replied(second) : handlers.deleted(deleted === "first" ? first : second),
    (handlers) => handlers.replied(more),
  ];
}

type Order = readonly number[];
const orders: readonly Order[] = ordersOf([0, 1, 2, 3, 4, 5]);
/** So many authors under one question; under one for all of them each would look at the messages of all others. */
const together = 12;
const batches = Array.from({ length: orders.length / together }, (_, batch) =>
  orders.slice(batch * together, (batch + 1) * together),
);

async function tell(bot: Bot, events: readonly (Event | undefined)[]): Promise<void> {
  for (const event of events) if (event !== undefined) await bot.platform.tell(event);
}

async function answers(bot: Bot): Promise<readonly string[]> {
  const drill = await bot.records.drills.get(`${bot.platform.channel}/${today}`);
  if (drill?.stage !== "open") throw new Error("the drill is open");
  return answersOf(await entriesOf(bot.app.world, drill), drill).map(({ text }) => text);
}

/** A bot whose question is out, though it does not know so yet. */
async function inDoubt() {
  const store = memoryStore();
  const bot = await startBot({ store });
  bot.platform.fail("post", { kind: "doubt", accepted: true });
  await bot.at(`${today}T09:30`);
  const question = bot.platform.messages[0]?.ref.id;
  if (question === undefined) throw new Error("the platform took it");
  return { bot, store, question };
}

async function outOfDoubt(bot: Bot): Promise<void> {
  await bot.pass({ minutes: 1 });
  await bot.pass({ minutes: 1 });
}

describe.each([
  ["first", `${long}\nand this`],
  ["second", `${long}, best\nand this`],
  ["neither", `${long}, best\nand this`],
] as const)("six events in all 720 orders, %s message of two deleted", (deleted, expected) => {
  const all = Array.from({ length: together }, () => expected);
  const inOrder = (bot: Bot, question: MessageId, number: number, order: Order): readonly (Event | undefined)[] => {
    const events = sixEvents({ bot, question, number }, deleted);
    return order.map((at) => events[at]);
  };

  it("give one answer under an open question", async () => {
    for (const batch of batches) {
      const bot = await askedBot();
      for (const [number, order] of batch.entries()) await tell(bot, inOrder(bot, bot.question, number, order));
      expect([batch, await answers(bot)]).toEqual([batch, all]);
      expect([...bot.store.rows.values()].join("\n").includes(`${long}, best`)).toBe(deleted !== "first");
    }
  });

  it("give the same when the question's post is in doubt for the first three of them", async () => {
    for (const batch of batches) {
      const { bot, store, question } = await inDoubt();
      const authors = batch.map((order, number) => inOrder(bot, question, number, order));
      for (const events of authors) await tell(bot, events.slice(0, 3));
      await outOfDoubt(bot);
      for (const events of authors) await tell(bot, events.slice(3));
      expect([batch, await answers(bot)]).toEqual([batch, all]);
      expect([...store.rows.values()].join("\n").includes(`${long}, best`)).toBe(deleted !== "first");
    }
  });
});

describe("what is held while a question's post is in doubt", () => {
  const oneHeld = async () => {
    const { bot, store, question } = await inDoubt();
    const rows = (): string => [...store.rows].flat().join("\n");
    return { bot, rows, first: versionOf({ bot, question, number: 7 }, "first", 0) };
  };

  it("is the latest version of a message, whichever comes first", async () => {
    const { bot, first, rows } = await oneHeld();
    const edit = { ...first, text: `${long}, better`, editedAt: first.at.add({ seconds: 3 }) };
    await tell(bot, [(handlers) => handlers.edited(edit), (handlers) => handlers.replied(first)]);
    expect(rows()).toContain(`${long}, better`);
  });

  it("is nothing of what was deleted, also when the reply comes once more", async () => {
    const { bot, first, rows } = await oneHeld();
    await tell(bot, [
      (handlers) => handlers.replied(first),
      (handlers) => handlers.deleted(first),
      (handlers) => handlers.replied(first),
    ]);
    expect(rows()).not.toContain(long);
    await outOfDoubt(bot);
    expect(await answers(bot)).toEqual([]);
    expect(rows()).not.toContain(long);
  });

  it("waits on while another question of the channel opens, or is revealed", async () => {
    const { bot, first } = await oneHeld();
    // The platform does not let us look, so nobody knows whether the question is out.
    for (let time = 0; time < 100; time += 1) bot.platform.fail("find", { kind: "refuse", why: "missing-permission" });
    await tell(bot, [(handlers) => handlers.replied(first)]);
    await bot.at("2027-03-16T09:30");
    expect((await bot.records.drills.get(`${bot.platform.channel}/2027-03-16`))?.stage).toBe("open");
    const waiting: string[] = [];
    for await (const [row] of bot.records.held.list(`${bot.platform.channel}/`)) waiting.push(row);
    expect(waiting).toEqual(["fake/W1/backend/m1/7-first"]);
  });
});
