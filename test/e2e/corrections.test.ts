import { describe, expect, it } from "vitest";
import { counts, openStage, reads } from "./support/stage.ts";

const stage = openStage();

describe("an answer that is corrected before the reveal", () => {
  it("counts as it was edited, and not at all once it was deleted", async () => {
    const jonas = await stage.tab("jonas");
    const priya = await stage.tab("priya");
    const title = await jonas.titleToday();
    await jonas.openThread();
    await priya.openThread();
    const first = await jonas.answerInThread("My first thought was not a good one, sorry.");
    const second = await priya.answerInThread("I will take this back before anybody reads it.");

    await first.hover();
    await first.getByRole("button", { name: "Edit the message" }).click();
    const box = jonas.thread.getByLabel("Message text");
    await box.fill("On second thought: measure first, then change one thing at a time.");
    await box.press("Enter");
    await reads(priya.thread.getByText("On second thought")).toEqual([
      "On second thought: measure first, then change one thing at a time. (edited)",
    ]);
    await jonas.question.getByRole("button", { name: "Answer", exact: true }).click();
    expect(await jonas.form.getByLabel("Answer").inputValue()).toBe(
      "On second thought: measure first, then change one thing at a time.",
    );
    await jonas.form.getByRole("button", { name: "Cancel" }).click();
    await second.hover();
    await second.getByRole("button", { name: "Delete the message" }).click();
    await second.getByRole("button", { name: "Delete", exact: true }).click();
    await counts(jonas.thread.getByText("I will take this back")).toBe(0);

    await jonas.toTheReveal();
    await reads(jonas.question.getByText(/^Revealed/u)).toEqual(["Revealed · 1 answered"]);
    await jonas.question.getByRole("button", { name: "My result" }).click();
    await reads(jonas.whispers.locator("blockquote")).toEqual([
      "On second thought: measure first, then change one thing at a time.",
    ]);
    await priya.question.getByRole("button", { name: "My result" }).click();
    await reads(priya.whispers.locator("h3, h4, h5, h6").first()).toEqual([`Your result: ${title}`]);
    await reads(priya.whispers.getByText("You did not")).toEqual(["You did not answer this one."]);
  });

  it("does not count when its author says that it is not their answer", async () => {
    const jonas = await stage.tab("jonas");
    await jonas.toTheNextQuestion();
    await jonas.openThread();
    const message = await jonas.answerInThread("Is this about the client or about the server?");
    await message.hover();
    await message.getByRole("button", { name: "Not my answer" }).click();
    await reads(jonas.whispers.locator(".prose")).toEqual(["No longer counted as your answer."]);
    await jonas.toTheReveal();
    await reads(jonas.question.getByText(/^Revealed/u)).toEqual(["Revealed · 0 answered"]);
  });
});
