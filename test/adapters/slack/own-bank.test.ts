import { expect, it } from "vitest";
import { workspaceOf } from "../../../src/core/keys.ts";
import { smallBank } from "../bank-day.ts";
import { ownBankWeek } from "../bank-story.ts";
import { monday } from "./team-day.ts";

it("on Slack a team suggests a question, is asked it, flags it and gets it mended; and one is declined", async () => {
  const bank = smallBank();
  const team = await monday({ bank, crowd: [{ name: "ines" }] });
  const day = {
    ...team,
    ines: team.somebody("UINES"),
    bank,
    workspace: workspaceOf(team.rig.channel),
    place: "#backend",
    leads: (label: string) => `[${label}]`,
  };
  await ownBankWeek(day);
  expect(await team.slack.violations()).toEqual([]);
});
