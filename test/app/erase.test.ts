import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openStore } from "../../src/adapters/keyv/open-store.ts";
import { type Erased, type Erasure, erase } from "../../src/app/upkeep/erase.ts";
import { dataOf, encodedData } from "../../src/app/upkeep/export.ts";
import { type MessageId, workspaceOf } from "../../src/core/keys.ts";
import { type Bot, type BotOptions, startBot } from "../support/bot.ts";
import { FakePlatform } from "../support/fake-platform.ts";
import { keysOf } from "../support/keys-of.ts";
import { silentLog } from "../support/silent-log.ts";
import { freshFolder } from "../support/store-place.ts";

const canary = "zanzibar-canary";

/** A bot on a SQLite store in a folder of its own. */
async function botOnDisk(options: BotOptions = {}): Promise<Readonly<{ bot: Bot; dataDir: string }>> {
  const dataDir = freshFolder();
  const store = await openStore({ dataDir, log: silentLog });
  onTestFinished(() => store.stop());
  return { bot: await startBot({ ...options, store, platform: new FakePlatform() }), dataDir };
}

/** The files of a data folder that hold a text anywhere in their bytes. */
const filesWith = (dataDir: string, text: string): readonly string[] =>
  readdirSync(dataDir).filter((name) => readFileSync(join(dataDir, name)).includes(text));

/** Jonas and Priya answer Monday's question in the thread, Jonas through the form as well; Mira by the form alone. */
async function answered(bot: Bot): Promise<MessageId> {
  await bot.at("2027-03-15T09:30");
  const { platform } = bot;
  const [jonas, priya, mira] = [platform.people.first, platform.people.second, platform.people.manager].map(({ id }) =>
    platform.as(id),
  );
  const id = (await mira?.channel())?.[0]?.id ?? ("" as MessageId);
  await jonas?.say(id, `Jonas says ${canary} in the thread of the question`);
  await priya?.say(id, "Priya has a long answer in the thread as well");
  for (const [actor, text] of [
    [jonas, `Jonas writes ${canary} into the form`],
    [mira, "Mira writes into the form"],
  ] as const) {
    await actor?.press(id, "answer/2027-03-15");
    await actor?.submit({ text });
  }
  return id;
}

const jonasIn = ({ platform }: Bot): Extract<Erasure, { kind: "person" }> => ({
  kind: "person",
  workspace: workspaceOf(platform.channel),
  person: platform.people.first.id,
});

/** Erases as the running bot does: the reveals that are to be made anew are. */
async function eraseIn(bot: Bot, erasure: Erasure): Promise<Erased> {
  const erased = await erase(bot.app.world, erasure);
  for (const channel of erased.channels) await bot.app.world.wake(channel);
  return erased;
}

/** Everything that the bot shows in the channel now, as JSON. */
const shown = ({ platform }: Bot): string =>
  JSON.stringify(platform.messages.map(({ message }) => message).filter((message) => message !== null));

