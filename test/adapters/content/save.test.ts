import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openBank } from "../../../src/adapters/content/load.ts";
import type { Question } from "../../../src/core/bank/question.ts";
import { questionText } from "../../../src/core/bank/write.ts";
import { type QuestionId, workspaceKey } from "../../../src/core/keys.ts";
import { silentLog } from "../../support/silent-log.ts";
import { aFolder, topicsText, write } from "./places.ts";

const acme = workspaceKey("chat", "acme");

const etag: Question = {
  id: "etag" as QuestionId,
  title: "ETags",
  topic: "http",
  level: "mid",
  tags: [],
  prompt: "What is an ETag?",
  answer: "A validator.",
  points: [],
  followUps: [],
  sources: [],
  file: "content/http/etag.md",
  line: 1,
};

function aBank() {
  const shared = aFolder({ "topics.yaml": topicsText("http"), "http/etag.md": questionText(etag) });
  const team = aFolder({ "topics.yaml": topicsText("http"), "http/cache.md": questionText(etag) });
  const workspaces = join(aFolder(), "bank");
  const bank = openBank({ shared, named: [{ name: "team", path: team }], workspaces, log: silentLog });
  return { bank, workspaces, shared };
}

describe("a question saved for a workspace", () => {
  it("is in that workspace's bank at once, over the shared one, and in no other's", async () => {
    const { bank, workspaces, shared } = aBank();
    const mended = { ...etag, answer: "A validator of one version." };
    const file = join(workspaces, "chat/acme/http/etag.md");
    expect(await bank.save(acme, mended)).toEqual({ ...mended, file });
    expect(bank.forWorkspace(acme).questions.get(etag.id)).toEqual({ ...mended, file });
    expect(bank.forWorkspace(workspaceKey("chat", "other")).questions.get(etag.id)?.answer).toBe("A validator.");
    expect(readFileSync(join(shared, "http/etag.md"), "utf8")).toBe(questionText(etag));
    expect(readdirSync(join(workspaces, "chat/acme/http"))).toEqual(["etag.md"]);
  });

  it("that comes from a named folder stands under the folder's name and its own", async () => {
    const { bank, workspaces } = aBank();
    const mended = { ...etag, id: "team:cache" as QuestionId, answer: "Mended." };
    const file = join(workspaces, "chat/acme/http/team.cache.md");
    expect(await bank.save(acme, mended)).toEqual({ ...mended, file });
    expect(bank.forWorkspace(acme).problems).toEqual([]);
  });

  it.each([
    ["a second answer", { prompt: "What?\n\n## Answer\n\nThis." }, "etag: would be read as another question"],
    ["no answer", { answer: "" }, "etag: the answer is empty"],
  ])("with %s is refused, and nothing is written", async (_name, change, message) => {
    const { bank, workspaces } = aBank();
    await expect(bank.save(acme, { ...etag, ...change })).rejects.toMatchObject({ code: "bank.invalid", message });
    expect(existsSync(workspaces)).toBe(false);
  });

  it("whose topic nobody lists is told, with what to do", async () => {
    const { bank } = aBank();
    await expect(bank.save(acme, { ...etag, id: "new" as QuestionId, topic: "tea" })).rejects.toMatchObject({
      code: "bank.invalid",
      message: "new: written, and not in the bank",
    });
  });

  it("that cannot be written is told by its file, and nothing is left beside it", async () => {
    const { bank, workspaces } = aBank();
    write(join(workspaces, "chat/acme/http"), "a file where the folder should be");
    await expect(bank.save(acme, etag)).rejects.toMatchObject({
      code: "store.unavailable",
      message: `${join(workspaces, "chat/acme/http/etag.md")}: cannot be written`,
    });
    expect(readdirSync(join(workspaces, "chat/acme"))).toEqual(["http"]);
  });
});
