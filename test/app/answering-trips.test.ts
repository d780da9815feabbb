import { expect, it, onTestFinished } from "vitest";
import type { Database } from "../../src/adapters/keyv/database.ts";
import { openSqlite } from "../../src/adapters/keyv/sqlite.ts";
import { storeOver } from "../../src/adapters/keyv/store.ts";
import { long, today } from "../support/asked-bot.ts";
import { type Bot, startBot } from "../support/bot.ts";
import { silentLog } from "../support/silent-log.ts";
import { freshFolder } from "../support/store-place.ts";

/** A bot whose question is out, and every statement that its store carries out from then on. */
async function watchedBot(): Promise<Readonly<{ bot: Bot; statements: string[]; say: (id: string) => Promise<void> }>> {
  const sound = await openSqlite({ dataDir: freshFolder(), log: silentLog });
  const statements: string[] = [];
  const noted = <A extends readonly { length: number }[], R>(name: string, ask: (...given: A) => R) => {
    return (...given: A): R => {
      statements.push(`${name} ${given[0]?.length}`);
      return ask(...given);
    };
  };
  const database: Database = {
    ...sound,
    read: noted("read", sound.read),
    write: noted("write", sound.write),
    page: (range, limit) => {
      statements.push("page");
      return sound.page(range, limit);
    },
  };
  const store = storeOver(database, silentLog);
  onTestFinished(() => store.stop());
  const bot = await startBot({ store });
  await bot.at(`${today}T09:30`);
  const question = bot.platform.messages[0]?.ref.id ?? null;
  const say = async (id: string): Promise<void> => {
    const { people } = bot.platform;
    await bot.platform.as(id === "U2" ? people.first.id : people.second.id).say(question, long);
  };
  return { bot, statements, say };
}

it("asks the store three times for a person's first answer, once a thread is known: a look, the write, a look after it", async () => {
  const { statements, say } = await watchedBot();
  statements.length = 0;
  await say("U2");
  expect(statements).toEqual(["read 1", "read 3", "write 1", "read 2"]);
  statements.length = 0;
  await say("U3");
  expect(statements).toEqual(["read 3", "write 1", "read 2"]);
});

it("asks it for what they add twice more: for what it changes, and for the thread that decides on the receipt", async () => {
  const { statements, say } = await watchedBot();
  await say("U2");
  statements.length = 0;
  await say("U2");
  expect(statements).toEqual(["read 3", "read 1", "write 1", "read 2", "page"]);
});

it.each(["before", "after"])("asks it no more often for an edit %s the reveal", async (when) => {
  const { bot, statements, say } = await watchedBot();
  await say("U2");
  const message = bot.platform.messages.at(-1)?.ref.id ?? bot.platform.newId();
  if (when === "after") await bot.at(`${today}T16:00`);
  await bot.pass({ minutes: 1 });
  statements.length = 0;
  await bot.platform.as(bot.platform.people.first.id).edit(message, `${long}, edited`);
  expect(statements).toEqual(["read 3", "read 1", "write 1", "read 2"]);
});

it("reads a thread back that says nothing new without a question for each reply", async () => {
  const { bot, statements, say } = await watchedBot();
  for (const id of ["U2", "U3", "U3"]) await say(id);
  await bot.pass({ minutes: 1 });
  statements.length = 0;
  await bot.platform.reconnect();
  expect(statements).toEqual(["read 1", "page", "read 1", "page"]);
});

it("asks for the answers of a whole crowd together", async () => {
  const { bot, statements, say } = await watchedBot();
  await say("U2");
  statements.length = 0;
  const { channel } = bot.platform;
  const thread = bot.platform.messages[0]?.ref.id ?? bot.platform.newId();
  const replies = Array.from({ length: 50 }, (_, index) => ({
    channel,
    thread,
    message: `x${index}` as typeof thread,
    gesture: null,
    person: `P${index}` as typeof bot.platform.people.first.id,
    name: `Person ${index}`,
    text: long,
    at: bot.clock.now(),
    editedAt: null,
  }));
  await Promise.all(replies.map((reply) => bot.platform.tell((handlers) => handlers.replied(reply))));
  expect(statements).toEqual(["read 101", "write 50", "read 51"]);
});
