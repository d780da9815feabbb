import { readFileSync } from "node:fs";
import type { REST } from "discord.js";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Fields } from "../../stand-in/record.ts";
import type { DiscordApp, RunningDiscord } from "../client.ts";
import type { Opening } from "../control/opening.ts";
import { clientOf, opened, smallServer } from "../opened.ts";

const quiet = { allowed_mentions: { parse: [] } };
const standing = { startsAt: "2027-03-15T09:00:00Z", wallMs: 0, speed: 0 };

/** A server with the bot's REST client, without a gateway. */
async function asking(opening: Opening = {}) {
  const { discord, app } = await opened({ ...smallServer, ...opening });
  const { id: channel } = await app.channel("drills");
  return { discord, app, channel, rest: restOf(discord, app), guild: app.keys.guilds["acme"] ?? "" };
}

function restOf(discord: RunningDiscord, { keys }: DiscordApp): REST {
  const { rest } = clientOf(discord, { rest: { rejectOnRateLimit: () => true, globalRequestsPerSecond: 1_000 } });
  onTestFinished(() => rest.clearHandlerSweeper());
  return rest.setToken(keys.token);
}

const post = (rest: REST, channel: string, body: Fields): Promise<Fields> =>
  rest.post(`/channels/${channel}/messages`, { body: { content: "x", ...quiet, ...body } }).then(asFields);
const asFields = (value: unknown): Fields => (typeof value === "object" && value !== null ? { ...value } : {});
/** The status and code that a request was refused with. */
const refused = (request: Promise<unknown>): Promise<unknown> =>
  request.then(
    () => "nothing was refused",
    ({ status, code }: Readonly<{ status: number; code: number }>) => [status, code],
  );

describe("a message", () => {
  it("with the same nonce is the first one again, for three minutes; unknown once it was deleted", async () => {
    const { app, rest, channel } = await asking({ time: standing });
    const sent = { nonce: "abc", enforce_nonce: true };
    const first = await post(rest, channel, sent);
    expect((await post(rest, channel, { ...sent, content: "y" }))["id"]).toBe(first["id"]);
    expect((await post(rest, channel, { nonce: "abc" }))["id"]).not.toBe(first["id"]);
    await app.erase({ channel, id: String(first["id"]) });
    await app.moveTime({ instant: "2027-03-15T09:02:59Z" });
    const other = await app.messages({ channel });
    await app.erase({ channel, id: other[0]?.id ?? "" });
    expect(await refused(post(rest, channel, sent))).toEqual([404, 10_008]);
    await app.moveTime({ instant: "2027-03-15T09:03:01Z" });
    await post(rest, channel, sent);
    expect((await app.messages({ channel })).map(({ nonce }) => nonce)).toEqual(["abc"]);
  });

  it("pings whom it is allowed to, and by default everybody it names", async () => {
    const roles = [{ name: "leads", mentionable: true }, { name: "quiet" }];
    const { app, rest, channel, guild } = await asking({
      guilds: [{ name: "acme", channels: [{ name: "drills" }], roles }],
    });
    const ids = await rest.get(`/guilds/${guild}/roles`).then((all) => (Array.isArray(all) ? all.map(asFields) : []));
    const [leads, silent] = ["leads", "quiet"].map((name) => String(ids.find((one) => one["name"] === name)?.["id"]));
    const content = `<@&${leads}> <@&${silent}> @everyone`;
    await post(rest, channel, { content });
    await post(rest, channel, { content, allowed_mentions: { parse: [], roles: [leads] } });
    await rest.post(`/channels/${channel}/messages`, { body: { content } });
    expect((await app.messages({ channel })).map(({ pinged }) => pinged.roles)).toEqual([[], [leads], [leads]]);
    expect((await app.violations()).length).toBe(1);
  });

  it("is refused with the tree of what is wrong with it, and that is kept", async () => {
    const { app, rest, channel } = await asking();
    const sent = post(rest, channel, { content: "x".repeat(2_001) });
    await expect(sent).rejects.toMatchObject({
      status: 400,
      code: 50_035,
      rawError: {
        message: "Invalid Form Body",
        errors: {
          content: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH", message: "Must be 2000 or fewer in length." }] },
        },
      },
    });
    expect(await app.violations()).toEqual([
      "POST /channels/:id/messages /content: Must be 2000 or fewer in length. (platform-facts.md 2.1)",
    ]);
    expect(await refused(post(rest, channel, { content: " " }))).toEqual([400, 50_006]);
  });

  it("is changed by whoever wrote it, and read with whatever was changed", async () => {
    const { app, rest, channel } = await asking();
    const { id } = await post(rest, channel, {});
    await rest.patch(`/channels/${channel}/messages/${String(id)}`, { body: { content: "y", ...quiet } });
    const theirs = await app.write({ channel, user: "anna", text: "z" });
    const edit = rest.patch(`/channels/${channel}/messages/${theirs}`, { body: { content: "y", ...quiet } });
    expect(await refused(edit)).toEqual([403, 50_005]);
    const [seen] = await app.messages({ channel });
    expect([seen?.content, seen?.edited, seen?.said.map((one) => one.content)]).toEqual(["y", true, ["x", "y"]]);
  });

  it("that is no JSON, or too long to be looked at, is refused for that", async () => {
    const { discord, app, channel } = await asking();
    const sent = async (body: string) => {
      const headers = { authorization: `Bot ${app.keys.token}`, "content-type": "application/json" };
      const response = await fetch(`${discord.apiUrl}/v10/channels/${channel}/messages`, {
        method: "POST",
        headers,
        body,
      });
      return [response.status, asFields(await response.json())["code"]];
    };
    expect(await sent("{")).toEqual([400, 50_109]);
    expect(await sent(JSON.stringify({ content: "x".repeat(25 * 2 ** 20) }))).toEqual([413, 40_005]);
  });

  it("comes with files", async () => {
    const { app, rest, channel } = await asking();
    const files = [{ name: "chart.png", data: readFileSync(new URL("rest.test.ts", import.meta.url)) }];
    await rest.post(`/channels/${channel}/messages`, { body: { ...quiet }, files });
    expect((await app.messages({ channel })).map((one) => one.files)).toEqual([["chart.png"]]);
  });
});

