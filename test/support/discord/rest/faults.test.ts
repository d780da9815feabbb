import { type REST, RESTEvents } from "discord.js";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Fault } from "../control/faults.ts";
import { clientOf, opened, smallServer } from "../opened.ts";

const route = "POST /channels/:id/messages";
const standing = { startsAt: "2027-03-15T09:00:00Z", wallMs: 0, speed: 0 };
const body = { content: "x", allowed_mentions: { parse: [] } };

/** A server with the bot's REST client, which says what came of a post. */
async function posting(rates = false) {
  const { discord, app } = await opened({ ...smallServer, time: standing, quirks: { rates } });
  const { id: channel } = await app.channel("drills");
  const { rest } = clientOf(discord, { rest: { rejectOnRateLimit: () => true, globalRequestsPerSecond: 1_000 } });
  onTestFinished(() => rest.clearHandlerSweeper());
  rest.setToken(app.keys.token);
  const post = (in_ = channel): Promise<string> => rest.post(`/channels/${in_}/messages`, { body }).then(said, why);
  return { app, channel, rest, post };
}

const said = (value: unknown): string =>
  value instanceof ArrayBuffer ? "not JSON" : JSON.stringify(Object.keys(Object(value))[0]);
const why = (error: unknown): string => {
  const { name, code, status, retryAfter } = Object(error);
  if (String(name).startsWith("RateLimitError")) return `busy for ${retryAfter} ms`;
  return String(status ?? code ?? name);
};

describe("a request meets", () => {
  it.each<readonly [name: string, fault: Fault, said: string, posts: number]>([
    ["a reset after it was carried out", { kind: "reset" }, "ECONNRESET", 1],
    ["a reset before", { kind: "refused" }, "ECONNRESET", 0],
    ["an end without an answer", { kind: "closed" }, "UND_ERR_SOCKET", 1],
    ["a 502 that did nothing", { kind: "status", status: 502, carriedOut: false }, "502", 0],
    ["a 502 that did", { kind: "status", status: 502, carriedOut: true }, "502", 1],
    ["a page instead of JSON", { kind: "not-json" }, "not JSON", 1],
    ["half an answer", { kind: "cut-body" }, "UND_ERR_SOCKET", 1],
    ["one of Discord's errors", { kind: "error", status: 403, code: 50_013 }, "403", 0],
    ["a wait for the route", { kind: "busy", retryAfter: "2", scope: "user" }, "busy for 2050 ms", 0],
    ["a wait for everything", { kind: "busy", retryAfter: "3", scope: "global" }, "busy for 3050 ms", 0],
    ["the ban of its address", { kind: "banned", retryAfter: "4" }, "busy for 4050 ms", 0],
    ["an answer that names nothing", { kind: "wrong-reply", names: "nothing" }, '"channel_id"', 1],
  ])("%s", async (_name, fault, answer, posts) => {
    const { app, channel, post } = await posting();
    await app.fault({ route, fault });
    expect(await post()).toBe(answer);
    expect((await app.messages({ channel })).length).toBe(posts);
  });

  it("its fault where it is meant to: the second of that channel", async () => {
    const { app, channel, post } = await posting();
    const other = await app.addChannel({ guild: "acme", name: "other" });
    await app.fault({ route, channel: "drills", nth: 2, fault: { kind: "status", status: 500, carriedOut: false } });
    const answers = [await post(other), await post(), await post(other), await post(), await post()];
    expect(answers).toEqual(['"id"', '"id"', '"id"', "500", '"id"']);
    expect((await app.messages({ channel })).length).toBe(2);
  });

  it("no answer until it is released", async () => {
    const { app, post } = await posting();
    await app.fault({ route, fault: { kind: "held" } });
    const held = post();
    await expect.poll(async () => (await app.wire()).held).toBe(1);
    await app.release();
    expect(await held).toBe('"id"');
  });

  it("a clock that is off", async () => {
    const { app, rest, post } = await posting();
    const dates: unknown[] = [];
    rest.on(RESTEvents.Response, (_request, response) => dates.push(response.headers.get("date")));
    await app.quirks({ dateOffMs: -60_000 });
    await app.fault({ route, nth: 2, fault: { kind: "wrong-date", offMs: 3_600_000 } });
    await post();
    await post();
    expect(dates).toEqual(["Mon, 15 Mar 2027 08:59:00 GMT", "Mon, 15 Mar 2027 10:00:00 GMT"]);
  });
});

describe("limits", () => {
  it("hold for a route and a channel, and are told of", async () => {
    const { app, channel, rest, post } = await posting(true);
    const heads: unknown[] = [];
    for (let nth = 0; nth < 6; nth += 1) {
      const { status, headers } = await raw(rest, channel);
      heads.push([status, headers.get("x-ratelimit-remaining"), headers.get("retry-after")]);
    }
    const left = ["4", "3", "2", "1", "0"].map((one) => [200, one, null]);
    expect(heads).toEqual([...left, [429, "0", "5"]]);
    const other = await app.addChannel({ guild: "acme", name: "other" });
    expect(await post(other)).toBe('"id"');
    await app.moveTime({ instant: "2027-03-15T09:00:05Z" });
    expect((await raw(rest, channel)).status).toBe(200);
  });

  it("hold for a second: fifty requests and no more, but for answers to interactions", async () => {
    const { app, rest } = await posting(true);
    const channels: string[] = [];
    for (let nth = 0; nth < 51; nth += 1) channels.push(await app.addChannel({ guild: "acme", name: `c${nth}` }));
    for (const one of channels) await raw(rest, one);
    const last = (await app.calls()).at(-1);
    expect([last?.status, last?.answer]).toEqual([429, "429"]);
    await raw(rest, "", "/interactions/1/x/callback");
    expect((await app.calls()).at(-1)?.status).toBe(404);
  });

  it("end in a ban when too many requests were refused, until ten minutes later", async () => {
    const { app, rest } = await posting();
    await app.quirks({ mostInvalid: 3 });
    const fault = { kind: "error", status: 403, code: 50_013 } as const;
    await app.fault({ route: "*", fault: { kind: "busy", retryAfter: "0", scope: "shared" } });
    await app.fault({ route: "*", fault, nth: 2, times: 3 });
    for (let nth = 0; nth < 6; nth += 1) await raw(rest, "", "/users/@me", "GET");
    await app.moveTime({ instant: "2027-03-15T09:10:00Z" });
    await raw(rest, "", "/users/@me", "GET");
    const calls = await app.calls();
    expect(calls.map(({ answer }) => answer)).toEqual(["busy", "error", "error", "error", "banned", "banned", "ok"]);
  });
});

/** One request as the wire has it, past the client's own bookkeeping. */
async function raw(
  rest: REST,
  channel: string,
  path = `/channels/${channel}/messages`,
  method: "GET" | "POST" = "POST",
) {
  const { api, version } = rest.options;
  const headers = { authorization: "Bot drill.token.of-the-bot", "content-type": "application/json" };
  const sent = method === "GET" ? {} : { body: JSON.stringify(body) };
  return await fetch(`${api}/v${version}${path}`, { method, headers, ...sent });
}
