import { describe, expect, it } from "vitest";
import { erase } from "../../../src/app/upkeep/erase.ts";
import { dataOf, encodedData } from "../../../src/app/upkeep/export.ts";
import { upkeep } from "../../../src/app/upkeep/upkeep.ts";
import { type PersonId, workspaceOf } from "../../../src/core/keys.ts";
import { toldText } from "../../support/asked-bot.ts";
import { keysOf } from "../../support/keys-of.ts";
import { type SuggestingBot, suggestingBot, typedQuestion, typedTitle } from "../../support/suggesting.ts";

const jonas = (bot: SuggestingBot) =>
  ({ kind: "person", workspace: workspaceOf(bot.platform.channel), person: "U2" as PersonId }) as const;

const authors = (bot: SuggestingBot) =>
  [...bot.bank.forWorkspace(workspaceOf(bot.platform.channel)).questions.values()]
    .filter(({ origin }) => origin !== undefined)
    .map(({ title, origin }) => [title, origin?.author ?? null]);

/** Jonas has one suggestion approved and one waiting, Priya one declined by Mira. */
async function several(): Promise<SuggestingBot> {
  const bot = await suggestingBot({ plan: { topics: ["http"] } });
  await bot.suggest();
  await bot.pressOn(bot.mira, await bot.review(), "Approve");
  await bot.pass({ minutes: 1 });
  await bot.suggest({ ...typedQuestion, prompt: "What does zanzibar-canary mean?" });
  await bot.pass({ minutes: 1 });
  await bot.suggest({ ...typedQuestion, prompt: "Priya's?" }, bot.priya);
  const last = (await bot.suggestions()).at(-1)?.id ?? "";
  const { id } = await bot.review();
  await bot.mira.press(id, `suggestion/${last}/decline`);
  await bot.mira.submit({ reason: "" });
  await bot.app.idle();
  return bot;
}

describe("Forget me", () => {
  it("takes what somebody suggested away; an approved question stays, without their name", async () => {
    const bot = await several();
    expect(authors(bot)).toEqual([[typedTitle, "Jonas"]]);
    expect((await erase(bot.app.world, jonas(bot))).records).toBe(2);
    expect(authors(bot)).toEqual([[typedTitle, null]]);
    expect((await bot.suggestions()).map(({ name }) => name)).toEqual(["Priya"]);
    const left = [...bot.store.rows].flat().join("\n");
    expect([left.includes("zanzibar"), left.includes("Jonas")]).toEqual([false, false]);
    expect(JSON.stringify(bot.log)).not.toContain("zanzibar");
  });

  it("takes the name out of a question that was posted since", async () => {
    const bot = await several();
    for (const day of ["2027-03-16", "2027-03-17"]) await bot.at(`${day}T09:30`);
    const posted = async () =>
      (await Array.fromAsync(bot.records.posted.list(""), ([, each]) => each)).flatMap(({ origin }) => origin ?? []);
    expect((await posted()).map(({ author }) => author)).toEqual(["Jonas"]);
    await erase(bot.app.world, jonas(bot));
    expect((await posted()).map(({ author }) => author ?? null)).toEqual([null]);
  });

  it("of a manager leaves what they decided, and not who decided it", async () => {
    const bot = await several();
    await erase(bot.app.world, { ...jonas(bot), person: "U1" as PersonId });
    const [, , declined] = await bot.suggestions();
    expect(declined?.state).toMatchObject({ kind: "declined", name: "", by: expect.stringMatching(/id\d+$/) });
    const { id } = await bot.review();
    expect(toldText(await bot.mira.press(id, `suggestion/${declined?.id}/approve`))).toBe(
      "Somebody has decided that already: a manager declined it.",
    );
  });

  it("while their question is being approved has it saved without their name", async () => {
    const bot = await suggestingBot();
    await bot.suggest();
    const shown = await bot.review();
    const id = (await bot.suggestions())[0]?.id;
    bot.bank.beforeSave(() => erase(bot.app.world, jonas(bot)));
    expect(toldText(await bot.mira.press(shown.id, `suggestion/${id}/approve`))).toBe(
      `Approved: "${typedTitle}". It is in rotation.`,
    );
    expect([authors(bot), await bot.suggestions()]).toEqual([[[typedTitle, null]], []]);
  });

  it("just before their question is approved has it saved without their name", async () => {
    const bot = await suggestingBot();
    await bot.suggest();
    const shown = await bot.review();
    const [before] = await bot.suggestions();
    const key = `fake/W1/${before?.id}`;
    // What an erasure does first, once whoever approves has read the record.
    await Promise.all([
      bot.mira.press(shown.id, `suggestion/${before?.id}/approve`),
      bot.records.suggestions.update(key, (current) => current && { ...current, name: "" }),
    ]);
    expect(authors(bot)).toEqual([[typedTitle, null]]);
  });

  it("has it saved without their name, too, where the approval comes to its end before the record is gone", async () => {
    const bot = await suggestingBot();
    await bot.suggest();
    const shown = await bot.review();
    const id = (await bot.suggestions())[0]?.id;
    const looked = Promise.withResolvers<void>();
    const claimed = Promise.withResolvers<void>();
    bot.bank.beforeSave(() => {
      claimed.resolve();
      return looked.promise;
    });
    const approving = bot.mira.press(shown.id, `suggestion/${id}/approve`);
    await claimed.promise;
    const { suggestions } = bot.records;
    const late: typeof suggestions = {
      get: (key) => suggestions.get(key),
      put: (key, value) => suggestions.put(key, value),
      create: (key, value) => suggestions.create(key, value),
      update: (key, change) => suggestions.update(key, change),
      list: (prefix, listing) => suggestions.list(prefix, listing),
      row: (key, value) => suggestions.row(key, value),
      delete: async (key) => {
        looked.resolve();
        await approving;
        await suggestions.delete(key);
      },
    };
    await erase({ ...bot.app.world, records: { ...bot.records, suggestions: late } }, jonas(bot));
    expect([authors(bot), await bot.suggestions()]).toEqual([[[typedTitle, null]], []]);
  });

  it("of a channel takes what was suggested there, and of a workspace everything", async () => {
    const bot = await several();
    const { channel } = bot.platform;
    expect((await erase(bot.app.world, { kind: "channel", channel })).records).toBe(3);
    expect([authors(bot), await bot.suggestions()]).toEqual([[[typedTitle, null]], []]);
  });
});

