import { expect, it } from "vitest";
import { workspaceOf } from "../../../src/core/keys.ts";
import type { MemoryBank } from "../../support/memory-bank.ts";
import { messageOf } from "../as-told.ts";
import { type BankDay, pressed, smallBank } from "../bank-day.ts";
import { cannotMend, fillsAllFields, longAnswer, searchesTopics, thirtyTopics } from "../bank-limits-story.ts";
import { ownBankWeek } from "../bank-story.ts";
import { flagsInThread } from "../flag-story.ts";
import { approvedNews, approvesWithout } from "../suggest-story.ts";
import type { SlackDay } from "./slack-day.ts";
import { monday } from "./team-day.ts";

/** Lets a team with that bank tell a story, and looks whether Slack took everything that was sent. */
async function withBank(bank: MemoryBank, tell: (day: BankDay, team: SlackDay) => Promise<void>): Promise<void> {
  const team = await monday({ bank, crowd: [{ name: "ines" }] });
  const day = {
    ...team,
    ines: team.somebody("UINES"),
    bank,
    workspace: workspaceOf(team.rig.channel),
    place: "#backend",
    leads: (label: string) => `[${label}]`,
  };
  await tell(day, team);
  expect(await team.slack.violations()).toEqual([]);
}

it("on Slack a team suggests a question, is asked it, flags it and gets it mended; and one is declined", () =>
  withBank(smallBank(), ownBankWeek));

it("on Slack a suggestion of full fields is reviewed, edited and approved without a letter lost", () =>
  withBank(smallBank(), (day) => fillsAllFields(day, 3_000, 3)));

it("on Slack topics that are too many for a menu are searched", () =>
  withBank(thirtyTopics(), (day, { slack }) =>
    searchesTopics(day, async (who, field, text) => {
      const user = who === day.mira ? "mira" : "jonas";
      const view = (await slack.view({ user }))?.id ?? "";
      const [found] = await slack.suggest({ user, place: { in: "view", view }, action: field, text });
      return String(found?.["value"]);
    }),
  ));

it("on Slack what no form holds is mended in its file, which is named", () =>
  withBank(longAnswer(), (day) => cannotMend(day, 3_000)));

it("on Slack who left the channel hears of their suggestion in the conversation with the bot, with a command in place of the button", () =>
  withBank(smallBank(), async (day, { slack }) => {
    await approvesWithout(day, () => slack.kick({ channel: "backend", user: "jonas" }));
    const [told, ...others] = await slack.messages({ channel: "DJONAS" });
    expect([told?.text, told?.blocks.at(-1)?.["type"], others]).toEqual([
      `<#CBACKEND> ${approvedNews}\n\nSuggest another: type /drill suggest there`,
      "rich_text",
      [],
    ]);
  }));

it("on Slack naming the bot in an older question's thread flags that one", () =>
  withBank(smallBank(), (day) => flagsInThread(day, (said) => pressed(day.jonas, messageOf(said), "Open the form"))));
