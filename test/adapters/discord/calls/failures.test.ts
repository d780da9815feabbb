import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { openClients } from "../../../../src/adapters/discord/calls/client.ts";
import { discordCodeOf } from "../../../../src/adapters/discord/calls/refusals.ts";
import type { RouteHeaders } from "../../../../src/core/delivery/route-limit.ts";
import { answering, closedAddress, fetchOnce, http } from "../../../support/answering.ts";

const patience = { postMs: 200, readMs: 200, interactMs: 200, answerMs: 200 };
const now = Temporal.Instant.from("2027-03-15T08:00:00Z");
const secret = "s3cret.to.ken";
const route = "/channels/100000000000000001/messages";

function clientsAt(apiUrl: string) {
  const told: unknown[] = [];
  const waits: number[] = [];
  const clients = openClients({
    token: secret,
    apiUrl,
    apiVersion: "10",
    tellTime: (time) => told.push(time),
    now: () => now,
    sleep: async (ms) => {
      waits.push(ms);
    },
    patience,
  });
  onTestFinished(() => clients.close());
  return { clients, told, waits };
}

const posted = z.object({ id: z.string() });
const say = (apiUrl: string) =>
  clientsAt(apiUrl).clients.post({ method: "POST", route, body: { content: "canary-3141" } }, posted);

async function failure(apiUrl: string): Promise<Error> {
  const error = await say(apiUrl).then(
    () => "it was carried out",
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error(String(error));
  const all = `${error.message} ${error.stack ?? ""} ${JSON.stringify(error)} ${String(error.cause)}`;
  expect([all.includes(secret), all.includes("canary-3141")]).toEqual([false, false]);
  return error;
}

const refused = (status: string, code: number, more: object = {}, headers = "") =>
  answering(http(status, JSON.stringify({ code, message: "canary-3141", ...more }), headers));

beforeAll(fetchOnce);

describe("fault 20: surely not sent", () => {
  it("when nobody listens", async () => {
    expect(await failure(await closedAddress())).toMatchObject({
      code: "platform.unsent",
      message: "discord: POST /channels/:id/messages could not be sent (ECONNREFUSED)",
    });
  });

  it("when there is no such host", async () => {
    expect(await failure("https://discord.invalid/api")).toMatchObject({
      code: "platform.unsent",
      message: expect.stringMatching(/\((?:ENOTFOUND|EAI_AGAIN)\)$/u),
    });
  });

  it.each([
    ["a certificate that has expired", Object.assign(new Error("c"), { code: "CERT_HAS_EXPIRED" })],
    ["a proxy that wants a password", Object.assign(new Error("407"), { code: "UND_ERR_INVALID_ARG" })],
  ])("for %s", async (_name, cause) => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed", { cause })));
    onTestFinished(() => void vi.unstubAllGlobals());
    expect(await failure("https://discord.test/api")).toMatchObject({ code: "platform.unsent" });
  });

  it.each([
    ["403 Forbidden", "<html>", "platform.unsent", undefined],
    ["404 Not Found", '{"code":0,"message":"404: Not Found"}', "platform.unsent", undefined],
    ["413 Payload Too Large", "<html>", "platform.refused", "message-rejected"],
  ])("with HTTP %s of somebody on the way", async (status, body, code, why) => {
    expect(await failure(await answering(http(status, body)))).toMatchObject({ code, why });
  });
});

describe("in doubt", () => {
  it.each([
    ["500", http("500 Internal Server Error", "{}")],
    ["a cut body", "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"],
    ["a page", http("200 OK", "<html>")],
    ["an answer without what was asked for", http("200 OK", "{}")],
    ["silence", null],
  ])("after %s", async (_name, answer) => {
    expect(await failure(await answering(answer))).toMatchObject({ code: "platform.doubt" });
  });

  it.each([
    ["a 502", () => Promise.resolve(new Response("{}", { status: 502 }))],
    [
      "a reset",
      () =>
        Promise.reject(
          new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) }),
        ),
    ],
    ["an abort", () => Promise.reject(new DOMException("aborted", "AbortError"))],
  ])("and sent once only after %s, whatever discord.js would do", async (_name, answer) => {
    const asked = vi.fn(answer);
    vi.stubGlobal("fetch", asked);
    onTestFinished(() => void vi.unstubAllGlobals());
    expect(await failure("https://discord.test/api")).toMatchObject({ code: "platform.doubt" });
    expect(asked.mock.calls.length).toBe(1);
  });
});

