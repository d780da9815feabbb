import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { asFields, asking, post, quiet, refused, standing } from "./asking.ts";

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
    const files = [{ name: "chart.png", data: readFileSync(new URL("messages.test.ts", import.meta.url)) }];
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
