import { describe, it } from "vitest";
import { openStage, reads } from "./support/stage.ts";

const stage = openStage();

describe("what the bot tells about the channel", () => {
  it("after two days, `me` shows what was asked and answered, and the streak", async () => {
    const jonas = await stage.tab("jonas");
    for (const answer of ["I would begin with the simplest thing that works.", "I would ask who needs it, and why."]) {
      await jonas.openThread();
      await jonas.answerInThread(answer);
      await jonas.page.keyboard.press("Escape");
      await jonas.press("One day on");
      await jonas.question.getByRole("button", { name: "Answer", exact: true }).waitFor();
    }
    const figures = await jonas.command("me");
    await reads(figures.getByRole("heading")).toEqual(["Your figures"]);
    await reads(figures.getByRole("row")).toEqual([
      "\tHere\tIn all channels",
      "Asked\t2\t2",
      "Answered\t2\t2",
      "Late\t0\t0",
      "Streak\t2\t2",
      "Longest streak\t2\t2",
    ]);
  });

  it("`status` tells the last and the next question", async () => {
    const jonas = await stage.tab("jonas");
    const title = await jonas.titleToday();
    const answer = await jonas.command("status");
    await reads(answer.getByRole("listitem")).toEqual([`Last: Thu 19 Nov, ${title} (open)`, "Next: Fri 20 Nov, 09:00"]);
  });

  it("`preview 3` tells the next three dates", async () => {
    const jonas = await stage.tab("jonas");
    const answer = await jonas.command("preview 3");
    await reads(answer.getByRole("listitem")).toEqual([
      "Fri 20 Nov, 09:00, reveal Fri 20 Nov, 16:00",
      "Sat 21 Nov, 09:00, reveal Sat 21 Nov, 16:00",
      "Sun 22 Nov, 09:00, reveal Sun 22 Nov, 16:00",
    ]);
  });

  it("`help` lists every command, each on a line", async () => {
    const jonas = await stage.tab("jonas");
    const answer = await jonas.command("help");
    await reads(answer.locator("li code")).toEqual([
      "/drill setup",
      "/drill now [topic]",
      "/drill reveal",
      "/drill skip",
      "/drill another",
      "/drill pause [until DATE]",
      "/drill resume",
      "/drill stop",
      "/drill holidays",
      "/drill managers add|remove|list [person]",
      "/drill preview [number]",
      "/drill answer",
      "/drill me",
      "/drill away until DATE",
      "/drill topics",
      "/drill search words",
      "/drill suggest",
      "/drill flag [date]",
      "/drill review",
      "/drill status",
      "/drill help",
    ]);
  });

  it("a misspelt command is not carried out, and the nearest one is named", async () => {
    const jonas = await stage.tab("jonas");
    const answer = await jonas.command("prevew 3");
    await reads(answer.locator(".prose")).toEqual([
      'I do not know "prevew".\n\nDid you mean /drill preview [number]? The next dates, with days off.',
    ]);
  });
});
