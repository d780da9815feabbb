import { describe, expect, it } from "vitest";
import type { Call, SlackClients } from "../../../../src/adapters/slack/calls/client.ts";
import { refusalOf } from "../../../../src/adapters/slack/calls/refusals.ts";
import { Posting } from "../../../../src/adapters/slack/saying/posting.ts";
import type { DeliveryKey, MessageId } from "../../../../src/core/keys.ts";
import type { Counted, Grant } from "../../../../src/ports/pacing.ts";
import { messageOf } from "../../../contract/platform/stage.ts";
import { someIdentity } from "../some-identity.ts";

const channel = `slack/${someIdentity.team}/C1` as never;

/** A posting whose first so many requests are refused for their blocks; what it asked leave for, and what it sent. */
function refusing(times: number) {
  const sent: string[] = [];
  const asked: Counted[] = [];
  const post: Call = async (method, _args, answer) => {
    sent.push(method);
    if (sent.length <= times) throw refusalOf(method, "invalid_blocks");
    return answer.parse({ ok: true, channel: "C1", ts: "1805097600.000100" });
  };
  const clients: SlackClients = { post, read: post, interact: post };
  const grant: Grant = {
    told: () => undefined,
    more: async (counted) => {
      asked.push(counted);
    },
  };
  return { posting: new Posting(clients, () => someIdentity), grant, sent, asked };
}

describe("a message whose blocks Slack does not take", () => {
  it("is sent again with leave for one more post each time", async () => {
    const { posting, grant, sent, asked } = refusing(2);
    const key = `${channel}/question/2027-03-15/0` as DeliveryKey;
    await posting.post({ kind: "channel", channel }, messageOf("Q"), key, grant);
    const counted = { route: "chat.postMessage", posts: true };
    expect([sent.length, asked]).toEqual([3, [counted, counted]]);
  });

  it("is edited again with leave for one more edit each time", async () => {
    const { posting, grant, sent, asked } = refusing(2);
    await posting.edit({ channel, thread: null, id: "1805097600.000100" as MessageId }, messageOf("Q"), grant);
    const counted = { route: "chat.update", posts: false };
    expect([sent.length, asked]).toEqual([3, [counted, counted]]);
  });

  it("is refused when its plain words are too", async () => {
    const { posting, grant, sent } = refusing(3);
    const edit = posting.edit({ channel, thread: null, id: "1805097600.000100" as MessageId }, messageOf("Q"), grant);
    await expect(edit).rejects.toMatchObject({ code: "platform.refused", why: "message-rejected" });
    expect(sent.length).toBe(3);
  });
});
