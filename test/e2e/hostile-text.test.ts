import { describe, expect, it } from "vitest";
import { openStage, reads } from "./support/stage.ts";

const stage = openStage();

const hostile = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(2)>",
  "@everyone look at <@mira>",
  "[free money](https://evil.test/) and javascript:alert(3)",
  "![pixel](https://evil.test/pixel.png)",
].join("\n");

/** No link of a person's is live and no picture is loaded: both are told in words. */
const shown = hostile
  .replace("[free money](https://evil.test/)", "free money (https://evil.test/)")
  .replace("![pixel](https://evil.test/pixel.png)", "pixel (https://evil.test/pixel.png)");

describe("an answer that is full of markup", () => {
  it("is plain words in the thread", async () => {
    const jonas = await stage.tab("jonas");
    await jonas.openThread();
    await jonas.answerInThread(hostile);
    const message = jonas.thread.getByRole("article").last();
    await reads(message.locator(".prose")).toEqual([shown]);
    expect(await message.locator("script, img:not(.avatar), .prose a").count()).toBe(0);
  });

  it("is plain words in the reveal and in the result, and notifies nobody", async () => {
    const priya = await stage.tab("priya");
    const asked: string[] = [];
    priya.page.on("request", (request) => asked.push(new URL(request.url()).host));
    await priya.answerInForm(hostile);
    await priya.openThread();
    await priya.toTheReveal();
    const quote = priya.thread.locator("blockquote");
    await reads(quote).toEqual([shown]);
    await priya.question.getByRole("button", { name: "My result" }).click();
    await reads(priya.whispers.locator("blockquote")).toEqual([shown]);
    expect(await priya.page.locator("blockquote :is(a, img, script)").count()).toBe(0);
    expect([...new Set(asked)]).toEqual([new URL(stage.bot.address).host]);
  });

  it("would be seen by these tests: a script that did run, and a picture from elsewhere", async () => {
    const tab = await stage.tab("mira");
    const refused = tab.page.waitForEvent("console", (message) => message.text().includes("Content Security Policy"));
    await tab.page.evaluate(
      `document.body.append(Object.assign(document.createElement("img"), { src: "https://evil.test/x.png" }))`,
    );
    await refused;
    await tab.page.evaluate("alert('I ran')");
    expect(tab.troubles.map((trouble) => trouble.split(":")[0]).toSorted()).toEqual(["console", "dialog", "request"]);
    tab.troubles.length = 0;
  });
});