describe("what Discord refuses", () => {
  it.each([
    ["401 Unauthorized", 0, "token-revoked"],
    ["403 Forbidden", 50_001, "missing-permission"],
    ["403 Forbidden", 50_013, "missing-permission"],
    ["404 Not Found", 10_003, "channel-gone"],
    ["404 Not Found", 10_004, "channel-gone"],
    ["404 Not Found", 10_008, "message-gone"],
    ["400 Bad Request", 50_083, "channel-archived"],
    ["400 Bad Request", 160_005, "message-gone"],
    ["400 Bad Request", 50_035, "message-rejected"],
    ["400 Bad Request", 99_999, "message-rejected"],
  ])("%s with %i is %s", async (status, code, why) => {
    const error = await failure(await refused(status, code));
    expect(error).toMatchObject({ code: "platform.refused", why });
    expect(discordCodeOf(error)).toBe(code);
  });

  it("says where in what was sent, and never what stood there", async () => {
    const errors = {
      embeds: { 0: { description: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH", message: "canary-3141" }] } } },
    };
    expect(await failure(await refused("400 Bad Request", 50_035, { errors }))).toMatchObject({
      message: "discord: POST /channels/:id/messages was refused (50035, embeds.0.description: BASE_TYPE_MAX_LENGTH)",
    });
  });

  it("keeps its token after a 401, so that the next request asks again", async () => {
    const { clients } = clientsAt(
      await answering(http("401 Unauthorized", '{"code":0,"message":"401"}'), http("200 OK", '{"id":"1"}')),
    );
    const post = () => clients.post({ method: "POST", route, body: {} }, posted);
    await expect(post()).rejects.toMatchObject({ why: "token-revoked" });
    expect(await post()).toEqual({ id: "1" });
  });
});

describe("429", () => {
  it.each([
    ["user", '{"retry_after":1.5,"global":false}', "route", 1_500],
    ["shared", '{"retry_after":65,"global":false}', "route", 65_000],
    ["global", '{"retry_after":2,"global":true}', "overall", 2_000],
    ["user", "<html>", "overall", 7_000],
  ])("of scope %s with %s", async (scope, body, reach, retryAfterMs) => {
    const headers = `x-ratelimit-scope: ${scope}\r\nretry-after: 7\r\n`;
    expect(await failure(await answering(http("429 Too Many Requests", body, headers)))).toMatchObject({
      code: "platform.busy",
      scope: reach,
      retryAfterMs,
    });
  });

  it("for edits of an old message (30046) holds only those up", async () => {
    expect(await failure(await refused("400 Bad Request", 30_046))).toMatchObject({
      code: "platform.busy",
      scope: "route",
      retryAfterMs: 600_000,
    });
  });

  it("is tried again by what only reads, if the wait is short", async () => {
    const { clients, waits } = clientsAt(
      await answering(http("429 Too Many Requests", '{"retry_after":0.25}'), http("200 OK", '{"id":"1"}')),
    );
    expect(await clients.read({ method: "GET", route }, posted)).toEqual({ id: "1" });
    expect(waits).toEqual([250]);
  });
});

describe("what the headers of an answer tell", () => {
  const headers =
    "x-ratelimit-limit: 5\r\nx-ratelimit-remaining: 4\r\nx-ratelimit-reset-after: 1.25\r\ndate: Mon, 15 Mar 2027 08:02:00 GMT\r\n";

  it("goes to who asked, and the time to the app", async () => {
    const { clients, told } = clientsAt(await answering(http("200 OK", '{"id":"1"}', headers)));
    const limits: RouteHeaders[] = [];
    const grant = { told: (limit: RouteHeaders) => void limits.push(limit), more: async () => undefined };
    await clients.post({ method: "POST", route, body: {}, grant }, posted);
    expect(limits).toEqual([{ limit: 5, remaining: 4, resetAfterMs: 1_250 }]);
    expect(told).toEqual([{ at: Temporal.Instant.from("2027-03-15T08:02:00Z"), askedAt: now }]);
  });

  it("goes to who asked also with a refusal, and each hears of its own alone", async () => {
    const first = http("404 Not Found", '{"code":10008,"message":"m"}', headers);
    const { clients } = clientsAt(await answering(first, http("200 OK", '{"id":"1"}')));
    const limits: (readonly [number, RouteHeaders])[] = [];
    const grant = (by: number) => ({
      told: (limit: RouteHeaders) => void limits.push([by, limit]),
      more: async () => undefined,
    });
    await clients.post({ method: "POST", route, grant: grant(1) }, posted).catch(() => undefined);
    await clients.post({ method: "POST", route, grant: grant(2) }, posted);
    expect(limits).toEqual([[1, { limit: 5, remaining: 4, resetAfterMs: 1_250 }]]);
  });

  it("does not make discord.js wait: limits are ours to keep", async () => {
    const spent = "x-ratelimit-limit: 1\r\nx-ratelimit-remaining: 0\r\nx-ratelimit-reset-after: 600\r\n";
    const { clients } = clientsAt(await answering(http("200 OK", '{"id":"1"}', spent)));
    const post = () => clients.post({ method: "POST", route, body: {} }, posted);
    expect([await post(), await post()]).toEqual([{ id: "1" }, { id: "1" }]);
  });
});
