import { describe, expect, it } from "vitest";
import type { DeliveryKey } from "../../../../src/core/keys.ts";
import type { MessageRef, Place } from "../../../../src/core/message/message.ts";
import type { Grant } from "../../../../src/ports/pacing.ts";
import { messageOf } from "../../../contract/platform/stage.ts";
import { channel } from "../discord-rig.ts";
import { openedDiscord } from "../opened.ts";

const epoch = Temporal.Instant.fromEpochMilliseconds(0);

/** A started adapter with a question and its thread. */
async function asked() {
  const opened = await openedDiscord();
  const { platform, heard, rig, app } = opened;
  await platform.start(heard.handlers);
  const key = (part: number) => `${rig.channel}/question/2027-03-15/${part}` as DeliveryKey;
  const to: Place = { kind: "channel", channel: rig.channel };
  const question = await platform.post(to, messageOf("Why?", { thread: "Why?" }), key(0));
  const more: string[] = [];
  const grant: Grant = {
    told: () => undefined,
    more: async ({ route }) => void more.push(String(route?.split("/")[0])),
  };
  const write = async (room: string, count: number) => {
    for (let at = 0; at < count; at += 1) await app.write({ channel: room, user: "jonas", text: `said ${at}` });
  };
  return { ...opened, key, to, question, more, grant, write };
}

describe("a long thread", () => {
  it("is read page after page, in order of time; each but the first waits for its turn", async () => {
    const { platform, question, more, grant, write } = await asked();
    await write(question.id, 250);
    const reading = await platform.readThread(question, null, grant);
    const texts = reading.kind === "read" ? reading.replies.map(({ text }) => text) : [];
    expect(texts).toEqual(Array.from({ length: 250 }, (_, at) => `said ${at}`));
    expect(more).toEqual(["history", "history"]);
  });

  it("of a full page and nothing behind it is read once more", async () => {
    const { platform, question, more, grant, write } = await asked();
    // The note that began the thread is a message too.
    await write(question.id, 99);
    const reading = await platform.readThread(question, null, grant);
    expect(reading.kind === "read" && reading.replies.length).toBe(99);
    expect(more).toEqual(["history"]);
  });
});

describe("a message", () => {
  it("is found behind all that people said after it was first sent", async () => {
    const { platform, key, to, question, grant, more, write } = await asked();
    await write(channel, 150);
    const later = await platform.post(to, messageOf("Another"), key(1));
    expect(await platform.find(to, key(1), epoch, grant)).toEqual(later);
    expect(await platform.find(to, key(0), epoch, grant)).toEqual(question);
    expect(more).toEqual(["history"]);
  });

  it("whose thread is missing gets it from whoever finds it, with its title", async () => {
    const { platform, app, key, to, rig } = await asked();
    const route = "POST /channels/:id/messages/:id/threads";
    await app.fault({ route, fault: { kind: "error", status: 400, code: 160_006 } });
    const actions = [{ kind: "button", id: "answer", label: "Answer", style: "primary" }] as const;
    const message = messageOf("What does an index cost?", { thread: "Indexes", actions });
    const ref = await platform.post(to, message, key(1));
    expect((await app.threads({ channel })).length).toBe(1);
    await platform.find(to, key(1), epoch);
    expect((await app.threads({ channel })).map(({ name }) => name)).toContain("What does an index cost?");
    expect(await platform.readThread(ref, null)).toEqual({ kind: "read", replies: [] });
    expect(rig.channel).toBe(ref.channel);
  });
});

describe("what stands in an archived thread", () => {
  it("can be changed and marked all the same: the thread is made active first (50083)", async () => {
    const { platform, app, question, rig, key, more, grant } = await asked();
    const part = await platform.post({ kind: "thread", of: question }, messageOf("Before"), key(1));
    const id = await app.write({ channel: question.id, user: "jonas", text: "It costs writes." });
    await app.changeThread({ channel: question.id, archived: true });
    await platform.edit(part, messageOf("After"), grant);
    expect((await app.channel(question.id)).archived).toBe(false);
    expect(more).toEqual(["channel", "edit"]);
    await app.changeThread({ channel: question.id, archived: true });
    await platform.mark({ channel: rig.channel, thread: question.id, id: id as MessageRef["id"] });
    const standing = await app.messages({ channel: question.id });
    expect(standing.find((one) => one.id === part.id)?.content.startsWith("After")).toBe(true);
    expect(standing.find((one) => one.id === id)?.reactions["📝"]).toEqual([app.keys.botUser]);
  });
});

describe("an edit", () => {
  it("after a restart reads what the message carries, and leaves it there", async () => {
    const { platform, rig, key, to, question, heard, app } = await asked();
    await platform.stop();
    const again = await rig.open();
    await again.start(heard.handlers);
    const edit = (ref: MessageRef) => again.edit(ref, messageOf("Revealed"));
    await edit(question);
    await edit(question);
    expect(await again.find(to, key(0), epoch)).toEqual(question);
    expect((await app.calls("GET /channels/:id/messages/:id")).length).toBe(1);
  });
});
