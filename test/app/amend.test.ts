import { describe, expect, it } from "vitest";
import type { MessageId } from "../../src/core/keys.ts";
import { splitDoc } from "../../src/core/message/split.ts";
import { type AskedBot, askedBot, today } from "../support/asked-bot.ts";
import { errorOf, type Fault } from "../support/fake-faults.ts";
import { holdChange } from "../support/held-change.ts";
import { readable } from "../support/readable.ts";

const unread = "I could not read the whole thread in time, so some answers may be missing from the count.";

/** Something that is the matter with the edits of one message, and the messages that were edited. */
type Edits = { broken: Readonly<{ id: MessageId; by: Fault }> | null; made: MessageId[] };
type Revealed = AskedBot & Readonly<{ edits: Edits }>;

/** Jonas has answered through the form, and the drill was revealed just now. */
async function revealedBot(): Promise<Revealed> {
  const edits: Edits = { broken: null, made: [] };
  const bot = await askedBot({
    port: (port) => ({
      ...port,
      edit: async (ref, ...rest) => {
        if (edits.broken?.id === ref.id) throw errorOf(edits.broken.by);
        await port.edit(ref, ...rest);
        edits.made.push(ref.id);
      },
    }),
  });
  await bot.fill(bot.jonas, "by form");
  await bot.reveal();
  return { ...bot, edits };
}

/** A manager hides what Jonas wrote. */
async function hide(bot: AskedBot): Promise<void> {
  await bot.mira.press(bot.question, `hide/${today}/0.0`, "U2");
  await bot.app.idle();
}

const unfinished = (bot: AskedBot): readonly string[] =>
  [...bot.store.rows.keys()].filter((key) => key.startsWith("open-drills/"));
const warnings = (bot: AskedBot): readonly string[] =>
  bot.log.filter(({ level }) => level !== "info").map(({ event }) => event);

describe("a reveal that is out", () => {
  it("is not edited for a second look at its thread that finds nothing new", async () => {
    const bot = await revealedBot();
    expect(bot.edits.made).toEqual([bot.question]);
    await bot.pass({ minutes: 1 });
    expect(bot.edits.made).toEqual([bot.question]);
    expect(unfinished(bot)).toEqual([]);
  });

  it("says no longer that answers may be missing once its thread was read, though it held no other", async () => {
    const bot = await askedBot();
    for (let time = 0; time < 2; time += 1) bot.platform.unreadable("slow");
    await bot.reveal();
    await bot.pass({ minutes: 5 });
    const first = async () => (await bot.said())[0]?.text.split("\n")[0];
    expect(await first()).toBe(unread);
    await bot.pass({ minutes: 10 });
    expect(await first()).toBe("Reference answer");
    expect(await bot.drill()).toMatchObject({ threadRead: true, revision: 1, shown: 1 });
  });
});

describe("a reveal of which one message cannot be edited", () => {
  it.each<readonly [which: string, why: string, by: Fault, seconds: number]>([
    ["a part", "the platform cannot be reached", { kind: "unsent" }, 15],
    ["a part", "the platform refuses", { kind: "refuse", why: "missing-permission" }, 3_600],
    ["the question", "the platform cannot be reached", { kind: "unsent" }, 15],
    ["the question", "the platform refuses", { kind: "refuse", why: "missing-permission" }, 3_600],
  ])("%s, because %s, is edited whole when its time has come", async (which, _why, by, seconds) => {
    const bot = await revealedBot();
    await bot.pass({ minutes: 1 });
    const parts = (await bot.said()).map(({ id }) => id);
    const all = [...parts, bot.question];
    const id = which === "a part" ? (parts.at(-1) ?? bot.question) : bot.question;
    Object.assign(bot.edits, { broken: { id, by }, made: [] });
    await hide(bot);
    expect(bot.edits.made).toEqual(all.filter((each) => each !== id));
    Object.assign(bot.edits, { broken: null, made: [] });
    await bot.pass({ seconds: seconds - 1 });
    expect(bot.edits.made).toEqual([]);
    await bot.pass({ seconds: 1 });
    expect(bot.edits.made).toEqual(all);
    expect((await bot.said()).at(-1)?.text).toBe("Answers given through the form\nJonas\nHidden by a manager.");
    expect(await bot.drill()).toMatchObject({ revision: 1, shown: 1 });
    expect(unfinished(bot)).toEqual([]);
    expect(warnings(bot)).toEqual(["a message could not be edited"]);
  });
});

describe("a reveal that becomes longer", () => {
  it("brings out its new parts when the platform takes them", async () => {
    const bot = await askedBot({
      fake: { facts: { fit: (doc) => splitDoc(doc, (part) => readable(part).length <= 200) } },
    });
    await bot.jonas.press(bot.question, `answer/${today}`);
    const release = holdChange(bot.records);
    const saving = bot.jonas.submit({ text: "word ".repeat(100) });
    await bot.reveal();
    await bot.pass({ minutes: 1 });
    const numbers = async () => (await bot.said()).slice(2).map(({ text }) => text.split("\n").at(-1));
    expect(await numbers()).toEqual(["Nobody answered this one."]);
    bot.platform.fail("post", { kind: "busy", retryAfterMs: 40_000 });
    release();
    await saving;
    await bot.app.idle();
    await bot.pass({ seconds: 39 });
    expect(await numbers()).toEqual(["1/4"]);
    await bot.pass({ seconds: 1 });
    expect(await numbers()).toEqual(["1/4", "2/4", "3/4", "4/4"]);
    expect(warnings(bot)).toEqual(["a message was not delivered yet"]);
    expect(unfinished(bot)).toEqual([]);
  });
});

describe("a reveal of which all that is kept is purged", () => {
  it.each(["readThread", "edit"] as const)("during %s leaves no trace", async (call) => {
    let isPurged = false;
    const purge = async (): Promise<void> => {
      if (!isPurged) return;
      await bot.records.plans.delete(bot.platform.channel);
      await bot.records.drills.delete(`${bot.platform.channel}/${today}`);
    };
    const bot: AskedBot = await askedBot({
      port: (port) => ({
        ...port,
        readThread: async (...given) => {
          if (call === "readThread") await purge();
          return port.readThread(...given);
        },
        edit: async (...given) => {
          if (call === "edit") await purge();
          return port.edit(...given);
        },
      }),
    });
    await bot.fill(bot.jonas, "by form");
    await bot.reveal();
    isPurged = true;
    if (call === "edit") await hide(bot);
    await bot.pass({ minutes: 1 });
    expect([...bot.store.rows.keys()].filter((key) => key.includes("drills/"))).toEqual([]);
    expect(warnings(bot)).toEqual([]);
  });
});
