import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  answerRequests,
  eraseAnswer,
  leaveRequest,
  type OperatorRequest,
  takeAnswer,
} from "../../../src/adapters/requests/request-folder.ts";
import { BotError } from "../../../src/core/errors.ts";
import { channelKey, type PersonId, workspaceKey } from "../../../src/core/keys.ts";
import { freshFolder } from "../../support/store-place.ts";

const nothing = { answers: 0, waiting: 0, records: 0 };
const channel: OperatorRequest = { kind: "channel", channel: channelKey("fake", "W1", "backend") };
const person: OperatorRequest = { kind: "person", workspace: workspaceKey("fake", "W1"), person: "U1" as PersonId };

it("carries requests over, each with its own answer, once", async () => {
  const dataDir = freshFolder();
  await leaveRequest(dataDir, "a", channel);
  await leaveRequest(dataDir, "b", person);
  expect(await takeAnswer(dataDir, "a", eraseAnswer)).toBe(null);
  const asked: OperatorRequest[] = [];
  const carryOut = async (request: OperatorRequest) => {
    asked.push(request);
    return { ...nothing, answers: asked.length };
  };
  await answerRequests(dataDir, carryOut);
  await answerRequests(dataDir, carryOut);
  expect(asked).toEqual([channel, person]);
  expect(await takeAnswer(dataDir, "b", eraseAnswer)).toEqual({ ...nothing, answers: 2 });
  expect(await takeAnswer(dataDir, "b", eraseAnswer)).toBe(null);
  expect(await takeAnswer(dataDir, "a", eraseAnswer)).toEqual({ ...nothing, answers: 1 });
  expect(readdirSync(join(dataDir, "requests"))).toEqual([]);
});

it("answers with what went wrong, and what to do", async () => {
  const dataDir = freshFolder();
  await leaveRequest(dataDir, "a", channel);
  await answerRequests(dataDir, () => Promise.reject(new BotError("store.unavailable", "full", { hint: "free some" })));
  expect(await takeAnswer(dataDir, "a", eraseAnswer)).toEqual({ problem: "full", hint: "free some" });
});

it("answers a request that it cannot read, and leaves files of other names alone", async () => {
  const dataDir = freshFolder();
  const folder = join(dataDir, "requests");
  mkdirSync(folder);
  writeFileSync(join(folder, "a.request"), '{"kind":"everything"}');
  writeFileSync(join(folder, "b.request.part"), "half");
  await answerRequests(dataDir, () => Promise.reject(new Error("not called")));
  expect(await takeAnswer(dataDir, "a", eraseAnswer)).toEqual({
    problem: "the request cannot be read",
    hint: "run the command again, from the same release as the bot",
  });
  expect(readdirSync(folder)).toEqual(["b.request.part"]);
});

it("has nothing to do in a folder without requests", async () => {
  await expect(answerRequests(freshFolder(), () => Promise.resolve(nothing))).resolves.toBe(undefined);
});
