import { describe, expect, it } from "vitest";
import { keyOfChannel } from "../../src/adapters/slack/ids.ts";
import { workspaceOf } from "../../src/core/keys.ts";
import { lines } from "../adapters/as-told.ts";
import { smallBank } from "../adapters/bank-day.ts";
import { startSlackDay } from "../adapters/slack/slack-day.ts";
import { channelId } from "../adapters/slack/slack-rig.ts";
import {
  type Forgery,
  type ForgingDay,
  forgedBankSuite,
  standing,
  suggestedDay,
  takeover,
} from "./forged-bank-suite.ts";

const people = [
  { name: "mira", isAdmin: true },
  { name: "jonas" },
  { name: "priya" },
  { name: "eve", id: "UEVE", realName: "mira" },
  { name: "guest", isRestricted: true },
  { name: "visitor", isUltraRestricted: true },
  { name: "contractor", isRestricted: true },
  { name: "partner", isAdmin: true, isStranger: true, team: "TOTHER" },
  { name: "former", isAdmin: true, deleted: true },
];
const channels = [{ name: "backend" }, { name: "other" }];

/** Another workspace tells of the same channel, which there could have that id too. */
const teamAt = (from: Forgery["from"]): string => (from === "foreign" ? "TOTHER" : "TACME");
const channelAt = (from: Forgery["from"]): string => (from === "other" ? "COTHER" : channelId);

async function start() {
  const bank = smallBank();
  const day = await startSlackDay({
    bank,
    opening: { people, channels },
    plan: { postAt: Temporal.PlainTime.from("09:00"), since: Temporal.Instant.from("2027-03-15T07:00:00Z") },
    settings: { managers: new Set(["UCONTRACTOR"]) },
  });
  const { slack, rig } = day;
  /** Sends a payload as Slack does, and gives what came of it: errors, or what was whispered. */
  const given = async ({ by, from }: Forgery, payload: Readonly<Record<string, unknown>>): Promise<string> => {
    const before = (await slack.whispers({ user: by })).length;
    const team = { id: teamAt(from) };
    const { reply } = await slack.interaction({ ...payload, user: { id: by, team_id: team.id, name: "x" }, team });
    await day.settled();
    const told = (await slack.whispers({ user: by })).slice(before).map(({ text }) => text);
    return [...errorsIn(reply), ...told].flatMap(lines).join(" / ");
  };
  return {
    ...day,
    bank,
    workspace: workspaceOf(rig.channel),
    other: keyOfChannel({ team: "TACME" }, "COTHER"),
    ids: { mira: rig.people.manager.id, jonas: rig.people.first.id },
    press: (by, action) =>
      given(by, {
        type: "block_actions",
        channel: { id: channelAt(by.from) },
        message: { ts: "1.000001" },
        actions: [{ type: "button", action_id: action, block_id: "b" }],
        trigger_id: "forged",
      }),
    send: (by, form, values) => given(by, submission(form, values, kept(channelAt(by.from)))),
    given,
  } satisfies ForgingDay & Readonly<{ given: typeof given }>;
}

const kept = (channel: string): string => JSON.stringify({ channel, thread: null });

/** A form as Slack tells of one that was sent. */
const submission = (form: string, values: Readonly<Record<string, unknown>>, metadata: string) => ({
  type: "view_submission",
  view: {
    type: "modal",
    callback_id: form,
    private_metadata: metadata,
    state: {
      values: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, { [name]: { type: "plain_text_input", value } }]),
      ),
    },
  },
});

const errorsIn = (reply: unknown): readonly string[] => {
  if (typeof reply !== "object" || reply === null || !("errors" in reply)) return [];
  return Object.values(reply.errors ?? {}).map(String);
};

forgedBankSuite("Slack", {
  start,
  powerless: [
    ["a member", "UJONAS"],
    ["who goes by an admin's name", "UEVE"],
    ["a guest", "UGUEST"],
    ["a guest of one channel", "UVISITOR"],
    ["a guest whom the operator named", "UCONTRACTOR"],
    ["an admin of another workspace", "UPARTNER"],
    ["an admin who is not there any more", "UFORMER"],
  ],
  foreign: { suggestion: "", flagged: "", by: "UMIRA" },
});

describe("fault 76: on Slack a decision in a form whose kept place", () => {
  it.each([
    ["is gone", ""],
    ["is no JSON", "{"],
    ["is in another workspace", kept("slack/TOTHER/CBACKEND")],
    ["is a path", kept("../CBACKEND")],
    ["says who sends it", '{"channel":"CBACKEND","thread":null,"person":"UMIRA"}'],
  ])("%s is nobody's", async (_name, metadata) => {
    const { given, ...day } = await start();
    const { id } = await suggestedDay(async () => day);
    const before = await standing(day);
    const sent = submission(`suggestion/${id}/edit`, takeover, metadata);
    expect(await given({ by: day.ids.mira }, sent)).toBe("");
    expect(await standing(day)).toEqual(before);
  });

  it("is a channel that is not there is refused", async () => {
    const { given, ...day } = await start();
    const { id } = await suggestedDay(async () => day);
    const before = await standing(day);
    const sent = submission(`suggestion/${id}/edit`, takeover, kept("CNOWHERE"));
    expect(await given({ by: day.ids.jonas }, sent)).toBe("Only managers of this channel may do that.");
    expect(await standing(day)).toEqual(before);
  });
});
