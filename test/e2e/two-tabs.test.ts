import { describe, expect, it } from "vitest";
import { counts, openStage, reads } from "./support/stage.ts";

const stage = openStage();

describe("two people at the same time", () => {
  it("see what the other says, changes and takes back, without loading the page again", async () => {
    const mira = await stage.tab("mira");
    const jonas = await stage.tab("jonas");
    await mira.openThread();
    await jonas.say("Good morning, everybody");
    const heard = mira.channel.getByRole("article").filter({ hasText: "Good morning" });
    await reads(heard.locator(".name")).toEqual(["Jonas"]);
    await jonas.openThread();
    await jonas.answerInThread("A reply that is long enough to be an answer.");
    await reads(mira.thread.getByText("A reply that")).toEqual(["A reply that is long enough to be an answer."]);
    await counts(mira.thread.getByRole("img", { name: "Saved as answer" })).toBe(1);
    await reads(mira.question.locator(".count")).toEqual(["1 reply"]);

    await jonas.channelBox.press("ArrowUp");
    await jonas.channel.getByLabel("Message text").fill("Good evening, everybody");
    await jonas.channel.getByRole("button", { name: "Save" }).click();
    await reads(mira.channel.getByText("Good evening")).toEqual(["Good evening, everybody (edited)"]);
  });

  it("are told privately what is theirs alone", async () => {
    const mira = await stage.tab("mira");
    const jonas = await stage.tab("jonas");
    await jonas.command("help");
    await mira.say("Everything before this line has arrived");
    await jonas.channel.getByText("Everything before this line").waitFor();
    expect([await jonas.whispers.count(), await mira.whispers.count()]).toEqual([1, 0]);
    await reads(jonas.whispers.locator(".whisper-head span")).toEqual(["Only visible to you"]);
    await jonas.whispers.getByRole("button", { name: "Dismiss" }).click();
    await counts(jonas.whispers).toBe(0);
  });

  it("speak as whom they choose, each with their own draft", async () => {
    const tab = await stage.tab("priya");
    await tab.channelBox.fill("Priya has not finished this");
    await tab.page.getByRole("radio", { name: "Jonas" }).check({ force: true });
    await expect.poll(() => tab.channelBox.inputValue()).toBe("");
    expect(new URL(tab.page.url()).searchParams.get("as")).toBe("jonas");
    await tab.say("This is Jonas speaking");
    await reads(tab.channel.getByRole("article").last().locator(".name")).toEqual(["Jonas"]);
    await tab.page.getByRole("radio", { name: "Priya" }).check({ force: true });
    await expect.poll(() => tab.channelBox.inputValue()).toBe("Priya has not finished this");
  });
});
