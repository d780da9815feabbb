import { describe, expect, it } from "vitest";
import { happeningOf } from "../../../../src/adapters/discord/hearing/happenings.ts";
import { askedOf, commandIn, spokenIn } from "../../../../src/adapters/discord/hearing/messages.ts";
import { writtenText } from "../../../../src/adapters/discord/hearing/written-text.ts";

const [guild, thread, id, bot, jonas] = [1, 2, 3, 4, 5].map((at) => `10000000000000000${at}`);
const place = { guild_id: guild, channel_id: thread };
const author = { id: jonas, username: "jonas", global_name: "Jonas" };
const message = { ...place, id, type: 0, author, content: "It costs writes." };

describe("an event means", () => {
  const rows: readonly (readonly [type: string, data: unknown, means: object])[] = [
    ["MESSAGE_CREATE", message, { kind: "said", guild, message: { id, content: "It costs writes." } }],
    ["MESSAGE_UPDATE", { ...message, edited_timestamp: null }, { kind: "nothing" }],
    ["MESSAGE_UPDATE", { ...place, id, embeds: [] }, { kind: "nothing" }],
    ["MESSAGE_UPDATE", { ...message, edited_timestamp: "t1" }, { kind: "edited", id, version: "t1", message: { id } }],
    ["MESSAGE_UPDATE", { ...place, id, edited_timestamp: "t1" }, { kind: "edited", id, message: null }],
    ["MESSAGE_DELETE", { ...place, id }, { kind: "deleted", guild, channel: thread, ids: [id] }],
    ["MESSAGE_DELETE_BULK", { ...place, ids: [id, jonas] }, { kind: "deleted", ids: [id, jonas] }],
    ["CHANNEL_DELETE", { guild_id: guild, id }, { kind: "channel-gone", guild, channel: id }],
    ["CHANNEL_UPDATE", { guild_id: guild, id }, { kind: "permissions", guild, channel: id }],
    ["GUILD_ROLE_DELETE", { guild_id: guild, role_id: id }, { kind: "permissions", guild, channel: null }],
    ["GUILD_MEMBER_UPDATE", { guild_id: guild, user: author }, { kind: "permissions", guild, channel: null }],
    ["READY", { guilds: [{ id: guild, unavailable: true }] }, { kind: "session", guilds: [guild] }],
    ["GUILD_CREATE", { id: guild }, { kind: "server", guild }],
    ["GUILD_CREATE", { id: guild, unavailable: true }, { kind: "outage", guild }],
    ["GUILD_DELETE", { id: guild }, { kind: "removed", guild }],
    ["GUILD_DELETE", { id: guild, unavailable: true }, { kind: "outage", guild }],
    ["INTERACTION_CREATE", { id, token: "t" }, { kind: "interaction", id, payload: { id, token: "t" } }],
  ];
  it.each(rows)("%s with %j", (type, data, means) => {
    expect(happeningOf(type, data)).toMatchObject(means);
  });

  it.each([
    ["MESSAGE_CREATE", { ...message, guild_id: undefined }],
    ["MESSAGE_CREATE", { ...message, author: undefined }],
    ["MESSAGE_DELETE", { id: "not an id", ...place }],
    ["TYPING_START", message],
    ["toString", message],
    ["INTERACTION_CREATE", null],
  ])("nothing: %s with %j", (type, data) => {
    expect(happeningOf(type, data)).toEqual({ kind: "nothing" });
  });
});

describe("a message in a thread", () => {
  const where = { guild: guild ?? "", channel: "100000000000000007", thread: thread ?? "" };
  const said = (more: object = {}) => {
    const happening = happeningOf("MESSAGE_CREATE", { ...message, ...more });
    return happening.kind === "said" ? spokenIn(happening.message, where, bot ?? "", "Jonas") : null;
  };

  it("is a reply, with the times of Discord", () => {
    expect(said({ edited_timestamp: "2027-03-15T08:00:00.123456+00:00" })).toMatchObject({
      channel: `discord/${guild}/100000000000000007`,
      thread,
      message: id,
      person: jonas,
      text: "It costs writes.",
      editedAt: Temporal.Instant.from("2027-03-15T08:00:00.123Z"),
    });
  });

  it.each([
    ["of a bot", { author: { ...author, bot: true } }],
    ["of ours", { author: { ...author, id: bot } }],
    ["of a webhook", { webhook_id: jonas }],
    ["that Discord wrote", { type: 21 }],
    ["that asks for a command", { content: `<@${bot}> status` }],
  ])("%s is none", (_name, more) => {
    expect(said(more)).toBe(null);
  });

  it("reads as it was written, people by their names", () => {
    const content = `<@${jonas}> and <@!${jonas}>: <a:wave:${id}> <@100000000000000099> \`<b>\` & *so*`;
    expect(said({ content, mentions: [author] })?.text).toBe(
      "@Jonas and @Jonas: :wave: <@100000000000000099> `<b>` & *so*",
    );
    expect(writtenText("no tokens", new Map())).toBe("no tokens");
  });
});

describe("what is asked of the bot by its name", () => {
  it.each([
    [`<@${bot}> status`, "status", "status"],
    [`  <@!${bot}>   answer  `, "answer", "answer"],
    [`<@${bot}> an index costs writes`, "an index costs writes", null],
    [`status <@${bot}>`, null, null],
    [`<@${jonas}> status`, null, null],
  ])("%j", (content, asked, command) => {
    expect([askedOf(content, bot ?? ""), commandIn({ content }, bot ?? "")]).toEqual([asked, command]);
  });
});