describe("the history", () => {
  it("is newest first, in pages, and without what was deleted", async () => {
    const { app, rest, channel } = await asking();
    const ids: string[] = [];
    for (const text of ["a", "b", "c", "d"]) ids.push(await app.write({ channel, user: "anna", text }));
    await app.erase({ channel, id: ids[1] ?? "" });
    const read = async (query: Record<string, string>) => {
      const got = await rest.get(`/channels/${channel}/messages`, { query: new URLSearchParams(query) });
      return Array.isArray(got) ? got.map((one) => asFields(one)["content"]) : [];
    };
    expect(await read({})).toEqual(["d", "c", "a"]);
    expect(await read({ after: "0", limit: "2" })).toEqual(["c", "a"]);
    expect(await read({ before: ids[3] ?? "", limit: "1" })).toEqual(["c"]);
  });

  it("says nothing of what people wrote without Message Content, but for what mentions the bot", async () => {
    const { app, rest, channel } = await asking({ messageContent: "off" });
    await app.write({ channel, user: "anna", text: "secret" });
    await app.write({ channel, user: "anna", text: "<@the bot> open" });
    const got = await rest.get(`/channels/${channel}/messages`);
    const texts = Array.isArray(got)
      ? got.map((one) => String(asFields(one)["content"]).replace(/<@\d+>/u, "<@bot>"))
      : [];
    expect(texts).toEqual(["<@bot> open", ""]);
  });
});