describe("erasing a person", () => {
  it("fault 83: leaves nothing of their texts in the store or its files, takes quotes out of reveals, keeps the count", async () => {
    const { bot, dataDir } = await botOnDisk();
    await answered(bot);
    await bot.at("2027-03-15T16:00");
    expect(shown(bot)).toContain(canary);
    expect(shown(bot)).toContain("3 answered");
    expect(filesWith(dataDir, canary)).not.toEqual([]);

    const erased = await eraseIn(bot, jonasIn(bot));
    expect(erased).toEqual({ answers: 1, waiting: 0, records: 0, channels: [bot.platform.channel] });
    expect(filesWith(dataDir, canary)).toEqual([]);
    await bot.pass({ seconds: 10 });
    expect(shown(bot)).not.toContain(canary);
    expect(shown(bot)).not.toContain("Jonas");
    expect(shown(bot)).toContain("Mira writes into the form");
    expect(shown(bot)).toContain("3 answered");
    expect(filesWith(dataDir, canary)).toEqual([]);
    const { answers } = await dataOf(bot.app.world, workspaceOf(bot.platform.channel), bot.platform.people.first.id);
    expect(answers).toEqual([]);
  });

  it("a second time is a no-op", async () => {
    const { bot } = await botOnDisk();
    await answered(bot);
    await bot.at("2027-03-15T16:00");
    await eraseIn(bot, jonasIn(bot));
    await bot.pass({ seconds: 10 });
    const edits = bot.platform.messages.map(({ editedAt }) => editedAt);
    const drills = await Array.fromAsync(bot.records.drills.list(""));
    expect(await eraseIn(bot, jonasIn(bot))).toEqual({ answers: 0, waiting: 0, records: 0, channels: [] });
    await bot.pass({ seconds: 10 });
    expect(await Array.fromAsync(bot.records.drills.list(""))).toEqual(drills);
    expect(bot.platform.messages.map(({ editedAt }) => editedAt)).toEqual(edits);
  });

  it("before the reveal withdraws the answer, and reading the thread back does not bring it in again", async () => {
    const bot = await startBot();
    const id = await answered(bot);
    const { first, manager } = bot.platform.people;
    for (const person of [first, manager]) await bot.platform.as(person.id).say(id, "and something more");
    expect((await eraseIn(bot, jonasIn(bot))).channels).toEqual([]);
    const reply = bot.platform.messages.find(({ author }) => author === bot.platform.people.first.id);
    await bot.platform.repeat(reply?.ref.id ?? id);
    await bot.platform.reconnect();
    await bot.at("2027-03-15T16:00");
    const entries = await Array.fromAsync(bot.records.entries.list(""));
    expect(JSON.stringify(entries)).not.toContain(canary);
    // Nothing more under their id, either: what they wrote stands under no name.
    expect(entries.map(([key]) => key.slice(key.lastIndexOf("/") + 1))).toEqual(["U1", "U3", "forgotten.id0"]);
    expect(shown(bot)).not.toContain(canary);
    expect(shown(bot)).toContain("2 answered");
  });

  it("after the reveal keeps their message out when it is heard once more, and counts them once", async () => {
    const bot = await startBot();
    const id = await answered(bot);
    await bot.at("2027-03-15T16:00");
    await eraseIn(bot, jonasIn(bot));
    const reply = bot.platform.messages.find(({ author }) => author === bot.platform.people.first.id);
    await bot.platform.repeat(reply?.ref.id ?? id);
    await eraseIn(bot, jonasIn(bot));
    await bot.app.idle();
    const entries = await Array.fromAsync(bot.records.entries.list(""));
    expect(entries.map(([key]) => key.slice(key.lastIndexOf("/") + 1))).toEqual(["U1", "U3", "forgotten.id0"]);
    expect(shown(bot)).toContain("3 answered");
    const mira = bot.platform.as(bot.platform.people.manager.id);
    const all = await mira.press(id, "answers/2027-03-15");
    expect(all.kind === "message" ? all.message.text : "").toBe(
      "All answers: Title 8\nMira\nMira writes into the form",
    );
  });

  it("lets them answer anew afterwards", async () => {
    const bot = await startBot();
    const id = await answered(bot);
    await eraseIn(bot, jonasIn(bot));
    await bot.platform.as(bot.platform.people.first.id).say(id, "Jonas has thought of a better answer");
    await bot.at("2027-03-15T16:00");
    expect(shown(bot)).toContain("3 answered");
  });

  it("while the reveal is going out is safe: it is made anew without them", async () => {
    const bot = await startBot({ fake: { maxBlocks: 40 } });
    await answered(bot);
    bot.platform.fail("post", { kind: "busy", retryAfterMs: 60_000 });
    await bot.at("2027-03-15T16:00");
    expect(shown(bot)).not.toContain(canary);
    const drill = await bot.records.drills.get(`${bot.platform.channel}/2027-03-15`);
    expect(drill).toMatchObject({ stage: "open" });
    const both = await Promise.all([eraseIn(bot, jonasIn(bot)), bot.pass({ seconds: 61 })]);
    expect(both[0].answers).toBe(1);
    await bot.pass({ seconds: 30 });
    expect(shown(bot)).not.toContain(canary);
    expect(shown(bot)).toContain("3 answered");
  });

  it("is finished by the next one when the process dies at any write", async () => {
    for (let last = 0; last < 4; last += 1) {
      const bot = await startBot();
      await answered(bot);
      await bot.at("2027-03-15T16:00");
      let writes = 0;
      const { store } = bot.records;
      const commit: typeof store.commit = async (guard, puts) => {
        writes += 1;
        if (writes > last) throw new Error("killed");
        return store.commit(guard, puts);
      };
      const dying = { ...bot.records, store: { ...store, commit } };
      await erase({ ...bot.app.world, records: dying }, jonasIn(bot)).catch(() => undefined);
      await eraseIn(bot, jonasIn(bot));
      // As every start does.
      await bot.app.world.wake(bot.platform.channel);
      expect([last, shown(bot).includes(canary)]).toEqual([last, false]);
      expect([last, shown(bot).includes("3 answered")]).toEqual([last, true]);
    }
  });
});

