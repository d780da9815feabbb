import { expect, it } from "vitest";
import { workspaceOf } from "../../../src/core/keys.ts";
import { smallBank } from "../bank-day.ts";
import { ownBankWeek } from "../bank-story.ts";
import { channel } from "./discord-rig.ts";
import { monday } from "./team-day.ts";

it("on Discord a team suggests a question, is asked it, flags it and gets it mended; and one is declined", async () => {
  const bank = smallBank();
  const team = await monday({ bank, crowd: ["ines"] });
  const day = {
    ...team,
    ines: team.somebody("ines"),
    bank,
    workspace: workspaceOf(team.rig.channel),
    place: "#drills",
    leads: (label: string, command: string) => `${label}: type /drill ${command} in <#${channel}>`,
  };
  await ownBankWeek(day);
  expect(await team.discord.violations()).toEqual([]);
});
