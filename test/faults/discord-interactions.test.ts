import { describe, expect, it } from "vitest";
import { keyOfChannel } from "../../src/adapters/discord/ids.ts";
import { entryKey } from "../../src/app/records.ts";
import type { MessageId, PersonId } from "../../src/core/keys.ts";
import { shortPatience } from "../adapters/chat-bot.ts";
import { type DiscordBot, startDiscordBot } from "../adapters/discord/discord-bot.ts";
import { channel } from "../adapters/discord/discord-rig.ts";
import type { Told } from "../contract/platform/rig.ts";
import { idOf } from "../support/discord/state/ids.ts";
import { holdChange } from "../support/held-change.ts";

const day = Temporal.PlainDate.from("2027-03-15");
const callback = "POST /interactions/:id/:token/callback";
const text = "An index costs writes and space, I would say.";
const managersOnly = "Only managers of this channel may do that. Ask mira, who set it up.";
const user = (name: string): PersonId => idOf("user", name) as PersonId;

/** A bot whose question is up. */
async function asked(options: Parameters<typeof startDiscordBot>[0] = {}) {
  const bot = await startDiscordBot(options);
  await bot.pass({ minutes: 31 });
  const question = ((await bot.posts())[0]?.id ?? "") as MessageId;
  const entryOf = (name: string) => bot.records.entries.get(entryKey(bot.rig.channel, day, user(name)));
  const as = (name: string) => bot.rig.as(user(name));
  return { ...bot, question, as, entryOf };
}

const words = (told: Told): string => (told.kind === "message" ? told.message.text.trim() : told.kind);
const warned = ({ log }: Pick<DiscordBot, "log">): readonly string[] =>
  log.filter(({ level }) => level === "warn" || level === "error").map(({ event }) => event);

describe("fault 31: an interaction that is over", () => {
  it.each([
    ["expired", 10062],
    ["answered already", 40060],
  ])("%s is logged and ignored, and what was asked for is done all the same", async (_name, code) => {
    const bot = await asked();
    await bot.does(() => bot.as("jonas").press(bot.question, "answer/2027-03-15"));
    await bot.discord.fault({ route: callback, fault: { kind: "error", status: code === 10062 ? 404 : 400, code } });
    await bot.does(() => bot.as("jonas").submit({ text }));
    expect((await bot.entryOf("jonas"))?.form?.text).toBe(text);
    expect(warned(bot)).toEqual(["discord: nobody waits for an answer any more"]);
    await bot.discord.clearFaults();
    expect(words(await bot.does(() => bot.as("jonas").command("status"))).startsWith("Daily Drill here")).toBe(true);
  });

  it("whose answer got lost on the way is answered once more", async () => {
    const bot = await asked();
    await bot.discord.fault({ route: callback, fault: { kind: "reset" } });
    expect(words(await bot.does(() => bot.as("jonas").command("status"))).startsWith("Daily Drill here")).toBe(true);
    expect(warned(bot)).toEqual([]);
  });
});

describe("a store that is slow", () => {
  it("delays no acknowledgement, and the answer says what came of it", async () => {
    const bot = await asked({ options: { patience: { ...shortPatience, answerMs: 50 } } });
    await bot.does(() => bot.as("jonas").press(bot.question, "answer/2027-03-15"));
    await bot.does(() => bot.as("jonas").submit({ text }));
    await bot.does(() => bot.as("jonas").press(bot.question, "answer/2027-03-15"));
    const go = holdChange(bot.records);
    const sent = await bot.discord.submit({ user: user("jonas"), entries: { text: `${text} Or so.` } });
    expect(sent.became).toBe("deferred");
    expect((await bot.entryOf("jonas"))?.form?.text).toBe(text);
    go();
    await bot.does(async () => undefined);
    const reply = await bot.discord.reply({ interaction: sent.interaction });
    expect(reply?.content.startsWith("Saved")).toBe(true);
    expect((await bot.entryOf("jonas"))?.form?.text).toBe(`${text} Or so.`);
    expect((await bot.discord.acknowledged()).filter(({ tookMs }) => tookMs >= 3_000)).toEqual([]);
    expect(await bot.discord.violations()).toEqual([]);
  });
});

const opening = {
  users: [
    { name: "owner" },
    { name: "mira" },
    { name: "jonas" },
    { name: "priya" },
    { name: "admin" },
    { name: "eve", globalName: "mira" },
    { name: "senior" },
  ],
  guilds: [
    {
      name: "acme",
      owner: "owner",
      roles: [
        { name: "managers", permissions: ["MANAGE_CHANNELS"] as const },
        { name: "admins", permissions: ["ADMINISTRATOR"] as const },
        { name: "seniors" },
      ],
      members: [
        { user: "owner" },
        { user: "mira", roles: ["managers"] },
        { user: "admin", roles: ["admins"] },
        { user: "jonas" },
        { user: "priya" },
        { user: "eve" },
        { user: "senior", roles: ["seniors"] },
      ],
      channels: [{ name: "drills" }, { name: "other" }],
    },
  ],
};

