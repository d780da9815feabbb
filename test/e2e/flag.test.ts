import { describe, it } from "vitest";
import { openStage, reads } from "./support/stage.ts";

const stage = openStage();

describe("a question that somebody flags", () => {
  it("is mended by a manager in the browser, and its message says that it was corrected", async () => {
    const jonas = await stage.tab("jonas");
    const title = await jonas.titleToday();
    await jonas.toTheReveal();
    await jonas.question.getByRole("button", { name: "Flag" }).click();
    await jonas.form.getByText(`About: ${title}`).waitFor();
    await jonas.form.getByLabel("What is the matter?").selectOption("It is unclear what is asked");
    await jonas.form.getByLabel("What should be different?").fill("Which of the two\nis meant?");
    await jonas.form.getByRole("button", { name: "Flag" }).click();
    await jonas.whispers.getByText("Thank you. A manager of this channel will look at it.").waitFor();

    const mira = await stage.tab("mira");
    await mira.whispers.filter({ hasText: "was flagged here" }).getByRole("button", { name: "Review" }).click();
    const page = mira.whispers.filter({ hasText: "Flagged by 1 person" });
    await reads(page.getByRole("blockquote")).toEqual(["Which of the two\nis meant?"]);
    await page.getByRole("button", { name: "Mend" }).click();
    const points = mira.form.getByLabel("Points of a good answer");
    const before = await points.inputValue();
    await points.fill("bonus:");
    await mira.form.getByLabel("Title").fill(`${title}, said better`);
    await mira.form.getByRole("button", { name: "Save" }).click();
    await mira.form.getByText("point 1 is empty").waitFor();
    await points.fill(before);
    await mira.form.getByRole("button", { name: "Save" }).click();
    await mira.whispers.getByText("Saved for this workspace. 1 drill that shows it is corrected.").waitFor();

    await jonas.question.getByRole("heading", { name: `${title}, said better` }).waitFor();
    await reads(jonas.question.getByText("Corrected since it was posted.")).toEqual(["Corrected since it was posted."]);
    await mira.command("review");
    await mira.whispers.getByText("Nothing waits for you here.").waitFor();
  });
});
