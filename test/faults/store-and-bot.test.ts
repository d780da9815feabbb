import { describe, expect, it } from "vitest";
import { z } from "zod";
import { entryKey } from "../../src/app/records.ts";
import { dataOf, encodedData } from "../../src/app/upkeep/export.ts";
import { type PersonId, workspaceOf } from "../../src/core/keys.ts";
import { type Bot, startBot } from "../support/bot.ts";
import { FakePlatform } from "../support/fake-platform.ts";
import { type Opened, opened, otherProgram } from "../support/store-folder.ts";
import { freshFolder } from "../support/store-place.ts";

/** A bot whose store is a SQLite file, with the connection to it. */
async function botOnFile(busyTimeoutMs?: number): Promise<Readonly<{ bot: Bot; dataDir: string } & Opened>> {
  const dataDir = freshFolder();
  const file = await opened(dataDir, busyTimeoutMs);
  return { bot: await startBot({ store: file.store, platform: new FakePlatform() }), dataDir, ...file };
}

/** What the bot has posted, by delivery. */
const posted = ({ platform }: Bot): readonly string[] =>
  platform.messages.flatMap(({ key }) => (key === null ? [] : [key.slice(`${platform.channel}/`.length)]));

/** Until what is refused now is taken: a question that is due, a reply, a form, and reading meanwhile. */
async function refusesAndRecovers(bot: Bot, mend: () => Promise<unknown>): Promise<void> {
  const jonas = bot.platform.as(bot.platform.people.first.id);
  const mira = bot.platform.as(bot.platform.people.manager.id);
  const [question] = await jonas.channel();
  const id = question?.id ?? bot.platform.newId();
  await jonas.press(id, "answer/2027-03-15");
  expect((await jonas.submit({ text: "x".repeat(2000) })).kind).toBe("not-saved");
  expect((await mira.say(id, `Mira writes a long reply ${"y".repeat(8000)}`)).told.kind).toBe("not-saved");
  expect((await jonas.command("status")).kind).toBe("message");
  await bot.at("2027-03-15T16:00");
  expect(posted(bot)).toEqual(["question/2027-03-15/0"]);

  await mend();
  expect((await jonas.submit({ text: "x".repeat(2000) })).kind).toBe("message");
  await bot.pass({ seconds: 30 });
  // A third part quotes the form, where the cut-off could not be written down before.
  expect(posted(bot).slice(0, 3)).toEqual(["question/2027-03-15/0", "reveal/2027-03-15/0", "reveal/2027-03-15/1"]);
}

describe("a store that refuses", () => {
  it("fault 41, disk full: nothing is acknowledged and nothing posted, reading works, and the bot recovers by itself", async () => {
    const { bot, database } = await botOnFile();
    await bot.at("2027-03-15T09:30");
    const [pages] = z.array(z.object({ page_count: z.number() })).parse(await database.run("PRAGMA page_count"));
    await database.run(`PRAGMA max_page_count = ${pages?.page_count}`);
    await fill(database);
    await refusesAndRecovers(bot, () => database.run("PRAGMA max_page_count = 1000000"));
  });

  it("fault 42, locked by another program: waits, then acknowledges nothing, and goes on when the lock goes", async () => {
    const { bot, dataDir } = await botOnFile(50);
    await bot.at("2027-03-15T09:30");
    const other = otherProgram(dataDir);
    await other.query("BEGIN IMMEDIATE");
    await refusesAndRecovers(bot, () => other.query("COMMIT"));
  });

  it("fault 43, a file that becomes read-only: acknowledges nothing, and goes on when it can be written", async () => {
    const { bot, database } = await botOnFile();
    await bot.at("2027-03-15T09:30");
    await database.run("PRAGMA query_only = 1");
    await refusesAndRecovers(bot, () => database.run("PRAGMA query_only = 0"));
  });
});

it("fault 46, broken JSON in one answer: the others are revealed", async () => {
  const { bot, dataDir } = await botOnFile();
  await bot.at("2027-03-15T09:30");
  const [question] = await bot.platform.as(bot.platform.people.first.id).channel();
  const id = question?.id ?? bot.platform.newId();
  for (const { id: person } of [bot.platform.people.first, bot.platform.people.second]) {
    await bot.platform.as(person).press(id, "answer/2027-03-15");
    await bot.platform.as(person).submit({ text: `the answer of ${person}` });
  }
  const key = entryKey(bot.platform.channel, Temporal.PlainDate.from("2027-03-15"), bot.platform.people.first.id);
  await otherProgram(dataDir).query("UPDATE keyv SET value = '{' WHERE key = ?", `answers/${key}`);
  await bot.at("2027-03-15T16:00");
  const shown = JSON.stringify(bot.platform.messages.map(({ message }) => message));
  expect([shown.includes("the answer of U3"), shown.includes("1 answered")]).toEqual([true, true]);
});

it("fault 83, an export among 20,000 answers takes less than a minute", async () => {
  const { bot } = await botOnFile();
  const { channel } = bot.platform;
  const at = bot.clock.now();
  const first = Temporal.PlainDate.from("2026-01-01");
  for (let day = 0; day < 200; day += 1) {
    const date = first.add({ days: day });
    const people = Array.from({ length: 100 }, (_, number) => `P${number}` as PersonId);
    await Promise.all(
      people.map((person) =>
        bot.records.entries.put(entryKey(channel, date, person), {
          ...{ channel, date, person, name: person, thread: [], late: null, hidden: false },
          form: { text: `${person} on ${date}`, at, editedAt: null },
        }),
      ),
    );
  }
  const data = await dataOf(bot.app.world, workspaceOf(channel), "P7" as PersonId);
  expect(JSON.stringify(encodedData(bot.app.world, data)).length).toBeGreaterThan(200 * 20);
  expect(data.answers.length).toBe(200);
});

/** Uses up what is free within the pages that the file has. */
async function fill(database: Opened["database"]): Promise<void> {
  for (const size of [3000, 1000, 200, 50]) {
    for (let number = 0; number < 100; number += 1) {
      const insert = "INSERT INTO keyv (key, value) VALUES (?, ?)";
      const isFull = await database.run(insert, [`filler/${size}/${number}`, "z".repeat(size)]).then(
        () => false,
        () => true,
      );
      if (isFull) break;
    }
  }
}