describe("My data", () => {
  it("holds what somebody suggested, and what came of it", async () => {
    const bot = await several();
    const { workspace, person } = jonas(bot);
    const data = await dataOf(bot.app.world, workspace, person);
    expect(data.suggestions.map(({ proposed, state }) => [proposed.title, state.kind])).toEqual([
      [typedTitle, "approved"],
      ["What does zanzibar-canary mean?", "waiting"],
    ]);
    expect(encodedData(bot.app.world, data)).toMatchObject({ suggestions: [{ name: "Jonas" }, { name: "Jonas" }] });
    const shown = await bot.jonas.command("me");
    const told = shown.kind === "message" ? await bot.jonas.press(shown.message.id, "me/export") : shown;
    expect(toldText(told).split("\n")).toContain("What does zanzibar-canary mean?");
  });
});

describe("what came of a suggestion", () => {
  it.each([
    ["who has answered", true],
    ["who has not", false],
  ])("is told with me, where it could not be whispered, and once, to somebody %s", async (_who, hasAnswered) => {
    const bot = await suggestingBot();
    if (hasAnswered) await bot.fill(bot.jonas, "An answer of mine.");
    await bot.suggest();
    bot.platform.closedToWhispers = true;
    await bot.pressOn(bot.mira, await bot.review(), "Approve");
    const news = `Your suggestion "${typedTitle}" was approved by Mira. It is in rotation, with your name in its file.`;
    expect(
      toldText(await bot.jonas.command("me"))
        .split("\n")
        .at(-1),
    ).toBe(news);
    expect(toldText(await bot.jonas.command("me")).split("\n")).not.toContain(news);
  });

  it("is kept for thirty days where it was declined and told, and for ever where it was approved", async () => {
    const bot = await several();
    bot.clock.pass(29 * 86_400_000);
    await upkeep(bot.app.world);
    expect((await keysOf(bot.records.suggestions.list(""))).length).toBe(3);
    bot.clock.pass(2 * 86_400_000);
    await upkeep(bot.app.world);
    expect((await bot.suggestions()).map(({ state }) => state.kind)).toEqual(["approved", "waiting"]);
  });
});

describe("status", () => {
  it("tells managers how many suggestions wait", async () => {
    const bot = await several();
    const line = "1 suggested question waits to be looked at: /drill review";
    expect(toldText(await bot.mira.command("status")).split("\n")).toContain(line);
    expect(toldText(await bot.priya.command("status")).split("\n")).not.toContain(line);
  });
});
