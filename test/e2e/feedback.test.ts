import { describe, expect, it } from "vitest";
import { readBank } from "../../src/compose/read-bank.ts";
import type { Question } from "../../src/core/bank/question.ts";
import { parseInline } from "../../src/core/message/markdown.ts";
import { plainInline } from "../../src/core/message/plain.ts";
import { openStage, reads } from "./support/stage.ts";

const stage = openStage();

function questionCalled(title: string): Question {
  const question = [...readBank().questions.values()].find((each) => each.title === title);
  if (question === undefined) throw new Error(`no question is called ${title}`);
  return question;
}

describe("feedback on an answer", () => {
  it("names what is covered and what was not spotted, and keeps what somebody did say", async () => {
    const jonas = await stage.tab("jonas");
    const { points } = questionCalled(await jonas.titleToday());
    const musts = points.filter(({ must }) => must).map(({ say }) => plainInline(parseInline(say)));
    const [first = ""] = musts;
    await jonas.answerInForm(`I would say this. ${first}.`);
    await jonas.toTheReveal();
    await jonas.question.getByRole("button", { name: "My result" }).click();

    const result = jonas.whispers.filter({ hasText: "Your result" });
    await result.getByText(`of ${musts.length} points covered`).waitFor();
    const covered = result.getByRole("listitem").filter({ hasText: first }).filter({ hasText: "“" });
    await covered.first().waitFor();
    const notSpotted = result.getByRole("heading", { name: "I did not spot" });
    await reads(notSpotted).toEqual(["I did not spot"]);

    await result.getByRole("button", { name: "I did say that" }).click();
    const offered = result.getByRole("menuitem");
    const [chosen = ""] = await offered.allInnerTexts();
    expect(musts.slice(1)).toContain(chosen);
    await offered.first().click();
    const kept = jonas.whispers.filter({ hasText: "Kept for review" });
    await reads(kept.locator("blockquote")).toEqual([expect.stringContaining(first)]);
    await reads(kept.getByText("I did say that:")).toEqual([`I did say that: ${chosen}`]);
  });
});
