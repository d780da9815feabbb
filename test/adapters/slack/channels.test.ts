import { describe, expect, it } from "vitest";
import type { Call } from "../../../src/adapters/slack/calls/client.ts";
import { tooFast } from "../../../src/adapters/slack/calls/transport.ts";
import { Channels } from "../../../src/adapters/slack/channels.ts";
import { asPerson } from "../../../src/adapters/slack/ids.ts";
import { TestClock } from "../../support/test-clock.ts";
import { someIdentity } from "./some-identity.ts";

/** The bot is in `C1` and `C2`, everybody else in `C2` and `C3`; `asked` are those whose channels were asked for. */
function listing(failures = 0) {
  const clock = new TestClock();
  const asked: unknown[] = [];
  const read: Call = async (method, args, answer) => {
    asked.push(args["user"] ?? "the bot");
    if (asked.length <= failures) throw tooFast(method, null);
    const ids = args["user"] === undefined ? ["C1", "C2"] : ["C2", "C3"];
    return answer.parse({ ok: true, channels: ids.map((id) => ({ id, name: `name-of-${id}` })) });
  };
  const clients = { post: read, read, interact: read };
  const channels = new Channels({ clients, who: () => someIdentity, idOf: () => "C1", now: () => clock.now() });
  const shared = (id: string) => channels.sharedWith(asPerson(id), someIdentity);
  return { clock, asked, shared };
}

describe("the channels that a person shares with the bot", () => {
  it("are those that both are in", async () => {
    expect(await listing().shared("U1")).toEqual([{ channel: "slack/T1/C2", name: "name-of-C2" }]);
  });

  it("ask for the bot's own once in half a minute, however many pages are opened", async () => {
    const { clock, asked, shared } = listing();
    await Promise.all([shared("U1"), shared("U2")]);
    clock.pass(29_999);
    await shared("U3");
    clock.pass(1);
    await shared("U4");
    expect(asked).toEqual(["the bot", "U1", "U2", "U3", "the bot", "U4"]);
  });

  it("ask again after a failure", async () => {
    const { asked, shared } = listing(2);
    await expect(shared("U1")).rejects.toMatchObject({ code: "platform.busy" });
    expect((await shared("U1")).length).toBe(1);
    expect(asked).toEqual(["the bot", "U1", "the bot", "U1"]);
  });
});
