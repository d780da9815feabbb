import { WebClient } from "@slack/web-api";
import { expect, it, onTestFinished } from "vitest";
import type { Act } from "../model/wire.ts";
import { startSlackModel } from "./as-model.ts";
import { quiet } from "./opened.ts";

it("lets people act by a script and tells everything that happened, as the kill harness asks", async () => {
  const model = await startSlackModel();
  onTestFinished(() => model.stop());
  const act = (person: string, afterMs: number, does: Act["does"], text = "") =>
    ({ channel: "c1", person, after: "question", afterMs, does, text }) as const;
  const acts = [act("P1", 1_000, "say", "first"), act("P1", 2_000, "edit", "second"), act("P2", 500, "say", "gone")];
  const time = { startsAt: "2027-03-15T08:59:58Z", wallMs: Date.now(), speed: 40 };
  await model.open({ workspace: "W1", behaviour: "like-slack", time, seed: 1, acts, calm: true });
  const client = new WebClient("xoxb-W1-bot", { slackApiUrl: `http://127.0.0.1:${model.port}/api/`, logger: quiet });
  const metadata = { event_type: "drill_delivery", event_payload: { key: "v1/slack/W1/C1/2027-03-15/question/0" } };
  const { ts = "" } = await client.chat.postMessage({ channel: "C1", text: "question", metadata });
  await expect.poll(async () => (await model.log("W1")).messages.map(({ edits }) => edits.length)).toEqual([0, 0, 1]);
  await model.act("W1", act("P2", 0, "delete"));
  const { messages, calls, untold } = await model.log("W1");
  expect(
    messages.map(({ person, key, thread, text, edits, deletedAt }) => [
      person,
      key,
      thread,
      text,
      edits.map((one) => one.text),
      deletedAt !== null,
    ]),
  ).toEqual([
    [null, metadata.event_payload.key, null, "question", [], false],
    ["P2", null, ts, "gone", [], true],
    ["P1", null, ts, "first", ["second"], false],
  ]);
  expect(calls).toEqual({ "chat.postMessage": 1 });
  // Nobody is connected, so nothing of it was heard.
  expect(untold.map(({ kind, person }) => [kind, person])).toEqual([
    ["replied", "P2"],
    ["replied", "P1"],
    ["edited", "P1"],
    ["deleted", "P2"],
  ]);
  await model.close("W1");
});
