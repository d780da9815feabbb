import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { openClients } from "../../../../src/adapters/slack/calls/client.ts";
import { isBadBlocks, refusalOf, slackCodeOf } from "../../../../src/adapters/slack/calls/refusals.ts";
import { sdkLog } from "../../../../src/adapters/slack/calls/sdk-log.ts";
import { answering, closedAddress, fetchOnce, http } from "../../../support/answering.ts";
import { quietLog } from "../../playground/quiet-log.ts";

const patience = { postMs: 200, readMs: 200, interactMs: 200, answerMs: 200 };
const now = Temporal.Instant.from("2027-03-15T08:00:00Z");
const secret = "xoxb-s3cret";

function clientsAt(address: string) {
  const apiUrl = address.endsWith("/") ? address : `${address}/`;
  const told: unknown[] = [];
  const waits: number[] = [];
  const clients = openClients({
    token: secret,
    apiUrl,
    logger: sdkLog(quietLog),
    tellTime: (time) => told.push(time),
    now: () => now,
    sleep: async (ms) => {
      waits.push(ms);
    },
    patience,
  });
  return { clients, told, waits };
}

const ok = z.looseObject({ ok: z.literal(true), ts: z.string() });
const say = (apiUrl: string) =>
  clientsAt(apiUrl).clients.post("chat.postMessage", { channel: "C1", text: "canary-3141" }, ok);

async function failure(apiUrl: string) {
  const error = await say(apiUrl).then(
    () => "it was carried out",
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error(String(error));
  const all = `${error.message} ${error.stack ?? ""} ${JSON.stringify(error)} ${String(error.cause)}`;
  expect([all.includes(secret), all.includes("canary-3141")]).toEqual([false, false]);
  return error;
}

const coded = (code: string): Error => Object.assign(new Error(code), { code });

beforeAll(fetchOnce);

describe("fault 20: surely not sent", () => {
  it("when nobody listens", async () => {
    const closed = await closedAddress();
    expect(await failure(closed)).toMatchObject({
      code: "platform.unsent",
      message: "slack: chat.postMessage could not be sent (ECONNREFUSED)",
    });
  });

  it("when there is no such host", async () => {
    expect(await failure("https://slack.invalid/api/")).toMatchObject({
      code: "platform.unsent",
      message: expect.stringMatching(/\((?:ENOTFOUND|EAI_AGAIN)\)$/u),
    });
  });

  // What Node's fetch throws, seen with a certificate that has expired and with proxies that answered 407.
  it.each([
    ["a certificate that has expired", Object.assign(new Error("c"), { code: "CERT_HAS_EXPIRED" })],
    ["a proxy that wants a password", Object.assign(new Error("407"), { code: "UND_ERR_INVALID_ARG" })],
    [
      "a tunnel through such a proxy",
      new Error("cancelled", { cause: Object.assign(new Error("407"), { code: "UND_ERR_ABORTED" }) }),
    ],
    ["a host with two addresses, both shut", new AggregateError([coded("ECONNREFUSED"), coded("EHOSTUNREACH")])],
  ])("for %s", async (_name, cause) => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed", { cause })));
    onTestFinished(() => void vi.unstubAllGlobals());
    expect(await failure("https://slack.test/api/")).toMatchObject({ code: "platform.unsent" });
  });

  it.each([
    ["403 Forbidden", "platform.unsent", undefined],
    ["413 Payload Too Large", "platform.refused", "message-rejected"],
  ])("with HTTP %s", async (status, code, why) => {
    expect(await failure(await answering(http(status, "<html>")))).toMatchObject({ code, why });
  });
});

describe("faults 14 to 19: doubt", () => {
  it.each([
    ["500", http("500 Internal Server Error", "<html>")],
    ["a redirect", http("302 Found", "", "location: http://127.0.0.1:9/\r\n")],
    ["a page", http("200 OK", "<html>canary-3141 <b>xoxb-s3cret</b>")],
    ["null", http("200 OK", "null")],
    ["a success without its ts", http("200 OK", '{"ok":true}')],
    ["an answer that breaks off", "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"],
    ["an end without an answer", ""],
    ["silence", null],
  ])("%s", async (_name, answer) => {
    expect(await failure(await answering(answer))).toMatchObject({ code: "platform.doubt" });
  });
});

describe("reading again", () => {
  const read = (clients: ReturnType<typeof clientsAt>["clients"]) => clients.read("auth.test", {}, ok);
  const good = http("200 OK", '{"ok":true,"ts":"1.0"}', "date: Mon, 15 Mar 2027 08:00:07 GMT\r\n");

  it("tries twice more after what passes by itself", async () => {
    const { clients, waits, told } = clientsAt(await answering(http("500 X", ""), "", good));
    expect((await read(clients)).ts).toBe("1.0");
    expect(waits).toEqual([500, 2_000]);
    expect(told).toEqual([{ at: Temporal.Instant.from("2027-03-15T08:00:07Z"), askedAt: now }]);
  });

  it("waits for as long as Slack says when that is short, and gives up when it is long", async () => {
    const short = clientsAt(await answering(http("429 X", "", "retry-after: 3\r\n"), good));
    expect((await read(short.clients)).ts).toBe("1.0");
    expect(short.waits).toEqual([3_000]);
    const long = clientsAt(await answering(http("429 X", "", "retry-after: 60\r\n"), good));
    await expect(read(long.clients)).rejects.toMatchObject({ code: "platform.busy", retryAfterMs: 60_000 });
    expect(long.waits).toEqual([]);
  });

  it("asks no second time what Slack refused", async () => {
    const { clients, waits } = clientsAt(await answering(http("200 OK", '{"ok":false,"error":"missing_scope"}')));
    await expect(read(clients)).rejects.toMatchObject({ code: "platform.refused", why: "missing-permission" });
    expect(waits).toEqual([]);
  });
});

describe("what Slack's codes mean", () => {
  it.each([
    ["fatal_error", "platform.doubt", undefined],
    ["ratelimited", "platform.busy", undefined],
    ["team_added_to_org", "platform.busy", undefined],
    ["channel_not_found", "platform.refused", "channel-gone"],
    ["message_not_found", "platform.refused", "message-gone"],
    ["team_disabled", "platform.refused", "banned"],
    ["toString", "platform.doubt", undefined],
    ["to_string", "platform.refused", "message-rejected"],
  ])("%s", (code, kind, why) => {
    expect(refusalOf("chat.postMessage", code)).toMatchObject({ code: kind, why });
  });

  it("keeps the code, and the places that Slack names", () => {
    const refusal = refusalOf("chat.postMessage", "invalid_blocks", ["/blocks/0/text"]);
    expect(refusal.message).toBe("slack: chat.postMessage was refused (invalid_blocks, /blocks/0/text)");
    expect([slackCodeOf(refusal), isBadBlocks(refusal), slackCodeOf(new Error("x"))]).toEqual([
      "invalid_blocks",
      true,
      null,
    ]);
  });
});
