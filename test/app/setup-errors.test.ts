import { describe, expect, it } from "vitest";
import type { Refusal } from "../../src/core/errors.ts";
import { type Bot, startBot } from "../support/bot.ts";
import { filledIn, typed } from "../support/told.ts";

const errorsOf = async (bot: Bot, changes: Parameters<typeof filledIn>[2]): Promise<unknown> => {
  const told = await filledIn(bot, "setup", changes);
  return told.kind === "errors" ? told.errors : told;
};
const bare = (): Promise<Bot> => startBot({ plan: null });

describe("a setup form that cannot be saved", () => {
  it.each<readonly [string, Parameters<typeof filledIn>[2], Readonly<Record<string, string>>]>([
    ["no zone", { zone: "" }, { zone: "choose a time zone" }],
    [
      "a zone that is none",
      { zone: "Europe/Berln" },
      {
        zone: 'there is no time zone "Europe/Berln"; give a zone as Region/City, perhaps Europe/Berlin, Asia/Beirut, America/Belem',
      },
    ],
    [
      "a time that is none",
      { postAt: "25:00" },
      { postAt: '"25:00" is not a time of day; write hours and minutes, for example 09:00 or 4:30 pm' },
    ],
    [
      "a reveal before the question",
      { postAt: "17:00" },
      {
        revealAt:
          "the reveal at 16:00 is not after the question at 17:00; choose a later reveal time, or reveal on the next posting day",
      },
    ],
    ["no day", { days: [] }, { days: "no day is chosen; choose at least one day" }],
    [
      "several things at once",
      { zone: "", days: [], revealAt: "noon" },
      {
        zone: "choose a time zone",
        revealAt: '"noon" is not a time of day; write hours and minutes, for example 09:00 or 4:30 pm',
        days: "no day is chosen; choose at least one day",
      },
    ],
  ])("says what is wrong field by field, and saves nothing: %s", async (_name, changes, expected) => {
    const bot = await bare();
    expect(await errorsOf(bot, changes)).toEqual(expected);
    expect(await bot.records.plans.get(bot.platform.channel)).toBe(null);
  });

  it("keeps what was entered", async () => {
    const bot = await bare();
    await filledIn(bot, "setup", { zone: "", postAt: "08:15", days: ["2"] });
    const form = bot.platform.as(bot.platform.people.manager.id).form();
    expect([form?.values["postAt"], form?.values["days"]]).toEqual(["08:15", ["2"]]);
  });

  it("a person without a zone has to choose one; each choice says what time it is there", async () => {
    const bot = await bare();
    const { second } = bot.platform.people;
    const person = bot.platform.as(second.id);
    await person.command("setup");
    expect(person.form()?.values["zone"]).toBe("");
    expect(await person.choices("setup", "zone", "kath")).toEqual([
      { value: "Asia/Kathmandu", label: "Kathmandu (Asia), it is 13:45 there" },
    ]);
    await person.submit({ ...person.form()?.values, zone: "Asia/Kathmandu" });
    expect((await bot.records.plans.get(bot.platform.channel))?.zone).toBe("Asia/Kathmandu");
  });

  it.each<readonly [Refusal, string]>([
    ["not-a-member", "I am not in the channel; invite me"],
    ["missing-permission", "I lack a permission there"],
  ])("says how to mend it when the bot cannot work in the channel (%s), and keeps the entries", async (why, said) => {
    const bot = await bare();
    bot.platform.bar(bot.platform.channel, why);
    expect(await errorsOf(bot, { postAt: "08:15" })).toEqual({
      "": `I cannot work here yet, because ${said}. This is the fake platform: a test asked for it.`,
    });
    const form = bot.platform.as(bot.platform.people.manager.id).form();
    expect(form?.values["postAt"]).toBe("08:15");
    expect(await bot.records.plans.get(bot.platform.channel)).toBe(null);
    bot.platform.bar(bot.platform.channel, null);
    await bot.platform.as(bot.platform.people.manager.id).submit({ ...form?.values });
    expect((await bot.records.plans.get(bot.platform.channel))?.postAt.toString()).toBe("08:15:00");
  });

  it("says so too when the platform refuses to tell", async () => {
    const bot = await bare();
    bot.platform.fail("channel", { kind: "refuse", why: "token-revoked" });
    expect(await errorsOf(bot, {})).toEqual({
      "": "I cannot work here yet, because my access was taken back; the operator has to install me again. This is the fake platform: a test asked for it.",
    });
  });

  it("is not saved, and the person knows, when the platform does not answer", async () => {
    const bot = await bare();
    bot.platform.fail("channel", { kind: "doubt", accepted: false });
    expect((await filledIn(bot, "setup")).kind).toBe("not-saved");
  });
});

describe("rights at setup", () => {
  it("are checked again when the form is sent", async () => {
    const bot = await bare();
    const { first } = bot.platform.people;
    const person = bot.platform.as(first.id);
    await person.command("setup");
    bot.platform.leave(first.id);
    expect(await person.submit({ ...person.form()?.values })).toEqual({
      kind: "errors",
      errors: { "": "Only managers of this channel may do that." },
    });
    expect(await bot.records.plans.get(bot.platform.channel)).toBe(null);
  });

  it("of two members who set a channel up at once, the second changes nothing", async () => {
    const bot = await bare();
    const { first, second } = bot.platform.people;
    const [jonas, priya] = [bot.platform.as(first.id), bot.platform.as(second.id)];
    await jonas.command("setup");
    await priya.command("setup");
    const zone = "Asia/Tokyo";
    const told = await Promise.all([
      jonas.submit({ ...jonas.form()?.values }),
      priya.submit({ ...priya.form()?.values, zone }),
    ]);
    expect(told.map(({ kind }) => kind)).toEqual(["message", "errors"]);
    expect((await bot.records.plans.get(bot.platform.channel))?.zone).toBe("Europe/Berlin");
    expect(await priya.submit({ ...priya.form()?.values, zone })).toEqual({
      kind: "errors",
      errors: { "": "Only managers of this channel may do that. Ask Jonas, who set it up." },
    });
  });

  it("SETUP=admins lets nobody but the platform's managers and the operator set a channel up", async () => {
    const bot = await startBot({ plan: null, settings: { setup: "admins", managers: new Set(["U3"]) } });
    const { manager, first, second } = bot.platform.people;
    expect(await typed(bot, "setup", first.id)).toBe("Only managers of this channel may do that.");
    expect((await bot.platform.as(manager.id).command("setup")).kind).toBe("form");
    expect((await bot.platform.as(second.id).command("setup")).kind).toBe("form");
  });
});
