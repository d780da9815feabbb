import { describe, expect, it } from "vitest";
import type { DeliveryKey } from "../../src/core/keys.ts";
import { channel, guild } from "../adapters/discord/discord-rig.ts";
import { eventsIn, openedDiscord, until } from "../adapters/discord/opened.ts";
import { messageOf } from "../contract/platform/stage.ts";
import type { Opening } from "../support/discord/control/opening.ts";

/** A started adapter with a question and its thread. */
async function asked(opening: Opening = {}) {
  const opened = await openedDiscord(opening);
  const { platform, heard, rig, app } = opened;
  await platform.start(heard.handlers);
  const key = `${rig.channel}/question/2027-03-15/0` as DeliveryKey;
  const message = messageOf("Why?", { thread: "Why?" });
  const { id: thread } = await platform.post({ kind: "channel", channel: rig.channel }, message, key);
  await rig.settled();
  const write = (text: string, user = "jonas") => app.write({ channel: thread, user, text });
  return { ...opened, thread, write };
}

describe("fault 33: what people change", () => {
  it("is heard as an edit once, and not when only a preview of a link appears", async () => {
    const { app, heard, rig, thread, write } = await asked();
    const id = await write("See https://example.com");
    await app.unfurl({ channel: thread, id });
    await app.edit({ channel: thread, id, text: "Look there" });
    await app.unfurl({ channel: thread, id });
    await rig.settled();
    expect(heard.of("edited").map(({ text }) => text)).toEqual(["Look there"]);
  });

  it("is asked for where an edit is not told whole", async () => {
    const { app, heard, rig, thread, write } = await asked();
    const id = await write("before");
    await app.edit({ channel: thread, id, text: "after" });
    await rig.settled();
    const edited_timestamp = "2027-03-15T08:00:30.000000+00:00";
    await app.event({ type: "MESSAGE_UPDATE", data: { id, channel_id: thread, guild_id: guild, edited_timestamp } });
    await rig.settled();
    expect(heard.of("edited").map(({ text, name }) => [text, name])).toEqual([
      ["after", "jonas"],
      ["after", "jonas"],
    ]);
  });

  it("is heard for each of many messages that a moderator deletes at once", async () => {
    const { app, heard, rig, thread, write } = await asked();
    const ids = [await write("one"), await write("two"), await write("three")];
    await app.eraseMany({ channel: thread, ids });
    await rig.settled();
    expect(heard.of("deleted").map(({ message }) => message)).toEqual(ids);
    expect(heard.of("deleted").map(({ thread: of }) => of)).toEqual([thread, thread, thread]);
  });
});

describe("fault 34: what is no person's", () => {
  it("is not heard: the bot's own, other bots', webhooks', Discord's notes", async () => {
    const users = [
      { name: "owner" },
      { name: "mira" },
      { name: "jonas" },
      { name: "priya" },
      { name: "robot", isBot: true },
    ];
    const { app, heard, platform, rig, thread, write } = await asked({ users });
    await app.invite({ guild: "acme", user: "robot" });
    await write("beep", "robot");
    const author = { id: "100000000000000001", username: "hook" };
    const said = { channel_id: thread, guild_id: guild, author, content: "by a webhook", mentions: [] };
    await app.event({
      type: "MESSAGE_CREATE",
      data: { ...said, id: "1614921125068800901", type: 0, webhook_id: author.id },
    });
    await app.event({ type: "MESSAGE_CREATE", data: { ...said, id: "1614921125068800902", type: 7 } });
    await platform.post(
      { kind: "thread", of: { channel: rig.channel, thread: null, id: thread } },
      messageOf("the bot's"),
      `${rig.channel}/reveal/2027-03-15/0` as DeliveryKey,
    );
    await rig.settled();
    expect(heard.calls).toEqual(["gap"]);
    const reading = await platform.readThread({ channel: rig.channel, thread: null, id: thread }, null);
    expect(reading).toEqual({ kind: "read", replies: [] });
  });
});

describe("a thread that the bot cannot look at", () => {
  it("is none of its own: what is said there is passed over, and nothing is read back for it", async () => {
    const { app, heard, rig, waits } = await asked();
    const author = { id: rig.people.first.id, username: "jonas" };
    const said = { guild_id: guild, channel_id: "100000000000000077", type: 0, author, content: "Elsewhere." };
    await app.event({ type: "MESSAGE_CREATE", data: { ...said, id: "1614921125068800903" } });
    await rig.settled();
    expect([heard.calls, waits]).toEqual([["gap"], []]);
    expect((await app.calls("GET /channels/:id")).map(({ answer }) => answer)).toEqual(["10003"]);
  });
});

describe("what was heard and not saved", () => {
  it("is read back after a while: Discord says nothing twice", async () => {
    const { heard, rig, write, waits, endWaits, log } = await asked();
    heard.broken = true;
    await write("It costs writes.");
    await rig.settled();
    await until(() => waits.length > 0);
    expect(waits).toEqual([30_000]);
    heard.broken = false;
    endWaits();
    await until(() => heard.of("gap").length === 2);
    expect(eventsIn(log)).toEqual(["discord: taking in what was said failed"]);
  });
});

describe("without Message Content", () => {
  it("a reply comes without its words, and whoever names the bot is heard", async () => {
    const { heard, rig, write, app } = await asked({ messageContent: "off" });
    await write("Nobody reads this here.");
    await write(`<@${app.keys.botUser}> An index costs writes and space.`);
    await rig.settled();
    expect(heard.of("replied").map(({ text }) => text)).toEqual([""]);
    expect(heard.of("pointed").map(({ as, reply }) => [as, reply.text])).toEqual([
      ["mine", "An index costs writes and space."],
    ]);
  });
});

describe("whoever names the bot", () => {
  it("first, with a command behind, is answered by a direct message", async () => {
    const { app, heard, rig, thread, write } = await asked();
    heard.answer = { kind: "message", message: messageOf("Next: Monday"), replace: false };
    await write(`<@${app.keys.botUser}> status`);
    await rig.settled();
    await app.write({ channel, user: "jonas", text: `<@${app.keys.botUser}> help` });
    await rig.settled();
    const person = rig.people.first.id;
    expect(heard.of("command")).toEqual([
      { channel: rig.channel, person, thread, text: "status" },
      { channel: rig.channel, person, thread: null, text: "help" },
    ]);
    expect(heard.of("replied")).toEqual([]);
    const told = await rig.as(person).whispers();
    expect(told.map(({ text }) => text.trim())).toEqual(["Next: Monday", "Next: Monday"]);
  });

  it("within a reply has written a reply", async () => {
    const { app, heard, rig, write } = await asked();
    await write(`<@${app.keys.botUser}> It costs writes.`);
    await rig.settled();
    expect(heard.of("replied").map(({ text }) => text)).toEqual(["It costs writes."]);
  });
});