describe("fault 75: on Discord a plan is changed by", () => {
  it.each([
    ["who may manage the channel", "mira", true],
    ["the server's owner", "owner", true],
    ["an administrator", "admin", true],
    ["no other member", "jonas", false],
    ["nobody who goes by a manager's name", "eve", false],
    ["no role that was not named", "senior", false],
  ])("%s", async (_name, name, may) => {
    const bot = await startDiscordBot({ opening });
    const said = words(await bot.does(() => bot.rig.as(user(name)).command("pause")));
    expect(said).toBe(
      may ? "Paused until somebody types /drill resume. What is open is still revealed." : managersOnly,
    );
    expect((await bot.records.plans.get(bot.rig.channel))?.pause != null).toBe(may);
  });

  it("a role that was named, as long as it is", async () => {
    const bot = await startDiscordBot({ opening });
    const managers = (verb: string) =>
      bot.does(() =>
        bot.discord.command({
          channel,
          user: user("mira"),
          command: `drill managers ${verb}`,
          options: { who: "seniors" },
        }),
      );
    expect((await managers("add")).message?.content).toBe("Everyone with the role seniors manages this channel now.");
    const senior = bot.rig.as(user("senior"));
    expect(words(await bot.does(() => senior.command("pause"))).startsWith("Paused")).toBe(true);
    await managers("remove");
    expect(words(await bot.does(() => senior.command("resume")))).toBe(managersOnly);
    expect(await bot.discord.violations()).toEqual([]);
  });

  it("nobody who managed when the form opened, and does not when it is sent", async () => {
    const bot = await startDiscordBot({ opening });
    const mira = bot.rig.as(user("mira"));
    await bot.records.plans.update(bot.rig.channel, (plan) => plan && { ...plan, configuredBy: user("owner") });
    await bot.does(() => mira.command("holidays"));
    await bot.discord.roles({ guild: "acme", user: "mira", roles: [] });
    const said = await bot.does(() => mira.submit({ dates: "2027-03-17" }));
    expect(said).toEqual({ kind: "not-saved" });
    const whisper = (await bot.discord.whispers({ user: user("mira") })).at(-1);
    expect(whisper?.content.split("\n").at(-1)).toBe(
      "Only managers of this channel may do that. Ask owner, who set it up.",
    );
    expect((await bot.records.plans.get(bot.rig.channel))?.daysOff).toEqual([]);
  });
});

describe("fault 76: what was made up", () => {
  it("a setup saved by another person than it was opened for changes nothing", async () => {
    const bot = await startDiscordBot({ opening, plan: null });
    const opened = await bot.does(() =>
      bot.discord.command({ channel, user: user("mira"), command: "drill setup", options: { zone: "Europe/Berlin" } }),
    );
    const panel = opened.message;
    const fields = {
      data: { component_type: 2, custom_id: ":panel|save||setup" },
      message: {
        id: panel?.id,
        flags: 64,
        author: { id: bot.discord.keys.botUser },
        interaction_metadata: { id: "1", type: 2, user: { id: user("mira") } },
        embeds: panel?.embeds,
        components: panel?.components,
      },
    };
    const forged = await bot.does(() => bot.discord.interaction({ channel, user: user("admin"), fields }));
    expect(forged.message?.content.startsWith("This is for somebody else")).toBe(true);
    expect(await bot.records.plans.get(bot.rig.channel)).toBe(null);
    const customId = panel?.customIds.find((id) => id.includes("save")) ?? "";
    await bot.does(() => bot.discord.press({ channel, id: panel?.id ?? "", user: user("mira"), customId }));
    expect((await bot.records.plans.get(bot.rig.channel))?.zone).toBe("Europe/Berlin");
    expect(await bot.discord.violations()).toEqual([]);
  });

  it.each([
    "answer/2027-03-15",
    "answers/2027-03-15/0",
    "result/2027-03-15",
    "hide/2027-03-15/0",
    "try-again/answer/2027-03-15",
  ])("a press on %s in a channel without a drill says so, and shows nothing of the drill next door", async (action) => {
    const bot = await asked({ opening });
    await bot.does(() => bot.as("jonas").press(bot.question, "answer/2027-03-15"));
    await bot.does(() => bot.as("jonas").submit({ text }));
    const other = (await bot.discord.channel("acme/other")).id;
    const message = { id: bot.question, flags: 0, author: { id: bot.discord.keys.botUser } };
    const fields = { data: { component_type: 2, custom_id: `:${action}` }, message };
    const told = await bot.does(() => bot.discord.interaction({ channel: other, user: user("priya"), fields }));
    expect(told.message?.content).toBe("This question is not open any more.");
    expect(told.modal).toBe(null);
  });
});

describe("fault 77: two servers", () => {
  it("share nothing: a drill of one is not there in the other, nor are figures", async () => {
    const second = {
      name: "globex",
      owner: "owner",
      members: [{ user: "jonas" }, { user: "mira" }],
      channels: [{ name: "drills" }],
    };
    const bot = await asked({ opening: { ...opening, guilds: [...opening.guilds, second] } });
    await bot.does(() => bot.as("jonas").press(bot.question, "answer/2027-03-15"));
    await bot.does(() => bot.as("jonas").submit({ text }));
    const there = (await bot.discord.channel("globex/drills")).id;
    const globex = bot.discord.keys.guilds["globex"] ?? "";
    const inOther = (command: string) =>
      bot.does(() => bot.discord.command({ channel: there, user: user("jonas"), command: `drill ${command}` }));
    expect((await inOther("answer")).message?.content).toBe("There is no open question here to answer.");
    expect((await inOther("me")).message?.content.includes("You have not answered here yet")).toBe(true);
    expect(await bot.records.entries.get(entryKey(keyOfChannel(globex, there), day, user("jonas")))).toBe(null);
    expect(await bot.discord.violations()).toEqual([]);
  });
});
