import { PermissionFlagsBits as Bits } from "discord-api-types/v10";
import { describe, expect, it } from "vitest";
import {
  isManager,
  missingIn,
  neededPermissions,
  type Overwrite,
  permissionsOf,
} from "../../../../src/adapters/discord/servers/permissions.ts";

const { ViewChannel: view, SendMessages: send, ManageChannels: manage, Administrator: admin } = Bits;
const rules = (everyone: bigint, roles: Readonly<Record<string, bigint>> = {}) => ({
  id: "guild",
  owner: "owner",
  roles: new Map(Object.entries({ guild: everyone, ...roles })),
});
const over = (id: string, allow: bigint, deny = 0n): Overwrite => ({ id, allow, deny });
const member = { user: "mira", roles: ["a", "b"] };

describe("what a member may in a channel", () => {
  type Row = readonly [name: string, rules: ReturnType<typeof rules>, overwrites: readonly Overwrite[], may: bigint];
  const rows: readonly Row[] = [
    ["what everyone may", rules(view | send), [], view | send],
    ["what their roles add", rules(view, { a: send, c: manage }), [], view | send],
    ["not what the channel denies everyone", rules(view | send), [over("guild", 0n, send)], view],
    [
      "what it allows one role, whatever it denies another",
      rules(view),
      [over("a", 0n, send), over("b", send)],
      view | send,
    ],
    [
      "what it allows a role that everyone is denied",
      rules(view),
      [over("guild", 0n, send), over("a", send)],
      view | send,
    ],
    ["not what it denies them alone", rules(view | send), [over("a", send), over("mira", 0n, send)], view],
    ["what it allows them alone", rules(view), [over("guild", 0n, send), over("mira", send)], view | send],
    ["nothing of a role that they do not have", rules(view), [over("c", send)], view],
    ["nothing where they do not see it", rules(send), [], 0n],
  ];
  it.each(rows)("is %s", (_name, given, overwrites, may) => {
    expect(permissionsOf(given, overwrites, member)).toBe(may);
  });

  it("is everything for an administrator and the owner, whatever the channel denies", () => {
    const denied = [over("guild", 0n, view | send)];
    for (const may of [
      permissionsOf(rules(0n, { a: admin }), denied, member),
      permissionsOf(rules(0n), denied, { user: "owner", roles: [] }),
    ]) {
      expect([missingIn(may), isManager(may)]).toEqual([[], true]);
    }
  });
});

describe("what the bot lacks", () => {
  it("is named as the settings name it, in their order", () => {
    expect(missingIn(0n)).toEqual(neededPermissions.map(({ name }) => name));
    expect(missingIn(view | send | Bits.ReadMessageHistory | Bits.AddReactions)).toEqual([
      "Create Public Threads",
      "Send Messages in Threads",
      "Embed Links",
    ]);
  });

  it("is nothing with what it needs; managing takes one more", () => {
    const all = neededPermissions.reduce((sum, { bit }) => sum | bit, 0n);
    expect([missingIn(all), isManager(all), isManager(all | manage)]).toEqual([[], false, true]);
  });
});
