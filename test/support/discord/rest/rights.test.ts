import { describe, expect, it } from "vitest";
import { asFields, asking, post, refused, standing } from "./asking.ts";

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
