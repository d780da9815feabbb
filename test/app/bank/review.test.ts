import { describe, expect, it } from "vitest";
import { managersKey } from "../../../src/app/channels/managing.ts";
import { channelKey, type PersonId } from "../../../src/core/keys.ts";
import type { SeenMessage } from "../../contract/platform/rig.ts";
import { toldText } from "../../support/asked-bot.ts";
import { memoryBank } from "../../support/memory-bank.ts";
import { aQuestion } from "../../support/questions.ts";
import {
  type SuggestingBot,
  shownMessage,
  suggestingBot,
  typedQuestion,
  typedTitle,
} from "../../support/suggesting.ts";

const backend = channelKey("fake", "W1", "backend");
const frontend = channelKey("fake", "W1", "frontend");
const elsewhere = channelKey("fake", "W2", "backend");

/** Jonas manages `frontend` and nothing else; Priya suggests there. */
async function twoChannels(): Promise<SuggestingBot> {
  const bot = await suggestingBot({ fake: { channels: [backend, frontend, elsewhere] } });
  await bot.records.managers.put(managersKey(frontend), { people: ["U2"] });
  await bot.suggest(typedQuestion, bot.priya);
  await bot.pass({ minutes: 1 });
  const there = bot.platform.as("U3" as PersonId, frontend);
  await bot.suggest({ ...typedQuestion, prompt: "What is a portal?" }, there);
  return bot;
}

describe("review", () => {
  it("shows what was written, by whom and where, what is like it, what a check would note, and what decides it", async () => {
    const bot = await suggestingBot({
      bank: memoryBank([
        aQuestion("etag", { prompt: "What does a 304 response say?" }),
        aQuestion("etags", { prompt: "What does the 304 response say?" }),
      ]),
    });
    await bot.suggest({ ...typedQuestion, prompt: "What does a 304 response say" });
    const shown = await bot.review();
    expect(shown.text.split("\n")).toEqual([
      "What does a 304 response say",
      "http · mid · suggested by Jonas · #backend · Mon 15 Mar",
      "What does a 304 response say",
      "Reference answer",
      "The copy that the client has is still good.",
      "What a good answer covers",
      "The client's copy is still fresh",
      "It has no body (bonus)",
      "Sources: RFC 9110",
      "Much like it",
      "About etag · in the same words · content/http/etag.md:1",
      "About etags · in nearly the same words · content/http/etags.md:1",
      "What a check of the bank would note",
      "too few must points: 1",
      "the bot finds only a part of point 1 in the answer",
      "the answer is too short: 9 words, code not counted",
      "1 of 1",
    ]);
    expect(shown.actions.map(({ label }) => label)).toEqual(["Approve", "Edit", "Decline"]);
  });

  it("shows one at a time, the oldest first, and after the last the first again", async () => {
    const bot = await suggestingBot();
    for (const name of ["first", "second", "third"]) {
      await bot.suggest({ ...typedQuestion, prompt: `What is the ${name}?` });
      await bot.pass({ minutes: 1 });
    }
    let shown = await bot.review();
    const seen: (readonly [string | undefined, string | undefined])[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const lines = shown.text.split("\n");
      seen.push([lines[0], lines.at(-1)]);
      shown = shownMessage(await bot.pressOn(bot.mira, shown, "Next"));
    }
    expect(seen).toEqual([
      ["What is the first?", "1 of 3"],
      ["What is the second?", "2 of 3"],
      ["What is the third?", "3 of 3"],
      ["What is the first?", "1 of 3"],
    ]);
  });

  it("says so when nothing waits", async () => {
    const bot = await suggestingBot();
    expect((await bot.review()).text).toBe("Nothing waits for you here.");
  });

  it("is for managers, and says whom to ask", async () => {
    const bot = await suggestingBot();
    await bot.suggest();
    expect(toldText(await bot.priya.command("review"))).toBe(
      "Only managers of this channel may do that. Ask Mira, who set it up.",
    );
  });

  it("shows somebody what was suggested in the channels that they manage, and nothing else", async () => {
    const bot = await twoChannels();
    const jonas = bot.platform.as("U2" as PersonId, frontend);
    const ends = ({ text }: SeenMessage) => [text.split("\n")[0], text.split("\n").at(-1)];
    expect(ends(await bot.review(jonas))).toEqual(["What is a portal?", "1 of 1"]);
    expect(ends(await bot.review(bot.mira))).toEqual([typedTitle, "1 of 2"]);
  });

  it("shows whom the operator named everything of the workspace, and nothing of another", async () => {
    const bot = await suggestingBot({
      fake: { channels: [backend, frontend, elsewhere] },
      settings: { managers: new Set(["U3"]) },
    });
    await bot.suggest();
    expect((await bot.review(bot.platform.as("U3" as PersonId, frontend))).text.split("\n")[0]).toBe(typedTitle);
    expect((await bot.review(bot.platform.as("U3" as PersonId, elsewhere))).text).toBe("Nothing waits for you here.");
  });

  it("shows in a channel that has another id now what was suggested there", async () => {
    const bot = await suggestingBot();
    await bot.suggest();
    const moved = channelKey("fake", "W1", "moved");
    await bot.platform.move(backend, moved);
    expect((await bot.suggestions()).map(({ channel }) => channel)).toEqual([moved]);
    await bot.records.managers.put(managersKey(moved), { people: ["U3"] });
    expect((await bot.review(bot.platform.as("U3" as PersonId, moved))).text.split("\n")[0]).toBe(typedTitle);
  });

  it("is refused for a page that is none, by showing the first", async () => {
    const bot = await suggestingBot();
    await bot.suggest();
    const shown = await bot.review();
    for (const page of ["review/7", "review/-1", "review/x", "review"]) {
      expect(toldText(await bot.mira.press(shown.id, page)).split("\n")[0]).toBe(typedTitle);
    }
    expect(toldText(await bot.priya.press(shown.id, "review/0"))).toBe("Nothing waits for you here.");
  });
});
