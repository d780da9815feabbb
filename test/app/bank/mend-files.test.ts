import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openBank } from "../../../src/adapters/content/load.ts";
import { readBank } from "../../../src/compose/read-bank.ts";
import { mended, mendTextsOf } from "../../../src/core/bank/mend.ts";
import type { Question } from "../../../src/core/bank/question.ts";
import { questionText } from "../../../src/core/bank/write.ts";
import type { QuestionId, WorkspaceKey } from "../../../src/core/keys.ts";
import { tooLongFor } from "../../../src/core/message/mend-form.ts";
import { aFolder, topicsText } from "../../adapters/content/places.ts";
import { askedBot, toldText } from "../../support/asked-bot.ts";
import { flagIt, mendAs } from "../../support/flagging.ts";
import { aQuestion } from "../../support/questions.ts";
import { silentLog } from "../../support/silent-log.ts";

const question: Question = aQuestion("q1", {
  answer: "Canary answer 1.",
  points: [
    { say: "Point one of 1", aliases: ["point one"], reject: [], must: true },
    { say: "Bonus of 1", aliases: ["bonus point"], reject: [], must: false },
  ],
});

/** The file of the one question there is, shared or in a folder named `team`, and all that a bot over it needs. */
function bankWith(place: "shared" | "team") {
  const files = { "topics.yaml": topicsText("http"), "http/q1.md": questionText(question) };
  const rest = { "topics.yaml": topicsText("http") };
  const shared = aFolder(place === "shared" ? files : rest);
  const team = aFolder(place === "team" ? files : rest);
  const workspaces = join(aFolder(), "bank");
  const bank = openBank({ shared, named: [{ name: "team", path: team }], workspaces, log: silentLog });
  const id = (place === "shared" ? "q1" : "team:q1") as QuestionId;
  return { bank, workspaces, id, file: join(place === "shared" ? shared : team, "http/q1.md") };
}

describe("a question that is mended in a channel", () => {
  it.each([
    ["shared", "q1.md"],
    ["team", "team.q1.md"],
  ] as const)(
    "of the %s folder is a file of the workspace's own; where it came from nothing changes",
    async (place, name) => {
      const { bank, workspaces, id, file } = bankWith(place);
      const before = readFileSync(file, "utf8");
      const bot = await askedBot({ bank });
      await flagIt(bot, bot.jonas);
      const points = "Point one, put better\nbonus: Bonus of 1";
      expect(toldText(await mendAs(bot, bot.mira, { answer: "Mended: `for all`\n\n- of you", points }))).toBe(
        "Saved for this workspace.",
      );
      expect(readFileSync(file, "utf8")).toBe(before);
      expect(readdirSync(join(workspaces, "fake/W1/http"))).toEqual([name]);
      const own = bank.forWorkspace("fake/W1" as WorkspaceKey).questions.get(id);
      expect(own).toEqual({
        ...question,
        id,
        answer: "Mended: `for all`\n\n- of you",
        points: [
          { say: "Point one, put better", aliases: ["point one"], reject: [], must: true },
          { say: "Bonus of 1", aliases: ["bonus point"], reject: [], must: false },
        ],
        file: join(workspaces, "fake/W1/http", name),
      });
      expect(bank.forWorkspace("fake/W2" as WorkspaceKey).questions.get(id)?.answer).toBe("Canary answer 1.");
      await bot.reveal();
      expect((await bot.said())[0]?.text.split("\n").slice(0, 2)).toEqual(["Reference answer", "Mended: for all"]);
    },
  );

  it("to what no file can hold is refused at the form, and nothing is written", async () => {
    const { bank, id } = bankWith("shared");
    const bot = await askedBot({ bank });
    await flagIt(bot, bot.jonas);
    const told = await mendAs(bot, bot.mira, { prompt: "What?\n\n## Answer\n\nThis." });
    expect(told.kind === "errors" && told.errors[""]?.split(":").slice(0, 2)).toEqual([
      "q1",
      " would be read as another question",
    ]);
    expect(bank.forWorkspace("fake/W1" as WorkspaceKey).questions.get(id)?.prompt).toBe("What is q1?");
  });
});

describe("every shipped question", () => {
  const shipped = [...readBank().questions.values()];

  it("fits the fields of a form that takes 3,000 characters, and comes back from it untouched", () => {
    expect(shipped.length > 0).toBe(true);
    expect(shipped.filter((each) => tooLongFor(each, 3_000) !== null).map(({ id }) => id)).toEqual([]);
    for (const each of shipped) expect(mended(each, mendTextsOf(each))).toEqual({ kind: "question", question: each });
  });
});
