import { describe, expect, it } from "vitest";
import { counts, openStage, reads } from "./support/stage.ts";

/** Nothing is set here: it is the machine's day, in a zone where it is the middle of the morning now. */
const stage = openStage(null, zoneWhereItIs(10));

describe("a newcomer's first minute", () => {
  it("shows the channel, the plan, three people and today's question", async () => {
    const mira = await stage.tab("mira");
    const { page } = mira;
    expect(await page.title()).toBe("#backend-drill · Daily Drill playground");
    await reads(page.getByRole("heading", { level: 1 })).toEqual(["#backend-drill"]);
    await reads(page.locator("#channel-topic")).toEqual(["One question every working day"]);
    await reads(page.getByText("Next:")).toEqual(["Next: reveal at 16:00"]);
    await reads(page.getByRole("radiogroup", { name: "Speak as" }).locator("label")).toEqual([
      "MI\nMira\nManager",
      "JO\nJonas",
      "PR\nPriya",
    ]);
    expect(await mira.titleToday()).not.toBe("");
  });

  it("takes an answer from the thread and one from the form, reveals them, and tells each their own result", async () => {
    const jonas = await stage.tab("jonas");
    const priya = await stage.tab("priya");
    const title = await jonas.titleToday();
    await jonas.openThread();
    await jonas.answerInThread("In short: name the trade-off first, then decide with numbers.");
    await priya.answerInForm("I would measure it before I change anything.");
    // Until the reveal the form's answer is nowhere but with the bot.
    await counts(jonas.page.getByText("I would measure it")).toBe(0);
    await reads(jonas.question.locator(".count")).toEqual(["1 reply"]);

    await jonas.toTheReveal();
    await reads(jonas.question.locator("p").filter({ hasText: "Revealed" })).toEqual(["Revealed · 2 answered"]);
    await jonas.thread.getByRole("heading", { name: "Reference answer" }).waitFor();
    await jonas.thread.getByRole("heading", { name: "What a good answer covers" }).waitFor();
    const given = jonas.thread.getByRole("article").filter({ hasText: "Answers given through the form" });
    await reads(given.locator(".prose")).toEqual([
      "Answers given through the form\n\nPriya\n\nI would measure it before I change anything.",
    ]);

    await jonas.question.getByRole("button", { name: "My result" }).click();
    await reads(jonas.whispers.getByRole("heading", { name: "Your result" })).toEqual([`Your result: ${title}`]);
    await reads(jonas.whispers.locator("blockquote")).toEqual([
      "In short: name the trade-off first, then decide with numbers.",
    ]);
    await counts(priya.page.getByRole("heading", { name: "Your result" })).toBe(0);
  });
});

/** A zone in which the clock shows this hour now, so that the test is the same at every time of the day. */
function zoneWhereItIs(hour: number): string {
  const apart = hour - Temporal.Now.zonedDateTimeISO("UTC").hour;
  const ahead = apart < -12 ? apart + 24 : apart;
  // POSIX counts west of Greenwich: Etc/GMT-3 is three hours ahead.
  return ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}
