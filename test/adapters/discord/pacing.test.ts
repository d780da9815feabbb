import { describe, expect, it } from "vitest";
import { discordPacing } from "../../../src/adapters/discord/pacing.ts";
import type { ChannelKey, MessageId, PersonId } from "../../../src/core/keys.ts";
import type { PacedCall } from "../../../src/ports/pacing.ts";

const channel = "discord/1/2" as ChannelKey;
const person = "9" as PersonId;
const ref = { channel, thread: null, id: "7" as MessageId };
const inThread = { channel, thread: "7" as MessageId, id: "8" as MessageId };
const pacing = discordPacing({ channel: () => false, person: () => false });

describe("how a request counts", () => {
  const rows: readonly (readonly [call: PacedCall, route: string, posts: boolean])[] = [
    [{ kind: "post", to: { kind: "channel", channel } }, "post/2", true],
    [{ kind: "post", to: { kind: "thread", of: ref } }, "post/7", true],
    [{ kind: "find", to: { kind: "thread", of: inThread } }, "history/7", false],
    [{ kind: "readThread", of: ref }, "history/7", false],
    [{ kind: "edit", ref }, "edit/2", false],
    [{ kind: "edit", ref: inThread }, "edit/7", false],
    [{ kind: "mark", ref: inThread }, "mark/7", false],
    [{ kind: "whisper", channel, person }, "conversation", false],
    [{ kind: "person", channel, person }, "person/1", false],
    [{ kind: "channel", channel }, "channel/2", false],
  ];
  it.each(rows)("%j", (call, route, posts) => {
    expect(pacing.count(call)).toEqual({ route, posts });
  });

  it("is not at all where the answer is known", () => {
    const known = discordPacing({ channel: () => true, person: () => true });
    expect([known.count({ kind: "channel", channel }), known.count({ kind: "person", channel, person })]).toEqual([
      null,
      null,
    ]);
  });

  it("holds for the bot in all its servers", () => {
    expect(pacing.queue).toBe("bot");
  });
});
