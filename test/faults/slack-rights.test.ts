import { describe, expect, it } from "vitest";
import { told } from "../adapters/as-told.ts";
import { type SlackDay, startSlackDay } from "../adapters/slack/slack-day.ts";

// Fault 75 over Slack's protocols: who changes a channel's plan. Mira is an admin and has set the channel up.

const refused = ["Only managers of this channel may do that. Ask mira, who set it up."];

const people = [
  { name: "mira", isAdmin: true },
  { name: "owner", isOwner: true },
  { name: "jonas" },
  { name: "priya" },
  { name: "eve", id: "UEVE", realName: "mira" },
  { name: "guest", isRestricted: true },
  { name: "visitor", isUltraRestricted: true },
  { name: "operator" },
  { name: "contractor", isRestricted: true },
  { name: "partner", isAdmin: true, isStranger: true, team: "TOTHER" },
  { name: "former", isAdmin: true, deleted: true },
];

const start = (): Promise<SlackDay> =>
  startSlackDay({ opening: { people }, settings: { managers: new Set(["UOPERATOR", "UCONTRACTOR"]) } });

describe("fault 75: on Slack a plan is changed by", () => {
  it.each([
    ["an admin", "UMIRA", true],
    ["an owner", "UOWNER", true],
    ["a member whom the operator named", "UOPERATOR", true],
    ["no other member", "UJONAS", false],
    ["nobody who goes by an admin's name", "UEVE", false],
    ["no guest", "UGUEST", false],
    ["no guest of one channel", "UVISITOR", false],
    ["no guest whom the operator named", "UCONTRACTOR", false],
    ["no admin of another workspace", "UPARTNER", false],
    ["no admin who is not there any more", "UFORMER", false],
  ])("%s", async (_name, id, may) => {
    const day = await start();
    const said = told(await day.somebody(id).command("pause"));
    expect(said).toEqual(
      may ? ["Paused until somebody types /drill resume. What is open is still revealed."] : refused,
    );
    expect((await day.records.plans.get(day.rig.channel))?.pause != null).toBe(may);
  });

  it("nobody who was an admin when the form opened, and is not when it is sent", async () => {
    const day = await start();
    const owner = day.somebody("UOWNER");
    await owner.command("holidays");
    await day.slack.person({ name: "owner", isOwner: false });
    await day.pass({ seconds: 31 });
    expect(await owner.submit({ dates: "2027-03-17" })).toEqual({ kind: "errors", errors: { dates: refused[0] } });
    expect((await day.records.plans.get(day.rig.channel))?.daysOff).toEqual([]);
  });
});
