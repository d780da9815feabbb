import { describe, expect, it } from "vitest";
import type { Opening } from "../control/opening.ts";
import { asFields, asking, post, quiet, refused } from "./asking.ts";

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