describe("a thread", () => {
  const threaded = async (opening: Opening = {}) => {
    const { rest, channel, ...more } = await asking(opening);
    const { id } = await post(rest, channel, {});
    const start = () => rest.post(`/channels/${channel}/messages/${String(id)}/threads`, { body: { name: "Answers" } });
    return { ...more, rest, channel, thread: String(asFields(await start())["id"]), start, starter: String(id) };
  };

  it("has its message's id, is started once, and stays when the message is deleted", async () => {
    const { app, rest, channel, thread, start, starter } = await threaded();
    expect(thread).toBe(starter);
    expect(await refused(start())).toEqual([400, 160_004]);
    await app.erase({ channel, id: starter });
    await post(rest, thread, { content: "still here" });
    expect((await app.messages({ channel: thread })).map(({ content }) => content)).toEqual(["still here"]);
  });

  it("sleeps, wakes when somebody writes, and refuses changes until then", async () => {
    const { app, rest, thread } = await threaded();
    const { id } = await post(rest, thread, {});
    await app.changeThread({ channel: thread, archived: true });
    const edit = () => rest.patch(`/channels/${thread}/messages/${String(id)}`, { body: { content: "y", ...quiet } });
    expect(await refused(edit())).toEqual([400, 50_083]);
    await post(rest, thread, { content: "wake up" });
    expect((await app.channel(thread)).archived).toBe(false);
    await edit();
  });

  it("is closed to whoever is no moderator once it is locked", async () => {
    const bot = ["SEND_MESSAGES_IN_THREADS", "CREATE_PUBLIC_THREADS"] as const;
    const { app, rest, thread, guild } = await threaded({
      guilds: [{ name: "acme", channels: [{ name: "drills" }], bot }],
    });
    await app.changeThread({ channel: thread, archived: true, locked: true });
    expect(await refused(post(rest, thread, {}))).toEqual([400, 160_005]);
    expect(await refused(rest.patch(`/channels/${thread}`, { body: { archived: false } }))).toEqual([400, 160_005]);
    await app.permit({ guild, role: "the bot", permissions: [...bot, "MANAGE_THREADS"] });
    expect(await refused(post(rest, thread, {}))).toEqual([400, 50_083]);
    await rest.patch(`/channels/${thread}`, { body: { archived: false, locked: false } });
    await post(rest, thread, {});
  });

  it("is one too many for the guild", async () => {
    const { rest, channel } = await threaded({
      guilds: [{ name: "acme", channels: [{ name: "drills" }], mostActiveThreads: 1 }],
    });
    const { id } = await post(rest, channel, {});
    const start = rest.post(`/channels/${channel}/messages/${String(id)}/threads`, { body: { name: "Answers" } });
    expect(await refused(start)).toEqual([400, 160_006]);
  });

  it("is listed while it is active, and when it is archived", async () => {
    const { app, rest, guild, channel, thread } = await threaded();
    const ids = (got: unknown): unknown => {
      const { threads } = asFields(got);
      return Array.isArray(threads) ? threads.map((one) => asFields(one)["id"]) : [];
    };
    const active = async () => ids(await rest.get(`/guilds/${guild}/threads/active`));
    const archived = async () => ids(await rest.get(`/channels/${channel}/threads/archived/public`));
    expect([await active(), await archived()]).toEqual([[thread], []]);
    await app.changeThread({ channel: thread, archived: true });
    expect([await active(), await archived()]).toEqual([[], [thread]]);
  });
});

describe("the bot", () => {
  it("may what its roles and the channel's overwrites leave", async () => {
    const { app, rest, channel } = await asking();
    const embed = { embeds: [{ description: "x" }] };
    await app.overwrite({ channel, overwrites: [{ of: "the bot", deny: ["EMBED_LINKS"] }] });
    expect(await refused(post(rest, channel, embed))).toEqual([403, 50_013]);
    await app.overwrite({ channel, overwrites: [{ of: "everyone", deny: ["SEND_MESSAGES"] }] });
    expect(await refused(post(rest, channel, {}))).toEqual([403, 50_013]);
    const overwrites = [
      { of: "everyone", deny: ["SEND_MESSAGES"] },
      { of: "the bot", allow: ["SEND_MESSAGES"] },
    ] as const;
    await app.overwrite({ channel, overwrites });
    await post(rest, channel, embed);
    await app.overwrite({ channel, overwrites: [{ of: "everyone", deny: ["VIEW_CHANNEL"] }] });
    expect(await refused(rest.get(`/channels/${channel}`))).toEqual([403, 50_001]);
  });

  it("finds nothing where it is not, and nothing at all with a wrong token", async () => {
    const { app, rest, channel, guild } = await asking();
    await app.kick({ guild });
    expect(await refused(post(rest, channel, {}))).toEqual([403, 50_001]);
    await app.changeChannel({ channel, to: "deleted" });
    expect(await refused(post(rest, channel, {}))).toEqual([404, 10_003]);
    await app.resetToken();
    expect(await refused(rest.get("/users/@me"))).toEqual([401, 0]);
  });

  it("registers commands: those that stay keep their ids, and 200 new ones a day is all", async () => {
    const { app, rest, guild } = await asking({ time: standing });
    const at = `/applications/${app.keys.applicationId}/guilds/${guild}/commands` as const;
    const drill = { name: "drill", description: "x" };
    const put = async (...names: readonly string[]) => {
      const got = await rest.put(at, { body: names.map((name) => ({ ...drill, name })) });
      return Array.isArray(got) ? got.map((one) => asFields(one)["id"]) : [];
    };
    const [first] = await put("drill");
    expect((await put("other", "drill"))[1]).toBe(first);
    for (const set of ["a", "b"]) await put(...Array.from({ length: 99 }, (_, at) => `${set}${at}`));
    await expect(put("drill")).rejects.toMatchObject({ retryAfter: 86_400_050 });
    expect((await app.calls("PUT /applications/:id/guilds/:id/commands")).at(-1)?.status).toBe(429);
  });
});
