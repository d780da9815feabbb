import { expect, it, onTestFinished } from "vitest";
import { keyOfChannel } from "../../../src/adapters/discord/ids.ts";
import { nonceOf } from "../../../src/adapters/discord/saying/keyed.ts";
import { deliveryKey } from "../../../src/core/delivery/delivery.ts";
import type { Act } from "../model/wire.ts";
import { isRecord } from "../stand-in/record.ts";
import { placeOf, startDiscordModel, tokenOf } from "./as-model.ts";

it("lets people act by a script and tells everything that happened, as the kill harness asks", async () => {
  const model = await startDiscordModel();
  onTestFinished(() => model.stop());
  const act = (person: string, afterMs: number, does: Act["does"], text = "") =>
    ({ channel: "c1", person, after: "question", afterMs, does, text }) as const;
  const acts = [act("P1", 1_000, "say", "first"), act("P1", 2_000, "edit", "second"), act("P2", 500, "say", "gone")];
  const time = { startsAt: "2027-03-15T08:59:58Z", wallMs: Date.now(), speed: 40 };
  await model.open({ workspace: "W1", behaviour: "like-discord", time, seed: 1, acts, calm: true });
  const { guild, channel } = placeOf("W1", "c1");
  const key = deliveryKey(keyOfChannel(guild, channel), "question", Temporal.PlainDate.from("2027-03-15"), 0);
  const headers = { authorization: `Bot ${tokenOf("W1")}`, "content-type": "application/json" };
  const body = JSON.stringify({ content: "question", allowed_mentions: { parse: [] }, nonce: nonceOf(key) });
  const at = `http://127.0.0.1:${model.port}/api/v10/channels/${channel}/messages`;
  const posted: unknown = await (await fetch(at, { method: "POST", headers, body })).json();
  const id = isRecord(posted) ? posted["id"] : null;
  await expect.poll(async () => (await model.log("W1")).messages.map(({ edits }) => edits.length)).toEqual([0, 0, 1]);
  await fetch(at.replace(channel, String(id)), { headers });
  await model.act("W1", act("P2", 0, "delete"));
  const { messages, calls, readings, untold } = await model.log("W1");
  expect(
    messages.map((one) => [
      one.channel,
      one.key,
      one.thread,
      one.text,
      one.edits.map(({ text }) => text),
      one.deletedAt !== null,
    ]),
  ).toEqual([
    [channel, key, null, "question", [], false],
    [channel, null, id, "gone", [], true],
    [channel, null, id, "first", ["second"], false],
  ]);
  expect(calls).toEqual({ "POST /channels/:id/messages": 1, "GET /channels/:id/messages": 1 });
  expect(readings.map((one) => [one.channel, one.thread])).toEqual([[channel, id]]);
  // Nobody is connected, so nothing of it was heard; what was deleted is missing from the next reading.
  expect(untold.map(({ kind, text }) => [kind, text])).toEqual([
    ["replied", "gone"],
    ["replied", "second"],
    ["edited", "second"],
  ]);
  await model.close("W1");
});
