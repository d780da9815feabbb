import { describe, expect, it } from "vitest";
import type { ChannelOpening, GuildOpening } from "../control/opening.ts";
import { idOf } from "./ids.ts";
import { guildFrom, userFrom } from "./openings.ts";
import { type Permission, permissionBits } from "./permission-bits.ts";
import { canView, channelBits } from "./permissions.ts";

const [owner, anna] = ["owner", "anna"].map((name) => userFrom({ name }));
const users = [owner, anna].filter((one) => one !== undefined);

/** What Anna may in a channel, of what matters here; her roles are `one` and `two`. */
function mayDo(channel: Partial<ChannelOpening>, guild: Partial<GuildOpening> = {}): readonly string[] {
  const opening: GuildOpening = {
    name: "acme",
    owner: "owner",
    everyone: ["VIEW_CHANNEL", "SEND_MESSAGES"],
    roles: [{ name: "one", permissions: ["EMBED_LINKS"] }, { name: "two" }],
    members: [{ user: "owner" }, { user: "anna", roles: ["one", "two"] }],
    channels: [{ name: "drills", ...channel }],
    ...guild,
  };
  const made = guildFrom(opening, { app: "drill", users, botUser: idOf("application", "drill"), now: 0 });
  const [drills] = made.channels.values();
  const bits = drills === undefined ? 0n : channelBits(drills, anna?.id ?? "");
  const watched: readonly Permission[] = ["VIEW_CHANNEL", "SEND_MESSAGES", "EMBED_LINKS", "MANAGE_CHANNELS"];
  return watched.filter((name) => (bits & permissionBits[name]) !== 0n);
}

describe("somebody may", () => {
  const usual = ["VIEW_CHANNEL", "SEND_MESSAGES", "EMBED_LINKS"];
  const all = [...usual, "MANAGE_CHANNELS"];
  const closed = { of: "everyone", deny: ["VIEW_CHANNEL"] } as const;

  it.each<
    readonly [name: string, channel: Partial<ChannelOpening>, guild: Partial<GuildOpening>, may: readonly string[]]
  >([
    ["what everyone and the roles may", {}, {}, usual],
    ["everything as the owner", {}, { owner: "anna" }, all],
    [
      "everything as an administrator, whatever the channel says",
      { overwrites: [closed] },
      { everyone: ["ADMINISTRATOR"] },
      all,
    ],
    ["nothing in a channel that is not theirs to see", { overwrites: [closed] }, {}, []],
    [
      "what one role allows though everyone is denied it",
      { overwrites: [closed, { of: "two", allow: ["VIEW_CHANNEL"] }] },
      {},
      usual,
    ],
    [
      "what one role allows though the other denies it",
      {
        overwrites: [
          { of: "one", deny: ["SEND_MESSAGES"] },
          { of: "two", allow: ["SEND_MESSAGES"] },
        ],
      },
      {},
      usual,
    ],
    [
      "nothing that they are denied themselves, whatever the roles allow",
      {
        overwrites: [
          { of: "anna", deny: ["EMBED_LINKS"] },
          { of: "two", allow: ["EMBED_LINKS"] },
        ],
      },
      {},
      ["VIEW_CHANNEL", "SEND_MESSAGES"],
    ],
    [
      "not add to what they may not write",
      { overwrites: [{ of: "everyone", deny: ["SEND_MESSAGES"] }] },
      {},
      ["VIEW_CHANNEL"],
    ],
    ["nothing where they are no member", {}, { members: [{ user: "owner" }] }, []],
  ])("%s", (_name, channel, guild, may) => {
    expect(mayDo(channel, guild)).toEqual(may);
  });
});

it("shows a private thread to its members and to moderators", () => {
  const opening: GuildOpening = { name: "acme", owner: "owner", channels: [{ name: "drills" }] };
  const made = guildFrom(opening, { app: "drill", users, botUser: idOf("application", "drill"), now: 0 });
  const [parent] = made.channels.values();
  if (parent === undefined) throw new Error("no channel");
  const common = { owner: "x", archived: false, locked: false, autoArchiveMinutes: 60, archivedAt: 0, sent: 0 };
  const threaded = { parent, members: new Map<string, number>(), ...common };
  const thread = { ...parent, kind: "private thread" as const, overwrites: [], thread: threaded };
  const seen = () => users.map(({ id }) => canView(thread, id));
  expect(seen()).toEqual([true, false]);
  threaded.members.set(anna?.id ?? "", 0);
  expect(seen()).toEqual([true, true]);
});
