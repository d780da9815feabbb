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

describe("a sealed drill", () => {
  it("tells whoever replies in the thread, and nobody else, that only the form counts", async () => {
    const mira = await stage.tab("mira");
    await mira.say("/drill setup");
    await mira.form.getByLabel("Answers").selectOption({ label: "Sealed: only the form counts" });
    await mira.form.getByRole("button", { name: "Save" }).click();
    await mira.whispers.filter({ hasText: "First question: Wed 18 Nov, 09:00" }).waitFor();
    await mira.toTheReveal();
    await mira.toTheNextQuestion();
    const heard: string[] = [];
    mira.page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => heard.push(String(payload))));
    await mira.page.reload();
    await mira.question.waitFor();

    const jonas = await stage.tab("jonas");
    await jonas.openThread();
    await jonas.reply("My answer, where everybody can read it.");
    const hint = "This drill is sealed: replies here do not count. Press Answer and yours opens with the others.";
    await reads(jonas.whispers.locator(".prose")).toEqual([hint]);
    await jonas.whispers.getByRole("button", { name: "Answer", exact: true }).click();
    await jonas.form.getByLabel("Answer").fill("My answer, where it stays sealed.");
    await jonas.page.keyboard.press("Control+Enter");
    await reads(jonas.whispers.last().locator(".prose")).toEqual(["Saved. You can change it until the reveal, 16:00."]);

    await mira.openThread();
    await mira.thread.getByText("My answer, where everybody").waitFor();
    expect(heard.filter((frame) => /"kind":"whisper"|stays sealed/u.test(frame))).toEqual([]);
    await mira.toTheReveal();
    await reads(mira.question.getByText(/^Revealed/u)).toEqual(["Revealed · 1 answered"]);
    await reads(mira.thread.locator("blockquote")).toEqual(["My answer, where it stays sealed."]);
    const title = await mira.titleToday();
    await reads(mira.channel.getByText(/^Revealed: /u)).toEqual([`Revealed: ${title} · 1 answered`]);
  });
});
