import { describe, expect, it } from "vitest";
import { comesTo, counts, openStage, reads } from "./support/stage.ts";
import type { Tab } from "./support/tab.ts";

const stage = openStage();

async function openSetup(tab: Tab): Promise<void> {
  await tab.say("/drill setup");
  await tab.form.getByRole("heading", { name: "Set up Daily Drill" }).waitFor();
}

const chosen = (tab: Tab, group: string): Promise<readonly string[]> =>
  tab.form
    .getByRole("group", { name: group })
    .locator("label:has(:checked)")
    .allInnerTexts()
    .then((labels) => labels.map((label) => label.trim()));

describe("setup in the browser", () => {
  it("opens with the plan as it stands", async () => {
    const mira = await stage.tab("mira");
    await openSetup(mira);
    const { form } = mira;
    expect({
      zone: await form.getByRole("combobox", { name: "Time zone" }).inputValue(),
      there: await form.locator(".hint").first().allInnerTexts(),
      days: await chosen(mira, "Days"),
      question: await form.getByLabel("Question at").inputValue(),
      reveal: await form.getByLabel("Reveal", { exact: true }).inputValue(),
      revealAt: await form.getByLabel("Reveal at").inputValue(),
      answers: await form.getByLabel("Answers").inputValue(),
      topics: await chosen(mira, "Topics"),
      levels: await chosen(mira, "Levels"),
    }).toEqual({
      zone: "Berlin (Europe)",
      there: [expect.stringMatching(/^It is 09:3\d there$/u)],
      days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
      question: "09:00",
      reveal: "same-day",
      revealAt: "16:00",
      answers: "open",
      topics: [],
      levels: [],
    });
  });

  it("keeps the entries when one of them is wrong, says which, and saves once it is mended", async () => {
    const mira = await stage.tab("mira");
    await openSetup(mira);
    const { form } = mira;
    const zone = form.getByRole("combobox", { name: "Time zone" });
    await zone.fill("kath");
    await form.getByRole("option", { name: "Kathmandu (Asia)" }).click();
    for (const day of ["Sat", "Sun"]) await form.getByText(day, { exact: true }).click();
    await form.getByLabel("Question at").fill("17:00");
    await form.getByText("API design", { exact: true }).click();
    await form.getByRole("button", { name: "Save" }).click();

    const wrong = form.getByLabel("Reveal at");
    await comesTo(() => wrong.getAttribute("aria-invalid")).toBe("true");
    await reads(form.locator(".field.wrong .problem")).toEqual([
      "The reveal at 16:00 is not after the question at 17:00; choose a later reveal time, or reveal on the next posting day.",
    ]);
    expect([
      await zone.inputValue(),
      await form.getByLabel("Question at").inputValue(),
      await chosen(mira, "Days"),
      await chosen(mira, "Topics"),
    ]).toEqual([
      expect.stringMatching(/^Kathmandu \(Asia\), it is 14:[12]\d there$/u),
      "17:00",
      ["Mon", "Tue", "Wed", "Thu", "Fri"],
      ["API design"],
    ]);

    await wrong.fill("18:00");
    await form.getByRole("button", { name: "Save" }).click();
    await reads(mira.whispers.locator(".prose")).toEqual([
      "First question: Wed 18 Nov, 17:00\n\nThen Thu 19 Nov, Fri 20 Nov, Mon 23 Nov.\n\nReveal: the same day, 18:00.\n\n8 questions: until 27 November",
    ]);
    await counts(mira.form).toBe(0);
  });

  it("asks before it throws away what was entered", async () => {
    const mira = await stage.tab("mira");
    await openSetup(mira);
    await mira.form.getByLabel("Question at").fill("11:00");
    await mira.page.keyboard.press("Escape");
    await reads(mira.form.getByRole("alert").last()).toEqual(["Discard what you wrote?"]);
    await mira.form.getByRole("button", { name: "Keep writing" }).click();
    expect(await mira.form.getByLabel("Question at").inputValue()).toBe("11:00");
    await mira.page.keyboard.press("Escape");
    await mira.form.getByRole("button", { name: "Discard" }).click();
    await counts(mira.form).toBe(0);
  });

  it("is for managers: a member is told so, and sees no form", async () => {
    const jonas = await stage.tab("jonas");
    const answer = await jonas.command("setup");
    await reads(answer.locator(".prose")).toEqual([
      "Only managers of this channel may do that. Ask Mira, who set it up.",
    ]);
    await counts(jonas.form).toBe(0);
  });
});
