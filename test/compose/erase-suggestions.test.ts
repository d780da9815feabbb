import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openStore } from "../../src/adapters/keyv/open-store.ts";
import { openRecords, suggestionKey } from "../../src/app/records.ts";
import { eraseData } from "../../src/compose/data.ts";
import { openBankOf } from "../../src/compose/open-bank.ts";
import { type Suggestion, suggestedQuestion } from "../../src/core/bank/suggestion.ts";
import { channelKey, type PersonId, type QuestionId, workspaceKey } from "../../src/core/keys.ts";
import { aQuestion } from "../support/questions.ts";
import { silentLog } from "../support/silent-log.ts";

const workspace = workspaceKey("playground", "local");
const at = Temporal.Instant.from("2026-03-16T09:00:00Z");
const person = "jonas" as PersonId;

const suggestion: Suggestion = {
  id: "tags-4k2p9x" as QuestionId,
  channel: channelKey("playground", "local", "backend-drill"),
  place: "backend-drill",
  person,
  name: "Jonas",
  at,
  proposed: aQuestion("tags"),
  state: { kind: "approved", by: "mira" as PersonId, name: "Mira", at, told: true },
};

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "drill-erase-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it("an erasure while no bot runs takes the author's name out of the file of an approved question", async () => {
  const place = { dataDir, databaseUrl: null, bankDirs: [] };
  const { file } = await openBankOf(place, silentLog).save(workspace, suggestedQuestion(suggestion));
  const store = await openStore({ dataDir, log: silentLog });
  await openRecords(store).suggestions.put(suggestionKey(workspace, suggestion.id), suggestion);
  await store.stop();
  const before = readFileSync(file, "utf8");

  expect(await eraseData(place, silentLog, { kind: "person", workspace, person })).toEqual({
    by: "us",
    answer: { answers: 0, waiting: 0, records: 1 },
  });
  const without = before
    .split("\n")
    .filter((line) => line !== "  author: Jonas")
    .join("\n");
  expect([before.includes("Jonas"), readFileSync(file, "utf8")]).toEqual([true, without]);
});
