import { describe, expect, it } from "vitest";
import { keyOfChannel } from "../../src/adapters/discord/ids.ts";
import { type PersonId, workspaceOf } from "../../src/core/keys.ts";
import { lines, messageOf } from "../adapters/as-told.ts";
import { smallBank } from "../adapters/bank-day.ts";
import { startDiscordDay } from "../adapters/discord/discord-day.ts";
import { guild } from "../adapters/discord/discord-rig.ts";
import { idOf } from "../support/discord/state/ids.ts";
import { channelId } from "../support/discord/state/openings.ts";
import { type Forgery, type ForgingDay, forgedBankSuite, standing, suggestedDay } from "./forged-bank-suite.ts";

const names = ["owner", "mira", "jonas", "priya", "senior", "boss"];
const user = (name: string): PersonId => idOf("user", name) as PersonId;

const opening = {
  users: [...names.map((name) => ({ name })), { name: "eve", displayName: "mira" }],
  guilds: [
    {
      name: "acme",
      owner: "owner",
      roles: [{ name: "managers", permissions: ["MANAGE_CHANNELS" as const] }, { name: "seniors" }],
      members: [
        { user: "owner" },
        { user: "mira", roles: ["managers"] },
        { user: "jonas" },
        { user: "priya" },
        { user: "eve" },
        { user: "senior", roles: ["seniors"] },
        { user: "boss" },
      ],
      channels: [{ name: "drills" }, { name: "other" }],
    },
    { name: "globex", owner: "boss", members: [{ user: "boss" }], channels: [{ name: "drills" }] },
  ],
};

/** A form as Discord tells of one that was sent: every field under its words. */
const parts = (values: Readonly<Record<string, unknown>>) =>
  Object.entries(values).map(([name, value]) => ({
    type: 18,
    component: { type: 4, custom_id: name, value },
  }));

async function start() {
  const bank = smallBank();
  const day = await startDiscordDay({
    bank,
    opening: { app: "drill", messageContent: "granted", identify: { maxConcurrency: 16 }, ...opening },
    plan: { postAt: Temporal.PlainTime.from("09:00"), since: Temporal.Instant.from("2027-03-15T07:00:00Z") },
  });
  const { discord, rig } = day;
  const places = { here: "acme/drills", other: "acme/other", foreign: "globex/drills" };
  /** Sends an interaction as Discord does, and gives what is answered. */
  const given = async ({ by, from = "here" }: Forgery, fields: Readonly<Record<string, unknown>>): Promise<string> => {
    const { id } = await discord.channel(places[from]);
    const { interaction } = await discord.interaction({ channel: id, user: by, fields });
    await day.settled();
    const content = (await discord.reply({ interaction }))?.content ?? "";
    return lines(content)
      .filter((line) => line !== notSaved)
      .join(" / ");
  };
  const message = { id: idOf("message", "forged"), flags: 0, author: { id: discord.keys.botUser } };
  return {
    ...day,
    bank,
    workspace: workspaceOf(rig.channel),
    other: keyOfChannel(guild, channelId(guild, "other")),
    ids: { mira: rig.people.manager.id, jonas: rig.people.first.id },
    press: (by, action) => given(by, { data: { component_type: 2, custom_id: `:${action}` }, message }),
    send: (by, form, values) =>
      given(by, { type: 5, data: { custom_id: `:${form}`, components: parts(values) }, message: undefined }),
    given,
  } satisfies ForgingDay & Readonly<{ given: typeof given }>;
}

const managersOnly = "Only managers of this channel may do that.";
const notSaved = "**Not saved yet.**";

forgedBankSuite("Discord", {
  start,
  powerless: [
    ["a member", user("jonas")],
    ["who goes by a manager's name", user("eve")],
    ["who has a role that was not named", user("senior")],
    ["the owner of another server", user("boss")],
  ],
  foreign: {
    suggestion: "That is not there any more.",
    flagged: "That question is not flagged here.",
    by: user("boss"),
  },
});

describe("fault 76: on Discord a suggestion", () => {
  it.each([
    ["Try again", "try-again/"],
    ["a panel's Save", "panel|save||"],
    ["a panel's Change", "panel|open|0|"],
  ])("is neither shown nor decided by %s, which was never under it", async (_name, before) => {
    const day = await start();
    const { id } = await suggestedDay(async () => day);
    const stood = await standing(day);
    const by = { by: day.ids.jonas };
    for (const what of ["edit", "decline", "approve"]) {
      expect(await day.press(by, `${before}suggestion/${id}/${what}`)).toBe(managersOnly);
    }
    expect(await standing(day)).toEqual(stood);
  });

  it("is not decided under what a manager alone sees, by somebody else", async () => {
    const day = await start();
    const { id } = await suggestedDay(async () => day);
    const before = await standing(day);
    const review = messageOf(await day.mira.command("review"));
    const message = {
      id: review.id,
      flags: 64,
      author: { id: day.discord.keys.botUser },
      interaction_metadata: { id: "1", type: 2, user: { id: day.ids.mira } },
    };
    const data = { component_type: 2, custom_id: `:suggestion/${id}/approve` };
    expect((await day.given({ by: user("owner") }, { data, message })).startsWith("This is for somebody else")).toBe(
      true,
    );
    expect(await standing(day)).toEqual(before);
  });
});
