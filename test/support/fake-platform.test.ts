import { describe, expect, it } from "vitest";
import { channelKey, type DeliveryKey, type MessageId } from "../../src/core/keys.ts";
import { messageOf, paragraph, refusalOf, saying, stageOf, texts } from "../contract/platform/stage.ts";
import type { Fault } from "./fake-faults.ts";
import { FakePlatform } from "./fake-platform.ts";

const epoch = Temporal.Instant.fromEpochMilliseconds(0);

describe("a fault of the fake platform", () => {
  const faults: readonly (readonly [Fault, object, readonly string[]])[] = [
    [{ kind: "refuse", why: "not-a-member" }, { code: "platform.refused", why: "not-a-member" }, []],
    [{ kind: "busy", retryAfterMs: 1500 }, { code: "platform.busy", retryAfterMs: 1500 }, []],
    [{ kind: "unsent" }, { code: "platform.unsent" }, []],
    [{ kind: "doubt", accepted: false }, { code: "platform.doubt" }, []],
    [{ kind: "doubt", accepted: true }, { code: "platform.doubt" }, ["What does an index cost?"]],
  ];

  it.each(faults)("%o breaks the next call and no other", async (fault, error, shown) => {
    const fake = new FakePlatform();
    const { ask, first } = await stageOf(fake);
    fake.fail("post", fault);
    await expect(ask()).rejects.toMatchObject(error);
    expect(texts(await first.channel())).toEqual(shown);
    await ask();
    expect(texts(await first.channel())).toEqual(["What does an index cost?"]);
    expect(fake.sends.map((send) => send.to)).toEqual([
      { kind: "channel", channel: fake.channel },
      { kind: "channel", channel: fake.channel },
    ]);
  });

  it("waits for the call it is meant for", async () => {
    const fake = new FakePlatform();
    const { ask, platform } = await stageOf(fake);
    fake.fail("edit", { kind: "unsent" });
    const ref = await ask();
    await expect(platform.edit(ref, messageOf("after"))).rejects.toMatchObject({ code: "platform.unsent" });
    await platform.edit(ref, messageOf("after"));
    expect(fake.message(ref.id).message).toEqual(messageOf("after"));
  });
});

describe("the fake platform", () => {
  it("hides a message from its history until that is due", async () => {
    const fake = new FakePlatform({ facts: { visibleAfterMs: 30_000 } });
    const { ask, platform, channel, key } = await stageOf(fake);
    const ref = await ask();
    fake.clock.pass(29_999);
    expect(await platform.find(channel, key("question"), epoch)).toBe(null);
    fake.clock.pass(1);
    expect(await platform.find(channel, key("question"), epoch)).toEqual(ref);
  });

  it.each([
    [60_000, 60_000, 1],
    [60_000, 60_001, 2],
    [0, 0, 2],
  ])("with keys safe for %i ms, shows a repeat after %i ms as %i messages", async (repeatSafeMs, passed, shown) => {
    const fake = new FakePlatform({ facts: { repeatSafeMs } });
    const { ask, first } = await stageOf(fake);
    await ask();
    fake.clock.pass(passed);
    await ask();
    expect((await first.channel()).length).toBe(shown);
  });

  it("loses events while it is deaf, and tells of the gap when it hears again", async () => {
    const fake = new FakePlatform();
    const { ask, platform, first, heard } = await stageOf(fake);
    const question = await ask();
    fake.deaf = true;
    const message = await saying(first, question.id, "unheard");
    await fake.reconnect();
    expect(heard.calls).toEqual(["gap", "gap"]);
    const reading = await platform.readThread(question, null);
    expect(reading.kind === "read" && reading.replies.map((reply) => reply.message)).toEqual([message]);
  });

  it("tells of a reply again when asked to", async () => {
    const fake = new FakePlatform();
    const { ask, first, heard } = await stageOf(fake);
    const message = await saying(first, (await ask()).id, "hello");
    await fake.repeat(message);
    expect(heard.of("replied").map((reply) => reply.message)).toEqual([message, message]);
  });

  it("loses a channel and has it back", async () => {
    const fake = new FakePlatform();
    const { ask, heard } = await stageOf(fake);
    await fake.shut(fake.channel, "channel-archived");
    expect(await refusalOf(ask())).toBe("channel-archived");
    await fake.shut(fake.channel, null);
    expect((await ask()).id).toBe("m1");
    expect(heard.of("channel").map((change) => change.is)).toEqual(["gone", "back"]);
  });

  it("says once why a thread cannot be read", async () => {
    const fake = new FakePlatform();
    const { ask, platform } = await stageOf(fake);
    const question = await ask();
    fake.unreadable("slow");
    expect(await platform.readThread(question, null)).toEqual({ kind: "unreadable", why: "slow" });
    expect(await platform.readThread(question, null)).toEqual({ kind: "read", replies: [] });
  });

  it("rejects a message that is longer than its parts may be, and cuts parts with room for their number", async () => {
    const fake = new FakePlatform({ maxBlocks: 2 });
    const { platform, channel, key } = await stageOf(fake);
    const doc = ["a", "b", "c"].map(paragraph);
    expect(await refusalOf(platform.post(channel, messageOf(doc), key("question")))).toBe("message-rejected");
    expect(platform.facts.fit(doc)).toEqual(doc.map((block) => [block]));
  });

  it("lets a person leave, and whispers to nobody who left or while it is closed to whispers", async () => {
    const fake = new FakePlatform();
    const { platform } = await stageOf(fake);
    const { id } = fake.people.first;
    fake.closedToWhispers = true;
    expect(await platform.whisper(fake.channel, id, messageOf("psst"))).toBe(false);
    fake.closedToWhispers = false;
    expect(await platform.whisper(fake.channel, id, messageOf("psst"))).toBe(true);
    fake.leave(id);
    expect(await platform.whisper(fake.channel, id, messageOf("psst"))).toBe(false);
    expect((await platform.person(fake.channel, id)).standing).toBe("gone");
  });

  it("keeps channels apart", async () => {
    const channels = [channelKey("fake", "W1", "one"), channelKey("fake", "W2", "two")];
    const fake = new FakePlatform({ channels });
    const { platform, ask, heard } = await stageOf(fake);
    expect(heard.of("gap")).toEqual(["fake/W1", "fake/W2"]);
    const [, other = fake.channel] = channels;
    await ask();
    await platform.post(
      { kind: "channel", channel: other },
      messageOf("over there"),
      `${other}/question/2027-03-15/0` as DeliveryKey,
    );
    expect(texts(await fake.as(fake.people.first.id).channel())).toEqual(["What does an index cost?"]);
    expect(texts(await fake.as(fake.people.first.id, other).channel())).toEqual(["over there"]);
    expect(
      await refusalOf(platform.edit({ channel: other, thread: null, id: "m1" as MessageId }, messageOf("x"))),
    ).toBe("message-gone");
  });
});
