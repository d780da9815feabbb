import { expect, it } from "vitest";
import { workspaceOf } from "../../../src/core/keys.ts";
import type { MemoryBank } from "../../support/memory-bank.ts";
import { formOf, messageOf, read } from "../as-told.ts";
import { type BankDay, smallBank } from "../bank-day.ts";
import { cannotMend, fillsAllFields, longAnswer, searchesTopics, thirtyTopics } from "../bank-limits-story.ts";
import { ownBankWeek } from "../bank-story.ts";
import { flagsInThread } from "../flag-story.ts";
import { approvedNews, approvesWithout } from "../suggest-story.ts";
import type { DiscordDay } from "./discord-day.ts";
import { channel } from "./discord-rig.ts";
import { monday } from "./team-day.ts";

/** Lets a team with that bank tell a story, and looks whether Discord took everything that was sent. */
async function withBank(bank: MemoryBank, tell: (day: BankDay, team: DiscordDay) => Promise<void>): Promise<void> {
  const team = await monday({ bank, crowd: ["ines"] });
  const day = {
    ...team,
    ines: team.somebody("ines"),
    bank,
    workspace: workspaceOf(team.rig.channel),
    place: "#drills",
    leads: (label: string, command: string) => `${label}: type /drill ${command} in <#${channel}>`,
  };
  await tell(day, team);
  expect(await team.discord.violations()).toEqual([]);
}

it("on Discord a team suggests a question, is asked it, flags it and gets it mended; and one is declined", () =>
  withBank(smallBank(), ownBankWeek));

it("on Discord a suggestion of full fields is reviewed, edited and approved without a letter lost", () =>
  withBank(smallBank(), (day) => fillsAllFields(day, 4_000, 3)));

it("on Discord topics that are too many for a menu are typed as they are called", () =>
  withBank(thirtyTopics(), (day) => searchesTopics(day, async (_who, _field, text) => text)));

it("on Discord what no form holds is mended in its file, which is named", () =>
  withBank(longAnswer(), (day) => cannotMend(day, 4_000)));

it("on Discord who takes no direct messages hears of their suggestion at the next, once", () =>
  withBank(smallBank(), async (day, { discord }) => {
    const closed = { kind: "error", status: 403, code: 50007 } as const;
    await approvesWithout(day, () => discord.fault({ route: "POST /users/@me/channels", times: 9, fault: closed }));
    const { jonas } = day;
    expect(read([messageOf(await jonas.command("suggest"))])).toEqual([[approvedNews, "[Suggest another]"]]);
    expect(formOf(await jonas.command("suggest")).title).toBe("Suggest a question");
  }));

it("on Discord /drill flag offers the dates of questions, and in an older question's thread flags that one", () =>
  withBank(smallBank(), async (day) => {
    await flagsInThread(day, async (said) => said);
    expect(await day.jonas.choices("flag", "date", "idempotency")).toEqual([
      { value: "2027-03-16", label: "Tue 16 Mar · Idempotency keys" },
      { value: "2027-03-15", label: "Mon 15 Mar · Idempotency keys" },
    ]);
  }));
