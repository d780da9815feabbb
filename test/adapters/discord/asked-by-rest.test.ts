import { describe, expect, it } from "vitest";
import { keyOfChannel } from "../../../src/adapters/discord/ids.ts";
import type { DeliveryKey } from "../../../src/core/keys.ts";
import type { Grant } from "../../../src/ports/pacing.ts";
import { channelId } from "../../support/discord/state/openings.ts";
import { guild } from "./discord-rig.ts";
import { openedDiscord, until } from "./opened.ts";

/** An adapter whose gateway is gone: what it wants to know it has to ask for. */
async function deaf() {
  const opened = await openedDiscord();
  await opened.platform.start(opened.heard.handlers);
  await opened.app.gateway({ do: "keep-out" });
  await opened.app.gateway({ do: "break" });
  await until(() => !opened.platform.isConnected());
  const more: string[] = [];
  const grant: Grant = {
    told: () => undefined,
    more: async ({ route }) => void more.push(String(route?.split("/")[0])),
  };
  return { ...opened, more, grant };
}

describe("while nothing is heard", () => {
  it("a channel is asked for, with what the bot may in it; each request more waits for its turn", async () => {
    const { platform, rig, more, grant } = await deaf();
    const call = { kind: "channel", channel: rig.channel } as const;
    expect(platform.facts.pacing?.count(call)).toEqual({ route: expect.stringMatching(/^channel\//u), posts: false });
    expect(await platform.channel(rig.channel, grant)).toEqual({
      channel: rig.channel,
      name: "drills",
      general: false,
      lacks: null,
    });
    expect(more).toEqual(["server", "person"]);
  });

  it("a person is asked for, with what they may in that channel", async () => {
    const { platform, rig, more, grant } = await deaf();
    expect(await platform.person(rig.channel, rig.people.manager.id, grant)).toEqual(rig.people.manager);
    expect(more).toEqual(["server", "channel"]);
  });

  it("a channel that was deleted meanwhile is gone", async () => {
    const { platform, app, rig } = await deaf();
    await app.changeChannel({ channel: "drills", to: "deleted" });
    expect((await platform.channel(rig.channel)).lacks?.why).toBe("channel-gone");
  });
});

describe("after a 401 while everything is heard", () => {
  it("Discord is asked, until it takes the token again: the hourly try of a lockout has to be one", async () => {
    const { platform, app, rig, heard } = await openedDiscord();
    await platform.start(heard.handlers);
    const call = { kind: "channel", channel: rig.channel } as const;
    await app.fault({ route: "GET /channels/:id/messages", fault: { kind: "error", status: 401, code: 0 } });
    const key = `${rig.channel}/question/2027-03-15/0` as DeliveryKey;
    await expect(platform.find(call, key, rig.clock.now())).rejects.toMatchObject({ why: "token-revoked" });
    expect([platform.isConnected(), platform.facts.pacing?.count(call)?.posts]).toEqual([true, false]);
    await platform.channel(rig.channel);
    expect(platform.facts.pacing?.count(call)).toBe(null);
    expect((await app.calls("GET /channels/:id")).length).toBe(1);
  });
});

describe("while everything is heard", () => {
  it("a channel is known without a request, and a person for half a minute", async () => {
    const { platform, app, rig, heard } = await openedDiscord();
    await platform.start(heard.handlers);
    const count = platform.facts.pacing?.count;
    const person = { kind: "person", channel: rig.channel, person: rig.people.first.id } as const;
    expect([count?.({ kind: "channel", channel: rig.channel }), count?.(person)?.route]).toEqual([
      null,
      `person/${guild}`,
    ]);
    await platform.person(rig.channel, rig.people.first.id);
    expect(count?.(person)).toBe(null);
    rig.clock.pass(30_000);
    expect(count?.(person)?.route).toBe(`person/${guild}`);
    expect((await app.calls("GET /channels/:id")).length).toBe(0);
  });

  it.each([
    ["forum", "I cannot work in forums yet: set me up in a text or an announcement channel."],
    ["voice", "I can only work where messages have threads: set me up in a text or an announcement channel."],
  ] as const)("a %s channel says where to go", async (kind, hint) => {
    const { platform, app, heard, rig } = await openedDiscord();
    await platform.start(heard.handlers);
    await app.addChannel({ guild: "acme", name: "elsewhere", kind });
    await rig.settled();
    const key = keyOfChannel(guild, channelId(guild, "elsewhere"));
    expect((await platform.channel(key)).lacks).toEqual({ why: "missing-permission", hint });
  });

  it("an announcement channel is as good as a text channel", async () => {
    const { platform, app, heard, rig } = await openedDiscord();
    await platform.start(heard.handlers);
    await app.addChannel({ guild: "acme", name: "news", kind: "announcement" });
    await rig.settled();
    expect((await platform.channel(keyOfChannel(guild, channelId(guild, "news")))).lacks).toBe(null);
  });
});
