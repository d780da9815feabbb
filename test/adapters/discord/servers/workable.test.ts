import { describe, expect, it } from "vitest";
import { neededPermissions } from "../../../../src/adapters/discord/servers/permissions.ts";
import { Servers } from "../../../../src/adapters/discord/servers/servers.ts";
import { Workable } from "../../../../src/adapters/discord/servers/workable.ts";

const [guild, room, other, bot] = [
  "100000000000000001",
  "100000000000000002",
  "100000000000000003",
  "100000000000000004",
];
const all = neededPermissions.reduce((sum, { bit }) => sum | bit, 0n);
const [view, send] = [1n << 10n, 1n << 11n];
const role = (permissions: bigint) => ({ id: guild, permissions: String(permissions) });
const channel = (id: string, deny = 0n) => ({
  id,
  type: 0,
  guild_id: guild,
  name: id,
  permission_overwrites: deny === 0n ? [] : [{ id: guild, type: 0, allow: "0", deny: String(deny) }],
});

/** A server with two channels, in which the bot can work. */
function opened() {
  const servers = new Servers(() => bot);
  const workable = new Workable(servers);
  const hear = (type: string, data: unknown, only: string | null = null) => {
    servers.hear(type, data);
    return workable.look(guild, only);
  };
  const begin = {
    id: guild,
    owner_id: "1000000000000000099",
    roles: [role(all)],
    channels: [channel(room), channel(other)],
  };
  expect(hear("GUILD_CREATE", begin)).toEqual([]);
  return { servers, hear, begin };
}

describe("a channel", () => {
  it("is lost when the bot does not see it any more, and back when it can work there again", () => {
    const { hear } = opened();
    expect(hear("CHANNEL_UPDATE", channel(room, view), room)).toEqual([{ channel: room, is: "gone" }]);
    expect(hear("CHANNEL_UPDATE", channel(room), room)).toEqual([{ channel: room, is: "back" }]);
  });

  it("in which it only lacks something is not lost, but back once it has that", () => {
    const { hear } = opened();
    expect(hear("CHANNEL_UPDATE", channel(room, send), room)).toEqual([]);
    expect(hear("CHANNEL_UPDATE", channel(room), room)).toEqual([{ channel: room, is: "back" }]);
  });

  it("turns with the roles of the server, and with its own", () => {
    const { hear } = opened();
    const both = (is: string) => [room, other].map((id) => ({ channel: id, is }));
    expect(hear("GUILD_ROLE_UPDATE", { guild_id: guild, role: role(0n) })).toEqual(both("gone"));
    const own = "100000000000000005";
    expect(hear("GUILD_ROLE_CREATE", { guild_id: guild, role: { id: own, permissions: String(all) } })).toEqual([]);
    expect(hear("GUILD_MEMBER_UPDATE", { guild_id: guild, user: { id: bot }, roles: [own] })).toEqual(both("back"));
    expect(hear("GUILD_MEMBER_UPDATE", { guild_id: guild, user: { id: "1000000000000000077" }, roles: [] })).toEqual(
      [],
    );
    expect(hear("GUILD_ROLE_DELETE", { guild_id: guild, role_id: own })).toEqual(both("gone"));
  });

  it("that turned while nothing was heard is told of when the server tells of itself", () => {
    const { hear, begin } = opened();
    hear("CHANNEL_UPDATE", channel(room, view), room);
    expect(hear("GUILD_CREATE", begin)).toEqual([{ channel: room, is: "back" }]);
  });

  it("that is made new is neither", () => {
    const { hear } = opened();
    const made = "100000000000000006";
    expect(hear("CHANNEL_CREATE", channel(made), made)).toEqual([]);
  });
});

describe("what is told of servers", () => {
  it("is kept: names, channels, roles; and forgotten with the server", () => {
    const { servers, hear } = opened();
    hear("CHANNEL_UPDATE", { ...channel(room), name: "renamed" }, room);
    hear("CHANNEL_DELETE", channel(other), other);
    hear("GUILD_UPDATE", { id: guild, name: "Acme", owner_id: bot, roles: [role(1n)] });
    const server = servers.get(guild);
    expect([server?.name, server?.owner, server?.channels.get(room)?.name]).toEqual(["Acme", bot, "renamed"]);
    expect([[...(server?.channels.keys() ?? [])], server?.roles.get(guild)]).toEqual([[room], 1n]);
    hear("GUILD_DELETE", { id: guild });
    expect(servers.get(guild)).toBe(null);
  });

  it("in another shape changes nothing", () => {
    const { servers, hear } = opened();
    for (const type of ["GUILD_CREATE", "CHANNEL_UPDATE", "GUILD_ROLE_UPDATE", "toString"]) hear(type, { id: 7 });
    expect(servers.get(guild)?.channels.size).toBe(2);
  });
});