describe("erasing more", () => {
  it("a channel: everybody's texts, with the counts and the plan kept", async () => {
    const { bot, dataDir } = await botOnDisk();
    await answered(bot);
    await bot.at("2027-03-15T16:00");
    const erased = await eraseIn(bot, { kind: "channel", channel: bot.platform.channel });
    expect(erased.answers).toBe(3);
    expect((await eraseIn(bot, { kind: "channel", channel: bot.platform.channel })).answers).toBe(0);
    await bot.pass({ seconds: 10 });
    expect(["Mira writes", "Priya has", canary].flatMap((text) => filesWith(dataDir, text))).toEqual([]);
    expect(shown(bot)).toContain("3 answered");
    expect(await bot.records.plans.get(bot.platform.channel)).not.toBe(null);
  });

  it.each([
    ["a person", (bot: Bot) => jonasIn(bot), ["fake/W1/U1/backend", "fake/W1/U3/backend"]],
    ["a channel", (bot: Bot) => ({ kind: "channel", channel: bot.platform.channel }) as const, []],
  ] as const)("%s: where they took part is forgotten, and written anew by who answers again", async (_, of, left) => {
    const { bot } = await botOnDisk();
    const question = await answered(bot);
    expect(await keysOf(bot.records.participations.list(""))).toEqual([
      "fake/W1/U1/backend",
      "fake/W1/U2/backend",
      "fake/W1/U3/backend",
    ]);
    await eraseIn(bot, of(bot));
    expect(await keysOf(bot.records.participations.list(""))).toEqual(left);
    await bot.platform.as(bot.platform.people.first.id).say(question, "Jonas answers it once more");
    expect(await keysOf(bot.records.participations.list("fake/W1/U2"))).toEqual(["fake/W1/U2/backend"]);
  });

  it("a workspace that the bot was removed from: every row of it, and of no other", async () => {
    const { bot, dataDir } = await botOnDisk();
    await answered(bot);
    await bot.records.learners.put("fake/W2/U1", { away: [] });
    await bot.at("2027-03-15T16:00");
    await bot.app.stop();
    await bot.records.said.put("gone/fake/W1", { at: bot.clock.now() });
    const { records } = await eraseIn(bot, { kind: "workspace", workspace: jonasIn(bot).workspace });
    expect(records).toBeGreaterThan(10);
    expect([...filesWith(dataDir, "fake/W1"), ...filesWith(dataDir, canary)]).toEqual([]);
    expect(await bot.records.learners.get("fake/W2/U1")).toEqual({ away: [] });
  });

  it("a reply that waits for its question's message", async () => {
    const bot = await startBot();
    const said = { message: "m9" as MessageId, gesture: null, name: "Jonas", text: canary };
    const held = { ...said, at: bot.clock.now(), editedAt: null };
    const key = `${bot.platform.channel}/m8/m9`;
    await bot.records.held.put(key, { ...held, person: bot.platform.people.second.id });
    await bot.records.held.put(`${key}0`, { ...held, person: bot.platform.people.first.id });
    expect((await eraseIn(bot, jonasIn(bot))).waiting).toBe(1);
    expect(await bot.records.held.get(`${key}0`)).toBe(null);
    expect(await bot.records.held.get(key)).not.toBe(null);
  });
});

describe("my own data", () => {
  it("are shown to me alone, and forgotten after a second press", async () => {
    const bot = await startBot();
    await answered(bot);
    await bot.at("2027-03-15T16:00");
    const jonas = bot.platform.as(bot.platform.people.first.id);
    const me = await jonas.command("me");
    expect(me.kind === "message" ? me.message.actions.map(({ id }) => id) : []).toEqual(["me/export", "me/forget"]);
    const exported = await jonas.press("" as MessageId, "me/export");
    expect(exported.kind === "message" ? exported.message.text : "").toBe(
      [
        "What I keep of you here",
        "Mon 15 Mar",
        `Jonas says ${canary} in the thread of the question`,
        `Jonas writes ${canary} into the form`,
      ].join("\n"),
    );
    const sure = await jonas.press("" as MessageId, "me/forget");
    expect(sure.kind === "message" ? sure.message.actions.map(({ id }) => id) : []).toEqual(["me/forget-now"]);
    expect(shown(bot)).toContain(canary);
    const done = await jonas.press("" as MessageId, "me/forget-now");
    expect(done.kind === "message" ? done.message.text : "").toBe(
      "Forgotten: 1 answer. Reveals that quoted you are being edited.",
    );
    await bot.app.idle();
    expect(shown(bot)).not.toContain(canary);
    const empty = await jonas.press("" as MessageId, "me/export");
    expect(empty.kind === "message" ? empty.message.text : "").toBe("What I keep of you here\nNothing.");
    const again = await jonas.press("" as MessageId, "me/forget-now");
    expect(again.kind === "message" ? again.message.text : "").toBe("There was nothing of yours to forget.");
  });

  it("come out as JSON, whole", async () => {
    const bot = await startBot();
    await answered(bot);
    const { workspace, person } = jonasIn(bot);
    expect(encodedData(bot.app.world, await dataOf(bot.app.world, workspace, person))).toMatchObject({
      workspace: "fake/W1",
      person: "U2",
      answers: [{ date: "2027-03-15", form: { text: `Jonas writes ${canary} into the form` } }],
      waiting: [],
      away: { away: [] },
    });
  });
});
